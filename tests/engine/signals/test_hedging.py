"""What case files cannot say: reasons of refusals, voices, and one phenomenon seen by two dimensions."""

import pytest

from newsassay.engine import Article, ScoreOptions, score
from newsassay.engine.report import Report, Voice


def _report(body: str, title: str = "") -> Report:
    return score(Article(title=title, body=body), ScoreOptions(include_rejected=True))


@pytest.mark.parametrize(
    ("signal", "body", "reason"),
    [
        ("hedging.epistemic_modal", "The hearing was moved to May 12.", "month"),
        ("hedging.epistemic_modal", "The divers could not reach the wreck.", "ability"),
        ("hedging.epistemic_adverb", "The poll asked 900 likely voters.", "pollster"),
        ("hedging.epistemic_adverb", "Come as soon as possible.", "degree"),
        ("hedging.epistemic_verb", "The actor appeared on stage.", "be seen"),
        ("hedging.approximator", "The book is about the sea.", "no quantity"),
        ("hedging.vague_quantifier", "Some 40 boats sank.", "approximation"),
        ("hedging.hearsay", "Police said the ring is believed to be stolen.", "source"),
        ("hedging.overclaim", "The jury must be sure beyond a reasonable doubt.", "legal"),
        ("attribution.agentless_claim", "It is regarded by the court as void.", "agent"),
        ("attribution.vague_source", "The experts said they would return.", "defined"),
    ],
)
def test_a_refusal_says_why(signal: str, body: str, reason: str) -> None:
    reasons = [r.reason for r in _report(body).rejected if r.signal_id == signal]
    assert any(reason in r for r in reasons), reasons


def test_a_hedge_in_a_quotation_is_the_sources() -> None:
    report = _report("Rents may rise. “Perhaps wages will too,” the owner said.")
    voices = {e.span.text: e.voice for e in report.evidence}
    assert voices["may"] is Voice.AUTHOR
    assert voices["Perhaps"] is Voice.QUOTED


def test_an_agentless_belief_is_hearsay_and_an_agentless_claim() -> None:
    spans = {e.signal_id: e.span.text for e in _report("The vase is widely believed to be fake.").evidence}
    assert spans["hedging.hearsay"] == "is widely believed to"
    assert spans["attribution.agentless_claim"] == "is widely believed to"


def test_a_sourced_belief_is_uncertain_but_no_hearsay() -> None:
    signals = {e.signal_id for e in _report("Police said the ring is believed to be stolen.").evidence}
    assert "hedging.epistemic_verb" in signals
    assert "hedging.hearsay" not in signals


def test_a_second_name_does_not_hide_the_modal() -> None:
    report = _report("Nadia May may resign.")
    assert [e.span.start for e in report.evidence if e.signal_id == "hedging.epistemic_modal"] == [10]
