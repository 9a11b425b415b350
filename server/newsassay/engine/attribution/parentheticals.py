"""Content that stands before its cue: `"...," said X`, `"...," X said`, and `Y, X said, Z`."""

from newsassay.engine.attribution.codes import (
    AUXILIARY,
    COMMA,
    CONJUNCTION,
    COORDINATOR,
    DASH,
    FINAL,
    OBJECT_PRONOUN,
    PREPOSITION,
    PUNCTUATION,
    QUOTE,
    RELATIVE,
    TIME,
    TO,
)
from newsassay.engine.attribution.complements import opens_adjunct, starts_time
from newsassay.engine.attribution.draft import INVERTED, PARENTHETICAL, Draft, Range
from newsassay.engine.attribution.mentions import head_end
from newsassay.engine.attribution.speech import Site
from newsassay.engine.attribution.subjects import before_parenthesis
from newsassay.engine.attribution.syntax import Syntax
from newsassay.engine.text.quotations import Quotation

_SHORTEST_CLAUSE = 2
_FRONTED = 6  # a shorter opening with a preposition is an adverbial, not a clause
_INTERRUPTED = 8  # a shorter opening is only the subject of what goes on behind the cue
_SENTENCE_REACH = 40


def draft_inverted(  # noqa: PLR0911 - one refusal per condition
    site: Site, before: int, *, plural: bool
) -> Draft | None:
    """`"...," said X`: the source follows the cue, the content ends at token `before`; a `plural` source if asked for."""
    syntax, cue = site.syntax, (site.first, site.last)
    if not site.frames.quote or cue[1] - cue[0] > 1:
        return None
    if cue[1] >= site.end or not syntax.starts_noun_phrase(cue[1]):
        return None
    last = syntax.noun_phrase_after(cue[1], site.end)
    if last == cue[1] or (plural and not syntax.is_plural(head_end(syntax, (cue[1], last)) - 1)):
        return None
    source = (cue[1], last)
    if before < site.low:
        return _draft_announced(site, cue, source)
    quotation = site.speech.quotation_ending(before)
    if quotation is not None:
        return Draft(INVERTED, cue, site.frames, source, quoted_content(syntax, quotation))
    if site.frames.addressee or before - site.low < _SHORTEST_CLAUSE:
        return None
    closed = last >= site.end or syntax.codes[last] & (
        PUNCTUATION | PREPOSITION | CONJUNCTION | RELATIVE | TIME
    )
    if (
        not syntax.codes[before] & (COMMA | DASH)
        or not closed
        or _is_interrupted_subject(syntax, before, site.low)
    ):
        return None
    return Draft(INVERTED, cue, site.frames, source, ((site.low, before),))


def _is_interrupted_subject(syntax: Syntax, closing: int, low: int) -> bool:
    """Whether nothing but a subject and its parenthesis stands before the cue: "The clerk, 52, said"."""
    end = before_parenthesis(syntax, closing, low)
    return end > low and syntax.noun_phrase_before(end, low) == low


def _draft_announced(site: Site, cue: Range, source: Range) -> Draft | None:
    """`Said Ellis: ...`: cue and source open the sentence, a colon announces the content."""
    colon = source[1]
    if colon + 1 >= site.end or site.syntax.lower[colon] != ":":
        return None
    return Draft(INVERTED, cue, site.frames, source, ((colon + 1, colon + 2),), extends=True)


def draft_parenthetical(site: Site, cue: Range, source: Range, *, complemented: bool) -> Draft | None:
    """`"...," X said`, `Y, X said` and `Y, as X said`; `complemented` if the cue takes something behind it too."""
    syntax = site.syntax
    codes = syntax.codes
    left = source[0] - 1
    if left < 0 or (left < site.low and not codes[left] & QUOTE) or not _may_close(syntax, left, site.low):
        return None
    quotation = site.speech.quotation_ending(left)
    if quotation is not None and quotation.last <= source[0] and not (quotation.is_short and complemented):
        if left < site.low and (complemented or _goes_on(site, cue[1])):
            return None
        return Draft(PARENTHETICAL, cue, None, source, quoted_content(syntax, quotation))
    if complemented or not codes[left] & (COMMA | DASH | CONJUNCTION) or _goes_on(site, cue[1]):
        return None
    if not _takes_clause(site):
        return None
    return _unquoted(site, cue, source, left)


