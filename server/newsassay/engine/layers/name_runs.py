"""Where names may stand: runs of capitalised words."""

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.layers.name_cues import GIVEN, NAME_CUES, ORGANIZATION, ROLE, TITLE

PARTICLES = frozenset("de del della di da do dos van von der den bin ibn al el la le ten ter abu ben".split())
_TITLE_CASE_SHARE = 0.6


def find_runs(text: FieldText) -> list[tuple[int, int]]:
    """Token ranges [first, last) that may be names with their titles, in order."""
    tokens = text.tokens
    capitals = tokens.capitals
    if text.field is Field.TITLE and len(capitals) > _TITLE_CASE_SHARE * sum(
        w[0].isalpha() for w in tokens.words
    ):
        return _title_case_runs(text, capitals)
    return _runs(text, capitals)


def _runs(  # noqa: C901 - one pass with one state
    text: FieldText, capitals: list[int]
) -> list[tuple[int, int]]:
    """Runs of capitalised words with the initials' points, particles and "of" inside names."""
    words, lower, classes = text.tokens.words, text.tokens.lower, text.tokens.classes
    starts = {sentence.first for sentence in text.sentences}
    cue = NAME_CUES.get
    runs: list[tuple[int, int]] = []
    k, n = 0, len(capitals)
    while k < n:
        first = capitals[k]
        k += 1
        if classes[first] and not (cue(lower[first], 0) & GIVEN and k < n and capitals[k] == first + 1):
            continue
        last = first + 1
        while k < n:
            following = capitals[k]
            if following in starts:
                break
            if following != last:
                gap = words[last] if following == last + 1 else ""
                if gap == ".":
                    if len(words[last - 1]) > 1 and not cue(lower[last - 1], 0) & TITLE:
                        break
                elif gap in ("of", "for"):
                    bits = cue(lower[last - 1], 0)
                    if not bits & ORGANIZATION or bits & (TITLE | ROLE):
                        break
                elif gap not in PARTICLES:
                    break
            elif classes[following] and lower[following] not in PARTICLES and following - first < 1:
                break
            last = following + 1
            k += 1
        runs.append((first, last))
    return runs


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
