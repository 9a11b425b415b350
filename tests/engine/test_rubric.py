"""Rubric files: whole, signed as the cards say, and selectable by version."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsassay.engine import Article, ScoreOptions, score
from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign
from newsassay.engine.registry import CARDS
from newsassay.engine.report import Band
from newsassay.engine.rubric import NEWEST, RUBRICS, Rubric, ScoreScale, rubric

VERSIONS = pytest.mark.parametrize("rules", RUBRICS.values(), ids=RUBRICS.keys())


def test_every_signal_is_in_the_newest_rubric() -> None:
    known = {signal for d in rubric().dimensions.values() for signal in d.signals}
    assert set(CARDS) <= known


def test_weights_have_the_sign_of_the_card() -> None:
    for part in rubric().dimensions.values():
        for signal_id, signal in part.signals.items():
            assert signal.cap > 0
            if signal_id in CARDS:
                is_credit = CARDS[signal_id].sign is Sign.CREDIT
                assert signal.weight >= 0 if is_credit else signal.weight <= 0, signal_id


@VERSIONS
def test_dimensions_are_complete_and_share_one(rules: Rubric) -> None:
    assert list(rules.dimensions) == list(Dimension)
    assert sum(part.weight for part in rules.dimensions.values()) == pytest.approx(1, abs=1e-12)
    assert all(0 < part.baseline < 1 for part in rules.dimensions.values())
    for dimension, part in rules.dimensions.items():
        assert {s.partition(".")[0] for s in part.signals} == {
            "sensational" if dimension is Dimension.SENSATIONALISM else dimension.name.lower()
        }


@VERSIONS
def test_scales_rise(rules: Rubric) -> None:
    for scale in (rules.overall, *(part.scale for part in rules.dimensions.values())):
        assert len(scale.quantiles) == 101
        assert list(scale.quantiles) == sorted(scale.quantiles)
        assert 0 < scale.medium_from < scale.high_from < 1


@VERSIONS
def test_any_version_can_be_asked_for(rules: Rubric) -> None:
    report = score(Article(body="Shock!! It was huge!!"), ScoreOptions(rubric_version=rules.version))
    assert report.provenance.rubric_version == rules.version
    assert report.provenance.rubric_sha256 == rules.sha256


def test_the_newest_is_the_default_and_an_unknown_one_an_error() -> None:
    assert rubric().version == NEWEST == score(Article(body="Rain.")).provenance.rubric_version
    with pytest.raises(KeyError):
        rubric("1999.01")


TIED = ScoreScale(0.4, 0.6, (0.1, 0.2, 0.2, 0.2, 0.5))


@pytest.mark.parametrize(
    ("value", "percentile"),
    [(0.0, 0.0), (0.1, 0.0), (0.15, 0.5), (0.2, 2.0), (0.35, 3.5), (0.5, 4.0), (0.7, 100.0)],
)
def test_percentile_interpolates_and_halves_ties(value: float, percentile: float) -> None:
    assert TIED.percentile(value) == percentile


@given(st.lists(st.floats(0, 1), min_size=2), st.sampled_from(list(RUBRICS.values())))
def test_higher_values_are_never_placed_lower(values: list[float], rules: Rubric) -> None:
    values.sort()
    placed = [rules.overall.percentile(v) for v in values]
    assert all(a <= b for a, b in pairwise(placed))
    assert all(0 <= p <= 100 for p in placed)


@pytest.mark.parametrize(
    ("value", "band"),
    [(0.0, Band.LOW), (0.39, Band.LOW), (0.4, Band.MEDIUM), (0.6, Band.HIGH), (1.0, Band.HIGH)],
)
def test_bands_start_at_their_limits(value: float, band: Band) -> None:
    assert TIED.band(value) is band
