"""Whether two clauses say one predicate of one subject."""

from bisect import bisect_left
from operator import itemgetter
from typing import NamedTuple

from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.governors import Governors, Noun, subject_of
from newsassay.engine.facts.like_words import LIKE
from newsassay.engine.facts.names import NameKind, find_names
from newsassay.engine.facts.numerals import NUMBER_WORDS
from newsassay.engine.facts.people import Person, compatible, people
from newsassay.engine.grammar.clause_verbs import takes_clause
from newsassay.engine.grammar.clauses import Clause, clauses
from newsassay.engine.grammar.phrases import NounPhrase
from newsassay.engine.lexicon import LEXICONS, words_of

_KIND = words_of("statement_words", "kind")
_NEAR = 3  # sentences over which one pronoun goes on meaning one thing
_LONGEST = 40  # tokens of a sentence in which names are looked for
_BARE = 2  # tokens of a determiner with its noun
_YEAR = 4  # digits
_CLASSES = {form: entry.label for form, entry in LEXICONS["predicate_classes"]}
_CALENDAR = words_of("calendar_names")
_CLASS_OF_STEM = {LIKE[form]: label for form, label in _CLASSES.items()}
_SUPPOSES = words_of("statement_words", "open")
_SUPERORDINATES = {
    LIKE[form]: frozenset(map(LIKE.__getitem__, entry.label.split())) for form, entry in LEXICONS["hypernyms"]
}
_NONE: frozenset[str] = frozenset()
EMPTY = "be"  # the event of a clause whose verb tells none
LASTING = words_of("statement_words", "lasting")  # events of which a time is an argument


def takes_up(noun: str, antecedent: str) -> bool:
    """Whether a noun, by its stem, can mean what another did: itself, its head ("footbridge", "bridge"), or its kind."""
    return antecedent.endswith(noun) or noun in _SUPERORDINATES.get(antecedent, _NONE)


def meet(ours: dict[str, Noun], theirs: dict[str, Noun]) -> bool:
    """Whether a noun is taken up as known, with nothing added."""
    return any(
        noun.definite and takes_up(other, own) and noun.modifiers <= mine.modifiers
        for own, mine in ours.items()
        for other, noun in theirs.items()
    )


def shared_event(a: Governors, b: Governors) -> str:
    """The kind of event of which both values are told, by a verb or a noun made from one; "" for none.

    "Was fined £500 ... the fine of £5,000", "arrested 19 dockers ... the arrest of 31".
    """
    if a.clause is not None and b.clause is not None and same_predicate(a.clause, b.clause):
        return _event(a)
    ours, theirs = _event(a), _event(b)
    nominal = [frozenset(_CLASS_OF_STEM.get(noun, noun) for noun in g.own) for g in (a, b)]
    if ours != EMPTY and ours in nominal[1]:
        return ours
    if theirs != EMPTY and theirs in nominal[0]:
        return theirs
    return next((key for key in sorted(nominal[0] & nominal[1]) if key in _EVENTS), "")


def contrast(ours: dict[str, Noun], theirs: dict[str, Noun]) -> bool:
    """Whether one noun is told apart by what it adds: "the spring tour", "the winter tour"."""
    met = ((ours[noun].modifiers, theirs[noun].modifiers) for noun in ours if noun in theirs)
    return any(mine - yours and yours - mine for mine, yours in met)


def takes_up_event(a: Governors, b: Governors) -> bool:
    """Whether a definite noun takes up the event that a verb told before: "was fined £500 ... the fine of £5,000"."""
    event = _event(a)
    return event not in ("", EMPTY) and any(
        noun.definite and _CLASS_OF_STEM.get(stem_) == event for stem_, noun in b.own.items()
    )


def tell_two_events(a: Governors, b: Governors) -> bool:
    """Whether two values are told of events of two known classes: "was sold for", "cost to build"."""
    ours, theirs = _event(a), _event(b)
    return ours != theirs and ours in _EVENTS and theirs in _EVENTS and not shared_event(a, b)


_EVENTS = frozenset(_CLASSES.values())


def _event(g: Governors) -> str:
    if g.clause is None:
        return ""
    lemma = g.clause.group.lemma
    return _CLASSES.get(lemma) or (_CLASS_OF_STEM.get(g.verb, g.verb) if g.verb else EMPTY)


def is_open(text: FieldText, clause: Clause | None) -> bool:
    """Whether a clause supposes or denies instead of stating; "said that it would start" states what was to come."""
    if clause is None or not (clause.group.negated or clause.group.modal in _SUPPOSES):
        return False
    return clause.group.negated or clause.group.modal != "would" or not _is_reported(text, clause)


def tells_before(text: FieldText, clause: Clause | None) -> bool:
    """Whether a clause tells what was before the rest: "had served two years"; "said that it had closed" tells the rest."""
    return (
        clause is not None
        and clause.group.perfect
        and clause.group.tense == "past"
        and not _is_reported(text, clause)
    )


def _is_reported(text: FieldText, clause: Clause) -> bool:
    """Whether a clause stands behind a verb of saying in the past."""
    sentence = text.sentence_at(clause.group.first)
    return any(
        before.group.tense == "past" and takes_clause(before.group.lemma)
        for before in text.layer(clauses).within(sentence.first, clause.group.first)
    )


