"""What one sentence denies and another affirms of the same thing, by a verb, its opposite or a noun made from it.

"Did not sign the treaty ... signed the treaty", "turned down the plan ... the plan's approval", "will not close ... the closure of".
"""

from collections.abc import Iterator
from itertools import compress, count
from typing import NamedTuple

from newsassay.engine.conflicts.alignment import Alignment, align, are_parallel
from newsassay.engine.conflicts.conflict import Conflict
from newsassay.engine.conflicts.readings import disputed, kinds, same_time, times_apart
from newsassay.engine.conflicts.statements import Stated, names_apart, same_subject
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.governors import clause_at, governors
from newsassay.engine.facts.mentions import Mention
from newsassay.engine.facts.summaries import find_summaries
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.grammar.clauses import Clause
from newsassay.engine.grammar.inflection import forms_of
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.report import Severity
from newsassay.engine.text.closed_class import CLOSED_CLASS, WordClass

_AUXILIARY, _NEGATION = WordClass.AUXILIARY.value, WordClass.NEGATION.value
_VERBAL = frozenset(
    w for w, bits in CLOSED_CLASS.items() if bits & _NEGATION and w.endswith(("n't", "not", "never"))
)
_SCOPE = 4  # tokens behind a negation in which the negated predicate stands
_REACH = 40
_PLACES = 12  # other places of one predicate that are compared
_OPEN = words_of("statement_words", "open")
_CHANGED = words_of("statement_words", "changed")
_SCORE, _NEAR, _COVERAGE = 1.5, 1.0, 0.6
_RETOLD, _MANY = 0.75, 3
_SHARED = 2
_CLAUSE = 6  # tokens around a predicate in which its own arguments stand
_LEAST_OPPOSITE, _LEAST_DENIED = 2, 3  # evidence that a denial and an affirmation tell one thing


def _forms(lemma: str) -> Iterator[str]:
    """The forms of a verb, of one with a particle those of the verb with it: "turned down"."""
    verb, _, particle = lemma.partition(" ")
    return (f"{form} {particle}".strip() for form in forms_of(verb))


def _inflected(label: str) -> dict[str, tuple[str, str]]:
    """Class and pole of every form of the words of the lexicon, by form."""
    return {
        form: (entry.label, entry.attributes["pole"])
        for lemma, entry in LEXICONS["polarity_classes"]
        if (entry.label == "negation") is (label == "negation")
        for form in _forms(lemma)
    }


_POLES = _inflected("")
_CLASS = "class "  # with which the keys of classes start
_DENYING = frozenset(_inflected("negation"))
_PAIRS = frozenset(form.split()[0] for form in _POLES if " " in form)
_NEGATIVES = _VERBAL | _DENYING | {form.split()[0] for form, (_, pole) in _POLES.items() if pole == "-"}


class _Claim(NamedTuple):
    """A predicate at the token range [first, last) of a field, what it is known by, and whether it is denied."""

    text: FieldText
    first: int
    last: int
    key: str
    denied: bool

    @property
    def place(self) -> tuple[FieldText, int, int]:
        """Where its predicate's word stands."""
        return self.text, self.last - 1, self.last

    @property
    def mention(self) -> Mention:
        """It as a mention of its kind."""
        said = self.text.tokens.lower[self.first : self.last]
        return Mention(
            self.text, self.first, self.last, "polarity", "", ("not " if self.denied else "") + said[-1]
        )


def denied(document: Document) -> Iterator[Conflict]:
    """Denials, of headline and body, that the body contradicts."""
    body = document.body
    claims = [claim for text in document.fields for claim in _denials(text)]
    if not claims:
        return
    wanted = {claim.key for claim in claims}
    places: dict[str, list[int]] = {}
    stems, lower = body.layer(Content).stems, body.tokens.lower
    found = {
        *compress(count(), map(wanted.__contains__, stems)),
        *compress(count(), map(_POLES.__contains__, lower)),
    }
    for i in sorted(found):
        key = _key(lower[i])
        if key in wanted:
            places.setdefault(key, []).append(i)
    for claim in claims:
        conflict = _contradicted(document, claim, places.get(claim.key, [])[:_PLACES])
        if conflict:
            yield conflict


def _key(word: str) -> str:
    """What a predicate is known by: its class, else its stem."""
    if word in _POLES:
        return _CLASS + _POLES[word][0]
    return stem(word) if word not in CLOSED_CLASS else ""


def _denials(text: FieldText) -> Iterator[_Claim]:
    """Predicates behind "not", "never", "refused to", and such as deny by themselves."""
    tokens = text.tokens
    for i in compress(count(), map(_NEGATIVES.__contains__, tokens.lower)):
        word = tokens.lower[i]
        if word in _DENYING and tokens.lower_at(i + 1) == "to":
            yield from _denial(text, i, i + 2)
        elif word in _VERBAL:
            if word != "not" or (i and tokens.classes[i - 1] & _AUXILIARY):
                yield from _denial(text, i, i + 1)
        else:
            pair = f"{word} {tokens.lower_at(i + 1)}"
            last = i + 1 + (word in _PAIRS and pair in _POLES)
            label, pole = _POLES.get(pair) or _POLES.get(word, ("", ""))
            if (
                pole == "-"
                and not _is_negated(text, i)
                and (word != "out" or tokens.words[i - 1][0].isupper())
            ):
                yield _Claim(text, i, last, _CLASS + label, denied=True)


