"""The rulebook on a text: candidates in reading order, each decided by the first line that matches."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from newsassay.engine.article import Dimension, Field
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.grammar.analysis import Analysis, analyse
from newsassay.engine.grammar.legend import BOUNDARY, NAMES
from newsassay.engine.grammar.title_case import is_title_case
from newsassay.engine.headline import headline
from newsassay.engine.report import Voice
from newsassay.engine.rules.alphabet import CELL, Alphabet
from newsassay.engine.rules.rule_file import Verdict
from newsassay.engine.rules.rulebook import ALPHABET, RULEBOOKS, CompiledCue, CompiledLine, Rulebook

_PART_OF_NAME = "capitalised inside a sentence: part of a name or title"
_BEFORE_CAPITAL = frozenset(
    BOUNDARY + NAMES["MARK"] + NAMES["OTHER"]
)  # behind these any word may have a capital
_LONG_LINE = 10  # tokens: so many with capitals are no list of names
_PLACES = re.compile(r"\{([-+])(\d)\}")


class Cells:
    """A field as a string of cells, with its mirror image."""

    __slots__ = ("analysis", "cells", "headline_end", "mirrored", "text")

    def __init__(self, text: FieldText, alphabet: Alphabet, headline_end: int = 0) -> None:
        self.text = text
        self.headline_end = headline_end  # number of the first token behind the headline; 0 if there is none
        self.analysis: Analysis = text.layer(analyse)
        self.cells = alphabet.encode(self.analysis)
        self.mirrored = self.cells[::-1]


def cells(document: Document) -> tuple[Cells, ...]:
    """The cells of title and body in the alphabet of the engine's own rules; a layer."""
    end = len(document.layer(headline).tokens)
    in_title = bool(document.title.text.strip())
    return tuple(
        Cells(text, ALPHABET, end if (text is document.title) is in_title else 0) for text in document.fields
    )


def judge(document: Document, dimension: Dimension) -> Iterator[Judgement]:
    """Every judgement of a dimension's rule files on title and body."""
    for here in document.layer(cells):
        yield from judge_cells(here, RULEBOOKS[dimension])


def judge_cells(here: Cells, book: Rulebook) -> Iterator[Judgement]:
    """Every judgement of a rulebook on one field."""
    for cue, position, end in candidates(here, book):
        judgement = _judged(here, cue, position, end)
        if judgement is not None:
            yield judgement


def candidates(here: Cells, book: Rulebook) -> Iterator[tuple[CompiledCue, int, int]]:
    """Every cue with the positions where it starts and ends, in reading order.

    Of two candidates of one signal that overlap the earlier counts, of those at one place the longest. Linear: a place
    has as many candidates as there are cues that can start there, and every pattern is bounded.
    """
    reached: dict[str, int] = {}
    for at in book.scan.finditer(here.cells):
        position = at.start() // CELL
        found: dict[str, tuple[int, CompiledCue]] = {}
        for cue in book.cues[at.group()]:
            end = _end(cue, here.cells, position * CELL)
            longest = found[cue.signal_id][0] if cue.signal_id in found else position
            if end > longest and position >= reached.get(cue.signal_id, 0):
                found[cue.signal_id] = (end, cue)
        for signal_id, (end, cue) in found.items():
            reached[signal_id] = end
            yield cue, position, end


def _end(cue: CompiledCue, cells_: str, start: int) -> int:
    """Position behind the longest form that starts in a cell; 0 if none does."""
    end = 0
    for form in cue.forms:
        match = form.match(cells_, start)
        if match is not None and match.end() > end:
            end = match.end()
    return end // CELL


def _judged(here: Cells, cue: CompiledCue, position: int, end: int) -> Judgement | None:
    """What the first matching line decides of a candidate; without one, what the cue says of the others."""
    verdict, reason = _decided(here, cue, position, end)
    if verdict is Verdict.IGNORE:
        return None
    token = here.analysis.token
    location = here.text.location(token[position], token[end - 1] + 1)
    written = here.text.text[location.start : location.end]
    if verdict is Verdict.REFUSE:
        return Rejection(cue.signal_id, location, _filled(reason, written, here, position, end))
    says = _filled(reason or cue.says, written, here, position, end)
    voice = Voice.QUOTED if verdict is Verdict.QUOTE else None
    return Finding(cue.signal_id, location, f"“{written}” {says}.", cue.severity, voice, weight=cue.weight)


def _decided(here: Cells, cue: CompiledCue, position: int, end: int) -> tuple[Verdict, str]:
    """Verdict and reason of a candidate; one that no line decides may still be part of a name."""
    for line in cue.lines:
        if _matches(line, here, position, end):
            return line.verdict, line.reason
    if cue.otherwise:
        return Verdict.REFUSE, cue.otherwise
    if _is_name_part(here, position):
        return Verdict.REFUSE, _PART_OF_NAME
    return Verdict.ACCEPT, ""


def _matches(line: CompiledLine, here: Cells, position: int, end: int) -> bool:
    start, stop = position * CELL, end * CELL
    if line.cue is not None and line.cue.match(here.cells, start) is None:
        return False
    if line.behind is not None and line.behind.match(here.cells, stop) is None:
        return False
    if line.before is not None and line.before.match(here.mirrored, len(here.cells) - start) is None:
        return False
    return all(_CONDITIONS[name](here, position) is wanted for name, wanted in line.conditions)


def _is_quoted(here: Cells, position: int) -> bool:
    return here.text.is_quoted(here.text.tokens.starts[here.analysis.token[position]])


def _is_in_headline(here: Cells, position: int) -> bool:
    return here.analysis.token[position] < here.headline_end


_CONDITIONS: dict[str, Callable[[Cells, int], bool]] = {
    "HEADLINE": _is_in_headline,
    "BODY": lambda here, position: not _is_in_headline(here, position),
    "QUOTED": _is_quoted,
}


def _is_name_part(here: Cells, position: int) -> bool:
    """Whether a cue in a body has a capital where no sentence or clause begins: "Some Like It Hot"."""
    start = position * CELL
    return (
        here.text.field is Field.BODY
        and here.cells[start + 1] == "T"
        and here.analysis.types[position].lower != "i"
        and here.cells[start - CELL] not in _BEFORE_CAPITAL
        and not _is_in_title_case(here, position)
    )


def _is_in_title_case(here: Cells, position: int) -> bool:
    """Whether a line of the body is a headline in title case, without a point at its end."""
    sentence = here.text.sentence_at(here.analysis.token[position])
    words = here.text.tokens.words[sentence.first : sentence.last]
    return (words[-1] != "." or len(words) >= _LONG_LINE) and is_title_case(words)


def _filled(template: str, written: str, here: Cells, position: int, end: int) -> str:
    """A reason with the words that it quotes."""
    if "{" not in template:
        return template
    filled = template.replace("{_}", written.lower())
    return _PLACES.sub(partial(_word_near, here, position, end), filled)


def _word_near(here: Cells, position: int, end: int, match: re.Match[str]) -> str:
    away = int(match[2])
    at = position - away if match[1] == "-" else end - 1 + away
    types = here.analysis.types
    return types[at].lower.strip() if 0 <= at < len(types) else ""
