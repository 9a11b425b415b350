import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsassay.client.reading import FORMATS, ReadArticle, read

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


def only(path: str, input_format: str | None = None) -> ReadArticle:
    (item,) = read(path, input_format)
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


def test_undecodable_bytes_are_located(tmp_path: Path) -> None:
    assert only(written(tmp_path, "a.txt", b"caf\xe9 and more")).problem == "not UTF-8: byte 0xe9 at offset 3"


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


@given(st.sampled_from(sorted(FORMATS)), st.binary() | st.text().map(str.encode) | YAML_ISH | JSON_ISH)
def test_no_input_is_a_crash(input_format: str, data: bytes) -> None:
    for item in FORMATS[input_format]("name", io.BytesIO(data)):
        assert item.article.article_id
        assert "\n" not in item.problem
        item.article.SerializeToString()
