"""newsassay's engine: a pure library that scores how a news article presents its claims.

>>> from newsassay.engine import Article, score
>>> report = score(Article(body="They knew all along!!!"))
>>> [(e.signal_id, e.span.text) for e in report.evidence if e.signal_id.startswith("sensational.")]
[('sensational.exclamation_run', '!!!')]
"""

from newsassay.engine.article import (
    Article,
    CustomCue,
    Dimension,
    DisabledRange,
    Field,
    OffsetEncoding,
    ScoreOptions,
)
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.comparison.compare import compare
from newsassay.engine.comparison.report import Aspect, CompareOptions, ComparisonReport
from newsassay.engine.registry import signal_cards
from newsassay.engine.report import Report
from newsassay.engine.rubric import Rubric, rubric
from newsassay.engine.scorer import score
from newsassay.engine.version import ENGINE_VERSION

__all__ = [
    "ENGINE_VERSION",
    "Article",
    "Aspect",
    "CompareOptions",
    "ComparisonReport",
    "CustomCue",
    "Dimension",
    "DisabledRange",
    "Example",
    "Field",
    "OffsetEncoding",
    "Report",
    "Rubric",
    "ScoreOptions",
    "Sign",
    "SignalCard",
    "compare",
    "rubric",
    "score",
    "signal_cards",
]
