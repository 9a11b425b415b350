import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsassay.client.input_files import FORMATS as FORMAT_NAMES
from newsassay.client.input_files import SUFFIXES, expand
from newsassay.client.reading import FORMATS, InputOptions, ReadArticle, read
from newsassay.v1.article_pb2 import OFFSET_ENCODING_UTF8, OFFSET_ENCODING_UTF16
from newsassay.v1.report_pb2 import FIELD_BODY, FIELD_TITLE, TextSpan

YAML_ISH = st.text("-a:[]{}&*!|>'\"\\\n #0é", max_size=60).map(
    lambda text: f"---\n{text}\n---\n# T\n".encode()
)
JSON_ISH = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["title", "body", "articleId", "x"]), inner, max_size=3)
    ),
).map(lambda value: json.dumps(value).encode())


def written(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def only(path: str, input_format: str | None = None, **options: Any) -> ReadArticle:
    (item,) = read(path, InputOptions(input_format, **options))
    return item


def test_text_is_all_body_unchanged(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Head\r\n\r\nBody “said”.\n")
    article = only(path).article
    assert (article.title, article.body, article.article_id) == ("", "Head\r\n\r\nBody “said”.\n", path)


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert only(written(tmp_path, "a.txt", b"\xef\xbb\xbfText")).article.body == "Text"


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_cannot_be_opened_is_one_problem(tmp_path: Path, name: str) -> None:
    assert only(str(tmp_path / name)).problem


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (
            b"caf\xe9 and more",
            "not UTF-8: byte 0xe9 at offset 3; it looks like windows-1252: say --encoding windows-1252",
        ),
        (
            "Café Ω".encode("utf-16-le"),
            "not UTF-8: byte 0xe9 at offset 6; it looks like utf-16-le: say --encoding utf-16-le",
        ),
        (b"\x81\x8d", "not UTF-8: byte 0x81 at offset 0; say --encoding"),
        (b"\xff\xfea", "not UTF-16: byte 0x61 at offset 2"),
    ],
)
def test_undecodable_bytes_are_located_and_guessed(tmp_path: Path, data: bytes, problem: str) -> None:
    assert only(written(tmp_path, "a.txt", data)).problem.startswith(problem)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "Ω\nb"),
        ("a.md", "Ω b"),
        ("a.json", '{"body": "Ω b"}'),
        ("a.jsonl", '\n{"body": "Ω\u2028 b"}\n'),
    ],
)
def test_a_byte_order_mark_decides(tmp_path: Path, encoding: str, name: str, data: str) -> None:
    item = only(written(tmp_path, name, data.encode(encoding)))
    assert item.problem == ""
    assert item.article.body.startswith("Ω")
    assert item.source_map.source.cut(item.source_map.locate(TextSpan(field=FIELD_BODY, end=1))[0]) == "Ω"


def test_an_encoding_can_be_given(tmp_path: Path) -> None:
    assert only(written(tmp_path, "a.txt", b"caf\xe9"), encoding="cp1252").article.body == "café"
    assert (
        only(written(tmp_path, "a.jsonl", b'{"body": "caf\xe9"}'), encoding="cp1252").article.body == "café"
    )


def test_title_and_byline_can_be_given(tmp_path: Path) -> None:
    item = only(written(tmp_path, "a.md", "# Old\n\nBody"), title="New", byline="By Ada")
    assert (item.article.title, item.article.byline, item.article.body) == ("New", "By Ada", "Body")
    assert not item.source_map.locate(TextSpan(field=FIELD_TITLE, end=3))
    assert item.source_map.locate(TextSpan(field=FIELD_BODY, end=4)) == ((7, 11),)


def test_an_unknown_type_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "a.docx", "Text")
    assert only(path).problem.startswith(".docx is no type that is read (.txt ")
    assert only(path, "text").article.body == "Text"


@pytest.mark.parametrize(
    ("data", "body"),
    [
        ("Plain", "Plain"),
        ("[Sic] he said", "[Sic] he said"),
        (' {"body": "One"}', "One"),
        ('{"body": "One"}\n{"body": "Two"}\n', "One"),
        ('{\n"body": "One"}', "One"),
        ('[\n{"body": "One"}]', "One"),
    ],
)
def test_what_has_no_suffix_is_known_by_its_start(tmp_path: Path, data: str, body: str) -> None:
    assert next(read(written(tmp_path, "draft", data))).article.body == body


