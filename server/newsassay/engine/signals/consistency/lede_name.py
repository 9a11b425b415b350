"""A name in the headline or lede where the body tells the same of another name.

Candidates are names none of whose words come again. The body sentence that shares most content words with
the lede's sentence is taken to tell the same; a name there, in the same grammatical role and new to the lede,
is the one that was replaced. Without such a sentence the name is only left out, which is no conflict.
"""

from collections.abc import Iterator
from typing import NamedTuple

from newsassay.engine.article import Field
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.signals.consistency.headline_mismatch import HEADLINE_MISMATCH
from newsassay.engine.signals.consistency.name_conflict import NAME_CONFLICT
from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.text.names import Name, NameKind, find_names
from newsassay.engine.text.sentences import Sentence

_SHORTEST_LEDE = 8  # tokens; a shorter first paragraph is a headline or dateline
_SHORTEST_REST = 100  # tokens; less may well leave a name out
_STEM = 5  # letters: "joined" and "joins" share theirs
_SHORTEST_WORD = 4
_FEWEST_SHARED = 3  # content words
_SHARE = 0.5  # of the lede sentence's content words
_CAPITALS = 0.5  # share of capitalised words above which a line is a headline in title case
_LOCATIVE = frozenset(["in", "at", "from", "near", "through", "to", "across", "into"])
_KINDS = frozenset(kind.value for kind in NameKind) - {NameKind.ORGANIZATION.value}


class _Lede(NamedTuple):
    """The text that holds the lede as tokens [0, last), and the first token of the body that is not lede."""

    text: FieldText
    last: int
    rest: int


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every name of the headline and the lede that does not come again."""
    body = document.body
    second = body.paragraphs[1] if len(body.paragraphs) > 1 else len(body.tokens)
    ledes = [_Lede(body, second, second)]
    if document.title.text:
        ledes.insert(0, _Lede(document.title, len(document.title.tokens), 0))
    for lede in ledes:
        if lede.last >= _SHORTEST_LEDE and len(body.tokens) - lede.rest >= _SHORTEST_REST:
            for name in _names_not_repeated(lede, body):
                judged = _judge(lede, body, name)
                if judged:
                    yield judged


def _names_not_repeated(lede: _Lede, body: FieldText) -> Iterator[Name]:
    text = lede.text
    lower, words = text.tokens.lower, text.tokens.words
    joined, offset = body.tokens.joined_lower, body.tokens.joined_starts[lede.rest]
    for name in text.layer(find_names):
        if name.first >= lede.last:
            return
        if name.kind.value not in _KINDS or any(
            joined.find(f" {w} ", offset) >= 0 for w in lower[name.first : name.last]
        ):
            continue
        if name.kind is NameKind.OTHER and not _may_be_swapped(text, name, words[name.first]):
            continue
        if not _is_title_case(text, text.sentence_at(name.first)):
            yield name


def _may_be_swapped(text: FieldText, name: Name, word: str) -> bool:
    """Of words that are only capitalised: not in headlines, nor acronyms, compounds, or openers of sentences."""
    if word.isupper() or "-" in word or text.field is Field.TITLE:
        return False
    opens = text.sentence_at(name.first).first == name.first
    return name.last - name.first > 1 or (not opens and _role(text, name) != "object")


def _is_title_case(text: FieldText, sentence: Sentence) -> bool:
    letters = [word for word in text.tokens.words[sentence.first : sentence.last] if word[0].isalpha()]
    return sum(word[0].isupper() for word in letters) > _CAPITALS * len(letters)


def _judge(lede: _Lede, body: FieldText, name: Name) -> Judgement | None:
    text = lede.text
    sentence = text.sentence_at(name.first)
    told = _stems(text, sentence.first, name.first) | _stems(text, name.last, sentence.last)
    if len(told) < _FEWEST_SHARED:
        return None
    signal_id = HEADLINE_MISMATCH if text.field is Field.TITLE else NAME_CONFLICT
    location = text.location(name.first, name.last)
    shared, match = max(
        ((len(told & _stems(body, s.first, s.last)), s) for s in body.sentences if s.first >= lede.rest),
        key=lambda pair: (pair[0], -pair[1].first),
    )
    if shared < max(_FEWEST_SHARED, _SHARE * len(told)):
        return None
    other = _counterpart(lede, body, name, match)
    if other is None:
        return Rejection(signal_id, location, "the body names nobody else in that place")
    values = text.tokens.phrase(name.first, name.last), body.tokens.phrase(other.first, other.last)
    where = "headline" if text.field is Field.TITLE else "lede"
    message = f"The {where} says “{values[0]}” where the body, telling the same, says “{values[1]}”."
    return Finding(
        signal_id, location, message, related=(body.location(other.first, other.last),), values=values
    )


def _stems(text: FieldText, first: int, last: int) -> set[str]:
    """Beginnings of the content words of a token range."""
    lower, classes = text.tokens.lower, text.tokens.classes
    return {
        lower[i][:_STEM]
        for i in range(first, last)
        if not classes[i] and (len(lower[i]) >= _SHORTEST_WORD or lower[i].isdigit())
    }


def _counterpart(lede: _Lede, body: FieldText, name: Name, match: Sentence) -> Name | None:
    """A name of the body's sentence that fits in the place of the lede's name and is not in the lede."""
    known = set(lede.text.tokens.lower[: lede.last])
    role = _role(lede.text, name)
    for other in body.layer(find_names):
        if other.first >= match.last:
            break
        if other.first < match.first or not known.isdisjoint(body.tokens.lower[other.first : other.last]):
            continue
        if _are_alike(name, other) and _roles_fit(role, _role(body, other)) and _is_name(body, other, match):
            return other
    return None


def _is_name(body: FieldText, other: Name, match: Sentence) -> bool:
    word = body.tokens.words[other.first]
    return other.kind is not NameKind.OTHER or not (
        other.first == match.first or word.isupper() or "-" in word
    )


def _are_alike(one: Name, other: Name) -> bool:
    return one.kind is other.kind or {one.kind, other.kind} == {NameKind.PERSON, NameKind.OTHER}


def _role(text: FieldText, name: Name) -> str:
    """The role: "subject" at the start of a sentence, the preposition that governs a name, else "object"."""
    classes, first = text.tokens.classes, text.sentence_at(name.first).first
    i = name.title_first - 1
    while i >= first and classes[i] & WordClass.DETERMINER.value:
        i -= 1
    if i < first:
        return "subject"
    return text.tokens.lower[i] if classes[i] & WordClass.PREPOSITION.value else "object"


def _roles_fit(one: str, other: str) -> bool:
    return one == other or {one, other} <= _LOCATIVE or {one, other} <= {"subject", "object"}
