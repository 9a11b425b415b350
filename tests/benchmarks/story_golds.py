"""What the labelled stories of tests/cases say of a comparison: who retells whom, and what is told in two ways."""

from collections.abc import Sequence
from typing import Any

from newsassay.engine.article import Article, Field
from newsassay.engine.comparison.report import ArticleSpan, ComparisonReport, Conflict, Relation

RETOLD = (Relation.IDENTICAL, Relation.REWRITE)


def articles_of(story: dict[str, Any]) -> list[Article]:
    """The articles of a story."""
    return [Article(a["title"], a["body"], article_id=a["article_id"]) for a in story["articles"]]


def relation_of(found: ComparisonReport, pair: Sequence[str]) -> Relation | None:
    """The relation of two articles, by their ids; None if they have nothing to do with each other."""
    ids = [a.article_id for a in found.articles]
    indices = tuple(sorted(map(ids.index, pair)))
    return next((p.relation for p in found.pairs if (p.left_index, p.right_index) == indices), None)


def tells(conflict: Conflict, articles: Sequence[Article], gold: dict[str, Any]) -> bool:
    """Whether a conflict has the two quotations of a gold in two positions."""
    sides = [
        {
            n
            for n, position in enumerate(conflict.positions)
            if any(_overlaps(mention, articles, who, quote) for mention in position.mentions)
        }
        for who, quote in zip(gold["between"], gold["quotes"], strict=True)
    ]
    return all(sides) and len(sides[0] | sides[1]) > 1


def _overlaps(mention: ArticleSpan, articles: Sequence[Article], who: str, quote: str) -> bool:
    article, span = articles[mention.article_index], mention.span
    start = (article.title if span.field is Field.TITLE else article.body).find(quote)
    return article.article_id == who and start >= 0 and span.start < start + len(quote) and start < span.end
