"""Title case: whether the capitals of a headline say nothing about names."""

from collections.abc import Sequence

from newsassay.engine.grammar.word_types import OPEN, TABLE, TYPES

_LEAST = 2  # words that could be in lower case
_LONG = 4  # letters; shorter words stay small in title case, too
_SHARE = 0.75  # of these that are not


def is_title_case(words: Sequence[str]) -> bool:
    """Whether words that sentence case would leave small have capitals: "Dam Bursts After Heavy Rain". Linear."""
    could = capital = 0
    for i, word in enumerate(words):
        found = TYPES[word]
        if found.shape in ("mark", "digit") or (i == 0 and found.shape == "Title"):
            continue
        if found.shape == "lower":
            could += len(word) >= _LONG and not OPEN.isdisjoint(found.readings)
        elif not OPEN.isdisjoint(TABLE.readings_of(found.lower)):
            could += 1
            capital += 1
    return could >= _LEAST and capital >= _SHARE * could
