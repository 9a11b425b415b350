"""Labelled articles as matrices of evidence: all that the fit sees of them."""

import json
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from newsassay.engine import Article, ScoreOptions
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding
from newsassay.engine.registry import CARDS
from newsassay.engine.report import Voice
from newsassay.engine.rubric import rubric
from newsassay.engine.scorer import _judge

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Label = Callable[[dict[str, Any]], bool | None]  # a gold row: good, bad, or neither

SIGNALS = tuple(CARDS)
_COLUMN = {signal_id: column for column, signal_id in enumerate(SIGNALS)}


@dataclass(frozen=True)
class Articles:
    """Articles of one set, one row each.

    `totals[i, s]` is the summed weight of the evidence of signal s, quoted voice scaled down, and `squares[i, s]` the
    sum of the squares of those weights; `characters` are of the body; `good` is the side that the label puts it on;
    `text` is its fingerprint.
    """

    totals: Floats
    squares: Floats
    words: Floats
    characters: Floats
    good: Flags
    text: NDArray[np.str_]
    article_id: NDArray[np.str_]

    def take(self, rows: NDArray[Any]) -> Self:
        """The rows of a mask or an index."""
        return type(self)(*(getattr(self, field.name)[rows] for field in fields(self)))


def read(folder: Path, name: str, label: Label) -> Articles:
    """Judge the articles of a set that have a label, on all cores."""
    chosen: list[tuple[Article, bool, str]] = []
    with (
        (folder / f"{name}.articles.jsonl").open(encoding="utf-8") as articles,
        (folder / f"{name}.gold.jsonl").open(encoding="utf-8") as golds,
    ):
        for line, gold_line in zip(articles, golds, strict=True):
            gold = json.loads(gold_line)
            good = label(gold)
            if good is not None:
                fields_ = json.loads(line)
                article = Article(
                    title=fields_.get("title", ""),
                    body=fields_.get("body", ""),
                    byline=fields_.get("byline", ""),
                )
                chosen.append((article, good, fields_["articleId"]))
    return _table(chosen)


def judged(articles: Sequence[Article]) -> Articles:
    """Articles without labels."""
    return _table([(article, True, article.article_id) for article in articles])


def _table(chosen: Sequence[tuple[Article, bool, str]]) -> Articles:
    articles = [article for article, _, _ in chosen]
    with ProcessPoolExecutor() as pool:
        evidence = list(pool.map(_judged, articles, chunksize=16))
    rows = [
        (*found, len(article.body), good, _fingerprint(article), article_id)
        for found, (article, good, article_id) in zip(evidence, chosen, strict=True)
    ]
    return Articles(*(np.array(column) for column in zip(*rows, strict=True)))


def _judged(article: Article) -> tuple[Floats, Floats, float]:
    """Evidence weight by signal, summed and as a sum of squares, and words."""
    document = Document(article)
    factor = rubric().quoted_voice_factor
    totals, squares = np.zeros(len(SIGNALS)), np.zeros(len(SIGNALS))
    for finding in _judge(document, ScoreOptions()):
        if not isinstance(finding, Finding):
            continue
        field, start, _ = finding.location
        quoted = finding.voice is Voice.QUOTED if finding.voice else document.field(field).is_quoted(start)
        weight = finding.weight * (factor if quoted else 1.0)
        totals[_COLUMN[finding.signal_id]] += weight
        squares[_COLUMN[finding.signal_id]] += weight * weight
    return totals, squares, float(document.word_count)


def _fingerprint(article: Article) -> str:
    """Letters from inside the body: equal for copies of an article with another lead or ending."""
    letters = re.sub(r"\W+", "", article.body.lower())
    return letters[200:260] if len(letters) > 300 else letters[:60]
