"""What renderers of a comparison are given."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsassay.client.reading import ReadArticle
from newsassay.client.reports.places import Place, place_of
from newsassay.client.terminal import WIDEST, one_line
from newsassay.v1.comparison_pb2 import ArticleSpan, ComparisonReport
from newsassay.v1.report_pb2 import FIELD_BODY, FIELD_BYLINE, FIELD_TITLE, TextSpan

_BEGINNING = 90


@dataclass(frozen=True, slots=True)
class View:
    """How much to show, and to whom: `width` in cells and `color` are a terminal's."""

    width: int = WIDEST
    color: bool = False
    everything: bool = False


class Compared(NamedTuple):
    """Articles as they were read, and the report that compares them; its indices are theirs."""

    items: tuple[ReadArticle, ...]
    report: ComparisonReport

    def name(self, index: int) -> str:
        """Where an article comes from, on one line."""
        return one_line(self.items[index].name)

    def short_name(self, index: int) -> str:
        """The same without the folder that all articles are in."""
        return self.name(index)[self._common() :]

    def _common(self) -> int:
        """Characters of the folder that all names begin with."""
        names = [self.name(n) for n in range(len(self.items))]
        return os.path.commonprefix(names).rfind("/") + 1  # noqa: RUF071 - any strings, cut at a whole part

    def title(self, index: int) -> str:
        """An article's headline, on one line; the beginning of its text where there is none."""
        article = self.items[index].article
        title = one_line(article.title)
        return title or f"{one_line(article.body[:_BEGINNING])}…"

    def text(self, place: ArticleSpan) -> str:
        """The whole text of the field in which a place is."""
        article = self.items[place.article_index].article
        fields = {FIELD_TITLE: article.title, FIELD_BODY: article.body, FIELD_BYLINE: article.byline}
        return fields.get(place.span.field, "")

    def place(self, index: int, span: TextSpan) -> Place:
        """Where a span starts in its file."""
        return place_of(self.items[index], span)


def by_article(places: Sequence[ArticleSpan]) -> dict[int, list[ArticleSpan]]:
    """Places by the index of their article, both in order."""
    found: dict[int, list[ArticleSpan]] = {}
    for place in sorted(places, key=lambda given: (given.article_index, given.span.field, given.span.start)):
        found.setdefault(place.article_index, []).append(place)
    return found
