"""Tags by position, and how positions and tokens correspond."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.grammar.analysis import Analysis, analyse
from newsassay.engine.grammar.legend import BOUNDARY, LEGEND, NAMES


def analysis(text: str, field: Field = Field.BODY) -> Analysis:
    return FieldText(field, text).layer(analyse)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("The dam couldn't be repaired.", "\nDNmnjX.\n"),
        ("They're sure he'll win.", "\nsbAsmv.\n"),
        ("It's the minister's car.", "\nibDN'N.\n"),
        ("She said that Mr. Okafor knew that man.", "\nsVkP·PVDN.\n"),
        ("Nobody knows why. The vote was lost.", "\nNZw.\nDNbX.\n"),
    ],
)
def test_tags(text: str, tags: str) -> None:
    assert analysis(text).tags == tags


def test_names_stand_for_legend_characters() -> None:
    assert set().union(*NAMES.values()) <= set(LEGEND)
    assert set(LEGEND) - {"·"} <= set().union(*NAMES.values())


@given(st.text(alphabet=st.sampled_from("Aab c.'’\"\n-n'tséѢ1%$\u200b\u0301don't I'm "), max_size=80))
def test_positions_and_tokens_correspond(text: str) -> None:
    field = FieldText(Field.BODY, text)
    found = field.layer(analyse)
    tokens = field.tokens
    assert len(found.tags) == len(found.types) == len(found.token)
    assert len(found.position) == len(tokens) + 1
    assert found.tags[0] == found.tags[-1] == BOUNDARY
    assert set(found.tags) <= set(LEGEND)
    for i, p in enumerate(found.position):
        assert found.token[p] == i
        assert (found.tags[p] == BOUNDARY) == (i == len(tokens))
    for sentence in field.sentences:
        assert found.tags[found.position[sentence.first] - 1] == BOUNDARY
    for p, found_type in enumerate(found.types):
        assert found.tags[p] in found_type.readings or found.tags[p] == "·"


def test_composed_and_decomposed_names_are_one_type() -> None:
    composed = "José Núñez resigned."
    parted = unicodedata.normalize("NFD", composed)
    one, other = analysis(composed), analysis(parted)
    assert one.tags == other.tags
    assert [t.lower for t in one.types] == [t.lower for t in other.types]
