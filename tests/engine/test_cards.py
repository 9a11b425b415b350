"""Every card's examples are run: a signal fires in the first kind and stays silent in the second."""

import re

import pytest

from newsassay.engine import Example, SignalCard, score, signal_cards
from newsassay.engine.article import Dimension
from newsassay.engine.rubric import RUBRICS, Rubric

CARDS = signal_cards()
EXAMPLES = [(card, example, fires) for card in CARDS for example, fires in card.examples()]
SENTENCE = re.compile(r"[A-Z“].* .*\.", re.DOTALL)
PREFIXES = {
    Dimension.HEDGING: "hedging.",
    Dimension.ATTRIBUTION: "attribution.",
    Dimension.CONSISTENCY: "consistency.",
    Dimension.SENSATIONALISM: "sensational.",
}


@pytest.mark.parametrize(
    ("card", "example", "fires"), EXAMPLES, ids=[f"{c.signal_id}-{n}" for n, (c, _, _) in enumerate(EXAMPLES)]
)
def test_example(card: SignalCard, example: Example, *, fires: bool) -> None:
    found = [e.message for e in score(example.article()).evidence if e.signal_id == card.signal_id]
    assert bool(found) is fires, found


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.signal_id)
def test_messages_are_sentences(card: SignalCard) -> None:
    for example, _ in card.examples():
        for evidence in score(example.article()).evidence:
            assert SENTENCE.fullmatch(evidence.message), (evidence.signal_id, evidence.message)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.signal_id)
def test_card_is_complete(card: SignalCard) -> None:
    assert card.signal_id.startswith(PREFIXES[card.dimension])
    assert len(card.fires) >= 3
    assert len(card.near_misses) >= 3
    assert card.claim.endswith(".")
    assert card.disclaimer.endswith(".")


@pytest.mark.parametrize("rubric", RUBRICS.values(), ids=lambda rubric: rubric.version)
def test_rubric_weighs_every_signal_in_the_direction_of_its_card(rubric: Rubric) -> None:
    for card in CARDS:
        weight = rubric.dimensions[card.dimension].signals[card.signal_id].weight
        assert weight == 0 or (weight > 0) is (card.sign.name == "CREDIT"), card.signal_id
