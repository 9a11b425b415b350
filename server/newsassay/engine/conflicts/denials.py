"""What one sentence denies and another of the same content affirms."""

import re
from collections.abc import Iterator
from itertools import compress, count
from typing import NamedTuple

from newsassay.engine.conflicts.alignment import Alignment, align, are_parallel
from newsassay.engine.conflicts.conflict import Conflict
from newsassay.engine.conflicts.readings import disputed
from newsassay.engine.conflicts.statements import names_apart
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.mentions import Mention
from newsassay.engine.facts.summaries import find_summaries
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.closed_class import CLOSED_CLASS, WordClass

_AUXILIARY = WordClass.AUXILIARY.value
_NEGATION = WordClass.NEGATION.value
_VERBAL = frozenset(
    w for w, bits in CLOSED_CLASS.items() if bits & _NEGATION and w.endswith(("n't", "not", "never"))
)
_NEGATIONS = re.compile("n(?:ever|[o']t)(?= )")
_SCOPE = 4  # tokens behind a negation in which the negated predicate stands
_REACH = 40
_PLACES = 12  # other places of one predicate that are compared
_OPEN = words_of("statement_words", "open")
_SCORE, _NEAR, _COVERAGE = 1.5, 1.0, 0.6
_RETOLD, _MANY = 0.75, 3


class _Denial(NamedTuple):
    """A negated predicate: the negation's token, the predicate's, and its stem."""

    text: FieldText
    cue: int
    predicate: int
    stem: str


def denied(document: Document) -> Iterator[Conflict]:
    """Denials, of headline and body, that the body contradicts."""
    body = document.body
    denials = [d for text in document.fields for d in _denials(text)]
    if not denials:
        return
    wanted = {d.stem for d in denials}
    stems = body.layer(Content).stems
    places: dict[str, list[int]] = {}
    for i in compress(count(), map(wanted.__contains__, stems)):
        places.setdefault(stems[i], []).append(i)
    for denial in denials:
        conflict = _contradicted(document, denial, places.get(denial.stem, [])[:_PLACES])
        if conflict:
            yield conflict


def _denials(text: FieldText) -> Iterator[_Denial]:
    """Predicates negated by "not", "n't" or "never" behind an auxiliary or before a verb."""
    tokens = text.tokens
    matches = _NEGATIONS.finditer(tokens.joined_lower)
    for predicate in tokens.behind(found.end() for found in matches):
        cue = predicate - 1
        word = tokens.lower[cue]
        if word not in _VERBAL or (word == "not" and not (cue and tokens.classes[cue - 1] & _AUXILIARY)):
            continue
        stems = text.layer(Content).stems[predicate : min(text.sentence_at(cue).last, cue + _SCOPE)]
        skipped = next(compress(count(), stems), -1)
        if skipped >= 0:
            yield _Denial(text, cue, predicate + skipped, stems[skipped])


def _is_plain(text: FieldText, token: int) -> bool:
    """Whether a sentence states something: no condition, question, contrast or choice."""
    return _OPEN.isdisjoint(text.tokens.lower[_clause(text, token)])


def _clause(text: FieldText, token: int) -> slice:
    sentence = text.sentence_at(token)
    return slice(max(sentence.first, token - _REACH), min(sentence.last, token + _REACH))


def _contradicted(document: Document, denial: _Denial, places: list[int]) -> Conflict | None:
    body = document.body
    if denial.text is body:
        own = body.sentence_at(denial.cue)
        places = [place for place in places if not own.first <= place < own.last]
    if not places or not _is_plain(denial.text, denial.predicate):
        return None
    here = denial.text, denial.predicate, denial.predicate + 1
    aligned = [(align(here, (body, place, place + 1)), place) for place in places]
    how, place = max(aligned, key=lambda pair: pair[0].score)
    if not _is_same_statement(document, denial, how, place):
        return None
    if any(c & _NEGATION for c in body.tokens.classes[_clause(body, place)]) or not _is_plain(body, place):
        return None
    left = Mention(denial.text, denial.cue, denial.predicate + 1, "polarity", "", f"not {denial.stem}")
    right = Mention(body, place, place + 1, "polarity", "", denial.stem)
    if names_apart(denial.text, (denial.cue, denial.predicate + 1), body, (place, place + 1)):
        return Conflict(left, right, refused="the two sentences name different people, places or years")
    return Conflict(left, right, refused=disputed(document, left, right))


def _is_same_statement(document: Document, denial: _Denial, how: Alignment, place: int) -> bool:
    """Whether two sentences say one thing. Values were set by reading pairs of edited articles."""
    if how.score < _SCORE or how.near < _NEAR or how.coverage < _COVERAGE:
        return False
    for summary in document.layer(find_summaries):
        if (
            summary.text is denial.text
            and summary.first <= denial.cue < summary.last
            and place >= summary.rest
        ):
            return True
    here = denial.text, denial.predicate, denial.predicate + 1
    if are_parallel(here, (document.body, place, place + 1)):
        return False
    return how.coverage >= _RETOLD and how.words >= _MANY
