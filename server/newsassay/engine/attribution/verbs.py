"""Verbal and adjectival cues: verb group, subject, and the complement behind or the content before."""

from newsassay.engine.attribution.codes import (
    AUXILIARY,
    CLOSE,
    COMMA,
    DASH,
    INTERROGATIVE,
    PREPOSITION,
    PUNCTUATION,
    QUOTE,
    RELATIVE,
    SUBJECT_PRONOUN,
    THAT,
    TIME,
)
from newsassay.engine.attribution.complements import Complement, find_complement
from newsassay.engine.attribution.draft import FINITE, INFINITIVE, PARTICIPLE, RELATIVE_CLAUSE, Draft
from newsassay.engine.attribution.inventory import PAST, THIRD, Frames
from newsassay.engine.attribution.mentions import head_end
from newsassay.engine.attribution.parentheticals import draft_inverted, draft_parenthetical
from newsassay.engine.attribution.passives import draft_passive
from newsassay.engine.attribution.speech import Site
from newsassay.engine.attribution.subjects import CORE, Subject, find_subject
from newsassay.engine.attribution.verb_groups import VerbGroup, find_verb_group
from newsassay.engine.lexicon import words_of

_DOCUMENTS = words_of("source_nouns", "document")
_GERUND_PREPOSITIONS = frozenset(["of", "for", "on", "from"])
_BEFORE_INVERSION = PUNCTUATION & ~CLOSE
_EMBEDDING = frozenset(["that", "if", "whether", "how", "why"])


def draft_verb(site: Site) -> Draft | None:  # noqa: PLR0911 - one way out per construction
    """The relation of a verbal cue, or None if it does not attribute."""
    group = find_verb_group(site)
    if group is None:
        return None
    if group.passive or _is_questioned(site, group):
        return draft_passive(site, (group.first, group.last))
    if _may_invert(site, group):
        inverted = draft_inverted(site, group.first - 1)
        if inverted is not None:
            return inverted
    subject = find_subject(site, group)
    if subject is None:
        return None
    gap = _has_gap(site, subject)
    frames = _frames(site, subject)
    complement = find_complement(site.syntax, frames, group.last, site.end, gap=gap)
    if complement is None and gap and subject.shape is FINITE:
        return _draft_object_relative(site, group, subject)
    if frames.quote and subject.shape is FINITE and subject.source is not None:
        cue = (group.first, group.last)
        parenthetical = draft_parenthetical(site, cue, subject.source, complemented=complement is not None)
        if parenthetical is not None:
            return _with_second_piece(site, parenthetical, complement)
    if complement is None or not _attributes(site, group, subject, complement):
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


def _is_questioned(site: Site, group: VerbGroup) -> bool:
    """Whether the cue is the participle of "Asked about the plan, she ..."."""
    if site.lemma != "ask" or group.form is not PAST or group.nearest:
        return False
    before = group.first - 1
    return before < site.low or site.syntax.lower[before] == "when"


def _frames(site: Site, subject: Subject) -> Frames:
    """A document "finds" and "shows" clauses and results where a person finds things."""
    mention = subject.antecedent or subject.source
    if site.frames.label != "evidence" or mention is None:
        return site.frames
    head = site.syntax.lower[head_end(site.syntax, mention) - 1]
    return site.frames._replace(that=True, object=True) if head in _DOCUMENTS else site.frames


def _may_invert(site: Site, group: VerbGroup) -> bool:
    before = group.first - 1
    if before >= site.low and not site.syntax.codes[before] & _BEFORE_INVERSION:
        return False
    return not group.nearest and not group.infinitive and group.form in (THIRD, PAST)


def _has_gap(site: Site, subject: Subject) -> bool:
    """Whether the cue stands inside a relative clause of its content: "attacks that officials say were planned"."""
    if subject.left <= site.low:
        return False
    return bool(site.syntax.codes[subject.left - 1] & (RELATIVE | INTERROGATIVE))


def _draft_object_relative(site: Site, group: VerbGroup, subject: Subject) -> Draft | None:
    """`the plan that he rejected`: the content is what the relative clause stands behind."""
    syntax, after = site.syntax, group.last
    if not site.frames.object or (
        after < site.end and not syntax.codes[after] & (PUNCTUATION | PREPOSITION | TIME)
    ):
        return None
    pronoun = subject.left - 1
    stop = pronoun - 1 if pronoun > site.low and syntax.codes[pronoun - 1] & COMMA else pronoun
    start = syntax.noun_phrase_before(stop, site.low)
    if start >= stop:
        return None
    return Draft(subject.shape, (group.first, after), site.frames, subject.source, ((start, stop),))


def _with_second_piece(site: Site, draft: Draft, complement: Complement | None) -> Draft:
    """`"...," X said, "..."`: a quotation behind the cue is content too."""
    if complement is None or not site.syntax.codes[complement.first] & QUOTE:
        return draft
    piece = (complement.first, complement.first + 1)
    return draft._replace(contents=(*draft.contents, piece), extends=True)


def _attributes(site: Site, group: VerbGroup, subject: Subject, complement: Complement) -> bool:
    """Whether a cue with a complement attributes where it stands.

    Purpose infinitives do only if a clause of speech follows. Restrictive relatives and participles with a
    mere object tell which people are meant ("voters who oppose the plan"), and gerunds behind "of" or "for"
    belong to what is said of somebody. A verb of thought inside somebody else's proposition ("it is
    apparent that she wanted") reports nothing of its own.
    """
    syntax, clausal = site.syntax, complement.clausal
    if subject.shape is INFINITIVE:
        announced = syntax.codes[complement.first] & (THAT | QUOTE | SUBJECT_PRONOUN)
        return clausal and site.frames.label == "speech" and bool(announced)
    if subject.shape is PARTICIPLE:
        before = group.first - 1
        if before >= site.low and syntax.lower[before] in _GERUND_PREPOSITIONS:
            return False
        return clausal or subject.source is None or site.frames.label == "evidence"
    if subject.shape is RELATIVE_CLAUSE and not clausal and subject.left > site.low:
        return bool(syntax.codes[subject.left - 1] & (COMMA | DASH)) or site.frames.label == "evidence"
    if subject.left <= site.low or site.lemma in CORE or syntax.lower[subject.left - 1] not in _EMBEDDING:
        return True
    return bool(syntax.codes[complement.first] & AUXILIARY)


def _is_strong(site: Site, subject: Subject, complement: Complement) -> bool:
    """Whether the cue attributes even inside another's content: plain speech by somebody named there."""
    if subject.shape not in (FINITE, RELATIVE_CLAUSE) or subject.source is None:
        return False
    if not complement.clausal or site.lemma not in CORE:
        return False
    return not site.syntax.codes[subject.source[0]] & SUBJECT_PRONOUN
