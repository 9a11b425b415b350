"""One statement affirmed and denied: a negation, or an opposite, that stands in one of two like sentences."""

import re
from collections.abc import Iterator
from itertools import compress, count
from typing import NamedTuple

from newsassay.engine.article import Dimension
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.context import Contexts, Match, are_parallel, match
from newsassay.engine.facts.summaries import find_summaries
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.report import Severity
from newsassay.engine.signals.consistency.contrast import contrast_finding, contrasts
from newsassay.engine.signals.consistency.guards import dispute, names_apart
from newsassay.engine.text.closed_class import CLOSED_CLASS, WordClass

POLARITY_CONFLICT = "consistency.polarity_conflict"
OPPOSITE = "opposite"
_AUXILIARY = WordClass.AUXILIARY.value
_NEGATION = WordClass.NEGATION.value
_VERBAL_NEGATIONS = frozenset(
    word for word, bits in CLOSED_CLASS.items() if bits & _NEGATION and word.endswith(("n't", "not", "never"))
)
_NEGATIONS = re.compile("n(?:ever|[o']t)(?= )")
_SCOPE = 4  # tokens behind a negation in which the negated predicate stands
_REACH = 40
_PLACES = 12  # other places of one predicate that are compared
_MOOD_WORDS = (
    "if unless whether ? until but however though although nor or yet fails failed refused denied denies"
)
_MOODS = frozenset(_MOOD_WORDS.split())

CARDS = (
    SignalCard(
        signal_id=POLARITY_CONFLICT,
        dimension=Dimension.CONSISTENCY,
        sign=Sign.PENALTY,
        severity=Severity.HIGH,
        claim="One sentence affirms what another of the same content denies.",
        disclaimer="What sources dispute, what changed, and conditions or questions are no conflict.",
        fires=(
            (
                "The Orsk reactor was not damaged in the storm. Engineers left at noon."
                " The Orsk reactor was damaged in the storm, the ministry said."
            ),
            Example(
                title="Brenner senate rejects water levy",
                body="The Brenner senate approved the water levy on Monday. It takes effect in spring.",
            ),
            (
                "Mayor Ilse Kranz will not attend the harbour festival. It rained."
                " Mayor Ilse Kranz will attend the harbour festival."
            ),
        ),
        near_misses=(
            (
                "The Orsk reactor was not damaged in the storm. Engineers left at noon."
                " The Orsk harbour was damaged in the storm, the ministry said."
            ),
            Example(
                title="Brenner senate approves water levy",
                body="The Brenner senate approved the water levy on Monday. The town council rejected it in spring.",
            ),
            (
                "Mayor Ilse Kranz will not attend the harbour festival. If it is dry, Mayor Ilse Kranz will attend the"
                " harbour festival."
            ),
        ),
    ),
)


class _Denial(NamedTuple):
    """A negated predicate: the negation's token, the predicate's, and its stem."""

    text: FieldText
    cue: int
    predicate: int
    stem: str


def detect(document: Document) -> Iterator[Judgement]:
    """Judge each denial against affirmations of the same predicate, and each opposite of headline and lede."""
    body = document.body
    if not body.text:
        return
    for contrast in document.layer(contrasts):
        if contrast.left.entry.label.startswith(OPPOSITE):
            yield contrast_finding(POLARITY_CONFLICT, contrast)
    denials = [d for text in document.fields for d in _denials(text)]
    if not denials:
        return
    contexts = body.layer(Contexts)
    places = contexts.places({d.stem for d in denials})
    for denial in denials:
        judged = _judge(document, denial, places.get(denial.stem, [])[:_PLACES], contexts)
        if judged:
            yield judged


def _denials(text: FieldText) -> Iterator[_Denial]:
    """Predicates negated by "not", "n't", "never" or "no longer" behind an auxiliary or before a verb."""
    tokens = text.tokens
    matches = _NEGATIONS.finditer(tokens.joined_lower)
    for predicate in tokens.behind(found.end() for found in matches):
        cue = predicate - 1
        word = tokens.lower[cue]
        if word not in _VERBAL_NEGATIONS or (
            word == "not" and not (cue and tokens.classes[cue - 1] & _AUXILIARY)
        ):
            continue
        stems = text.layer(Contexts).stems[predicate : min(text.sentence_at(cue).last, cue + _SCOPE)]
        skipped = next(compress(count(), stems), -1)
        if skipped >= 0:
            yield _Denial(text, cue, predicate + skipped, stems[skipped])


def _is_plain(text: FieldText, token: int) -> bool:
    """Whether a sentence states something: no condition, question, contrast or choice."""
    return _MOODS.isdisjoint(text.tokens.lower[_clause(text, token)])


def _clause(text: FieldText, token: int) -> slice:
    """The tokens of a sentence around a token, as far as its mood can reach."""
    sentence = text.sentence_at(token)
    return slice(max(sentence.first, token - _REACH), min(sentence.last, token + _REACH))


def _judge(document: Document, denial: _Denial, places: list[int], contexts: Contexts) -> Judgement | None:
    body = document.body
    if denial.text is body:
        own = body.sentence_at(denial.cue)
        places = [place for place in places if not own.first <= place < own.last]
    if not places or not _is_plain(denial.text, denial.predicate):
        return None
    around = denial.text.layer(Contexts).around(denial.predicate, denial.predicate + 1)
    best: tuple[Match, int] | None = None
    for place in places:
        if contexts.beside(around, place, place + 1):
            how = match(around, contexts.around(place, place + 1), contexts)
            if best is None or how.score > best[0].score:
                best = how, place
    if best is None or not _is_same_statement(document, denial, *best):
        return None
    place = best[1]
    if any(c & _NEGATION for c in body.tokens.classes[_clause(body, place)]) or not _is_plain(body, place):
        return None
    location = denial.text.location(denial.cue, denial.predicate + 1)
    theirs = body.location(place, place + 1)
    if names_apart(denial.text, (denial.cue, denial.predicate + 1), body, (place, place + 1)):
        return Rejection(
            POLARITY_CONFLICT, location, "the two sentences name different people, places or years"
        )
    disputed = dispute(document, location, theirs)
    if disputed:
        return Rejection(POLARITY_CONFLICT, location, disputed)
    denied, affirmed = denial.text.tokens.phrase(denial.cue, denial.predicate + 1), body.tokens.words[place]
    return Finding(
        POLARITY_CONFLICT,
        location,
        f"This says “{denied}”, a sentence of the same content “{affirmed}”.",
        related=(theirs,),
        values=(f"not {denial.stem}", denial.stem),
    )


def _is_same_statement(document: Document, denial: _Denial, how: Match, place: int) -> bool:
    """Whether two sentences say one thing. Values were set by reading pairs of edited articles."""
    if how.score < 1.5 or how.near < 1.0 or how.share < 0.6:  # noqa: PLR2004
        return False
    for summary in document.layer(find_summaries):
        if summary.text is denial.text and summary.first <= denial.cue < summary.last:
            return place >= summary.rest or _is_retold(document.body, denial, how, place)
    return _is_retold(document.body, denial, how, place)


def _is_retold(body: FieldText, denial: _Denial, how: Match, place: int) -> bool:
    """Whether two sentences of which neither sums up the other say the same in nearly the same words."""
    here = denial.text.layer(Contexts).around(denial.predicate, denial.predicate + 1)
    if are_parallel(here, body.layer(Contexts).around(place, place + 1)):
        return False
    return how.share >= 0.75 and len(how.shared) >= 3  # noqa: PLR2004
