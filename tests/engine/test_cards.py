"""Every card's examples are run: a signal fires in the first kind and stays silent in the second."""

import re

import pytest
from labelled_cases import Case, all_hold

from newsassay.engine import Example, ScoreOptions, SignalCard, score, signal_cards
from newsassay.engine.article import Dimension
from newsassay.engine.overlap import SAID

CARDS = signal_cards()
SENTENCE = re.compile(r"[A-Z“].* .*\.", re.DOTALL)
PREFIXES = {
    Dimension.HEDGING: "hedging.",
    Dimension.ATTRIBUTION: "attribution.",
    Dimension.CONSISTENCY: "consistency.",
    Dimension.SENSATIONALISM: "sensational.",
}


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.signal_id)
def test_examples(card: SignalCard) -> None:
    all_hold(
        _fires_or_not, [Case(example.body, (card, example, fires)) for example, fires in card.examples()]
    )


def _fires_or_not(card: SignalCard, example: Example, fires: bool) -> None:
    report = score(example.article(), ScoreOptions(include_rejected=True))
    found = [e.message for e in report.evidence if e.signal_id == card.signal_id]
    found += [
        r.reason for r in report.rejected if r.signal_id == card.signal_id and r.reason.startswith(SAID)
    ]
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
