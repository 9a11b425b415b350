"""An article as a comparison sees it: sentences as strings of stems, and apart from them what it quotes."""

from collections.abc import Iterable, Iterator
from itertools import compress
from typing import NamedTuple

from newsassay.engine.article import Article
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.content import Content
from newsassay.engine.facts.name_cues import NAME_CUES
from newsassay.engine.facts.names import find_names
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.lazy import lazy
from newsassay.engine.text.word_memo import WordMemo

_LONGEST = 60  # counted words of a segment: a sentence without end is cut, and comparing two costs one machine word's pass
_SHORTEST = 4  # counted words of a segment
_MOST_SEGMENTS = 400  # of an article that are aligned
_FURNITURE = words_of("consistency_guards", "furniture")
_FURNISHED = 2  # words of page furniture that make a paragraph furniture
_CLOSING = frozenset(["”", "’’", "''", '"'])
_FIRST_CHARACTER, _SURROGATES, _BEHIND_SURROGATES, _CHARACTERS = 0x100, 0xD800, 0xE000, 0x10F000

_ALL_STEMS = WordMemo(stem)


class Alphabet(dict[str, str]):
    """A character for each stem of the articles compared, so that word sequences are compared at the speed of strings."""

    def __missing__(self, stem_: str) -> str:
        code = _FIRST_CHARACTER + len(self) % _CHARACTERS
        found = self[stem_] = chr(code if code < _SURROGATES else code - _SURROGATES + _BEHIND_SURROGATES)
        return found


class Segment(NamedTuple):
    """A sentence without its quotations, or a quotation: tokens [first, last).

    `tokens` are the numbers of the words that count, `stems` one character for each, `content` their content stems.
    """

    number: int
    first: int
    last: int
    paragraph: int
    quoted: bool
    furniture: bool
    tokens: tuple[int, ...]
    stems: str
    content: frozenset[str]


class ComparedText:
    """One article among those compared: its document, and the field that is compared, the body or else the title."""

    def __init__(self, index: int, article: Article, alphabet: Alphabet) -> None:
        self.index = index
        self.document = Document(article)
        self.text: FieldText = self.document.body if article.body.strip() else self.document.title
        self._alphabet = alphabet

    @lazy
    def content(self) -> frozenset[str]:
        """The content stems of the text."""
        return self.text.layer(Content).known - {""}

    @lazy
    def segments(self) -> list[Segment]:
        """Sentences and quotations in order, at most 400."""
        return list(self._cut())[:_MOST_SEGMENTS]

    @lazy
    def by_stems(self) -> dict[str, list[int]]:
        """The numbers of the segments with equal stems."""
        found: dict[str, list[int]] = {}
        for segment in self.segments:
            found.setdefault(segment.stems, []).append(segment.number)
        return found

    @lazy
    def told_words(self) -> int:
        """The words that count of all segments outside quotations."""
        return sum(len(segment.tokens) for segment in self.segments if not segment.quoted)

    @lazy
    def all_words(self) -> int:
        """The words that count of all segments."""
        return sum(len(segment.tokens) for segment in self.segments)

    @lazy
    def names(self) -> frozenset[str]:
        """The last words of the names in the text, in lower case, but for those of countries, given names and the like."""
        return frozenset(word for word in self.all_names if word not in NAME_CUES)

    @lazy
    def all_names(self) -> frozenset[str]:
        """The last words of the names in the text, in lower case."""
        lower = self.text.tokens.lower
        return frozenset(lower[name.last - 1] for name in self.text.layer(find_names))

    def words(self, segment: Segment) -> list[str]:
        """The words of a segment that count, in lower case."""
        return list(map(self.text.tokens.lower.__getitem__, segment.tokens))

    def _cut(self) -> Iterator[Segment]:
        text = self.text
        counts = list(map(str.isalnum, text.tokens.initials))
        letters = list(map(self._alphabet.__getitem__, map(_ALL_STEMS.__getitem__, text.tokens.lower)))
        stems = text.layer(Content).stems
        quotation = [0] * len(letters)  # the number of the quotation that holds a token, from 1
        for number, q in enumerate(text.quotations.outermost, 1):
            if not q.is_short:
                quotation[q.first : q.last] = [number] * (q.last - q.first)
        furnished = _furnished(text)
        count = 0
        for first, last, _, _, paragraph in text.sentences:
            words = list(compress(range(first, last), counts[first:last]))
            dangling = _ends_quotation(text, first, last)
            for quoted, tokens in _runs(words, quotation, whole=dangling):
                for piece in _pieces(tokens):
                    yield Segment(
                        count,
                        piece[0] if quoted else first,
                        piece[-1] + 1 if quoted else last,
                        paragraph,
                        quoted,
                        paragraph in furnished,
                        tuple(piece),
                        "".join(map(letters.__getitem__, piece)),
                        frozenset(filter(None, map(stems.__getitem__, piece))),
                    )
                    count += 1


def _runs(words: list[int], quotation: list[int], *, whole: bool) -> Iterable[tuple[bool, list[int]]]:
    """The words of a sentence outside quotations, then those of each quotation; all of them if `whole` is a quotation."""
    if whole or not words or not any(quotation[words[0] : words[-1] + 1]):
        return [(whole, words)]
    runs: dict[int, list[int]] = {0: []}
    for i in words:
        runs.setdefault(quotation[i], []).append(i)
    return [(number > 0, tokens) for number, tokens in runs.items()]


def _pieces(tokens: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(tokens), _LONGEST):
        piece = tokens[start : start + _LONGEST]
        if len(piece) >= _SHORTEST:
            yield piece


def _ends_quotation(text: FieldText, first: int, last: int) -> bool:
    """Whether a sentence ends with a closing mark that nothing in its paragraph opens: the end of a longer quotation."""
    if last - first < _SHORTEST or text.tokens.words[last - 1] not in _CLOSING:
        return False
    start = text.tokens.starts[last - 1]
    held = text.quotations.at(start)
    return held is None or held.first == last - 1


def _furnished(text: FieldText) -> frozenset[int]:
    """Paragraphs of page furniture: sign-up lines, and what a company says about itself below its news."""
    told: dict[int, int] = {}
    lower = text.tokens.lower
    for sentence in text.sentences:
        words = lower[sentence.first : sentence.last]
        told[sentence.paragraph] = told.get(sentence.paragraph, 0) + sum(map(_FURNITURE.__contains__, words))
        if words[0] == "about" and ":" in words[:8]:
            told[sentence.paragraph] = _FURNISHED
    return frozenset(paragraph for paragraph, n in told.items() if n >= _FURNISHED)
