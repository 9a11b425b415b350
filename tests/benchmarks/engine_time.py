"""The engine alone: time per article by size, and by stage. Garbage is collected between calls, as the server does it."""

import gc
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median, quantiles
from time import perf_counter

from generated_articles import GeneratedArticle, generated_articles
from row import Row

from newsassay.engine import Article, score
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.document import Document
from newsassay.engine.grammar.analysis import analyse
from newsassay.engine.grammar.phrases import phrases
from newsassay.engine.lexicon import SEARCHED
from newsassay.engine.readability import readability
from newsassay.engine.registry import DETECTORS, Detector

# (characters, articles): no article is scored twice, so that caches hold what they would in service.
_SIZES = ((300, 400), (4_000, 400), (20_000, 60), (200_000, 8), (1 << 20, 3))
_STANDARD = 4_000
_EVERYTHING = "everything"
_WARM_UP_SEED = 10_000_000


def article(generated: GeneratedArticle) -> Article:
    """A generated article as the engine takes it."""
    return Article(
        title=generated.title, body=generated.body, byline=generated.byline, article_id=generated.article_id
    )


def warm_up() -> None:
    """Load what is loaded lazily, and let caches see ordinary words."""
    for generated in generated_articles(100, _STANDARD, _WARM_UP_SEED):
        score(article(generated))
    gc.freeze()


def seconds(call: Callable[[], object]) -> float:
    """Duration of a call, without the collections that it would trigger."""
    gc.disable()
    try:
        start = perf_counter()
        call()
        return perf_counter() - start
    finally:
        gc.enable()


def by_size() -> Iterator[Row]:
    """p50 and p99 per article, and the cost of a character against a standard article's."""
    warm_up()
    standard = 0.0
    for characters, count in sorted(_SIZES, key=lambda size: size[0] != _STANDARD):
        articles = [article(g) for g in generated_articles(count, characters, characters)]
        times = [seconds(partial(score, a)) for a in articles]
        middle = median(times)
        standard = standard or middle / characters
        p99 = quantiles(times, n=100, method="inclusive")[98]
        yield Row(
            "engine",
            f"{characters:,} characters, p50 / p99 ms",
            f"{middle * 1e3:.3f} / {p99 * 1e3:.3f}",
            f"{middle / characters / standard:.2f} per character",
            {_STANDARD: "1.0 ms", 1 << 20: "1.2 per character"}.get(characters, ""),
        )


def stages(whole: Article) -> Iterator[tuple[str, float]]:
    """(stage, seconds) of one article."""
    document = Document(whole)
    fields = document.fields
    yield (
        "tokens",
        seconds(lambda: [(f.tokens.starts, f.tokens.classes, f.tokens.word_count) for f in fields]),
    )
    cues = min(SEARCHED)
    yield "lexicon hits", seconds(lambda: [f.hits(cues) for f in fields])
    yield "sentences, quotations", seconds(lambda: [(f.sentences, f.quotations) for f in fields])
    yield "grammar: tags", seconds(lambda: [f.layer(analyse) for f in fields])
    yield "grammar: phrases", seconds(lambda: [f.layer(phrases).verb_groups for f in fields])
    yield "attributions", seconds(lambda: document.layer(attributions))
    for dimension, detectors in DETECTORS.items():
        yield dimension.name.lower(), seconds(partial(_detect, document, detectors))
    yield "readability", seconds(lambda: readability(whole.body))
    yield _EVERYTHING, seconds(lambda: score(whole))


def _detect(document: Document, detectors: tuple[Detector, ...]) -> None:
    for detect in detectors:
        for _ in detect(document):
            pass


def by_stage() -> Iterator[Row]:
    """Where a standard article's time goes. A layer that several stages use is paid by the first."""
    warm_up()
    times: dict[str, list[float]] = {}
    for generated in generated_articles(200, _STANDARD, 1):
        for stage, taken in stages(article(generated)):
            times.setdefault(stage, []).append(taken)
    medians = {stage: median(taken) for stage, taken in times.items()}
    everything = medians.pop(_EVERYTHING)
    medians["weighing, report"] = everything - sum(medians.values())
    for stage, time in medians.items():
        yield Row("stage", f"{stage}, ms", f"{time * 1e3:.3f}", f"{time / everything:.0%} of all")
    yield Row("stage", f"{_EVERYTHING}, ms", f"{everything * 1e3:.3f}")
