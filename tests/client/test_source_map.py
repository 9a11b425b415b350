"""From spans back into files."""

import io
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsassay.client.reading import FORMATS, read
from newsassay.client.source_map import Piece, Position, SourceMap, SourceRange, SourceText
from newsassay.v1.report_pb2 import FIELD_BODY, FIELD_TITLE, TextSpan

LINES = st.text(st.sampled_from("ab \r\n\u2028😀é"), max_size=30)


def span(start: int, end: int, field: int = FIELD_BODY) -> TextSpan:
    return TextSpan(field=field, start=start, end=end)  # type: ignore[arg-type]


@given(LINES, st.integers(0, 30))
def test_positions_count_lines_as_editors_do(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    if text[offset - 1 : offset + 1] == "\r\n":
        return
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert SourceText(text).position(offset) == (line, column)
    units = len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2
    assert SourceText("x" * 5 + text).position_utf16(offset + 5)[0] == line
    assert SourceText(text, start=7, first_line=3).position_utf16(offset + 7) == (line + 2, units + 1)


def test_markup_cuts_a_span() -> None:
    source = SourceText("a **bc** d&amp;e")
    pieces = [(0, 2, 0, 2), (2, 4, 4, 6), (4, 6, 8, 10), (6, 7, 10, 15), (7, 8, 15, 16)]
    places = SourceMap(source, [Piece(FIELD_BODY, *piece) for piece in pieces])
    assert places.locate(span(0, 3)) == ((0, 2), (4, 5))
    assert [source.cut(found) for found in places.locate(span(3, 8))] == ["c", " d&amp;e"]
    assert places.enclosing(span(1, 5)) == SourceRange(1, 9)
    assert places.locate(span(3, 3)) == ((5, 5),)
    assert places.locate(span(8, 8)) == ((16, 16),)
    assert places.locate(span(0, 3, FIELD_TITLE)) == ()
    assert places.enclosing(span(20, 30)) is None


@given(
    st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n😀')), st.booleans(), st.data()
)
def test_spans_of_json_lie_inside_its_strings(text: str, ascii_only: bool, data: st.DataObject) -> None:
    fields = {"title": "x", "articleId": "i", "body": text}
    lines = (
        "\n" + json.dumps({"title": "T"}) + "\n" + json.dumps(fields, ensure_ascii=ascii_only, indent=None)
    )
    *_, item = FORMATS["jsonl"]("name", io.BytesIO(lines.encode()), None)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = item.source_map.locate(span(start, end))
    assert json.loads(f'"{"".join(lines[r.start : r.end] for r in found)}"') == text[start:end]
    assert all(item.source_map.source.position(r.start).line == 3 for r in found)


def test_of_two_keys_the_last_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "first", "body" : "last"}')
    (item,) = read(str(path))
    assert item.path == str(path)
    (found,) = item.source_map.locate(span(0, 4))
    assert item.source_map.source.cut(found) == "last"
    assert item.source_map.source.position(found.start) == Position(1, 29)