def same_predicate(a: Clause, b: Clause) -> bool:
    """Whether two clauses have one verb, or verbs for one kind of event, both affirmed or both denied."""
    ours, theirs = (_CLASSES.get(c.group.lemma) or LIKE[c.group.lemma] for c in (a, b))
    return ours == theirs and a.group.negated == b.group.negated


class Stated(NamedTuple):
    """A clause of an article's text, None where none is found."""

    document: Document
    text: FieldText
    clause: Clause | None


def same_subject(said: Stated, elsewhere: Stated) -> bool | None:  # noqa: PLR0911 - a decision list
    """Whether two clauses, of one article or of two, have one subject; None where one of them has none that is surely found."""
    (document, left, a), (others, right, b) = said, elsewhere
    if a is None or b is None:
        return None
    ours, theirs = subject_of(left, a), subject_of(right, b)
    if ours is None or theirs is None:
        return None
    one, other = _person(document, left, ours), _person(others, right, theirs)
    if one is not None and other is not None:
        return one is other if document is others else may_be_one(one, other)
    if ours.pronoun and theirs.pronoun:
        alike = left.tokens.lower[ours.head] == right.tokens.lower[theirs.head] != "they"
        apart = right.sentence_of_token[theirs.head] - left.sentence_of_token[ours.head]
        return True if alike and left is right and apart <= _NEAR else None
    if ours.name and theirs.name and _description(left, a, ours).isdisjoint(_description(right, b, theirs)):
        return False
    if ours.pronoun or theirs.pronoun or one or other or _counts(right, theirs):
        return None
    if (
        ours.name
        and not theirs.name
        and right.layer(Content).likes[theirs.head] in _description(left, a, ours)
    ):
        return theirs.last - theirs.first <= _BARE or None  # "Cyclone Oriel ... the cyclone"
    heads = left.layer(Content).likes[ours.head], right.layer(Content).likes[theirs.head]
    if all(heads) and heads[1] in _SUPERORDINATES.get(heads[0], _NONE):
        return _is_bare_definite(right, theirs) or None
    if not all(heads) or not (heads[0].endswith(heads[1]) or heads[1].endswith(heads[0])):
        is_elsewhere = heads[1] in _before(left, a) or heads[0] in _before(right, b)
        return None if ours.name != theirs.name or is_elsewhere else False
    mine, yours = _description(left, a, ours), _description(right, b, theirs)
    return mine - {heads[0]} <= yours or yours - {heads[1]} <= mine


def _is_bare_definite(text: FieldText, subject: NounPhrase) -> bool:
    """Whether a subject is a noun with "the" and nothing else: "the vessel"."""
    is_definite = subject.determiner is not None and text.tokens.lower[subject.determiner] == "the"
    return is_definite and subject.last - subject.first <= _BARE


def _person(document: Document, text: FieldText, subject: NounPhrase) -> Person | None:
    """The person whom a subject names or means."""
    found = document.layer(people)
    mention = found.at(text.field, subject.head)
    if mention is not None:
        return found.of(mention)
    return found.resolve_pronoun(text.field, subject.head) if subject.pronoun else None


def may_be_one(one: Person, other: Person) -> bool:
    """Whether persons of two documents can be one: of one surname, and no given names that exclude each other."""
    return one.surname == other.surname and compatible(one.given, other.given)


def _before(text: FieldText, clause: Clause) -> list[str]:
    """The content words of a sentence up to a clause's verb."""
    return text.layer(Content).likes[text.sentence_at(clause.group.first).first : clause.group.first]


def _description(text: FieldText, clause: Clause, subject: NounPhrase) -> frozenset[str]:
    """The content words of a subject with all that is attached to it."""
    own = text.layer(clauses).subject_range(clause) if clause.subject is subject else None
    first, last = own or (subject.first, subject.last)
    return frozenset(filter(None, text.layer(Content).likes[first:last])) | _KIND.intersection(
        text.tokens.lower[first:last]
    )


def _counts(text: FieldText, subject: NounPhrase) -> bool:
    """Whether a subject is a mere number: "the eleven"."""
    return text.tokens.lower[subject.head] in NUMBER_WORDS


def names_apart(left: FieldText, a: tuple[int, int], right: FieldText, b: tuple[int, int]) -> bool:
    """Whether each of the two sentences that hold these token ranges names what the other does not."""
    said = [
        frozenset(text.tokens.lower[text.sentence_at(first).first : text.sentence_at(first).last][:_LONGEST])
        for text, (first, _) in ((left, a), (right, b))
    ]
    return bool(_names(left, *a) - said[1]) and bool(_names(right, *b) - said[0])


def _names(text: FieldText, first: int, last: int) -> set[str]:
    """Capitalised words and years of a sentence but for the range [first, last), in lower case."""
    sentence, tokens = text.sentence_at(first), text.tokens
    names = text.layer(find_names)
    k = bisect_left(names, sentence.first, key=itemgetter(0))
    opens = (
        k < len(names)
        and names[k][:2] == (sentence.first, sentence.first + 1)
        and names[k].kind is not NameKind.OTHER
    )
    start, stop = max(sentence.first + (not opens), first - _LONGEST), min(sentence.last, last + _LONGEST)
    return {
        tokens.lower[i]
        for i in (*range(start, first), *range(last, stop))
        if not tokens.classes[i]
        and tokens.lower[i] not in _CALENDAR
        and (tokens.words[i][0].isupper() or (tokens.words[i].isdigit() and len(tokens.words[i]) == _YEAR))
    }
