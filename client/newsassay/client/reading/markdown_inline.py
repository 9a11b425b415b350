"""Text within a paragraph of Markdown, with the place of every character.

markdown-it says which lines a block covers, and nothing about what stands in them. Its inline parser is
run here with a note of where each token came from; what it parses is left to it.
"""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from newsassay.client.reading.assembly import Fragment

_SPAN = "span"


class _PlacedInline(ParserInline):
    """The inline parser, writing into each token's `meta` where it stands in the block's content."""

    def tokenize(self, state: StateInline) -> None:
        """Parse to the end, as the base class does."""
        silent = False
        rules = self.ruler.getRules("")
        end = state.posMax
        nesting: int = state.md.options["maxNesting"]
        pending = -1  # where the literal text starts that is in no token yet
        while state.pos < end:
            begin, count = state.pos, len(state.tokens)
            if state.level >= nesting or not any(rule(state, silent) for rule in rules):
                state.append_pending(state.src[state.pos])
                state.pos += 1
            if len(state.tokens) > count:
                _place(state.tokens[count:], pending, begin, state.pos)
                pending = -1
            elif pending < 0:
                pending = begin
        if state.pending:
            state.pushPending().meta[_SPAN] = (pending, state.pos)


def _place(tokens: list[Token], pending: int, begin: int, end: int) -> None:
    """Say where the tokens of one rule stand: what was pending before it, and its own, from `begin` to `end`."""
    cursor = begin
    for number, token in enumerate(tokens):
        if _SPAN in token.meta:  # a nested call has placed it
            continue
        if number == 0 and pending >= 0 and token.type == "text":
            token.meta[_SPAN] = (pending, pending + len(token.content))
        elif token.type == "text":
            cursor += number > 0 and tokens[number - 1].markup == "autolink"
            token.meta[_SPAN] = (cursor, cursor + len(token.content))
            cursor += len(token.content)
        else:
            token.meta[_SPAN] = (begin, end)


def placing_parser() -> MarkdownIt:
    """Return a CommonMark parser, with tables and struck text, whose inline tokens know their place."""
    parser = MarkdownIt("commonmark")
    parser.inline = _PlacedInline()
    parser.inline.ruler2.disable("fragments_join")  # joined tokens would have one place for two texts
    parser.core.ruler.disable("text_join")
    return parser.enable(["table", "strikethrough"])


def fragments(content: str, tokens: list[Token]) -> Iterator[Fragment | Token]:
    """Yield what a reader sees of a block, at offsets into its content, and its raw HTML as tokens.

    Images are left out, and so is all markup; a soft line break is a space.
    """
    for token in tokens:
        if token.type == "html_inline":
            yield token
            continue
        if token.type not in ("text", "text_special", "code_inline", "softbreak", "hardbreak"):
            continue
        start, end = token.meta[_SPAN]
        if token.type == "code_inline":
            yield from _code(content, token, start + len(token.markup), end - len(token.markup))
        elif token.type in ("softbreak", "hardbreak"):
            yield Fragment(" " if token.type == "softbreak" else "\n", start, start + 1)
        elif token.content:
            yield Fragment(token.content, start, end)


def _code(content: str, token: Token, start: int, end: int) -> Iterator[Fragment]:
    """Yield the lines of a code span; a space at both ends is no part of it."""
    start += end - start > len(token.content)
    for line in content[start : start + len(token.content)].splitlines(keepends=True):
        text = line.rstrip("\n")
        if text:
            yield Fragment(text, start, start + len(text))
        if text != line:
            yield Fragment(" ", start + len(text), start + len(line))
        start += len(line)
