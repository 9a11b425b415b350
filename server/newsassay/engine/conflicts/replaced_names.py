"""Names of a summary in whose place the body has another: a rival of the same type, in the same role of the same statement.

A name that the body knows in any form is not replaced, nor one whose place no name of its type takes.
"""

from collections.abc import Iterator
from typing import NamedTuple

from newsassay.engine.conflicts.alignment import Alignment, align
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.name_forms import abbreviates, forms_of
from newsassay.engine.facts.names import Name, NameKind, find_names
from newsassay.engine.facts.summaries import Summary, find_summaries
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.finding import Finding
from newsassay.engine.lexicon import words_of

_RIVALS = 80  # names of the body that are looked at; more are a list
_TITLE_CASE = 0.5  # share of capitalised words from which capitals show no names
_LEAST = 1.0
_LEAST_COVERAGE = 0.4
_RETOLD, _MANY = 0.6, 3  # coverage and content words from which two places tell one thing
_TOLD = 0.5  # share of a clause that a sentence has
_ACRONYM = 4  # letters: a longer word in capitals before a name is none of it
_LONGEST = 60  # tokens
_LEAST_UNSURE = 1.5  # where the words of a name do not tell its type
_RESTATED = 0.65  # share of a summary in the body from which a name of its own is odd
_PERSON, _ORGANIZATION, _PLACE, _OTHER = NameKind
_PLACED = words_of("statement_words", "placed")  # before names of places
_MONTHS = words_of("calendar_names")


class Replacement(NamedTuple):
    """A summary's name and the body's in its place."""

    summary: Summary
    body: FieldText
    name: Name
    rival: Name

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
            related=(texts[1].location(self.rival.first, self.rival.last),),
            values=(ours, theirs),
        )


def replaced_names(document: Document) -> tuple[Replacement, ...]:
    """At most one replacement for each name of headline and lede. A layer of the document."""
    body = document.body
    summaries = document.layer(find_summaries) if body.text else ()
    return tuple(r for summary in summaries for r in replacements(summary, body))


def replacements(summary: Summary, body: FieldText) -> Iterator[Replacement]:
    """Names of a summary, or of another text that tells the same, in whose place a body has another."""
    initials = summary.text.tokens.initials[summary.first : summary.last]
    if summary.restated < _RESTATED or sum(map(str.isupper, initials)) > _TITLE_CASE * sum(
        map(str.isalpha, initials)
    ):
        return
    text = summary.text
    words = text.tokens.words
    ours = [n for n in text.layer(find_names) if summary.first <= n.first and n.last <= summary.last]
    ours = [
        n
        for n in ours
        if n.last - n.first == 1
        or not any(len(w) > _ACRONYM and w.isupper() for w in words[n.first : n.last])
    ]
    if not ours:
        return
    unknown = [name for name in ours if not _is_known(summary, name, body)]
    if not unknown:
        return
    said = frozenset(form for name in ours for form in forms_of(text, name))
    theirs = [n for n in body.layer(find_names) if n.first >= summary.rest][:_RIVALS]
    rivals = [n for n in theirs if _is_new(body, n, said)]
    for name in unknown:
        best: tuple[float, Name] | None = None
        for rival in rivals:
            if not _same_type(name, rival):
                continue
            how = align((text, name.first, name.last), (body, rival.first, rival.last))
            rank = how.score + how.slots / 2
            if (best is None or rank > best[0]) and _is_in_place(summary, body, name, rival, how):
                best = rank, rival
        if best is not None and not _abbreviate(text, name, body, best[1]):
            yield Replacement(summary, body, name, best[1])


def _is_new(body: FieldText, rival: Name, said: frozenset[str]) -> bool:
    """Whether a body's name is another than those of the summary: its last word at least, or its first, is not among them."""
    forms = forms_of(body, rival)
    if any(form in said for form in forms if form[0] in "@#"):
        return False
    words = [stem(w) for w in body.tokens.lower[rival.first : rival.last] if w[0].isalnum()]
    return bool(words) and not said.issuperset(words)