def _denial(text: FieldText, cue: int, behind: int) -> Iterator[_Claim]:
    """The predicate that a negation or "refused to" denies, unless it denies by itself."""
    stems = text.layer(Content).stems
    last = min(text.sentence_at(cue).last, cue + 1 + _SCOPE)
    predicate = next((i for i in range(behind, last) if stems[i]), None)
    word = text.tokens.lower[predicate] if predicate is not None else ""
    if predicate is not None and word.isalpha() and _POLES.get(word, ("", "+"))[1] == "+":
        yield _Claim(text, cue, predicate + 1, _key(word), denied=True)


def _is_negated(text: FieldText, token: int) -> bool:
    sentence = text.sentence_at(token)
    before = text.tokens.lower[max(sentence.first, token - _SCOPE) : token]
    return not _VERBAL.isdisjoint(before) or not _DENYING.isdisjoint(before) or "no" in before


def _says(text: FieldText, token: int) -> str:
    """Whether a predicate's word denies or affirms, as pole."""
    pole = _POLES.get(text.tokens.lower[token], ("", "+"))[1]
    return ("-" if pole == "+" else "+") if _is_negated(text, token) else pole


def _is_plain(text: FieldText, token: int) -> bool:
    """Whether a sentence states something: no condition, question, contrast or choice."""
    sentence = text.sentence_at(token)
    return _OPEN.isdisjoint(
        text.tokens.lower[max(sentence.first, token - _REACH) : min(sentence.last, token + _REACH)]
    )


def _contradicted(document: Document, claim: _Claim, places: list[int]) -> Conflict | None:
    """The affirmation of the body that a denial excludes, if there is one."""
    body = document.body
    if not places or not _is_plain(claim.text, claim.last - 1):
        return None
    own = claim.text.sentence_of_token[claim.first] if claim.text is body else -1
    if claim.text is not body and any(_says(body, place) == "-" for place in places):
        return None  # the body says it too
    for place in places:
        if body.sentence_of_token[place] == own or _says(body, place) == "-" or not _is_plain(body, place):
            continue
        other = _Claim(body, place, place + 1, claim.key, denied=False)
        severity = _certainty(document, claim, other)
        if severity is not None:
            left, right = claim.mention, other.mention
            refused = disputed(document, left, right)
            if any(m.text.is_quoted(m.location.start) for m in (left, right)):
                refused = "quoted words: the speaker is the source"
            return Conflict(left, right, refused=refused, severity=severity)
    return None


def _certainty(document: Document, claim: _Claim, other: _Claim) -> Severity | None:
    """How sure it is that two claims tell one thing: HIGH, LOW, or None if nothing says so."""
    how = align(claim.place, other.place)
    if _is_restated(document, claim, other, how):
        return Severity.HIGH
    left, right = claim.mention, other.mention
    if not how.words or kinds(left) != kinds(right) or times_apart(left, right):
        return None
    clauses = [clause_at(c.text, c.last - 1) for c in (claim, other)]
    if not all(_is_settled(c, clause) for c, clause in zip((claim, other), clauses, strict=True)):
        return None
    same = same_subject(Stated(document, claim.text, clauses[0]), Stated(document, other.text, clauses[1]))
    if same is False or not (claim.key.startswith(_CLASS) or (same and same_time(left, right))):
        return None
    if _of_other_things(claim, other):
        return None
    around = [c.text.layer(Content).around(*c.place[1:]) for c in (claim, other)]
    shared = sum(1 for word, far in around[0].items() if far <= _CLAUSE >= around[1].get(word, _REACH))
    points = bool(same) + min(shared, _SHARED) + same_time(left, right)
    points -= names_apart(claim.text, (claim.first, claim.last), other.text, other.place[1:])
    least = _LEAST_OPPOSITE if claim.key.startswith(_CLASS) else _LEAST_DENIED
    return None if points < least else Severity.LOW


def _of_other_things(claim: _Claim, other: _Claim) -> bool:
    """Whether two predicates have objects that differ: "the harbour contract", "the museum contract"."""
    ours, theirs = governors(*claim.place).object, governors(*other.place).object
    if not ours or not theirs:
        return False
    met = ours.keys() & theirs.keys()
    added = [(ours[noun].modifiers, theirs[noun].modifiers) for noun in met]
    return not met or any(mine - yours and yours - mine for mine, yours in added)


def _is_settled(claim: _Claim, clause: Clause | None) -> bool:
    """Whether a predicate is a verb, or a noun made from one of a class, in a sentence that tells of no change."""
    sentence = claim.text.sentence_at(claim.first)
    if not _CHANGED.isdisjoint(claim.text.tokens.lower[sentence.first : sentence.last]):
        return False
    return claim.key.startswith(_CLASS) or (clause is not None and clause.group.head == claim.last - 1)


def _is_restated(document: Document, claim: _Claim, other: _Claim, how: Alignment) -> bool:
    """Whether two sentences say one thing word for word. Values were set by reading pairs of edited articles."""
    if how.score < _SCORE or how.near < _NEAR or how.coverage < _COVERAGE:
        return False
    if names_apart(claim.text, (claim.first, claim.last), other.text, other.place[1:]):
        return False
    for summary in document.layer(find_summaries):
        if (
            summary.text is claim.text
            and summary.first <= claim.first < summary.last
            and other.first >= summary.rest
        ):
            return True
    return how.coverage >= _RETOLD and how.words >= _MANY and not are_parallel(claim.place, other.place)
