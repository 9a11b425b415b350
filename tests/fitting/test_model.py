"""The fit's arithmetic is the engine's, and its gradient is the slope of its loss."""

import pytest

np = pytest.importorskip("numpy")

from evidence import SIGNALS, Articles, _judged, judged  # noqa: E402 - numpy may be missing
from generated_articles import generated_articles  # noqa: E402
from halves import fit_intervals  # noqa: E402
from model import Model  # noqa: E402
from ranking import auc, banded_auc, loss, pairs  # noqa: E402

from newsassay.engine import Article, score  # noqa: E402
from newsassay.engine.article import Dimension  # noqa: E402
from newsassay.engine.rubric import rubric  # noqa: E402

WHOLE = [Article(title=g.title, body=g.body, byline=g.byline) for g in generated_articles(40, 900)]


@pytest.fixture(scope="module")
def articles() -> Articles:
    totals, squares, words = zip(*map(_judged, WHOLE), strict=True)
    size = np.array([float(len(a.body)) for a in WHOLE])
    good = np.arange(len(WHOLE)) % 3 > 0
    names = np.array([str(i) for i in range(len(WHOLE))])
    return Articles(np.array(totals), np.array(squares), np.array(words), size, good, names, names)


def test_scores_are_the_engines(articles: Articles) -> None:
    model, numbers = Model.of(rubric())
    values = model.values(articles, numbers)
    overall = model.overall(articles, numbers)
    for row, article in enumerate(WHOLE):
        report = score(article)
        assert overall[row] == pytest.approx(report.overall.value, abs=1e-4)
        for part in report.dimensions:
            assert values[part.dimension][row] == pytest.approx(part.score.value, abs=1e-4)


def test_intervals_are_the_engines(articles: Articles) -> None:
    rules = rubric()
    model, numbers = Model.of(rules)
    exposed = model.exposed(articles)
    for row, article in enumerate(WHOLE):
        for scored in score(article).dimensions:
            own = rules.dimensions[scored.dimension].interval
            part = model.dimension(scored.dimension, exposed, numbers)
            variance = model.variance_terms(part, articles)[row] @ np.array([own.evidence, own.words])
            low = max(0.0, part.values[row] - 1.645 * np.sqrt(variance))
            assert scored.score.low == pytest.approx(low, abs=2e-4)


def test_gradients_are_slopes_and_contributions_add_up(articles: Articles) -> None:
    model, weights = Model.of(rubric())
    exposed = model.exposed(articles)
    step = 1e-6
    for dimension, baseline in model.baselines.items():
        part = model.dimension(dimension, exposed, weights)
        assert part.contributions.sum(1) + baseline == pytest.approx(part.values)
        for i, column in enumerate(part.columns):
            moved = weights.copy()
            moved[column] += step
            beside = model.dimension(dimension, exposed, moved)
            assert (beside.values - part.values) / step == pytest.approx(part.by_weight[:, i], abs=1e-5), (
                SIGNALS[column]
            )


def test_intervals_hold_nine_halves_in_ten() -> None:
    model, weights = Model.of(rubric())
    whole = [a for a in WHOLE if len(a.body) > 200]
    left = judged([Article(body=a.body[: len(a.body) // 2]) for a in whole])
    right = judged([Article(body=a.body[len(a.body) // 2 :]) for a in whole])
    intervals, _ = fit_intervals(model, weights, left, right)
    own = intervals[Dimension.SENSATIONALISM]
    sides = [model.dimension(Dimension.SENSATIONALISM, model.exposed(a), weights) for a in (left, right)]
    variance = sum(
        model.variance_terms(p, a) @ np.array([own.evidence, own.words])
        for p, a in zip(sides, (left, right), strict=True)
    )
    inside = np.abs(sides[0].values - sides[1].values) <= 1.645 * np.sqrt(variance) + 1e-9
    assert inside.mean() == pytest.approx(0.9, abs=0.06)


def test_loss_falls_along_its_gradient(articles: Articles) -> None:
    scores = np.linspace(0, 1, len(WHOLE))
    chosen = pairs(articles, 200, np.random.default_rng(1))
    before, slope = loss(scores, chosen, 0.1)
    after, _ = loss(scores - 1e-3 * slope, chosen, 0.1)
    assert after < before


def test_area_under_the_curve() -> None:
    good = np.array([True, False, True, False])
    assert auc(np.array([3.0, 1.0, 4.0, 2.0]), good) == 1
    assert auc(np.array([1.0, 1.0, 1.0, 1.0]), good) == 0.5
    assert auc(np.array([1.0, 2.0, 3.0, 4.0]), good) == 0.25


def test_length_alone_ranks_nothing_within_bands() -> None:
    size = np.repeat([1.0, 2.0, 3.0, 4.0], 2)
    good = np.tile([True, False], 4)
    names = np.array([str(i) for i in range(8)])
    flat = Articles(np.zeros((8, 1)), np.zeros((8, 1)), size, size, good, names, names)
    assert banded_auc(size, flat) == 0.5