def _is_known(summary: Summary, name: Name, body: FieldText) -> bool:
    """Whether the body has a name in any form: its words, its acronym or its alias; of a person the surname is enough."""
    text = summary.text
    own = [
        word
        for word in text.tokens.lower[name.first : name.last]
        if word[0].isalnum() and word not in _MONTHS
    ]
    found = [stem(word) in summary.known for word in own]
    if not found or (found[-1] if name.kind is _PERSON else all(found)):
        return True
    aliases, acronyms = _short_forms(body, summary.rest)
    forms = forms_of(text, name)
    return any(
        form[1:] in aliases if form[0] == "@" else form[1:] in acronyms for form in forms if form[0] in "@#"
    )


def _short_forms(body: FieldText, rest: int) -> tuple[frozenset[str], frozenset[str]]:
    """The alias groups of a body, and its words in capitals with the initials of its names, in lower case, from a token on."""
    words = body.tokens.words[rest:]
    acronyms = {word.replace(".", "").lower() for word in words if len(word) > 1 and word.isupper()}
    acronyms.update(
        form[1:]
        for n in body.layer(find_names)
        if n.first >= rest
        for form in forms_of(body, n)
        if form[0] == "#"
    )
    return frozenset(hit.entry.label for hit in body.hits("name_aliases") if hit.first >= rest), frozenset(
        acronyms
    )


def _same_type(name: Name, rival: Name) -> bool:
    """Whether two names can be of one type: as far as their words tell it, they do not tell two."""
    return name.kind is rival.kind or _OTHER in (name.kind, rival.kind)


def _is_in_place(summary: Summary, body: FieldText, name: Name, rival: Name, how: Alignment) -> bool:
    """Whether a rival stands in a name's role in a sentence that says the same."""
    if body.is_quoted(body.tokens.starts[rival.first]):
        return False
    opens = rival.last - rival.first == 1 and body.sentence_at(rival.first).first == rival.first
    told = _tells_type(summary.text, name) and not opens and _is_told_by(summary.text, name, body, rival)
    placed = _is_placed(summary.text, name) == _is_placed(body, rival) != ""
    if told or (placed and how.coverage >= _RETOLD and how.words > 1):
        return True
    retold = how.coverage >= _RETOLD and how.words >= _MANY and how.score >= _LEAST
    if name.kind is not rival.kind or name.kind is _OTHER:
        may_be_one = name.kind is rival.kind or {name.kind, rival.kind} == {_PERSON, _OTHER}
        return may_be_one and retold and how.slots > 0 and how.score >= _LEAST_UNSURE
    if how.slots == 0:
        return retold
    return how.score >= _LEAST and (how.coverage >= _LEAST_COVERAGE or how.slots > 1)


def _tells_type(text: FieldText, name: Name) -> bool:
    """Whether a name is sure to be a person's, a place's or an organisation's: "Jon Holt", "Oslo", "UNO"; not "People"."""
    is_long = name.last - name.first > 1
    if name.kind is _ORGANIZATION:
        return not is_long and text.tokens.words[name.first].isupper()
    return name.kind is _PLACE or (name.kind is _PERSON and is_long)


def _is_placed(text: FieldText, name: Name) -> str:
    """The preposition of place before a name, "" for none."""
    before = text.tokens.lower_at(name.first - 1)
    return before if before in _PLACED else ""


def _is_told_by(text: FieldText, name: Name, body: FieldText, rival: Name) -> bool:
    """Whether the rival's sentence has most of what stands around a name."""
    around = text.layer(Content).around(name.first, name.last)
    sentence = body.sentence_at(rival.first)
    stems = body.layer(Content).stems[sentence.first : min(sentence.last, rival.last + _LONGEST)]
    shared = sum(map(frozenset(stems).__contains__, around))
    return shared >= _MANY and shared >= _TOLD * len(around)


def _abbreviate(text: FieldText, name: Name, body: FieldText, rival: Name) -> bool:
    phrase = text.tokens.phrase(name.first, name.last)
    return abbreviates(phrase, body.tokens.phrase(rival.first, rival.last))
