"""The rulebook on a text: candidates in reading order, each decided by the first line that matches."""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial

from newsassay.engine.article import Dimension, Field
from newsassay.engine.attribution.sourced_sentences import is_sourced
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.grammar.analysis import Analysis, analyse
from newsassay.engine.grammar.legend import BOUNDARY, NAMES
from newsassay.engine.grammar.title_case import is_title_case
from newsassay.engine.headline import headline
from newsassay.engine.report import Voice
from newsassay.engine.rules.alphabet import CELL, Alphabet
from newsassay.engine.rules.habit import gathered
from newsassay.engine.rules.openings import Opening, Openings, Zone
from newsassay.engine.rules.rule_file import Verdict
from newsassay.engine.rules.rulebook import ALPHABET, RULEBOOK, Rulebook
from newsassay.engine.voices import other_voice

_PART_OF_NAME = "capitalised inside a sentence: part of a name or title"
_BEFORE_CAPITAL = frozenset(
    BOUNDARY + NAMES["MARK"] + NAMES["OTHER"]
)  # behind these any word may have a capital
_LONG_LINE = 10  # tokens: so many with capitals are no list of names
_NAMES = frozenset(NAMES["PROPER_NAME"] + NAMES["TIME"])
_ACCEPT, _REFUSE, _QUOTE, _IGNORE = Verdict  # attribute access on an Enum class is slow
_DIMENSION = {card.signal_id: card.dimension for card in RULEBOOK.cards}
_PLACES = re.compile(r"\{([-+])(\d)\}")

Candidate = tuple[Opening, int, int]  # what can start there, and the positions where it starts and ends


class Cells:
    """A field as a string of cells, with its mirror image."""

    __slots__ = ("analysis", "cells", "document", "headline_end", "mirrored", "text")

    def __init__(self, text: FieldText, alphabet: Alphabet, document: Document | None = None) -> None:
        self.text = text
        self.document = document  # whose field it is: what conditions of rule lines ask
        self.headline_end = _headline_end(document, text) if document is not None else 0
        self.analysis: Analysis = text.layer(analyse)
        self.cells = alphabet.encode(self.analysis)
        self.mirrored = self.cells[::-1]


def _headline_end(document: Document, text: FieldText) -> int:
    """Number of the first token of a field behind the headline; 0 if the headline is not in it."""
    is_in_title = bool(document.title.text.strip())
    return len(document.layer(headline).tokens) if (text is document.title) is is_in_title else 0


def cells(document: Document) -> tuple[Cells, ...]:
    """The cells of title and body in the alphabet of the engine's own rules; a layer."""
    return tuple(Cells(text, ALPHABET, document) for text in document.fields)


def judgements(document: Document) -> dict[Dimension, list[Judgement]]:
    """Every judgement of the rule files on title and body, by dimension; a layer, since one pass finds all candidates."""
    found: dict[Dimension, list[Judgement]] = {dimension: [] for dimension in Dimension}
    for judgement in judge_article(document.layer(cells), RULEBOOK):
        found[_DIMENSION[judgement.signal_id]].append(judgement)
    return found


def judge(document: Document, dimension: Dimension) -> list[Judgement]:
    """Every judgement of a dimension's rule files on title and body."""
    return document.layer(judgements)[dimension]


def judge_article(article: Iterable[Cells], book: Rulebook) -> Iterator[Judgement]:
    """Every judgement of a rulebook on the fields of an article, habits as one finding a field each."""
    for here in article:
        yield from gathered(here.text, judge_cells(here, book), book.habits)


def judge_cells(here: Cells, book: Rulebook) -> list[Judgement]:
    """Every judgement of a rulebook on one field; refusals if they are asked for, those of habits always."""
    is_silent = here.document is not None and not here.document.explains_refusals
    refusals = book.habits if is_silent else None  # a habit is a share of its candidates
    judged = [_judged(here, refusals, *candidate) for candidate in candidates(here, book)]
    return [judgement for judgement in judged if judgement is not None]


def candidates(here: Cells, book: Rulebook) -> list[Candidate]:
    """Every cue that can be found, in reading order.

    Of two candidates of one signal that overlap the earlier counts, of those at one place the longest. Linear: a place
    has as many candidates as there are cues that can start there, and every pattern is bounded.
    """
    in_title = here.text.field is Field.TITLE
    body = here.analysis.position[here.headline_end] if here.headline_end else 0
    openings = book.openings(Zone(headline=False, title=in_title))
    found = _in_zone(here, openings, body, len(here.analysis))
    if body:
        found = _in_zone(here, book.openings(Zone(headline=True, title=in_title)), 0, body) + found
    return _longest(found)