def test_a_json_array_is_read_element_by_element(tmp_path: Path) -> None:
    text = '[{"body": "One"},\n  7, {"title": "T", "body": "Two"}'
    path = written(tmp_path, "a.json", text)
    items = list(read(path))
    assert [item.name for item in items] == [f"{path}[0]", f"{path}[1]", f"{path}[2]", path]
    assert [bool(item.problem) for item in items] == [False, True, False, True]
    (found,) = items[2].source_map.locate(TextSpan(field=FIELD_BODY, end=3))
    assert text[found.start : found.end] == "Two"
    assert items[2].source_map.source.position(found.start).line == 2
    assert sum(item.size for item in items) == len(text)


@pytest.mark.parametrize("text", ["[]", "[ ]\n"])
def test_an_empty_array_has_no_articles(tmp_path: Path, text: str) -> None:
    assert list(read(written(tmp_path, "a.json", text))) == []


def test_folders_and_patterns_stand_for_files(tmp_path: Path) -> None:
    for name in ("b/z.md", "b/a.txt", "a.html", "notes.docx", ".hidden/c.md", "b/.d.md", "B.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    names = [str(Path(path).relative_to(tmp_path)) for path in expand([str(tmp_path)])]
    assert names == ["B.jsonl", "a.html", "b/a.txt", "b/z.md"]
    names = [str(Path(path).relative_to(tmp_path)) for path in expand([f"{tmp_path}/**/*.[mt]*"])]
    assert names == ["b/a.txt", "b/z.md"]
    assert list(expand(["-", "missing.txt", "no*thing"])) == ["-", "missing.txt", "no*thing"]
    (tmp_path / "empty").mkdir()
    (empty,) = expand([str(tmp_path / "empty")])
    assert only(empty).problem.startswith("no articles in this folder")


def test_ranges_are_in_the_unit_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, "a.md", "😀é\n\n> 😀 quoted\n\nEnd")
    for unit, codec, width in ((OFFSET_ENCODING_UTF8, "utf-8", 1), (OFFSET_ENCODING_UTF16, "utf-16-le", 2)):
        article = only(path, unit=unit).article
        (found,) = article.quoted_ranges
        encoded = article.body.encode(codec)
        assert encoded[found.start * width : found.end * width].decode(codec) == "😀 quoted"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"title": "T"}\n')))
    assert only("-", "jsonl").article.title == "T"


@pytest.mark.parametrize("yaml", ["a: [1", "- a", "[" * 10_000, 'title: "\\ud800"'])
def test_bad_front_matter_is_a_problem(tmp_path: Path, yaml: str) -> None:
    item = only(written(tmp_path, "a.md", f"---\n{yaml}\n---\n# T\n"))
    assert item.problem
    assert "\n" not in item.problem


def test_jsonl_lines_fail_alone(tmp_path: Path) -> None:
    lines = [
        '{"articleId": "one", "title": "T", "body": "B"}',
        "{broken",
        "",
        '["no", "object"]',
        '{"articleId": "typo", "headline": "T"}',
        '{"title": 3}',
        '{"body": "\\ud800"}',
        "[" * 100_000,
        '{"title": "last"}',
    ]
    path = written(tmp_path, "a.jsonl", "\n".join(lines) + "\n" + '{"body": "caf')
    items = list(read(path))
    assert [bool(item.problem) for item in items] == [False, True, True, True, True, True, True, False, True]
    assert items[0].article.article_id == "one"
    assert items[1].name == f"{path}:2"
    assert items[3].article.article_id == "typo"
    assert items[7].article.article_id == f"{path}:9"[-256:]
    assert all("\n" not in item.problem for item in items)


def test_sizes_add_up_to_the_file(tmp_path: Path) -> None:
    data = '{"title": "é"}\n{broken}\n'
    assert sum(item.size for item in read(written(tmp_path, "a.jsonl", data))) == len(data.encode())


def test_a_long_path_still_makes_an_id(tmp_path: Path) -> None:
    folder = tmp_path / ("d" * 200) / ("e" * 200)
    folder.mkdir(parents=True)
    article = only(written(folder, "a.txt", "Text")).article
    assert len(article.article_id) == 256
    assert article.article_id.endswith("a.txt")


def test_the_formats_offered_are_those_there_are() -> None:
    assert tuple(FORMATS) == FORMAT_NAMES
    assert set(SUFFIXES.values()) == set(FORMATS)


@given(
    st.sampled_from(sorted({*FORMATS} - {"html"})),
    st.binary() | st.text().map(str.encode) | YAML_ISH | JSON_ISH,
)
def test_no_input_is_a_crash(input_format: str, data: bytes) -> None:
    for item in FORMATS[input_format]("name", io.BytesIO(data), None):
        assert item.article.article_id
        assert "\n" not in item.problem
        item.article.SerializeToString()
