"""Pronouns bound to the one person of their paragraph whom they can mean.

Stricter than resolution (Lappin & Leass 1994), which always finds somebody: two accounts are compared by what is bound here.
"""

from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.name_cues import KIN, NAME_CUES, PERSON_NOUN, ROLE, TITLE
from newsassay.engine.facts.names import Name, NameKind, find_names
from newsassay.engine.facts.people import PRONOUN_GENDER
from newsassay.engine.facts.word_forms import PLURALS
from newsassay.engine.text.closed_class import WordClass

_HUMAN = KIN | PERSON_NOUN | ROLE | TITLE
_APPOSED = 6  # tokens beside a name in which nouns say who that is
_PRONOUNS = 80  # of an article that are judged
_REACH = 150  # tokens before a pronoun, where paragraphs are endless


def bound_pronouns(document: Document) -> list[tuple[str, int]]:
    """(surname, token) of the pronouns of a body that can mean one person only. A layer of the document."""
    text = document.body
    names = [n for n in text.layer(find_names) if n.kind in (NameKind.PERSON, NameKind.OTHER)]
    places = [i for i, word in enumerate(text.tokens.lower) if word in PRONOUN_GENDER]
    bound = [(_meant(text, names, i), i) for i in places[:_PRONOUNS]]
    return [(surname, i) for surname, i in bound if surname]


def _meant(text: FieldText, names: list[Name], token: int) -> str:
    """The surname of the only person whom a pronoun can mean, "" if there is none or more than one."""
    if text.is_quoted(text.tokens.starts[token]):
        return ""
    number = text.sentence_of_token[token]
    sentence = text.sentences[number]
    lower = text.tokens.lower
    if len({PRONOUN_GENDER[w] for w in lower[sentence.first : sentence.last] if w in PRONOUN_GENDER}) > 1:
        return ""
    first = _paragraph(text, number)
    if first == sentence.first and number and not any(first <= n.first < token for n in names):
        first = _paragraph(text, number - 1)
    first = max(first, token - _REACH)
    near = [n for n in names if first <= n.first < sentence.last and not _is_elsewhere(text, n)]
    # A name in a quotation is that of whom somebody speaks, who may be meant.
    if not near or near[0].first > token or any(text.is_quoted(text.tokens.starts[n.first]) for n in near):
        return ""
    if len({lower[n.last - 1] for n in near}) > 1 or all(n.kind is NameKind.OTHER for n in near):
        return ""
    beside = {i for n in near for i in range(n.title_first - _APPOSED, n.last + _APPOSED)}
    for i in range(first, token):
        is_human = NAME_CUES.get(lower[i], 0) & _HUMAN and not PLURALS[lower[i]]
        if is_human and i not in beside and not text.is_quoted(text.tokens.starts[i]):
            return ""
    return lower[near[0].last - 1]


def _paragraph(text: FieldText, number: int) -> int:
    """First token of a sentence's paragraph."""
    return text.paragraphs[text.sentences[number].paragraph]


def _is_elsewhere(text: FieldText, name: Name) -> bool:
    """Whether a name of unknown kind stands behind a preposition or stands for a thing: "in Polwen", "the Gannet"."""
    if name.kind is NameKind.PERSON:
        return False
    before = name.title_first - 1
    return text.tokens.has_class(before, WordClass.PREPOSITION | WordClass.DETERMINER) or (
        name.last - name.first == 1 and text.sentence_at(name.first).first == name.first
    )