def _in_zone(here: Cells, openings: Openings, first: int, last: int) -> list[Candidate]:
    """All forms that stand at positions of a range."""
    text = here.cells
    found: list[Candidate] = []
    for position, key in openings.places(text, first, last):
        start = position * CELL
        tag = text[start + CELL]
        for opening, tags in openings[key]:
            if tag in tags and (end := opening.form.end(text, start)):
                found.append((opening, position, end // CELL))
    return found


def _longest(found: list[Candidate]) -> list[Candidate]:
    """Candidates in order without those inside an earlier one of their signal, or shorter than another at their place."""
    kept: list[Candidate] = []
    last: dict[str, int] = {}  # number of a signal's last one
    for candidate in found:
        opening, position, end = candidate
        signal_id = opening.cue.signal_id
        number = last.get(signal_id)
        if number is not None:
            _, begins, ends = kept[number]
            if position < ends:
                if position == begins and end > ends:
                    kept[number] = candidate
                continue
        last[signal_id] = len(kept)
        kept.append(candidate)
    return kept


def _judged(
    here: Cells, refusals: Container[str] | None, opening: Opening, position: int, end: int
) -> Judgement | None:
    """What the first matching line decides of a candidate; without one, what the cue says of the others.

    None where that is nothing, or a refusal of a signal that is not among those whose refusals are asked for.
    """
    cue = opening.cue
    verdict, reason = _decided(here, opening, position, end)
    if verdict is _IGNORE or (verdict is _REFUSE and refusals is not None and cue.signal_id not in refusals):
        return None
    token = here.analysis.token
    location = here.text.location(token[position], token[end - 1] + 1)
    _, begins, ends = location
    written = here.text.text[begins:ends]
    if verdict is _REFUSE:
        return Rejection(cue.signal_id, location, _filled(reason, written, here, position, end))
    says = _filled(reason or cue.says, written, here, position, end)
    if cue.columns:
        row = cue.columns.get(tuple(word.lower for word in here.analysis.types[position:end]), {})
        says = says.format_map(row)
    voice = Voice.QUOTED if verdict is _QUOTE else None
    return Finding(cue.signal_id, location, f"“{written}” {says}.", cue.severity, voice, weight=cue.weight)


def _decided(here: Cells, opening: Opening, position: int, end: int) -> tuple[Verdict, str]:
    """Verdict and reason of a candidate. One that is accepted may be part of a name, unless the line asked how it is written."""
    text, mirrored = here.cells, here.mirrored
    start, stop, mirrored_start = position * CELL, end * CELL, len(text) - position * CELL
    for line, conditions in opening.lines:
        if (
            ((cue := line.cue) is None or cue(text, start))
            and ((behind := line.behind) is None or behind(text, stop))
            and ((before := line.before) is None or before(mirrored, mirrored_start))
            and (not conditions or all(_CONDITIONS[c](here, position) is wanted for c, wanted in conditions))
            and (not line.article_words or _article_holds(here, line.article_words, position, end))
        ):
            verdict, reason, is_any_case = line.verdict, line.reason, not line.asks_capitals
            break
    else:
        otherwise = opening.cue.otherwise
        verdict, reason, is_any_case = _REFUSE if otherwise else _ACCEPT, otherwise, True
    if verdict is _ACCEPT and is_any_case and _is_name_part(here, position, end):
        return _REFUSE, _PART_OF_NAME
    return verdict, reason


def _article_holds(here: Cells, words: frozenset[str], position: int, end: int) -> bool:
    """Whether title or body have one of the words outside the cue itself."""
    others = words.difference(word.lower for word in here.analysis.types[position:end])
    fields = here.document.fields if here.document is not None else ()
    return any(not others.isdisjoint(text.layer(_vocabulary)) for text in fields)


def _vocabulary(text: FieldText) -> frozenset[str]:
    return frozenset(text.tokens.lower)


def _opens_paragraph(here: Cells, position: int) -> bool:
    token = here.analysis.token[position]
    return here.text.paragraph_at(token)[0] == token


def _is_quoted(here: Cells, position: int) -> bool:
    return here.text.is_quoted(here.text.tokens.starts[here.analysis.token[position]])


def _is_sourced(here: Cells, position: int) -> bool:
    """Whether somebody who can have counted reports the sentence of a body, or one shortly before."""
    return (
        here.document is not None
        and here.text is here.document.body
        and is_sourced(here.document, here.text.sentence_of_token[here.analysis.token[position]])
    )


def _is_in_title_case(here: Cells, position: int) -> bool:
    """Whether a line is a headline in title case, without a point at its end."""
    sentence = here.text.sentence_at(here.analysis.token[position])
    words = here.text.tokens.words[sentence.first : sentence.last]
    return (words[-1] != "." or len(words) >= _LONG_LINE) and is_title_case(words)


# Those that hold all over a zone are decided there.
_CONDITIONS: dict[str, Callable[[Cells, int], bool]] = {
    "QUOTED": _is_quoted,
    "SOURCED": _is_sourced,
    "OWN_VOICE": lambda here, position: not other_voice(here.text, here.analysis.token[position]),
    "OPENS_PARAGRAPH": _opens_paragraph,
    "TITLE_CASE": _is_in_title_case,
}


def _is_name_part(here: Cells, position: int, end: int) -> bool:
    """Whether a cue in a body has capitals that no sentence's start explains: "Some Like It Hot"."""
    start = position * CELL
    if here.text.field is not Field.BODY or here.cells[start + 1] != "T":
        return False
    at_start = here.cells[start - CELL] in _BEFORE_CAPITAL
    has_capitals = (
        any(
            here.cells[p * CELL + 1] == "T"
            and here.cells[p * CELL] not in _NAMES
            and here.analysis.types[p].lower != "i"
            for p in range(position + 1, end)
        )
        if at_start
        else here.analysis.types[position].lower != "i"
    )
    return has_capitals and not _is_in_title_case(here, position)


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
