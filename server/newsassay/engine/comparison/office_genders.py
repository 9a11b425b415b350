"""Holders of one office who are a woman in one article and a man in the other: "Japan's new leader ... his platform".

An office that a country has once is a person, named or not. Its gender is what a phrase says outright ("first female prime
minister") or the one pronoun behind it that can mean nobody else.
"""

from collections.abc import Iterator

from newsassay.engine.comparison.difference import Difference, Place, place
from newsassay.engine.comparison.report import Basis, ConflictKind
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.document import FieldText
from newsassay.engine.facts.name_cues import FEMALE, KIN, MALE, NAME_CUES, PERSON_NOUN, ROLE, TITLE
from newsassay.engine.facts.names import NameKind, find_names
from newsassay.engine.facts.people import PRONOUN_GENDER
from newsassay.engine.facts.word_forms import PLURALS, stem
from newsassay.engine.lexicon import words_of

_OFFICES = words_of("comparison_words", "head_of_government")
_GENDERED = {**dict.fromkeys(("female", "woman"), FEMALE), **dict.fromkeys(("male", "man"), MALE)}
_SHOWN = {MALE: "a man", FEMALE: "a woman"}
_HUMAN = KIN | PERSON_NOUN | ROLE | TITLE
_REACH = 6  # tokens from whose office it is to the office
_BEHIND = 30  # tokens behind it in which a pronoun takes it up
_PAST = words_of("comparison_words", "past")

_Told = dict[str, dict[int, Place]]


def office_genders(left: ComparedText, right: ComparedText) -> Iterator[Difference]:
    """Offices of one country of whose holder the two articles speak as of a man and as of a woman."""
    ours, theirs = _told(left), _told(right)
    for owner in sorted(ours.keys() & theirs.keys()):
        mine, yours = ours[owner], theirs[owner]
        if len(mine) == 1 == len(yours) and mine.keys() != yours.keys():
            yield Difference(
                ConflictKind.GENDER, Basis.FRAMED, next(iter(mine.values())), next(iter(yours.values()))
            )


def _told(text: ComparedText) -> _Told:
    """What an article tells of the gender of heads of government, by the stem of their country's name."""
    found: _Told = {}
    for owner, gender, first, last in text.text.layer(_offices):
        found.setdefault(owner, {}).setdefault(gender, place(text, first, last, _SHOWN[gender]))
    return found


def _offices(text: FieldText) -> tuple[tuple[str, int, int, int], ...]:
    """(owner, gender, first token, last token) of each place that tells. A layer of the field."""
    tokens = text.tokens
    found: list[tuple[str, int, int, int]] = []
    for i, word in enumerate(tokens.lower):
        if word != "'s" or not tokens.words[i - 1][0].isupper():
            continue
        owner = stem(tokens.lower[i - 1])
        last = min(text.sentence_at(i).last, i + 1 + _REACH)
        for k in range(i + 1, last):
            if not tokens.lower[k][0].isalpha() or tokens.lower[k] in _PAST:
                break
            end = next((k + n for n in (2, 1) if " ".join(tokens.lower[k : k + n]) in _OFFICES), 0)
            if end:
                gender = next((_GENDERED[w] for w in tokens.lower[i + 1 : k] if w in _GENDERED), 0)
                token = i - 1 if gender else _pronoun(text, end)
                if gender:
                    found.append((owner, gender, i - 1, end))
                elif token >= 0:
                    found.append((owner, PRONOUN_GENDER[tokens.lower[token]], token, token + 1))
                break
    return tuple(found)


def _pronoun(text: FieldText, first: int) -> int:
    """The first singular pronoun behind an office in its sentence, -1 if there is none or it may mean somebody else."""
    lower = text.tokens.lower
    last = min(text.sentence_at(first - 1).last, first + _BEHIND)
    names = {
        n.first
        for n in text.layer(find_names)
        if n.kind in (NameKind.PERSON, NameKind.OTHER) and first <= n.first < last
    }
    apposed = text.tokens.lower_at(first) == ","
    for i in range(first, last):
        if lower[i] in PRONOUN_GENDER:
            return -1 if text.is_quoted(text.tokens.starts[i]) else i
        if i in names and not (apposed and i == min(names)):
            return -1
        if NAME_CUES.get(lower[i], 0) & _HUMAN and not PLURALS[lower[i]]:
            return -1
    return -1
