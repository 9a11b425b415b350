"""What a value is a value of: the verb of its clause, and the nouns to which it is attached."""

from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.grammar.clauses import Clause, clauses
from newsassay.engine.grammar.phrases import NounPhrase, phrases
from newsassay.engine.grammar.subjects import SubjectFoundBy
from newsassay.engine.lexicon import words_of

_VERBS = "FKBJGXv"
_ENDS = ".;\n"
_NOUNS = frozenset("NP")
_REACH = 24  # chunks from a value to its verb
_WIDTH = 12  # chunks of a clause that are looked at
_DEFINITE = words_of("fact_words", "definite_determiner")
_MEASURES = words_of("statement_words", "measures")
_TRADES = words_of("statement_words", "trades")
_BACK = 3  # sentences
_ANAPHORS = frozenset(["it", "they"])
_ATTACHES = words_of("fact_words", "attaching")
_COMPLETES = frozenset(["in", "of"])


class Noun(NamedTuple):
    """How a noun phrase speaks of its noun: whether as of something known, or as a name, and what it adds to it."""

    definite: bool
    name: bool
    modifiers: frozenset[str]


class Governors(NamedTuple):
    """The clause of a value; the stem of its verb, "" for an empty one; and the nouns around it by their stems.

    `own` are the nouns of the value's own phrase and of the one that it completes ("a strike [of eleven days]"), `subject`
    the clause's subject, `object` what follows the verb at once, `near` the other nouns of the clause.
    """

    clause: Clause | None
    verb: str
    own: dict[str, Noun]
    subject: dict[str, Noun]
    object: dict[str, Noun]
    near: dict[str, Noun]

    @property
    def attributed(self) -> dict[str, Noun]:
        """The nouns of which the value is an attribute: its own, and what lasts, costs, weighs or is sold for it."""
        if self.clause is None:
            return self.own | self.subject
        group = self.clause.group
        of_subject = group.lemma in _MEASURES or not self.verb or (group.lemma in _TRADES and group.passive)
        if group.lemma in _TRADES and not group.passive:
            return self.object | self.own
        return self.own | self.subject if of_subject else self.own

    @property
    def all(self) -> dict[str, Noun]:
        """All nouns of the clause."""
        return self.near | self.subject | self.object | self.own


def governors(text: FieldText, first: int, last: int) -> Governors:
    """The governors of the token range [first, last). Looks no further than the clause."""
    known = text.layer(_known)
    if (first, last) not in known:
        known[first, last] = _find(text, first, last)
    return known[first, last]


def _known(_: FieldText) -> dict[tuple[int, int], Governors]:
    """Governors that were found, by token range. A layer: values are compared with many others."""
    return {}


def _find(text: FieldText, first: int, last: int) -> Governors:
    found, stems = text.layer(phrases), text.layer(Content).likes
    string, value = found.string, range(first, last)
    clause = clause_at(text, first)
    own: dict[str, Noun] = {}
    subjects: dict[str, Noun] = {}
    objects: dict[str, Noun] = {}
    near: dict[str, Noun] = {}
    here = found.chunk_at(first)
    for chunk in range(max(here, 0), min(found.chunk_at(max(first, last - 1)) + 2, len(string))):
        if string[chunk] in _NOUNS:
            _note(text, found.noun_phrase(chunk), value, own)
            break
    before = text.tokens.lower_at(first - 1)
    completed = here - 2 - (string[here - 2 : here - 1] == ",")  # "the profit[, of €32 million]"
    if before in _ATTACHES and completed >= 0 and string[completed] in _NOUNS:
        _note(text, found.noun_phrase(completed), value, own)
    behind = found.chunk_at(max(first, last - 1)) + 2
    if text.tokens.lower_at(last) in _COMPLETES and string[behind : behind + 1] in _NOUNS:
        bare = found.noun_phrase(behind)
        if bare.determiner is None and not bare.name:  # "£42,000 in damages"
            _note(text, bare, value, own)
    _note_clause(text, here, (1, -1), value, near)
    relative = _relative_before(text, first)
    if relative is not None:
        _note(text, relative, value, subjects)
        return Governors(None, "", own, subjects, objects, near)
    if clause is None:
        return Governors(None, "", own, subjects, objects, near)
    subject = subject_of(text, clause)
    if subject is not None and not subject.pronoun:
        _note(text, subject, value, subjects)
    verb = found.chunk_at(clause.group.head)
    if string[verb + 1 : verb + 2] in _NOUNS:
        _note(text, found.noun_phrase(verb + 1), value, objects)
    if here < verb:
        _note_clause(text, verb, (1,), value, near)
    return Governors(clause, stems[clause.group.head], own, subjects, objects, near)


