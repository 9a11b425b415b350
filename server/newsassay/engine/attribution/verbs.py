"""Verbal and adjectival cues: verb group, subject, and the complement behind or the content before."""

from newsassay.engine.attribution.complements import Complement, find_complement
from newsassay.engine.attribution.draft import Draft, Shape
from newsassay.engine.attribution.parentheticals import draft_inverted, draft_parenthetical
from newsassay.engine.attribution.passives import draft_passive
from newsassay.engine.attribution.speech import Site
from newsassay.engine.attribution.subjects import CORE, Subject, find_subject
from newsassay.engine.attribution.syntax import (
    AUXILIARY,
    CLOSE,
    FINAL,
    INTERROGATIVE,
    PUNCTUATION,
    QUOTE,
    RELATIVE,
    SUBJECT_PRONOUN,
)
from newsassay.engine.attribution.verb_groups import Form, VerbGroup, find_verb_group

_EMBEDDING = frozenset(["that", "if", "whether", "how", "why"])


def draft_verb(site: Site) -> Draft | None:  # noqa: PLR0911 - one way out per construction
    """The relation of a verbal cue, or None if it does not attribute."""
    group = find_verb_group(site)
    if group is None:
        return None
    if group.passive:
        return draft_passive(site, (group.first, group.last))
    if _may_invert(site, group):
        inverted = draft_inverted(site, group.first - 1)
        if inverted is not None:
            return inverted
    subject = find_subject(site, group)
    if subject is None:
        return None
    complement = find_complement(
        site.syntax, site.frames, group.last, site.end, gap=_has_gap(site, group, subject)
    )
    if site.frames.quote and subject.shape is Shape.FINITE and subject.source is not None:
        cue = (group.first, group.last)
        parenthetical = draft_parenthetical(site, cue, subject.source, complemented=complement is not None)
        if parenthetical is not None:
            return _with_second_piece(site, parenthetical, complement)
    if complement is None or not _attributes(site, subject, complement):
        return None
    return Draft(
        subject.shape,
        (group.first, complement.cue_last),
        site.frames,
        subject.source,
        ((complement.first, complement.first + 1),),
        extends=True,
        antecedent=subject.antecedent,
        strong=_is_strong(site, subject, complement),
        clausal=complement.clausal,
    )


def _may_invert(site: Site, group: VerbGroup) -> bool:
    if group.nearest or group.infinitive or group.form in (Form.ING, Form.BASE):
        return False
    before = group.first - 1
    left = site.syntax.codes[before] if before >= site.low else FINAL
    return bool(left & (PUNCTUATION & ~CLOSE))


def _has_gap(site: Site, group: VerbGroup, subject: Subject) -> bool:
    """Whether the cue stands inside a relative clause of its content: "attacks that officials say were planned"."""
    if subject.left <= site.low or group.last >= site.end:
        return False
    codes, left = site.syntax.codes, subject.left - 1
    if not codes[left] & (RELATIVE | INTERROGATIVE):
        return False
    return bool(codes[group.last] & AUXILIARY) or site.syntax.lower[left] in ("what", "which")


def _with_second_piece(site: Site, draft: Draft, complement: Complement | None) -> Draft:
    """`"...," X said, "..."`: a quotation behind the cue is content too."""
    if complement is None or not site.syntax.codes[complement.first] & QUOTE:
        return draft
    piece = (complement.first, complement.first + 1)
    return draft._replace(contents=(*draft.contents, piece), extends=True)


def _attributes(site: Site, subject: Subject, complement: Complement) -> bool:
    """Whether a cue with a complement attributes where it stands.

    Purpose infinitives do only if a clause of speech follows; a verb of thought inside somebody else's
    proposition ("it is apparent that she wanted") does not.
    """
    if subject.shape is Shape.INFINITIVE:
        return complement.clausal and site.frames.label == "speech"
    if subject.left <= site.low or site.lemma in CORE or _left_word(site, subject) not in _EMBEDDING:
        return True
    return bool(site.syntax.codes[complement.first] & AUXILIARY)


def _left_word(site: Site, subject: Subject) -> str:
    return site.syntax.lower[subject.left - 1]


def _is_strong(site: Site, subject: Subject, complement: Complement) -> bool:
    """Whether the cue attributes even inside another's content: plain speech by somebody named there."""
    if subject.shape not in (Shape.FINITE, Shape.RELATIVE) or subject.source is None:
        return False
    if not complement.clausal or site.lemma not in CORE:
        return False
    return not site.syntax.codes[subject.source[0]] & SUBJECT_PRONOUN
