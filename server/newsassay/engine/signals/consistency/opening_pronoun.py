"""Pronouns of an opening that stand for nobody ("He painted the murals of the harbour").

A pronoun agrees with its antecedent (Huddleston & Pullum 2002, 17.2). Where there is no headline and the first
word is "he", "she", "it" or "they", there is none yet. Features delay the name on purpose, with a scene that the
rest does not tell again; an opening that only sums up the rest has lost the name. So has a later "she" of such an
opening that names men only.
"""

from collections.abc import Iterator

from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.layers.context import Contexts
from newsassay.engine.layers.name_cues import GENDER, KIN, NAME_CUES, PERSON_NOUN, ROLE, TITLE
from newsassay.engine.layers.names import Name, NameKind, find_names
from newsassay.engine.layers.people import PRONOUN_GENDER, people
from newsassay.engine.layers.summaries import Summary, find_summaries
from newsassay.engine.signals.consistency.agreement_slip import AGREEMENT_SLIP
from newsassay.engine.text.closed_class import WordClass

_PRONOUNS = frozenset(["he", "she", "they", "it"])
_OF_PERSONS = frozenset(["he", "she"])
_CASES = frozenset(["her", "him", "them"])  # object forms, no subject even of an apposition
_GENERIC = frozenset(["say", "call", "who"])  # "they say", "he who": anybody
# Behind these "it" stands for a clause, or for nothing (Huddleston & Pullum 2002, 4.2.5 and 16.9).
_IMPERSONAL = frozenset("that to who which whether if when how why like as for time because".split())
_BE = WordClass.BE.value
_RESTATED = 0.6  # share of the opening's content words in the rest from which it sums up and sets no scene
_FEW = 7  # content words from which a share of them means something
_LONGEST = 40  # tokens of the sentence in which a name may follow its pronoun
_PERSONAL = KIN | PERSON_NOUN | ROLE | TITLE


def detect(document: Document) -> Iterator[Judgement]:
    """Judge the first word, and the first words of the sentences of the opening, of a text without headline."""
    body = document.body
    if document.title.text or not body.tokens.words:
        return
    for lede in document.layer(find_summaries):
        if _sums_up(body, lede):
            yield from _opening(body)
            yield from _of_the_other_sex(document, body, lede)


def _sums_up(body: FieldText, lede: Summary) -> bool:
    contexts = body.layer(Contexts)
    ours = [stem for stem in contexts.stems[lede.first : lede.last] if stem]
    share = sum(map(contexts.known(lede.rest).__contains__, ours))
    return len(ours) >= _FEW and share >= _RESTATED * len(ours)


def _opening(body: FieldText) -> Iterator[Judgement]:
    """Judge the first word of all."""
    word, following = body.tokens.lower[0], body.tokens.lower_at(1)
    if word in _CASES and following == ",":
        message = f"“{body.tokens.words[0]}” is no subject, and nobody has been named whom it could mean."
        yield Finding(AGREEMENT_SLIP, body.location(0, 1), message)
    if word not in _PRONOUNS:
        return
    location = body.location(0, 1)
    sentence = body.sentences[0]
    if following in _GENERIC or (word == "it" and _is_impersonal(body, sentence.last)):
        yield Rejection(AGREEMENT_SLIP, location, "anybody or anything is meant")
        return
    names = [n for n in body.layer(find_names) if n.first < min(sentence.last, _LONGEST)]
    persons = [n for n in names if n.kind is NameKind.PERSON and not _is_own(body, n)]
    if len(persons) > (word == "they"):
        yield Rejection(AGREEMENT_SLIP, location, "the same sentence names who may be meant")
        return
    message = f"The text opens with “{body.tokens.words[0]}” before whom or what it could mean is named."
    yield Finding(AGREEMENT_SLIP, location, message)


def _is_impersonal(body: FieldText, last: int) -> bool:
    """Whether "it" that opens a sentence may stand for nothing: before a clause, or with "be" and no participle."""
    if not _IMPERSONAL.isdisjoint(body.tokens.lower[1:last]):
        return True
    return bool(body.tokens.classes[1] & _BE) and not body.tokens.lower_at(2).endswith(("ed", "en"))


def _is_own(body: FieldText, name: Name) -> bool:
    """Whether a name is of somebody's relative: "his son Tom" is not whom "he" means."""
    lower, classes = body.tokens.lower, body.tokens.classes
    has_kin = any(NAME_CUES.get(word, 0) & KIN for word in lower[name.title_first : name.first])
    return has_kin and bool(classes[name.title_first - 1] & WordClass.POSSESSIVE.value)


def _of_the_other_sex(document: Document, body: FieldText, lede: Summary) -> Iterator[Judgement]:
    """Judge "he" and "she" at the head of later sentences of the opening against all persons before them."""
    lower = body.tokens.lower
    starts = [s.first for s in body.sentences[1:] if s.first < lede.last and lower[s.first] in _OF_PERSONS]
    found = document.layer(people)
    rest = (
        {PRONOUN_GENDER[word] for word in lower[lede.rest :] if word in PRONOUN_GENDER} if starts else set()
    )
    for first in starts:
        sex = PRONOUN_GENDER[lower[first]]
        named = [found.of(m) for m in found.between(body.field, 0, first)]
        fit = [p for p in named if (p.gender or p.likely_gender) in (0, sex)]
        noun = next((w for w in lower[:first] if _may_mean(w, sex)), "")
        if named and not fit and not noun and rest and sex not in rest:
            message = f"“{body.tokens.words[first]}” can mean nobody: {named[-1].name} is of the other sex."
            yield Finding(AGREEMENT_SLIP, body.location(first, first + 1), message)


def _may_mean(word: str, sex: int) -> bool:
    """Whether a noun may be the antecedent of a pronoun of a sex."""
    bits = NAME_CUES.get(word, 0)
    return bool(bits & _PERSONAL) and bits & GENDER in (0, sex, GENDER)
