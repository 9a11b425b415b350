"""Names of a summary in whose place the body has another: a rival of the same type in a like statement.

What speaks for a replacement is weighed. The weights are those of a logistic regression, rounded, of 1,280 names put in the
place of others in headlines and ledes of edited news against 510 that stand there by right.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

from newsassay.engine.conflicts.alignment import align
from newsassay.engine.conflicts.spelling import is_misspelling
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.name_forms import abbreviates, forms_of
from newsassay.engine.facts.names import Name, NameKind, find_names
from newsassay.engine.facts.summaries import Summary, find_summaries
from newsassay.engine.facts.word_forms import is_plural, singular, stem
from newsassay.engine.finding import Finding
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import Severity

ENOUGH, SURE = 2.6, 3.5
"""The sum from which a name is said to be replaced, and from which that is beyond doubt."""

_BASE = -0.8
_SLOTS, _LEAD, _SAME_KIND, _TOLD, _RESTATED = 0.9, 1.9, 0.5, 1.0, 1.8
_OWN, _NO_NAME = -1.5, -3.3
_LEAST_RESTATED = 0.65  # share of a summary in the body from which a name of its own is odd
_RIVALS = 80  # names of the body that are looked at; more are a list
_TITLE_CASE = 0.5  # share of capitalised words from which capitals show no names
_ACRONYM = 4  # letters: a longer word in capitals before a name is none of it
_PERSON, _ORGANIZATION, _PLACE, _OTHER = NameKind
_FULL = 2  # words of a name with its given name
_SHORTEST = 3  # letters of an acronym
_MOST_OWN = 3  # mentions in the body: of what it tells more often it tells many things
_CREDIT = frozenset("/:")  # "Ana Ruiz/Agency", "READ:"
_OPENS = frozenset(":“\"'‘|") | {"'s"}
_PLACED = words_of("statement_words", "placed")  # before names of places
_CALENDAR = words_of("calendar_names")


class Replacement(NamedTuple):
    """A summary's name and the body's in its place; `points` is what speaks for that."""

    summary: Summary
    body: FieldText
    name: Name
    rival: Name
    points: float

    def finding(self, signal_id: str) -> Finding:
        """The finding that tells both names."""
        texts = self.summary.text, self.body
        ours, theirs = (
            " ".join(text.tokens.phrase(n.first, n.last).split())
            for text, n in zip(texts, (self.name, self.rival), strict=True)
        )
        return Finding(
            signal_id,
            texts[0].location(self.name.first, self.name.last),
            f"The {self.summary.name} says “{ours}” where the body says “{theirs}”.",
            severity=None if self.points >= SURE else Severity.LOW,
            related=(texts[1].location(self.rival.first, self.rival.last),),
            values=(ours, theirs),
        )


class _Known(NamedTuple):
    """A name with the kind that its words and the article tell, its words, as written and in lower case, and its forms."""

    name: Name
    kind: NameKind
    phrase: str
    words: tuple[str, ...]
    forms: frozenset[str]
    is_name: bool

    @property
    def is_vague(self) -> bool:
        """Whether it is one word of which nothing else is known."""
        return self.kind is _OTHER and len(self.words) == 1


class _Rivals(NamedTuple):
    """The names of a body, the forms of those that the summary has, and how often each last word is told."""

    body: FieldText
    names: Sequence[_Known]
    said: frozenset[str]
    told: Counter[str]


def replaced_names(document: Document) -> tuple[Replacement, ...]:
    """At most one replacement for each name of headline and lede. A layer of the document."""
    body = document.body
    summaries = document.layer(find_summaries) if body.text else ()
    return tuple(r for summary in summaries for r in replacements(summary, body))


def replacements(summary: Summary, body: FieldText) -> Iterator[Replacement]:
    """Names of a summary, or of another text that tells the same, in whose place the body has another."""
    text = summary.text
    initials = text.tokens.initials[summary.first : summary.last]
    capitals = sum(map(str.isupper, initials))
    if summary.restated < _LEAST_RESTATED or capitals > _TITLE_CASE * sum(map(str.isalpha, initials)):
        return
    own = [n for n in text.layer(find_names) if summary.first <= n.first and n.last <= summary.last]
    others = [n for n in body.layer(find_names) if n.first >= summary.rest][:_RIVALS]
    surnames = {
        field.tokens.lower[n.last - 1]
        for field, names in ((text, own), (body, others))
        for n in names
        if n.kind is _PERSON
    }
    ours = [_known(text, n, surnames) for n in own]
    rest = body.tokens.lower[summary.rest :]
    suspects = [
        known
        for known in ours
        if known.is_name
        and not known.is_vague
        and rest.count(known.words[-1]) <= _MOST_OWN
        and _CREDIT.isdisjoint(
            [text.tokens.lower_at(known.name.first - 1), text.tokens.lower_at(known.name.last)]
        )
    ]
    if not suspects:
        return
    theirs = [_known(body, n, surnames) for n in others]
    said = frozenset(form for known in ours for form in known.forms)
    rivals = _Rivals(body, theirs, said, Counter(known.words[-1] for known in theirs))
    for known in suspects:
        best = _best(summary, known, rivals)
        if best is not None and best[0] >= ENOUGH:
            yield Replacement(summary, body, known.name, best[1], best[0])


def _best(summary: Summary, known: _Known, rivals: _Rivals) -> tuple[float, Name] | None:
    """The rival for which most speaks, with the sum of that; None if there is none."""
    body = rivals.body
    own = [other.name for other in rivals.names if _is_one(known, other)]
    here = summary.text, known.name.first, known.name.last
    support = max((align(here, (body, n.first, n.last)).score for n in own), default=0.0)
    points = _BASE + _OWN * log(len(own) + 1) + _RESTATED * (summary.restated - _LEAST_RESTATED)
    is_unknown = not own and stem(known.words[-1]) not in summary.known
    if not is_unknown and summary.text.tokens.lower_at(known.name.last) == "'s":
        return None  # one thing may be several people's
    points += _NO_NAME * (not own and not is_unknown)
    best: tuple[float, Name] | None = None
    for other in rivals.names:
        if other.name in own or not _may_replace(known, other, is_unknown, rivals.said):
            continue
        how = align(here, (body, other.name.first, other.name.last))
        found = points + _SLOTS * how.slots + _LEAD * (how.score - support)
        found += _SAME_KIND * _are_alike(known, other) + _TOLD * log(rivals.told[other.words[-1]] + 1)
        if best is not None and found <= best[0]:
            continue
        if how.words and (how.slots or known.kind is not _PLACE) and not _is_quoted(body, other.name):
            best = found, other.name
    return best


def _known(text: FieldText, name: Name, surnames: set[str]) -> _Known:
    words = tuple(w for w in text.tokens.lower[name.first : name.last] if w[0].isalnum()) or ("",)
    written = text.tokens.words[name.first : name.last]
    kind, is_long = name.kind, len(words) > 1
    if kind is _OTHER and not is_long and words[0] in surnames:
        kind = _PERSON
    elif kind is _OTHER and not is_long and text.tokens.lower_at(name.first - 1) in _PLACED:
        kind = _PLACE
    elif kind is _ORGANIZATION and not (is_long or _is_acronym(written[0])):
        kind = _OTHER  # "Researchers"
    is_shouted = any(len(w) > _ACRONYM and w.isupper() for w in written)
    is_name = not (is_shouted or singular(words[-1]) in _CALENDAR or "." in written[-1])
    if is_name and kind is _OTHER and not is_long:
        opens = text.sentence_at(name.first).first == name.first
        is_name = not opens and text.tokens.lower_at(name.first - 1) not in _OPENS
    phrase = text.tokens.phrase(name.first, name.last)
    return _Known(name, kind, phrase, words, forms_of(text, name), is_name)


def _is_acronym(word: str) -> bool:
    return _SHORTEST <= len(word) <= _ACRONYM and word.isalpha() and word.isupper()


def _is_one(known: _Known, other: _Known) -> bool:
    """Whether two names are one in two forms: with one last word, one within the other, an alias, or misspelt."""
    ours, theirs = known.words, other.words
    if ours[-1].rstrip("s") == theirs[-1].rstrip("s"):
        return True  # "Porsches"
    shared = known.forms & other.forms
    if not shared:
        return is_misspelling(ours[-1], theirs[-1]) or abbreviates(known.phrase, other.phrase)
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    return is_misspelling(ours[-1], theirs[-1]) or any(form[0] in "@#" for form in shared)


def _may_replace(known: _Known, rival: _Known, is_unknown: bool, said: frozenset[str]) -> bool:  # noqa: FBT001
    """Whether a body's name can stand in a name's place: of the same type, and another than those of the summary.

    What the body never has may stand for what the summary tells elsewhere, too.
    """
    is_altered = is_unknown and known.kind is rival.kind and not known.forms.isdisjoint(rival.forms)
    if not rival.is_name or not (is_altered or _are_alike(known, rival) or _may_be_person(known, rival)):
        return False
    if is_unknown:
        return True
    heard = [stem(word) in said for word in rival.words]
    if (any(heard) if rival.kind is _PERSON else all(heard)) or (known.kind is _PERSON and _is_full(rival)):
        return False
    return not any(form in said for form in rival.forms if form[0] in "@#")


def _may_be_person(known: _Known, rival: _Known) -> bool:
    """Whether one of two names is a person's and the other can be, or both can."""
    if known.kind is _PERSON:
        return rival.is_vague or _is_full(rival)
    return _is_full(known) and (rival.kind is _PERSON or _is_full(rival))


def _is_full(known: _Known) -> bool:
    """Whether a name of which nothing is known may be a given name and a surname."""
    is_plain = not is_plural(known.words[-1]) and "-" not in known.words[-1]
    return is_plain and known.kind is _OTHER and len(known.words) == _FULL


def _are_alike(known: _Known, rival: _Known) -> bool:
    """Whether two names are both a person's, both a place's, or both acronyms."""
    if known.kind is not rival.kind or known.kind is _OTHER:
        return False
    return known.kind is not _ORGANIZATION or len(known.words) == len(rival.words) == 1


def _is_quoted(body: FieldText, name: Name) -> bool:
    return body.is_quoted(body.tokens.starts[name.first])