def _note_clause(
    text: FieldText, here: int, steps: tuple[int, ...], value: range, near: dict[str, Noun]
) -> None:
    """Add the nouns of the clause around a chunk, forwards or backwards."""
    found = text.layer(phrases)
    string = found.string
    for step in steps:
        for chunk in range(here, min(max(here + step * _WIDTH, 0), len(string) - 1), step):
            if string[chunk] in _ENDS or (string[chunk] in _VERBS and chunk != here):
                break
            if string[chunk] in _NOUNS:
                _note(text, found.noun_phrase(chunk), value, near)


def _relative_before(text: FieldText, first: int) -> NounPhrase | None:
    """What "which cost" before a value speaks of: the form is a noun's, too, and most often one."""
    lower_at = text.tokens.lower_at
    if lower_at(first - 1) not in _MEASURES or lower_at(first - 2) not in ("which", "that"):
        return None
    found = text.layer(phrases)
    if found.chunk_at(first - 1) != found.chunk_at(first):
        return None
    before = found.chunk_at(first - 2) - 1
    before -= found.string[before : before + 1] == ","
    return found.noun_phrase(before) if found.string[before : before + 1] in ("N", "P") else None


def _note(text: FieldText, phrase: NounPhrase, value: range, nouns: dict[str, Noun]) -> None:
    """Add the noun of a phrase, unless it is the value's own unit."""
    if phrase.head in value:
        return
    stems, lower = text.layer(Content).likes, text.tokens.lower
    stem = stems[phrase.head]
    if stem and (stem not in nouns or not nouns[stem].definite):
        the = phrase.determiner is not None and lower[phrase.determiner] in _DEFINITE
        added = [stems[i] for i in range(phrase.first, phrase.head) if i not in value]
        known = the or phrase.name or phrase.possessor is not None
        nouns[stem] = Noun(known, phrase.name, frozenset(filter(None, added)))


def subject_of(text: FieldText, clause: Clause) -> NounPhrase | None:
    """The subject of a clause; for "it" and "they" the first one of the sentence before, if that is no pronoun."""
    subject = clause.antecedent if clause.found_by is SubjectFoundBy.RELATIVE else clause.subject
    if subject is None:
        subject = _before_aside(text, clause) if clause.group.finite else _main_subject(text, clause)
    if subject is None or not subject.pronoun or text.tokens.lower[subject.head] not in _ANAPHORS:
        return subject
    return _antecedent(text, subject) or subject


def _antecedent(text: FieldText, pronoun: NounPhrase) -> NounPhrase | None:
    """What "it" and "they" mean: the nearest subject before that agrees, over sentences that go on with the same pronoun."""
    number, plural = text.sentence_of_token[pronoun.head], text.tokens.lower[pronoun.head] == "they"
    for back in range(number - 1, max(-1, number - 1 - _BACK), -1):
        sentence = text.sentences[back]
        first = next(text.layer(clauses).within(sentence.first, sentence.last), None)
        subject = first.subject if first is not None else None
        if subject is not None and not subject.pronoun and subject.plural == plural:
            return subject
    return None


def _before_aside(text: FieldText, clause: Clause) -> NounPhrase | None:
    """The subject before a long aside: "[Sir Lachlan Voss], who taught three generations of surgeons ..., died"."""
    sentence = text.sentence_at(clause.group.first)
    found = text.layer(phrases)
    chunk = found.chunk_at(sentence.first)
    if text.tokens.lower[clause.group.first - 1] != "," or found.string[chunk + 1 : chunk + 3] not in (
        ",W",
        ",a",
    ):
        return None
    return found.noun_phrase(chunk) if found.string[chunk] in _NOUNS else None


def _main_subject(text: FieldText, clause: Clause) -> NounPhrase | None:
    """The subject of the verb before one that is not finite: "[the rates] are to go up", "[the mill] is a ruin built in 1820"."""
    sentence = text.sentence_at(clause.group.first)
    before = list(text.layer(clauses).within(sentence.first, clause.group.first))
    if before and clause.group.infinitive and before[-1].group.lemma == "be":
        return before[-1].subject
    return before[0].subject if before and before[0].group.lemma == "be" else None


def clause_at(text: FieldText, token: int) -> Clause | None:
    """The clause in which a token stands: of the verb behind it if it is its subject, else of the last verb before it."""
    found = text.layer(phrases)
    string, here = found.string, found.chunk_at(token)
    behind = next(
        (c for c in range(here + 1, min(here + _REACH, len(string))) if string[c] in _VERBS + _ENDS), None
    )
    following = None
    if behind is not None and string[behind] not in _ENDS:
        following = text.layer(clauses).of(found.verb_group(behind))
        subject = following.subject
        if subject is not None and subject.first <= token < subject.last:
            return following
    for chunk in range(here, max(here - _REACH, 0), -1):
        if string[chunk] in _ENDS:
            break
        if string[chunk] in _VERBS:
            return text.layer(clauses).of(found.verb_group(chunk))
    return following