def _takes_clause(site: Site) -> bool:
    """Whether a cue can be said of a clause before it."""
    frames = site.frames
    return frames.that or frames.addressee or frames.label == "evidence" or "that" in frames.prepositions


def _past_hearer(site: Site, after: int) -> int:
    """Where the hearer and the time behind a cue end: "The toll, he told me on Friday, will rise"."""
    syntax, end = site.syntax, site.end
    if not site.frames.addressee:
        return after
    after = syntax.noun_phrase_after(after, end)
    if after + 1 < end and syntax.lower[after] == "on" and syntax.codes[after + 1] & TIME:
        return syntax.noun_phrase_after(after + 1, end)
    return after


def _may_close(syntax: Syntax, left: int, low: int) -> bool:
    """Whether content can end at the token before a source: at a mark, or at "as"."""
    if syntax.codes[left] & (COMMA | QUOTE | DASH | FINAL):
        return True
    return left >= low and syntax.lower[left] == "as"


def _unquoted(site: Site, cue: Range, source: Range, left: int) -> Draft | None:
    """Indirect content before a source, and behind the cue where the cue only interrupts it."""
    syntax, low = site.syntax, site.low
    after = cue[1]
    if syntax.codes[left] & CONJUNCTION and left == low:  # "As X said, ..."
        if after + _SHORTEST_CLAUSE >= site.end or not syntax.codes[after] & COMMA:
            return None
        return Draft(PARENTHETICAL, cue, None, source, ((after + 1, after + 2),), extends=True)
    if syntax.codes[left] & CONJUNCTION and syntax.codes[left - 1] & (COMMA | DASH):  # ", as X said"
        left -= 1
    opening = left - low
    after = _past_hearer(site, after)
    if _is_interruption(site, after, opening):
        contents: tuple[Range, ...] = ((low, left), (after + 1, after + 2))
        return Draft(PARENTHETICAL, cue, None, source, contents, extends=True)
    code = syntax.codes[low]
    fronted = (
        code & (PREPOSITION | CONJUNCTION) and syntax.lower[low] not in ("that", "so") and opening < _FRONTED
    )
    if fronted or opening < _SHORTEST_CLAUSE:
        return None
    return Draft(PARENTHETICAL, cue, None, source, ((low, left),))


def _goes_on(site: Site, after: int) -> bool:
    """Whether the cue takes something the grammar does not know, so that it is no parenthesis."""
    syntax = site.syntax
    if after >= site.end or site.frames.addressee:
        return False
    if syntax.is_adverb(after) and not syntax.codes[after] & OBJECT_PRONOUN:
        return False
    code = syntax.codes[after]
    if code & TO or starts_time(syntax, after, site.end):
        return bool(code & TO) and not opens_adjunct(syntax, after, site.end)
    return bool(code & OBJECT_PRONOUN) or not code & (
        PUNCTUATION | PREPOSITION | TIME | CONJUNCTION | COORDINATOR
    )


def _is_interruption(site: Site, after: int, opening: int) -> bool:
    """Whether the content goes on behind the cue: "The plan, he said, would fail"."""
    syntax = site.syntax
    if after + 2 >= site.end or not syntax.codes[after] & (COMMA | DASH):
        return False
    following = syntax.codes[after + 1]
    if following & AUXILIARY:
        return True
    joins = following & (COORDINATOR | CONJUNCTION | PREPOSITION) or syntax.lower[after + 1].endswith("ing")
    return opening < _INTERRUPTED and not joins


def quoted_content(syntax: Syntax, quotation: Quotation) -> tuple[Range, ...]:
    """The quotation, from the start of its sentence if it is only the end of one."""
    first = quotation.first
    start = syntax.sentences[syntax.sentence_of_token[first]].first
    is_partial = start < first <= start + _SENTENCE_REACH
    if is_partial and not any(code & QUOTE for code in syntax.codes[start:first]):
        return ((start, quotation.last),)
    return ((first, quotation.last),)
