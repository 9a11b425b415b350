"""Where names may stand: runs of capitalised words."""

from operator import itemgetter

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.facts.name_cues import GIVEN, NAME_CUES, ORGANIZATION, ROLE, TITLE
from newsassay.engine.lexicon import words_of

PARTICLES = words_of("fact_words", "name_particle")
_TITLE_CASE_SHARE = 0.6
_GAP = 2  # tokens from the end of a run to a capital that is not of it, whatever stands between


def find_runs(text: FieldText) -> tuple[list[int], list[tuple[int, int]]]:
    """Where names with their titles may stand: words alone, and token ranges [first, last), each in order."""
    tokens = text.tokens
    capitals = tokens.capitals
    if text.field is Field.TITLE and len(capitals) > _TITLE_CASE_SHARE * sum(
        map(str.isalpha, tokens.initials)
    ):
        return [], _title_case_runs(text, capitals)
    return _runs(text, capitals)


def _runs(text: FieldText, capitals: list[int]) -> tuple[list[int], list[tuple[int, int]]]:
    """Runs of capitalised words with the initials' points, particles and "of" inside names."""
    words, lower, classes = text.tokens.words, text.tokens.lower, text.tokens.classes
    starts = set(map(itemgetter(0), text.sentences))
    cue = NAME_CUES.get
    capitals = [*capitals, len(words) + _GAP]
    alone: list[int] = []
    runs: list[tuple[int, int]] = []
    k, n = 0, len(capitals) - 1
    while k < n:
        first = capitals[k]
        k += 1
        following = capitals[k]
        if following - first > _GAP or following in starts:
            if not classes[first]:
                alone.append(first)
            continue
        if classes[first] and not (cue(lower[first], 0) & GIVEN and following == first + 1):
            continue
        last = first + 1
        while following - last < _GAP and following not in starts:
            if following != last and not _joins(words[last], words[last - 1], cue(lower[last - 1], 0)):
                break
            last = following + 1
            k += 1
            following = capitals[k]
        runs.append((first, last))
    return alone, runs


def _joins(gap: str, before: str, bits: int) -> bool:
    """Whether a token goes on with a name behind a word of it, for which the bits stand."""
    if gap == ".":
        return len(before) == 1 or bool(bits & TITLE)
    if gap in ("of", "for"):
        return bool(bits & ORGANIZATION) and not bits & (TITLE | ROLE)
    return gap in PARTICLES


def _title_case_runs(text: FieldText, capitals: list[int]) -> list[tuple[int, int]]:
    """In a headline that capitalises every word only a given name shows where a name starts."""
    lower, classes = text.tokens.lower, text.tokens.classes
    runs: list[tuple[int, int]] = []
    done = -1
    known = set(capitals)
    for i in capitals:
        if i < done or classes[i]:
            continue
        done = i + 1
        if NAME_CUES.get(lower[i], 0) & GIVEN and done in known and not classes[done]:
            done += 1
        runs.append((i, done))
    return runs
