"""Prepositional cues: "according to X", "in the words of X", "citing X"."""

from newsassay.engine.attribution.codes import COMMA, DASH, DETERMINER, RELATIVE
from newsassay.engine.attribution.draft import PARTICIPLE, PHRASE, Draft
from newsassay.engine.attribution.speech import Site
from newsassay.engine.attribution.syntax import Syntax

_SHORTEST_CLAUSE = 2
_INTERRUPTED = 7  # a shorter opening is only the subject of what goes on behind the source
_REST = 2
_COMMA_REACH = 25


def draft_phrase(site: Site, *, rate: bool) -> Draft | None:  # noqa: PLR0911 - one refusal per condition
    """According to X: the source follows, the content is the rest of the clause. `rate` if the cue can be a rate's."""
    syntax, first, after, low, end = site.syntax, site.first, site.last, site.low, site.end
    last = syntax.noun_phrase_after(after, end)
    if last == after:
        return None
    if rate and not _is_per_source(site):
        return None
    source, cue = (after, last), (first, after)
    if first <= low + 1:
        comma = _closing_comma(syntax, last, end)
        if comma + 1 >= end:
            return None
        return Draft(PHRASE, cue, None, source, ((comma + 1, comma + 2),), extends=True)
    left = first - 1 if syntax.codes[first - 1] & (COMMA | DASH) else first
    opening = left - low
    if opening < _SHORTEST_CLAUSE:
        return None
    if opening < _INTERRUPTED and last + _REST < end and syntax.codes[last] & (COMMA | DASH):
        return Draft(PHRASE, cue, None, source, ((low, left), (last + 1, last + 2)), extends=True)
    return Draft(PHRASE, cue, None, source, ((low, left),))


def _is_per_source(site: Site) -> bool:
    """Whether "per" names a source and not a rate: behind a comma, before a name."""
    syntax, first = site.syntax, site.first
    named = syntax.capitalised(site.last) or syntax.lower[site.last] in ("a", "the")
    return first > site.low and bool(syntax.codes[first - 1] & COMMA) and named


def draft_citing(site: Site) -> Draft | None:
    """Citing X: what is cited is the content; the source is shared with the clause."""
    first = site.last
    if first >= site.end or not site.syntax.starts_noun_phrase(first):
        return None
    cue = (site.first, first)
    return Draft(PARTICIPLE, cue, None, None, ((first, first + 1),), extends=True)


def _closing_comma(syntax: Syntax, first: int, end: int) -> int:
    """The comma that ends a fronted source, behind any apposition; `end` if there is none."""
    comma = _next_comma(syntax, first, end)
    if comma + 1 < end and syntax.codes[comma + 1] & (DETERMINER | RELATIVE):
        second = _next_comma(syntax, comma + 1, end)
        return second if second < end else comma
    return comma


def _next_comma(syntax: Syntax, first: int, end: int) -> int:
    return next((k for k in range(first, min(end, first + _COMMA_REACH)) if syntax.codes[k] & COMMA), end)
