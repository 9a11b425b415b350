"""The arithmetic of scores, on made-up evidence."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsassay.engine.article import Dimension
from newsassay.engine.rubric import (
    RUBRICS,
    Arithmetic,
    DimensionRubric,
    Exposure,
    Interval,
    Rubric,
    ScoreScale,
    SignalRubric,
    rubric,
)
from newsassay.engine.scoring import WeighedDimension, overall, weigh

SCALE = ScoreScale(0.4, 0.6, tuple(i / 100 for i in range(101)))
RULES = DimensionRubric(
    weight=1.0,
    baseline=0.7,
    signals={
        "habit": SignalRubric(-0.02, 0.2, Exposure.PER_1000_WORDS),
        "slip": SignalRubric(-0.1, 0.4, Exposure.PER_ARTICLE),
        "merit": SignalRubric(0.05, 0.2, Exposure.PER_1000_WORDS),
        "note": SignalRubric(0.0, 0.2, Exposure.PER_ARTICLE),
        "excess": SignalRubric(-0.1, 0.4, Exposure.PER_1000_WORDS, free=3.0),
    },
    scale=SCALE,
    interval=Interval(1.0, 2.0),
)
WHOLE = {
    arithmetic: replace(rubric(), dimensions=dict.fromkeys(Dimension, RULES), arithmetic=arithmetic)
    for arithmetic in Arithmetic
}
BOTH = pytest.mark.parametrize("rules", WHOLE.values(), ids=[a.value for a in WHOLE])
EVIDENCE = st.lists(
    st.tuples(st.sampled_from([*RULES.signals, "unknown"]), st.floats(0, 1e6, allow_nan=False)), max_size=200
)


def weighed(
    evidence: list[tuple[str, float]], words: int = 1000, rules: Rubric = WHOLE[Arithmetic.NET]
) -> WeighedDimension:
    return weigh(Dimension.HEDGING, evidence, words, rules, 1.0)


def value(
    evidence: list[tuple[str, float]], words: int = 1000, rules: Rubric = WHOLE[Arithmetic.NET]
) -> float:
    return weighed(evidence, words, rules).score.score.value


def test_no_evidence_leaves_the_baseline() -> None:
    assert value([]) == RULES.baseline


@BOTH
@given(evidence=EVIDENCE, words=st.integers(0, 10**6))
def test_parts_add_up_and_stay_inside(rules: Rubric, evidence: list[tuple[str, float]], words: int) -> None:
    result = weighed(evidence, words, rules)
    micros = [round(c * 1e6) for c in result.contributions]
    assert round(result.score.score.value * 1e6) == round(RULES.baseline * 1e6) + sum(micros)
    assert sum(micros) == sum(round(s.contribution * 1e6) for s in result.score.signals)
    assert 0 <= result.score.score.low <= result.score.score.value <= result.score.score.high <= 1


@given(EVIDENCE, st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_order_does_not_count(evidence: list[tuple[str, float]], words: int, draw: st.DrawFn) -> None:
    whole = [(signal, float(round(weight))) for signal, weight in evidence]
    shuffled = whole.copy()
    draw.shuffle(shuffled)  # type: ignore[attr-defined]
    assert value(whole, words) == value(shuffled, words)


@BOTH
@pytest.mark.parametrize("signal", ["habit", "slip"])
def test_every_further_penalty_lowers_the_score(signal: str, rules: Rubric) -> None:
    values = [value([("merit", 1.0)] + [(signal, 1.0)] * n, rules=rules) for n in range(30)]
    assert all(later < earlier for earlier, later in pairwise(values))


def test_no_signal_takes_more_than_its_cap() -> None:
    assert value([("slip", 1e9)]) > RULES.baseline - RULES.signals["slip"].cap


def test_credits_raise_and_penalties_lower() -> None:
    assert value([("habit", 1.0)]) < RULES.baseline < value([("merit", 1.0)])


def test_habits_count_by_the_thousand_words_and_slips_do_not() -> None:
    assert value([("habit", 1.0)], 100) < value([("habit", 1.0)], 1000) < value([("habit", 1.0)], 10_000)
    assert value([("slip", 1.0)], 100) == value([("slip", 1.0)], 10_000)


def test_what_edited_news_has_anyway_is_free() -> None:
    assert value([("excess", 3.0)]) == RULES.baseline > value([("excess", 4.0)])
    assert value([("excess", 0.3)], 100) == RULES.baseline > value([("excess", 1.0)], 100)


def test_credits_offset_charges_before_either_is_squeezed_under_net_arithmetic() -> None:
    mixed = [("slip", 1.0), ("merit", 2.5)]
    assert value(mixed) == pytest.approx(RULES.baseline + 0.125 * 0.2 / 0.325 - 0.1 * 0.4 / 0.5, abs=2e-3)
    assert value(mixed, rules=WHOLE[Arithmetic.SEPARATE]) < value(mixed)


@pytest.mark.parametrize("evidence", [("note", 1.0), ("unknown", 1.0), ("slip", 0.0)])
def test_what_weighs_nothing_moves_nothing(evidence: tuple[str, float]) -> None:
    assert weighed([evidence]).contributions == (0.0,)
    assert value([evidence]) == RULES.baseline


def test_longer_texts_have_narrower_intervals() -> None:
    widths = [
        s.high - s.low for s in (weighed([("slip", 1.0)], words).score.score for words in (0, 50, 500, 5000))
    ]
    assert all(later < earlier for earlier, later in pairwise(widths))


def test_overall_is_the_weighted_mean() -> None:
    halves = [
        weigh(d, [("slip", 1.0)], 500, WHOLE[Arithmetic.NET], 0.5).score
        for d in (Dimension.HEDGING, Dimension.CONSISTENCY)
    ]
    mean = overall(halves, replace(rubric(), overall_interval=1.0))
    assert mean.value == halves[0].score.value
    assert mean.high - mean.low < halves[0].score.high - halves[0].score.low


def test_a_choice_of_dimensions_is_placed_among_articles_scored_on_the_same() -> None:
    newest = rubric()
    for dimension in Dimension:
        alone = weigh(dimension, [], 500, newest, 1.0).score
        assert overall([alone], newest).percentile == alone.score.percentile


def test_rubrics_of_the_first_arithmetic_keep_it() -> None:
    assert {version: rules.arithmetic for version, rules in RUBRICS.items() if version < "2026.12"} == {
        "2026.11": Arithmetic.SEPARATE,
        "2026.11.1": Arithmetic.SEPARATE,
    }
