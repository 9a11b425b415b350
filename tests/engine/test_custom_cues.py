"""A caller's own cues: phrases and patterns."""

import sys

import pytest
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


def test_a_pattern_may_start_with_a_class() -> None:
    body = "The old dam fell. The roads and bridges fell. It fell."
    assert _found(body, CustomCue(SIGNAL, pattern="NOUN (AND NOUN)? fell")) == [
        "dam fell",
        "roads and bridges fell",
    ]


@pytest.mark.parametrize("pattern", ["NOUN NOUN{0,3} fell", "NOUN|ADJECTIVE ~ fell", "NOUN ANY* fell"])
def test_what_starts_with_a_class_takes_work_in_proportion_to_the_text(pattern: str) -> None:
    options = ScoreOptions(custom_cues=(CustomCue(SIGNAL, pattern=pattern),))

    def calls(times: int) -> int:
        article, counted = Article(body="dam water stone wall " * times), 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal counted
            counted += event in {"call", "c_call"}

        score(article, options)
        sys.setprofile(count)
        try:
            score(article, options)
        finally:
            sys.setprofile(None)
        return counted

    assert calls(400) < 4.5 * calls(100)


def test_a_pattern_that_could_match_in_too_many_ways_from_each_noun_is_refused() -> None:
    with pytest.raises(NotationError, match="ways from one place"):
        check_pattern("NOUN NOUN* ANY* NOUN* ANY* NOUN* fell")


@given(st.text(alphabet="ab|&!(){}*?~_@<>- ,1NOU", max_size=20), st.text(alphabet="ab ,.", max_size=40))
def test_what_is_not_refused_can_be_used(pattern: str, body: str) -> None:
    try:
        check_pattern(pattern)
    except NotationError:
        return
    _found(body, CustomCue(SIGNAL, pattern=pattern))
