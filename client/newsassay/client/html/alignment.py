"""Finding extracted text in what a page shows, white space aside, so that it keeps its place in the source."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from newsassay.client.reading.assembly import Fragment

_WORD = re.compile(r"\S+")
_MOST_MISSES = 100  # a miss costs a look at the whole page


class Stream:
    """The characters that a page shows, without white space, each with its place in the source."""

    def __init__(self, source: str, fragments: Sequence[Fragment]) -> None:
        self._source = source
        self._starts: list[int] = []
        self._words: list[Fragment] = []
        length = 0
        for text, start, end in fragments:
            is_literal = end - start == len(text)
            for match in _WORD.finditer(text):
                word = (
                    Fragment(match[0], start + match.start(), start + match.end())
                    if is_literal
                    else Fragment(match[0], start, end)
                )
                self._starts.append(length)
                self._words.append(word)
                length += len(match[0])
        self._text = "".join(word.text for word in self._words)
        self._position = 0
        self._misses = 0

    def find_next(self, line: str) -> list[Fragment] | None:
        """Return a line of the article cut into fragments at their places; None where the page does not show it.

        It is looked for from the last one found on, then from the start.
        """
        wanted = "".join(line.split())
        if not wanted or self._misses > _MOST_MISSES:
            return None
        at = self._text.find(wanted, self._position)
        if at < 0:
            at = self._text.find(wanted, 0, self._position + len(wanted))
        if at < 0:
            self._misses += 1
            return None
        self._position = at + len(wanted)
        return list(self._cut(line, at))

    def find_first(self, text: str) -> list[Fragment] | None:
        """Return a text as it is first shown; where the lines are looked for does not change."""
        at = self._text.find(wanted) if (wanted := "".join(text.split())) else -1
        return list(self._cut(text, at)) if at >= 0 else None

    def _cut(self, line: str, at: int) -> Iterator[Fragment]:
        done = 0
        last = -1
        for match in _WORD.finditer(line):
            for number, found in enumerate(self._pieces(at, at + len(match[0]))):
                if number == 0 and last >= 0:
                    gap = self._source[last : found.start]
                    if gap and gap.isspace():
                        yield Fragment(line[done : match.start()], last, found.start)
                    else:
                        yield Fragment(line[done : match.start()], last, last)
                yield found
                last = found.end
            at += len(match[0])
            done = match.end()

    def _pieces(self, start: int, end: int) -> Iterator[Fragment]:
        """Yield what the stream holds from `start` to `end`, word by word of the source."""
        k = bisect_right(self._starts, start) - 1
        while start < end:
            word, begin = self._words[k], self._starts[k]
            stop = min(end, begin + len(word.text))
            text = word.text[start - begin : stop - begin]
            if word.end - word.start == len(word.text):
                yield Fragment(text, word.start + start - begin, word.start + stop - begin)
            else:
                yield Fragment(text, word.start, word.end)
            start, k = stop, k + 1
