"""One clause affirmed and denied: a negation, or an antonym, that stands in one of two like sentences only."""

from collections.abc import Iterator
from typing import NamedTuple

from newsassay.engine.article import Dimension
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.report import Severity
from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.text.context import Contexts
from newsassay.engine.text.summaries import find_summaries

POLARITY_CONFLICT = "consistency.polarity_conflict"
_NEGATION = WordClass.NEGATION.value
_SCOPE = 4  # tokens behind a negation in which the negated word stands
_MIN_SHARED = 4
_SHARE = 0.75  # of the shorter sentence's content words
_MOODS = frozenset(["if", "unless", "whether", "?", "until", "but", "however", "though", "although", "nor"])

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


class _Sentence(NamedTuple):
    """A sentence's content stems with their tokens, and which of them are negated by which cue."""

    text: FieldText
    number: int
    stems: dict[str, int]
    negated: dict[str, int]

    @property
    def is_open(self) -> bool:
        """Whether it is a condition, a question or a contrast."""
        s = self.text.sentences[self.number]
        return not _MOODS.isdisjoint(self.text.tokens.lower[s.first : s.last])


def detect(document: Document) -> Iterator[Judgement]:
    """Judge each sentence with a negation or antonym against sentences of the body with the same content."""
    body = document.body
    if not body.text:
        return
    contexts = body.layer(Contexts)
    done: set[tuple[int, int]] = set()
    for summary in find_summaries(document):
        if summary.text is not body:
            for number in range(len(summary.text.sentences)):
                here = _sentence(summary.text, number)
                for other in contexts.linked(here.stems):
                    yield from _compare(here, _sentence(body, other))
    tokens = body.tokens
    cues = [i for i, c in enumerate(tokens.classes) if c & _NEGATION]
    cues.extend(hit.first for hit in body.hits("antonyms"))
    for number in sorted({body.sentence_of_token[i] for i in cues}):
        here = _sentence(body, number)
        for other in contexts.linked(here.stems):
            pair = (min(number, other), max(number, other))
            if other != number and pair not in done:
                done.add(pair)
                yield from _compare(_sentence(body, pair[0]), _sentence(body, pair[1]))


def _sentence(text: FieldText, number: int) -> _Sentence:
    stems = text.layer(Contexts).of_sentence(number)
    tokens, sentence = text.tokens, text.sentences[number]
    negated: dict[str, int] = {}
    for i in range(sentence.first, sentence.last):
        if tokens.classes[i] & _NEGATION:
            for k in range(i + 1, min(sentence.last, i + 1 + _SCOPE)):
                s = text.layer(Contexts).stems[k]
                if s:
                    negated.setdefault(s, i)
                    break
    return _Sentence(text, number, stems, negated)


def _compare(a: _Sentence, b: _Sentence) -> Iterator[Judgement]:
    shared = [s for s in a.stems if s in b.stems]
    if len(shared) < _MIN_SHARED - 1:
        return
    found = _antonyms(a, b) or _negations(a, b, shared)
    if found is None:
        return
    first, second, what = found
    shorter = min(len(a.stems), len(b.stems)) - (what == "antonym")
    if len(shared) < max(_MIN_SHARED - (what == "antonym"), _SHARE * shorter):
        return
    location = a.text.location(first, first + 1)
    if a.is_open or b.is_open:
        yield Rejection(POLARITY_CONFLICT, location, "condition, question or contrast")
        return
    words = a.text.tokens.words[first], b.text.tokens.words[second]
    yield Finding(
        POLARITY_CONFLICT,
        location,
        f"the same statement has “{words[0]}” here and “{words[1]}” elsewhere"
        if what == "antonym"
        else f"the same statement is denied here or there: “{words[0]}” against “{words[1]}”",
        related=(b.text.location(second, second + 1),),
        values=(words[0].lower(), words[1].lower()),
    )


def _antonyms(a: _Sentence, b: _Sentence) -> tuple[int, int, str] | None:
    """Tokens of two opposite words, if neither sentence holds both."""
    if a.negated or b.negated:
        return None
    poles = _poles(b)
    mine = _poles(a)
    for label, (pole, token) in mine.items():
        other = poles.get(label)
        if other and pole and other[0] and other[0] != pole:
            return token, other[1], "antonym"
    return None


def _poles(sentence: _Sentence) -> dict[str, tuple[str, int]]:
    """Pole and token of each antonym pair; no pole where the sentence holds both."""
    bounds = sentence.text.sentences[sentence.number]
    found: dict[str, tuple[str, int]] = {}
    for hit in sentence.text.hits("antonyms"):
        if bounds.first <= hit.first < bounds.last:
            pole = hit.entry.attributes["pole"]
            known = found.get(hit.entry.label)
            found[hit.entry.label] = (pole if known is None or known[0] == pole else "", hit.first)
    return found


def _negations(a: _Sentence, b: _Sentence, shared: list[str]) -> tuple[int, int, str] | None:
    """The negation cue of the one sentence, and the word that it negates in the other."""
    if bool(a.negated) == bool(b.negated):
        return None
    for s in shared:
        if s in a.negated:
            return a.negated[s], b.stems[s], "negation"
        if s in b.negated:
            return a.stems[s], b.negated[s], "negation"
    return None
