"""Digests of the reports on a generated corpus: equal before and after any change that is about speed alone.

    python tests/benchmarks/golden.py > tests/engine/golden.tsv

says that reports were meant to change. Versions and digests of rule files are left out: they tell of intent.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from random import Random
from typing import Any

from engine_time import article
from generated_articles import GeneratedArticle, generated_article

from newsassay.engine import OffsetEncoding, ScoreOptions, score
from newsassay.engine.report import Provenance, Report

_COUNT = 150


def corpus() -> list[GeneratedArticle]:
    """Articles of 50 to some 5,000 characters, one of them without a body."""
    return [
        generated_article(seed, 0 if seed == 0 else 50 + seed * seed * 37 % 5_000) for seed in range(_COUNT)
    ]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    return list(map(_plain, value)) if isinstance(value, tuple) else value


def report_digest(report: Report) -> str:
    """Digest of everything in a report save its provenance; floats count to the last bit."""
    nameless = replace(report, provenance=Provenance("", "", "", ""))
    return hashlib.sha256(json.dumps(_plain(nameless)).encode()).hexdigest()[:16]


def digests(articles: Iterable[GeneratedArticle]) -> Iterator[tuple[str, str]]:
    """(article id, digest) of each, in the order given."""
    for each in articles:
        encoding = list(OffsetEncoding)[len(each.body) % len(OffsetEncoding)]
        options = ScoreOptions(include_rejected=True, offset_encoding=encoding)
        yield each.article_id, report_digest(score(article(each), options))


if __name__ == "__main__":
    shuffled = corpus()
    if len(sys.argv) > 1:  # SEED COUNT: so many, in another order
        Random(int(sys.argv[1])).shuffle(shuffled)
        del shuffled[int(sys.argv[2]) :]
    for row in digests(shuffled):
        print(*row, sep="\t")
