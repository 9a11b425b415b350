"""When another name has taken a name's place: what a rival has to clear, by how the name itself is used.

`own` is how well the body's own mentions of the summary's name match its statement, 0 if the body never has it.
"""

from newsassay.engine.facts.context import Bar, Match
from newsassay.engine.signals.consistency.proper_names import BODY, PERSON, SITE, THING, ProperName

KNOWN = 0.01  # whatever the context, a name that the body knows is not unknown
SELDOM = 0.5  # match of contexts below which a body mention does not speak of the summary's statement
_NEVER = 0.3
_IN_SLOT_KNOWN = Bar(1.25, near=1.4, share=0.8)
_IN_SLOT = Bar(1.25, near=1.4, share=0.5)
_IN_SLOT_BODY = Bar(1.25, near=1.4)
_IN_BOTH_SLOTS = 0.7
_RETOLD, _RETOLD_SHARE = 2.5, 0.8  # nearly all other words are the same
LEAD = 0.6  # over the best match of the name's own mentions
_SAME_WORDS = Bar(0.0, near=1.9)
SAME_WORDS_SHARE = 0.7
_SAME_WORDS_THING = 0.85
_SAME_WORDS_COUNT = 4
_SUBJECT = Bar(0.7, near=0.5, share=0.5)
_UNKNOWN_PERSON = Bar(1.0, near=0.7, share=0.5)
_UNKNOWN_SITE = Bar(1.0, near=0.7)


def in_slot(name: ProperName, rival: ProperName, how: Match, slot: int, own: float) -> bool:
    """Whether a rival with the same neighbours stands in the name's place."""
    sure = name.sort == rival.sort and name.sure and rival.sure
    if slot > 1 and how.score >= _IN_BOTH_SLOTS + own:
        return own == 0 or sure
    if slot and own <= KNOWN and name.sort != BODY and how.score >= _RETOLD and how.share >= _RETOLD_SHARE:
        return True
    lead = own + LEAD
    if own > 0:
        return sure and name.sort != BODY and _IN_SLOT_KNOWN.cleared(how, lead)
    if BODY in (name.sort, rival.sort):
        return _IN_SLOT_BODY.cleared(how)
    return how.score >= _IN_SLOT.score if sure else name.sort != SITE and _IN_SLOT.cleared(how)


def in_statement(name: ProperName, rival: ProperName, how: Match, slot: int, own: float) -> bool:
    """Whether the rival's sentence makes the name's statement, in other words or another order."""
    if name.sort == rival.sort != BODY and own < SELDOM and how.share >= SAME_WORDS_SHARE:
        many = len(how.shared) >= _SAME_WORDS_COUNT
        if name.sort == THING:
            return slot > 0 and how.share >= _SAME_WORDS_THING and many
        return _SAME_WORDS.cleared(how) or (many and (slot > 0 or name.sort == PERSON))
    if name.sort == PERSON and rival.sort in (PERSON, THING) and name.initial and own < _NEVER:
        return _SUBJECT.cleared(how)
    if own > 0 or name.sort != rival.sort:
        return False
    bars = {PERSON: _UNKNOWN_PERSON, SITE: _UNKNOWN_SITE}
    return name.sort in bars and bars[name.sort].cleared(how)
