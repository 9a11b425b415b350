from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsassay.client.reports.listing import Mark, Row, cells, laid_out, mark, rows
from newsassay.client.terminal import safe


def test_lines_break_at_spaces_and_keep_their_numbers() -> None:
    text = "one two three\n\nfour"
    assert list(rows(text, 8)) == [
        Row(1, 0, 7, is_first=True),
        Row(1, 8, 13, is_first=False),
        Row(2, 14, 14, is_first=True),
        Row(3, 15, 19, is_first=True),
    ]


def test_a_word_wider_than_the_terminal_is_cut() -> None:
    assert [text_of for row in rows("abcdefgh", 3) for text_of in ["abcdefgh"[row.start : row.end]]] == [
        "abc",
        "def",
        "gh",
    ]


def test_marks_count_cells_not_characters() -> None:
    text = "議会 said so"
    (row,) = rows(text, 40)
    assert mark(text, row, 3, 7) == Mark(5, 4)


def test_a_mark_that_runs_on_is_cut_at_the_row() -> None:
    first, second = rows("alpha beta", 5)
    assert mark("alpha beta", first, 2, 8) == Mark(2, 3)
    assert mark("alpha beta", second, 2, 8) == Mark(0, 2)


def test_nothing_that_a_terminal_obeys_gets_through() -> None:
    assert safe("a\x1b[31mb\u202ec\rd\te") == "a·[31mb·c·d e"


@given(st.text(), st.integers(2, 30))
def test_rows_fit_and_lose_only_spaces_and_line_feeds(text: str, width: int) -> None:
    text = "\n".join(safe(line) for line in text.split("\n"))
    position = 0
    for row in rows(text, width):
        assert text[position : row.start].strip(" \n") == ""
        assert cell_len(text[row.start : row.end]) <= max(width, 2)
        position = row.end
    assert text[position:].strip(" \n") == ""


def test_line_ends_of_windows_leave_no_trace() -> None:
    assert laid_out("one\r\ntwo\rthree\r\n") == "one \ntwo\nthree "


@given(st.text())
def test_cells_are_counted_as_terminals_do(text: str) -> None:
    assert cells(safe(text)) == cell_len(safe(text))
