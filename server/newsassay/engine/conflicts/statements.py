"""Whether two clauses say one predicate of one subject."""

from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.governors import subject_of
from newsassay.engine.facts.people import people
from newsassay.engine.grammar.clauses import Clause
from newsassay.engine.grammar.phrases import NounPhrase
from newsassay.engine.lexicon import words_of

_KIND = words_of("statement_words", "kind")
_NEAR = 3  # sentences over which one pronoun goes on meaning one thing
_LONGEST = 40  # tokens of a sentence in which names are looked for
_YEAR = 4  # digits
_CALENDAR = words_of("calendar_names")


def same_predicate(a: Clause, b: Clause) -> bool:
    """Whether two clauses have one verb, both affirmed or both denied."""
    return a.group.lemma == b.group.lemma and a.group.negated == b.group.negated


def same_subject(  # noqa: PLR0911 - a decision list
    document: Document, left: FieldText, a: Clause, right: FieldText, b: Clause
) -> bool | None:
    """Whether two clauses have one subject; None where one of them has none that is surely found."""
    ours, theirs = subject_of(left, a), subject_of(right, b)
    if ours is None or theirs is None:
        return None
    one, other = _person(document, left, ours), _person(document, right, theirs)
    if one >= 0 and other >= 0:
        return one == other
    if ours.pronoun and theirs.pronoun:
        alike = left.tokens.lower[ours.head] == right.tokens.lower[theirs.head]
        apart = right.sentence_of_token[theirs.head] - left.sentence_of_token[ours.head]
        return True if alike and left is right and apart <= _NEAR else None
    if ours.pronoun or theirs.pronoun:
        return None
    if one >= 0 or other >= 0:
        return None
    heads = left.layer(Content).stems[ours.head], right.layer(Content).stems[theirs.head]
    if not all(heads) or not (heads[0].endswith(heads[1]) or heads[1].endswith(heads[0])):
        return None if ours.name != theirs.name else False
    mine, yours = _description(left, ours), _description(right, theirs)
    return mine - {heads[0]} <= yours or yours - {heads[1]} <= mine


def _person(document: Document, text: FieldText, subject: NounPhrase) -> int:
    """The number of the person whom a subject names or means, -1 for none."""
    found = document.layer(people)
    mention = found.at(text.field, subject.head)
    if mention is not None:
        return mention.person
    meant = found.resolve_pronoun(text.field, subject.head) if subject.pronoun else None
    return found.people.index(meant) if meant is not None else -1


def _description(text: FieldText, subject: NounPhrase) -> frozenset[str]:
    lower = text.tokens.lower
    stems = text.layer(Content).stems[subject.first : subject.last]
    return frozenset(filter(None, stems)) | _KIND.intersection(lower[subject.first : subject.last])


def names_apart(left: FieldText, a: tuple[int, int], right: FieldText, b: tuple[int, int]) -> bool:
    """Whether each of the two sentences that hold these token ranges names what the other does not."""
    ours, theirs = _names(left, *a), _names(right, *b)
    return bool(ours - theirs) and bool(theirs - ours)


def _names(text: FieldText, first: int, last: int) -> set[str]:
    """Capitalised words and years of a sentence but for the range [first, last), in lower case."""
    sentence, tokens = text.sentence_at(first), text.tokens
    start, stop = max(sentence.first + 1, first - _LONGEST), min(sentence.last, last + _LONGEST)
    return {
        tokens.lower[i]
        for i in (*range(start, first), *range(last, stop))
        if not tokens.classes[i]
        and tokens.lower[i] not in _CALENDAR
        and (tokens.words[i][0].isupper() or (tokens.words[i].isdigit() and len(tokens.words[i]) == _YEAR))
    }
