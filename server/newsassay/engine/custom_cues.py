"""Evidence from a caller's own cues: phrases, and patterns in the notation of the rule files."""

from collections.abc import Iterator
from functools import lru_cache

from newsassay.engine.article import CustomCue
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding
from newsassay.engine.lexicon import Entry
from newsassay.engine.phrase_matcher import PhraseMatcher
from newsassay.engine.rules.alphabet import Alphabet
from newsassay.engine.rules.compiled import CompiledCue
from newsassay.engine.rules.judging import Cells, candidates
from newsassay.engine.rules.matching import first_cells
from newsassay.engine.rules.notation import NotationError, parse
from newsassay.engine.rules.pattern import Sequence, word_tests
from newsassay.engine.rules.rule_file import CueGroup
from newsassay.engine.rules.rulebook import SHARED, Rulebook, book_of

LONGEST_PATTERN = 500  # characters
_CUSTOM = "custom"
_REMEMBERED = 64  # sets of callers' cues; never article text


def check_pattern(pattern: str) -> None:
    """Raise NotationError, saying what is wrong, unless a caller's pattern can be used."""
    if len(pattern) > LONGEST_PATTERN:
        message = f"the pattern has {len(pattern)} characters; {LONGEST_PATTERN} are the most"
        raise NotationError(message)
    sequence = parse(pattern, SHARED.names)
    first_cells(sequence, Alphabet(word_tests(sequence), SHARED.sets))


def find_custom_cues(document: Document, cues: tuple[CustomCue, ...]) -> Iterator[Finding]:
    """A finding of the named signal for each occurrence of each cue.

    Raises NotationError for a pattern that `check_pattern` refuses.
    """
    phrases = tuple(cue for cue in cues if not cue.pattern)
    patterns = tuple(cue for cue in cues if cue.pattern)
    if phrases:
        yield from _find_phrases(document, phrases)
    if patterns:
        yield from _find_patterns(document, patterns)


def _find_phrases(document: Document, cues: tuple[CustomCue, ...]) -> Iterator[Finding]:
    matcher = _matcher(cues)
    for text in document.fields:
        for hit in matcher.find(text.tokens).get(_CUSTOM, []):
            location = text.location(hit.first, hit.last)
            yield Finding(hit.entry.label, location, f"This is your own cue “{hit.entry.cue}”.")


def _find_patterns(document: Document, cues: tuple[CustomCue, ...]) -> Iterator[Finding]:
    book = _book(cues)
    for text in document.fields:
        here = Cells(text, book.alphabet)
        token = here.analysis.token
        for opening, position, end in candidates(here, book):
            cue = opening.cue
            location = text.location(token[position], token[end - 1] + 1)
            yield Finding(cue.signal_id, location, f"This matches your own pattern “{cue.says}”.")


@lru_cache(_REMEMBERED)
def _matcher(cues: tuple[CustomCue, ...]) -> PhraseMatcher:
    return PhraseMatcher((cue.phrase, Entry(_CUSTOM, cue.phrase, cue.signal_id, {})) for cue in cues)


@lru_cache(_REMEMBERED)
def _book(cues: tuple[CustomCue, ...]) -> Rulebook:
    sequences = [parse(cue.pattern, SHARED.names) for cue in cues]
    alphabet = Alphabet([test for s in sequences for test in word_tests(s)], SHARED.sets)
    compiled = [
        CompiledCue(_group(sequence, cue.pattern), cue.signal_id, _CUSTOM, alphabet)
        for sequence, cue in zip(sequences, cues, strict=True)
    ]
    return book_of(compiled, alphabet)


def _group(form: Sequence, pattern: str) -> CueGroup:
    return CueGroup(0, (form,), pattern, "", 1.0, None, (), ())
