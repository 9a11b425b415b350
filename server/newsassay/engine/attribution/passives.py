"""Passive cues: "is believed to", "was described as ... by X"; the source stands behind "by" or is left out."""

from newsassay.engine.attribution.codes import COMMA, DETERMINER, INTERROGATIVE, QUOTE, STOP, THAT
from newsassay.engine.attribution.draft import PASSIVE, Draft, Range
from newsassay.engine.attribution.inventory import Frames
from newsassay.engine.attribution.mentions import may_speak
from newsassay.engine.attribution.speech import Site
from newsassay.engine.attribution.subjects import before_time
from newsassay.engine.attribution.syntax import Syntax

_BY_REACH = 14


def draft_passive(site: Site, cue: Range) -> Draft | None:
    """A passive's relation: with an agent for any object verb, without one for clausal frames only."""
    syntax, after = site.syntax, cue[1]
    if after >= site.end:
        return None
    agent = _agent(syntax, after, site.end)
    if (
        site.frames.quote
        and syntax.codes[after] & COMMA
        and after + 1 < site.end
        and syntax.codes[after + 1] & QUOTE
    ):
        return Draft(PASSIVE, cue, site.frames, agent, ((after + 1, after + 2),), extends=True)
    start = _behind_adjunct(syntax, agent, after, site.end)
    if start < site.end and _takes_complement(syntax, site.frames, start):
        return Draft(PASSIVE, cue, site.frames, agent, ((start, start + 1),), extends=True)
    if agent is None or not (site.frames.object or site.frames.that) or not may_speak(syntax, agent):
        return None
    start = syntax.noun_phrase_before(before_time(syntax, cue[0], site.low), site.low)
    if start >= cue[0]:
        return None
    return Draft(PASSIVE, cue, site.frames, agent, ((start, cue[0]),))


def _behind_adjunct(syntax: Syntax, agent: Range | None, after: int, end: int) -> int:
    """Where the complement starts behind an agent or the place of asking: "asked by her whether", "asked on air why"."""
    if agent is not None and agent[0] == after + 1:
        return agent[1]
    if syntax.lower[after] in ("on", "in", "at", "during"):
        last = syntax.noun_phrase_after(after + 1, end)
        if last < end and syntax.codes[last] & (INTERROGATIVE | THAT):
            return last
    return after


def _takes_complement(syntax: Syntax, frames: Frames, after: int) -> bool:  # noqa: PLR0911 - one answer per word
    word, code = syntax.lower[after], syntax.codes[after]
    if word == "to":
        return "to" in frames.prepositions or "to" in frames.after_object or frames.that
    if word == "that":
        return frames.that or frames.addressee
    if code & INTERROGATIVE or word == "if":
        return frames.wh
    if word == "by":
        return False
    if word in frames.after_object or word in frames.prepositions:
        return True
    if frames.predicate and (code == 0 or code & (DETERMINER | QUOTE)):
        return True
    return frames.object and frames.label == "speech" and word in ("for", "as", "of")


def _agent(syntax: Syntax, after: int, end: int) -> Range | None:
    for k in range(after, min(end, after + _BY_REACH)):
        if syntax.lower[k] == "by":
            last = syntax.noun_phrase_after(k + 1, end)
            if last == k + 1 or syntax.lower[k + 1].endswith("ing"):
                return None
            return (k + 1, last)
        if syntax.codes[k] & (STOP | COMMA):
            return None
    return None
