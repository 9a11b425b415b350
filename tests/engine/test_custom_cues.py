"""A caller's own cues: phrases and patterns."""

from hypothesis import given
from hypothesis import strategies as st

from newsassay.engine import Article, CustomCue, ScoreOptions, score
from newsassay.engine.custom_cues import check_pattern
from newsassay.engine.rules.notation import NotationError

SIGNAL = "hedging.hearsay"


def _found(body: str, *cues: CustomCue, title: str = "") -> list[str]:
    report = score(Article(title=title, body=body), ScoreOptions(custom_cues=cues))
    return [e.span.text for e in report.evidence if "your own" in e.message]


def test_a_pattern_is_evidence_wherever_it_matches() -> None:
    cue = CustomCue(SIGNAL, pattern="word|rumour <be> that|out")
    assert _found("Word is that he left. The word was out. A word was said.", cue) == [
        "Word is that",
        "word was out",
    ]
    assert _found("", cue, title="Rumour is out") == ["Rumour is out"]


def test_patterns_and_phrases_stand_side_by_side() -> None:
    cues = (CustomCue(SIGNAL, "on the street"), CustomCue(SIGNAL, pattern="{np} <whisper>"))
    assert _found("Old hands whispered on the street.", *cues) == ["Old hands whispered", "on the street"]


def test_words_outside_the_engines_rules_and_contractions_can_be_named() -> None:
    assert _found("Zyx doesn't glork.", CustomCue(SIGNAL, pattern="doesn't glork")) == ["doesn't glork"]


@given(st.text(alphabet="ab|&!(){}*?~_@<>- ,1NOU", max_size=20), st.text(alphabet="ab ,.", max_size=40))
def test_what_is_not_refused_can_be_used(pattern: str, body: str) -> None:
    try:
        check_pattern(pattern)
    except NotationError:
        return
    _found(body, CustomCue(SIGNAL, pattern=pattern))
