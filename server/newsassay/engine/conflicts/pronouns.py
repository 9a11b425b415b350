"""One person as he and as she: pronouns that can mean nobody else."""

from collections.abc import Iterator, Sequence
from itertools import compress, count

from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.name_cues import KIN, NAME_CUES, PERSON_NOUN, ROLE, TITLE
from newsassay.engine.facts.names import NameKind, find_names
from newsassay.engine.facts.people import PRONOUN_GENDER, Mention, People, people
from newsassay.engine.facts.word_forms import PLURALS
from newsassay.engine.grammar.clause_verbs import takes_clause
from newsassay.engine.grammar.clauses import clauses
from newsassay.engine.text.closed_class import WordClass

_HUMAN = KIN | PERSON_NOUN | ROLE | TITLE
_APPOSED = 3  # tokens beside a name in which a noun says who that is
_WINDOW = 2  # sentences before a pronoun in which its antecedent may stand
_FEW = 3  # people of an article in which one can be alone in sight
_MOST = 60  # pronouns that are judged of each text
_REACH = 120  # tokens, where sentences are endless


def he_and_she(document: Document) -> Iterator[tuple[int, int, int]]:
    """(person, token, token) of people of whom one pronoun says he and another she, each once."""
    text, found = document.body, document.layer(people)
    if not 1 <= len(found.people) <= _FEW:  # of many, a pronoun of the other sex means another
        return
    told: dict[int, dict[int, int]] = {}
    places = compress(count(), map(PRONOUN_GENDER.__contains__, text.tokens.lower))
    genders = [(i, PRONOUN_GENDER[text.tokens.lower[i]]) for i in places][:_MOST]
    if len({gender for _, gender in genders}) < 2:  # noqa: PLR2004 - both
        return
    for i, gender in genders:
        person = only_person(text, found, i)
        if person < 0:
            continue
        own = told.setdefault(person, {})
        if own and gender not in own:
            yield person, i, next(iter(own.values()))
        own.setdefault(gender, i)


def only_person(text: FieldText, found: People, token: int) -> int:
    """The number of the only person in sight of a pronoun, -1 if there are none or more."""
    number = text.sentence_of_token[token]
    own = text.sentences[number]
    first = max(text.sentences[max(0, number - _WINDOW)].first, token - _REACH)
    last = min(own.last, token + _REACH)
    mentions = found.between(text.field, first, last)
    is_near = any(own.first <= m.first < token for m in mentions) or (
        token <= own.first + 1 and mentions[-1:] and text.sentence_of_token[mentions[-1].first] >= number - 1
    )
    if not mentions or mentions[0].first > token or not is_near or text.is_quoted(text.tokens.starts[token]):
        return -1
    lower_at = text.tokens.lower_at
    if len({m.person for m in mentions}) > 1:
        return -1
    if any("and" in (lower_at(m.title_first - 1), lower_at(m.last)) for m in mentions):
        return -1
    sexes = {PRONOUN_GENDER.get(word, 0) for word in text.tokens.lower[own.first : own.last]} - {0}
    if len(sexes) > 1:
        return -1
    if _is_of_speaker(text, mentions, token) or not _others_in_sight(text, mentions, first, last):
        return mentions[0].person
    return -1


def _is_of_speaker(text: FieldText, mentions: Sequence[Mention], token: int) -> bool:
    """Whether a pronoun opens what one of some mentions is said to say: "Holt said (that) she would"."""
    if not text.tokens.has_class(token, WordClass.SUBJECT_PRONOUN):
        return False
    verb = token - 1 - (text.tokens.lower_at(token - 1) == "that")
    for clause in text.layer(clauses).within(verb, verb + 1):
        subject = clause.subject
        if subject is not None and takes_clause(clause.group.lemma):
            return any(m.last == subject.head + 1 <= verb for m in mentions)
    return False


def _others_in_sight(text: FieldText, mentions: Sequence[Mention], first: int, last: int) -> bool:
    """Whether a token range speaks of somebody outside some mentions, by a noun or a name."""
    inside = {i for m in mentions for i in range(m.title_first - _APPOSED, m.last + _APPOSED)}
    lower = text.tokens.lower
    outside = (lower[i] for i in range(first, last) if i not in inside)
    if any(NAME_CUES.get(word, 0) & _HUMAN and not PLURALS[word] for word in outside):
        return True
    names = (n for n in text.layer(find_names) if first <= n.first < last)
    return any(n.kind is NameKind.PERSON and n.first not in inside for n in names)
