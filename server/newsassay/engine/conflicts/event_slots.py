"""Who and where of events that happen once, and of facts that have one answer: "was born in Nancy, France"."""

from collections import Counter

from newsassay.engine.document import FieldText
from newsassay.engine.facts.mentions import NAME, Mention
from newsassay.engine.facts.name_forms import ALIASES
from newsassay.engine.facts.names import Name, find_names
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.phrase_matcher import Hit

PLACE = "place"
_ROLES = {"by": "agent"} | dict.fromkeys(words_of("statement_words", "place_preposition"), PLACE)
_REACH = 8  # tokens from the verb to the preposition
_CHAIN = 3  # "Springfield, Illinois, United States"
_LEVELS = {form: entry.label for form, entry in LEXICONS["place_levels"]}


def find_event_names(text: FieldText) -> tuple[Mention, ...]:
    """Names behind "in" and "by" of events told more than once, as mentions. A layer of the field."""
    hits = _hits(text)
    told = Counter(h.entry.label for h in hits)
    return _names_of(text, [h for h in hits if told[h.entry.label] > 1])


def _hits(text: FieldText) -> list[Hit]:
    return [h for h in text.hits("single_events") if not {"place", "agent"}.isdisjoint(_slots(h))]


def _names_of(text: FieldText, hits: list[Hit]) -> tuple[Mention, ...]:
    if not hits:
        return ()
    names = {n.title_first: n for n in text.layer(find_names)}
    found: list[Mention] = []
    for hit in hits:
        sentence = text.sentence_at(hit.first)
        lower = text.tokens.lower
        for i in range(hit.last, min(sentence.last - 1, hit.last + _REACH)):
            role = _ROLES.get(lower[i], "")
            chain = _chain(text, names, _behind_possessive(text, i + 1)) if role in _slots(hit) else []
            if chain:
                value = ", ".join(" ".join(lower[n.first : n.last]) for n in chain)
                kind = f"{NAME}{role} of {hit.entry.label}"
                found.append(Mention(text, chain[0].first, chain[-1].last, kind, "", value))
                break
    return tuple(found)


def _behind_possessive(text: FieldText, first: int) -> int:
    """Where a name starts behind a possessive: "by Japan's [Tadahiro Nomura]"."""
    return first + 2 if text.tokens.lower_at(first + 1) == "'s" else first


def _slots(hit: Hit) -> list[str]:
    return hit.entry.attributes["slots"].split()


def _chain(text: FieldText, names: dict[int, Name], first: int) -> list[Name]:
    """The names that start at a token, articles skipped, and behind commas: places from the smallest."""
    lower_at = text.tokens.lower_at
    if lower_at(first) == "the":
        first += 1
    chain: list[Name] = []
    while first in names and len(chain) < _CHAIN:
        chain.append(names[first])
        first = chain[-1].last + 1
        if lower_at(first - 1) != ",":
            break
    return chain


def places_agree(ours: str, theirs: str) -> bool | None:
    """Whether two places can both be the answer: unless they lie in different regions.

    None where one may hold the other: "Boston" and "Massachusetts".
    """
    one, other = ours.split(", "), theirs.split(", ")
    words = [set(answer.replace(",", "").split()) for answer in (ours, theirs)]
    if not words[0].isdisjoint(words[1]) and one[0] == other[0]:
        return True
    for level in ("state", "country"):
        mine, yours = ({part for part in chain if _LEVELS.get(part) == level} for chain in (one, other))
        if mine and yours:
            same_region = not mine.isdisjoint(yours)
            both_towns = len(one) > 1 < len(other)
            return False if not same_region or both_towns else None
    if one[1:] == other[1:] and len(one) > 1:
        return False
    known = any(part in _LEVELS or part in ALIASES for part in (*one, *other))
    return None if known or not words[0].isdisjoint(words[1]) else False
