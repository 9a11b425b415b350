"""Where names may stand: runs of capitalised words."""

from operator import itemgetter

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.layers.name_cues import GIVEN, NAME_CUES, ORGANIZATION, ROLE, TITLE

PARTICLES = frozenset("de del della di da do dos van von der den bin ibn al el la le ten ter abu ben".split())
_TITLE_CASE_SHARE = 0.6
_GAP = 2  # tokens from the end of a run to a capital that is not of it, whatever stands between


def find_runs(text: FieldText) -> list[tuple[int, int]]:
    """Token ranges [first, last) that may be names with their titles, in order."""
    tokens = text.tokens
    capitals = tokens.capitals
    if text.field is Field.TITLE and len(capitals) > _TITLE_CASE_SHARE * sum(
        map(str.isalpha, tokens.initials)
    ):
        return _title_case_runs(text, capitals)
    return _runs(text, capitals)


def _runs(text: FieldText, capitals: list[int]) -> list[tuple[int, int]]:
    """Runs of capitalised words with the initials' points, particles and "of" inside names."""
    words, lower, classes = text.tokens.words, text.tokens.lower, text.tokens.classes
    starts = set(map(itemgetter(0), text.sentences))
    cue = NAME_CUES.get
    # A sentence's first word stands in no name that it does not begin, and "The" begins none.
    capitals = [i for i in capitals if not classes[i] or i not in starts or cue(lower[i], 0) & GIVEN]
    capitals.append(len(words) + _GAP)
    runs: list[tuple[int, int]] = []
    k, n = 0, len(capitals) - 1
    while k < n:
        first = capitals[k]
        k += 1
        following = capitals[k]
        if classes[first] and not (cue(lower[first], 0) & GIVEN and following == first + 1):
            continue
        last = first + 1
        while following - last < _GAP and following not in starts:
            if following != last:
                gap = words[last]
                if gap == ".":
                    if len(words[last - 1]) > 1 and not cue(lower[last - 1], 0) & TITLE:
                        break
                elif gap in ("of", "for"):
                    bits = cue(lower[last - 1], 0)
                    if not bits & ORGANIZATION or bits & (TITLE | ROLE):
                        break
                elif gap not in PARTICLES:
                    break
            last = following + 1
            k += 1
            following = capitals[k]
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
