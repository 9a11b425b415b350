"""Expressions agree with a plain reading of patterns, onwards and backwards, on any text."""

from hypothesis import given
from hypothesis import strategies as st

from newsassay.engine import Article
from newsassay.engine.document import Document
from newsassay.engine.rules.alphabet import CELL, Alphabet
from newsassay.engine.rules.judging import Cells
from newsassay.engine.rules.matching import compiled
from newsassay.engine.rules.notation import Names, parse
from newsassay.engine.rules.pattern import word_tests

SETS = {"own.group": frozenset(["critics", "some people", "don't"])}
NAMES = Names({"np": "DETERMINER? ADJECTIVE* NOUN"}, {"group": "own.group"})
PATTERNS = [
    "@group say|said",
    "not|never NOUN",
    "{np} <say>",
    "Capital&!CAPITALS ~ FINAL",
    "START {np}",
    "-ly|over- ANY",
    "said END",
]
WORDS = [
    "critics",
    "some",
    "people",
    "don't",
    "say",
    "said",
    "saying",
    "not",
    "the",
    "old",
    "mayor",
    "Maro",
    "NATO",
    "quickly",
    "overdone",
    ".",
    ",",
    "“",
]


def _alphabet(pattern: str) -> Alphabet:
    return Alphabet(word_tests(parse(pattern, NAMES)), SETS)


def _spans(pattern: str, text: str, *, backwards: bool) -> set[tuple[int, int]]:
    """Where a pattern starts and ends, in positions; its reading backwards must end where the onward one starts."""
    alphabet = _alphabet(pattern)
    cells = Cells(Document(Article(body=text)).body, alphabet)
    expression = compiled(parse(pattern, NAMES), alphabet, backwards=backwards)
    string = cells.mirrored if backwards else cells.cells
    found = set()
    for at in range(0, len(string), CELL):
        match = expression.match(string, at)
        if match and match.end() > at:
            start, end = at // CELL, match.end() // CELL
            found.add((len(string) // CELL - end, len(string) // CELL - start) if backwards else (start, end))
    return found


def _words(pattern: str, text: str) -> list[str]:
    alphabet = _alphabet(pattern)
    cells = Cells(Document(Article(body=text)).body, alphabet)
    return [
        " ".join(t.lower for t in cells.analysis.types[a:b])
        for a, b in sorted(_spans(pattern, text, backwards=False))
    ]


def test_words_sets_lemmas_and_phrases() -> None:
    assert _words("@group say|said", "Critics say so. Some people said no. The critics spoke.") == [
        "critics say",
        "some people said",
    ]
    assert _words("{np} <say>", "The old mayor was saying. The mayor says no.") == [
        "the mayor says",
        "mayor says",
    ]


def test_clitics_are_words() -> None:
    assert _words("@group|she 'd go", "She'd go. She would go.") == ["she 'd go"]


def test_shapes_and_edges() -> None:
    assert _words("START Capital&!CAPITALS", "“Maro left.” NATO stayed. The end.") == ["maro", "the"]
    assert _words("said END", "He said. He said no.") == ["said"]


def test_affixes_and_absence() -> None:
    assert _words("-ly !( said ) ANY", "He quickly said no. He quickly left.") == ["quickly left"]


def test_absence_is_read_away_from_the_cue() -> None:
    alphabet = _alphabet("!( not ) said")
    cells = Cells(Document(Article(body="He not said.")).body, alphabet)
    before = compiled(parse("!( not )", NAMES), alphabet, backwards=True)
    said = cells.analysis.position[2] * CELL
    assert before.match(cells.mirrored, len(cells.cells) - said) is None
    assert before.match(cells.mirrored, len(cells.cells) - said + CELL) is not None


@given(st.sampled_from(PATTERNS), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_backwards_is_onwards_from_the_other_end(pattern: str, text: str) -> None:
    onwards = {end for _, end in _spans(pattern, text, backwards=False)}
    assert {end for _, end in _spans(pattern, text, backwards=True)} == onwards


def test_figures_that_nobody_rounds_to() -> None:
    text = "It has 2,079 beds, 12.5 acres, 11 doors, 1987 lamps, 300 cups, 45 pans and 310 jars."
    assert _words("EXACT", text) == ["2,079", "12.5"]
    assert _words("UNROUNDED", text) == ["11"]
    assert _words("YEAR", text) == ["1987"]


@given(st.from_regex(r"[0-9]{1,4}([.,:][0-9]{1,3})?(th|st|s|-year-olds?|-most|ly)?", fullmatch=True))
def test_every_figure_has_a_cell(figure: str) -> None:
    pattern = "EXACT|UNROUNDED|YEAR|LARGE|EIGHT -th|-s|-most|-ly"
    assert len(Cells(Document(Article(body=f"It was {figure}.")).body, _alphabet(pattern)).cells) % CELL == 0


def test_a_figure_may_have_any_number_of_digits() -> None:
    longest = "7" * 5_000
    assert _words("LARGE", f"It has 12 rooms, 0020 beds, 1,200 lamps, 007 locks and {longest} nails.") == [
        "0020",
        "1,200",
        longest,
    ]
