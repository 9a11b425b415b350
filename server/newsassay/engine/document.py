"""The text model of an article: its fields, each with layers that are built once, when first asked for."""

from bisect import bisect_right
from collections.abc import Callable
from typing import Any, Self, TypeVar

from newsassay.engine.article import Article, Field
from newsassay.engine.finding import Location, located
from newsassay.engine.lexicon import SEARCHED
from newsassay.engine.phrase_matcher import MATCHER, Hit, Hits
from newsassay.engine.text.lazy import lazy
from newsassay.engine.text.quotations import Quotations, find_quotations
from newsassay.engine.text.sentences import Sentence, find_paragraphs, find_sentences
from newsassay.engine.text.tokens import Tokens

Layer = TypeVar("Layer")


class _Layered:
    """Remembers the layers built over it, one per builder function."""

    def __init__(self) -> None:
        self._layers: dict[Callable[[Any], Any], Any] = {}

    def layer(self, build: Callable[[Self], Layer]) -> Layer:
        """The layer that `build` makes of this object, made once."""
        if build not in self._layers:  # raising and catching KeyError takes longer
            self._layers[build] = build(self)
        found: Layer = self._layers[build]
        return found

    def forget_layers(self) -> None:
        """Drop the layers. Many refer back to this object: left alone, such a ring waits for the cyclic collector."""
        self._layers.clear()


class FieldText(_Layered):
    """One field's text with tokens, paragraphs, sentences, quotations and lexicon hits.

    Offsets are code points into `text`; token ranges are half-open.
    """

    def __init__(self, field: Field, text: str, quoted_ranges: tuple[tuple[int, int], ...] = ()) -> None:
        super().__init__()
        self.field = field
        self.text = text
        self._quoted_ranges = quoted_ranges

    @lazy
    def tokens(self) -> Tokens:
        """The tokens."""
        return Tokens(self.text)

    @lazy
    def paragraphs(self) -> list[int]:
        """Numbers of the tokens that start a paragraph."""
        return find_paragraphs(self.tokens)

    def paragraph(self, number: int) -> tuple[int, int]:
        """Token range of a paragraph, given by its number."""
        starts = self.paragraphs
        return starts[number], starts[number + 1] if number + 1 < len(starts) else len(self.tokens)

    def paragraph_at(self, token: int) -> tuple[int, int]:
        """Token range of the paragraph that holds a token."""
        return self.paragraph(bisect_right(self.paragraphs, token) - 1)

    @lazy
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences; together they hold every token once."""
        return find_sentences(self.tokens, self.paragraphs)

    @lazy
    def sentence_of_token(self) -> list[int]:
        """Number of the sentence of each token."""
        numbers: list[int] = []
        for number, sentence in enumerate(self.sentences):
            numbers += [number] * (sentence.last - sentence.first)
        return numbers

    @lazy
    def quotations(self) -> Quotations:
        """The quotations."""
        return find_quotations(self.tokens, self.paragraphs, self._quoted_ranges)

    @lazy
    def _hits(self) -> Hits:
        return MATCHER.find(self.tokens)

    def hits(self, lexicon: str) -> list[Hit]:
        """Occurrences of a lexicon's cues, in order, the longest where they nest.

        Raises KeyError for a lexicon that is only looked up: its hits would always be missing.
        """
        found = self._hits.get(lexicon)
        if found is not None:
            return found
        if lexicon not in SEARCHED:
            raise KeyError(lexicon)
        return []

    def sentence_at(self, token: int) -> Sentence:
        """The sentence that holds a token."""
        return self.sentences[self.sentence_of_token[token]]

    def is_quoted(self, offset: int) -> bool:
        """Whether a code point lies inside a quotation."""
        return self.quotations.at(offset) is not None

    def location(self, first: int, last: int) -> Location:
        """Location of the non-empty token range [first, last)."""
        tokens = self.tokens
        starts = tokens.starts
        return located((self.field, starts[first], starts[last - 1] + len(tokens.words[last - 1])))


class Document(_Layered):
    """An article's fields as text models. `fields` holds title and body where not empty.

    `explains_refusals` says whether anybody asks for refused candidates: they are most of all, and each has a reason.
    """

    def __init__(self, article: Article, *, explains_refusals: bool = True) -> None:
        super().__init__()
        self.explains_refusals = explains_refusals
        self.article = article
        self.title = FieldText(Field.TITLE, article.title)
        self.byline = FieldText(Field.BYLINE, article.byline)
        self.body = FieldText(Field.BODY, article.body, article.quoted_ranges)
        self.fields = tuple(f for f in (self.title, self.body) if f.text)
        self._by_field = {f.field: f for f in (self.title, self.byline, self.body)}

    def field(self, field: Field) -> FieldText:
        """The text model of a field."""
        return self._by_field[field]

    def forget_layers(self) -> None:
        """Drop the layers of the document and its fields."""
        super().forget_layers()
        for text in self._by_field.values():
            text.forget_layers()

    @lazy
    def word_count(self) -> int:
        """Words of title and body: tokens that start with a letter or digit."""
        return sum(f.tokens.word_count for f in self.fields)
