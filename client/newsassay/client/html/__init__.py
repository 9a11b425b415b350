"""The article of a web page, with the place of every character in its source.

    found = article_from_html(page)
    report = client.score(found.article)
    for evidence in report.evidence:
        places = found.source_map.locate(evidence.span)

Needs the extra "html". Nothing is fetched, and no date is guessed.
"""

from newsassay.client.html.extraction import ExtractedArticle, article_from_html
from newsassay.client.html.limits import HtmlError, HtmlLimits, HtmlReason

__all__ = ["ExtractedArticle", "HtmlError", "HtmlLimits", "HtmlReason", "article_from_html"]
