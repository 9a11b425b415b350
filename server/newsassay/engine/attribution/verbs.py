"""Verbal and adjectival cues: verb group, subject, and the complement behind or the content before."""

from newsassay.engine.attribution.codes import (
    ADVERB,
    AUXILIARY,
    BE,
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
from newsassay.engine.attribution.draft import (
    FINITE,
    INFINITIVE,
    PARTICIPLE,
    PASSIVE,
    RELATIVE_CLAUSE,
    Draft,
    Range,
    made_draft,
)
from newsassay.engine.attribution.inventory import BASE, DOCUMENTED, PAST, THIRD, Frames
from newsassay.engine.attribution.mentions import head_end
from newsassay.engine.attribution.parentheticals import draft_inverted, draft_parenthetical
from newsassay.engine.attribution.passives import draft_passive
from newsassay.engine.attribution.speech import Site
from newsassay.engine.attribution.subjects import CORE, Subject, find_subject
from newsassay.engine.attribution.verb_groups import VerbGroup, find_verb_group
from newsassay.engine.lexicon import words_of

_INVERTING = (PAST, THIRD, BASE)
_DOCUMENTS = words_of("source_nouns", "document")
_GERUND_PREPOSITIONS = frozenset(["of", "for", "on", "from"])
_BEFORE_INVERSION = PUNCTUATION & ~CLOSE
_GAP = (
    RELATIVE | INTERROGATIVE
)  # a cue behind these stands inside a relative clause: "attacks that officials say were planned"
_EMBEDDING = frozenset(["that", "if", "whether", "how", "why"])


def draft_verb(site: Site) -> Draft | None:  # noqa: C901, PLR0911 - one way out per construction
    """The relation of a verbal cue, or None if it does not attribute."""
    group = find_verb_group(site)
    if group is None:
        return None
    first, last, form, nearest, _, _, _ = group
    if form is PAST and (nearest & BE or (site.lemma == "ask" and _is_questioned(site, group))):
        return draft_passive(site, (first, last))
    if not nearest and form in _INVERTING and _may_invert(site, first - 1):
        inverted = draft_inverted(site, first - 1, plural=form is BASE)
        if inverted is not None:
            return inverted
    subject = find_subject(site, group)
    if subject is None:
        return None
    shape, source, left, antecedent = subject
    gap = left > site.low and _has_gap(site, left)
    frames = site.frames
    if frames.label == "evidence":
        frames = _frames(site, antecedent or source)
    complement = find_complement(site.syntax, frames, last, site.end, gap=gap)
    if shape is FINITE:
        if complement is None and gap:
            return _draft_object_relative(site, group, subject)
        if frames.quote and source is not None:
            parenthetical = draft_parenthetical(
                site, (first, last), source, complemented=complement is not None
            )
            if parenthetical is not None:
                return _with_second_piece(site, parenthetical, complement)
    if complement is None or not _attributes(site, group, subject, complement):
        return None
    start, cue_last, clausal, end = complement
    if frames.label == "evidential":  # "he seems to regret it": nobody says so, least of all the subject
        return Draft(PASSIVE, (first, cue_last), frames, None, ((start, start + 1),), extends=True)
    strong = clausal and _is_strong(site, subject)
    content, runs_on = (start, end or start + 1), not end
    return made_draft(
        (shape, (first, cue_last), site.frames, source, (content,), runs_on, antecedent, strong, clausal)
    )


def _has_gap(site: Site, left: int) -> bool:
    """Whether a subject that starts at token `left` stands in a relative clause: "attacks that even officials say were planned"."""
    codes = site.syntax.codes
    if codes[left - 1] & ADVERB and left - 1 > site.low:
        left -= 1
    return bool(codes[left - 1] & _GAP)


def _is_questioned(site: Site, group: VerbGroup) -> bool:
    """Whether the cue is the participle of "Asked about the plan, she ..."."""
    if group.nearest:
        return False
    before = group.first - 1
    return before < site.low or site.syntax.lower[before] == "when"


def _frames(site: Site, mention: Range | None) -> Frames:
    """The frames of a verb of evidence, more behind a document."""
    if mention is None:
        return site.frames
    head = site.syntax.lower[head_end(site.syntax, mention) - 1]
    return DOCUMENTED[site.lemma] if head in _DOCUMENTS else site.frames


def _may_invert(site: Site, before: int) -> bool:
    """Whether the source of a verb may stand behind it: nothing, or a mark, stands before."""
    return before < site.low or bool(site.syntax.codes[before] & _BEFORE_INVERSION)


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
    if complement is None or not site.syntax.codes[complement[0]] & QUOTE:
        return draft
    piece = (complement[0], complement[0] + 1)
    return draft._replace(contents=(*draft.contents, piece), extends=True)


def _attributes(site: Site, group: VerbGroup, subject: Subject, complement: Complement) -> bool:
    """Whether a cue with a complement attributes where it stands.

    Purpose infinitives do only if a clause of speech follows. Restrictive relatives and participles with a
    mere object tell which people are meant ("voters who oppose the plan"), and gerunds behind "of" or "for"
    belong to what is said of somebody. A verb of thought inside somebody else's proposition ("it is
    apparent that she wanted") reports nothing of its own.
    """
    syntax = site.syntax
    start, _, clausal, _ = complement
    if subject.shape is INFINITIVE:
        announced = syntax.codes[start] & (THAT | QUOTE | SUBJECT_PRONOUN)
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
    return bool(syntax.codes[start] & AUXILIARY)


def _is_strong(site: Site, subject: Subject) -> bool:
    """Whether a cue of a clause attributes even inside another's content: plain speech by somebody named there."""
    shape, source, _, _ = subject
    if source is None:
        return shape is PARTICIPLE and site.lemma in CORE  # "sent a letter saying that"
    if not (shape is FINITE or shape is RELATIVE_CLAUSE):
        return False
    return site.lemma in CORE and not site.syntax.codes[source[0]] & SUBJECT_PRONOUN
