"""What holds of any text."""

import itertools
import re
import unicodedata
from re import _constants, _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.grammar import chunks, clauses, mending, phrases, subjects
from newsassay.engine.grammar.analysis import analyse
from newsassay.engine.grammar.legend import LEGEND
from newsassay.engine.grammar.tagger import TAGGER
from newsassay.engine.grammar.word_types import LOWERED, TABLE, TYPES, readings

WORDS = (
    "the a dam dams José Núñez said says that which who has been not never couldn't they're he'll it's of in to by and"
    " but , , . “ ” \" ' : ( ) broke broken breaking run Zürich minister’s U.S. Mr. 12 3.5% $ is was did she them there"
    " if whether what when all more most quickly may"
).split()
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
FIELDS = st.sampled_from([Field.TITLE, Field.BODY])


def read(text: FieldText) -> list[Any]:
    """Everything that the grammar says of a text."""
    analysis, found, made = (
        text.layer(analyse),
        text.layer(phrases.phrases),
        text.layer(clauses.clauses),
    )
    return [
        analysis.tags,
        [t.lower for t in analysis.types],
        found.noun_phrases,
        found.verb_groups,
        list(made.within(0, len(text.tokens))),
    ]


@given(FIELDS, SENTENCES)
def test_the_same_from_empty_tables(field: Field, sentence: str) -> None:
    once = read(FieldText(field, sentence))
    for table in (TAGGER, TYPES, LOWERED, chunks.CHUNKS):
        table.clear()
    assert read(FieldText(field, sentence)) == once


@given(SENTENCES)
def test_the_same_composed_and_decomposed(sentence: str) -> None:
    parted = unicodedata.normalize("NFD", sentence)
    assert read(FieldText(Field.BODY, parted)) == read(FieldText(Field.BODY, sentence))


@given(SENTENCES, st.sampled_from("\u200b\u200d\u2060\u00ad\ufeff"), st.integers(0, 400))
def test_invisible_characters_inside_words_change_nothing(sentence: str, unseen: str, place: int) -> None:
    inside = [match.end() for match in re.finditer(r"\w(?=\w)", sentence)]
    if inside:
        at = inside[place % len(inside)]
        changed = sentence[:at] + unseen + sentence[at:]
        assert read(FieldText(Field.BODY, changed)) == read(FieldText(Field.BODY, sentence))


@given(SENTENCES)
def test_phrases_are_disjoint_and_in_order(sentence: str) -> None:
    text = FieldText(Field.BODY, sentence)
    found = text.layer(phrases.phrases)
    ranges = sorted((p.first, p.last, p.head) for p in (*found.noun_phrases, *found.verb_groups))
    for first, last, head in ranges:
        assert 0 <= first <= head < last <= len(text.tokens)
    for (_, last, _), (first, _, _) in itertools.pairwise(ranges):
        assert first >= last - 1  # a contraction is in two


def repeats(pattern: Any) -> list[Any]:
    """The upper bounds of a parsed pattern's repeats."""
    found = []
    for operation, argument in pattern:
        if operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            found += [argument[1], *repeats(argument[2])]
        elif operation is _constants.SUBPATTERN:
            found += repeats(argument[3])
        elif operation is _constants.BRANCH:
            found += [bound for branch in argument[1] for bound in repeats(branch)]
        elif operation in (_constants.ASSERT, _constants.ASSERT_NOT):
            found += repeats(argument[1])
    return found


@pytest.mark.parametrize("module", [mending, chunks, phrases, clauses, subjects])
def test_patterns_are_bounded(module: ModuleType) -> None:
    patterns = [value for value in vars(module).values() if isinstance(value, re.Pattern)]
    assert patterns
    for pattern in patterns:
        bounds = repeats(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
        assert _constants.MAXREPEAT not in bounds, pattern.pattern


@settings(max_examples=20)  # each looks at all classes
@given(st.sampled_from(sorted(LEGEND)), st.sampled_from(sorted(LEGEND)))
def test_every_class_is_one_of_its_readings_between_any_neighbours(before: str, behind: str) -> None:
    for key, character in TABLE.characters.items():
        assert TAGGER.tag(before + character + behind)[1] in readings(key)
