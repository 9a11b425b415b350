"""Cues, their forms and their lines as regular expressions, each compiled when a candidate first asks for it."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from operator import contains

from newsassay.engine.report import Severity
from newsassay.engine.rules.alphabet import CELL, Alphabet, split_phrase
from newsassay.engine.rules.matching import ANYTHING, FormPart, Lead, expression, form_parts, word_expression
from newsassay.engine.rules.notation import NotationError
from newsassay.engine.rules.pattern import word_tests
from newsassay.engine.rules.rule_file import CueGroup, Line
from newsassay.engine.rules.toml_source import RuleError

Match = Callable[[str, int], re.Match[str] | None]


def _match(expression_: str) -> Match:
    return re.compile(expression_, re.DOTALL).match


class CompiledLine:
    """A line as up to three regular expressions: at the cue's first cell, behind the cue, and before it, reversed."""

    def __init__(self, line: Line, alphabet: Alphabet) -> None:
        self.verdict = line.verdict
        self.conditions = line.conditions
        self.article_words = line.article_words
        self.reason = line.reason
        self.number = line.number
        self.matches_everywhere = not (line.before or line.behind or line.cue.test or line.article_words)
        self.asks_capitals = any(test.kind == "shape" for test in word_tests((line.cue,)))
        self._line = line
        self._alphabet = alphabet

    @cached_property
    def cue(self) -> Match | None:
        """What the cue's first cell must be."""
        test = self._line.cue.test
        return None if test is None else _match(word_expression(test, self._alphabet))

    @cached_property
    def behind(self) -> Match | None:
        """What must follow the cue."""
        behind = self._line.behind
        return _match(expression(behind, self._alphabet)) if behind else None

    @cached_property
    def before(self) -> Match | None:
        """What must precede the cue, in the reversed string."""
        before = self._line.before
        return _match(expression(before, self._alphabet, backwards=True)) if before else None


class CompiledForm:
    """A form of a cue, or a part of one."""

    def __init__(self, part: FormPart) -> None:
        self.part = part

    @cached_property
    def _leads(self) -> frozenset[tuple[Lead, ...]]:
        return self.part.leads()

    def second(self, first: str) -> Lead:
        """What may stand behind a first cell with a signature."""
        part = self.part
        if part.phrases:
            return Lead(frozenset([phrase[1] for phrase in part.phrases]), frozenset())
        if part.sequence:
            return Lead(part.sequence[1], frozenset()) if len(part.sequence) > 1 else ANYTHING
        behind = [
            lead[1] if len(lead) > 1 else ANYTHING
            for lead in self._leads
            if not lead or lead[0].tags or first in lead[0].signatures
        ]
        return Lead(
            frozenset().union(*(b.signatures for b in behind)), frozenset().union(*(b.tags for b in behind))
        )

    @cached_property
    def end(self) -> Callable[[str, int], int]:
        """Where the form ends that starts at a place of a string of cells, or 0."""
        part = self.part
        if part.phrases:
            return partial(_end_of_phrase, part.phrases)
        if part.sequence:
            return partial(_end_of_sequence, part.sequence)
        return partial(_end_of_match, _match(part.expression))


class CompiledCue:
    """The forms of a cue and the lines that judge them."""

    def __init__(self, group: CueGroup, signal_id: str, file: str, alphabet: Alphabet) -> None:
        self.signal_id = signal_id
        self.group_number = group.number
        self.says = group.says
        self.otherwise = group.otherwise
        self.weight = group.weight
        self.columns = {split_phrase(form): row for form, row in group.columns.items()}
        self.severity: Severity | None = group.severity
        self.lines = tuple(CompiledLine(line, alphabet) for line in group.lines)
        try:
            self._forms = [CompiledForm(part) for form in group.forms for part in form_parts(form, alphabet)]
        except NotationError as error:
            raise RuleError(file, group.number, str(error)) from error
        # cells told by their tag: with words that no rule names among them, signatures would start a candidate everywhere
        unnamed = alphabet.signature("")
        by_tag = [
            (form.part.expression, p.tags, p)
            for form in self._forms
            for p in form.part.cells
            if p.tags is not None and (p.signatures is None or unnamed in p.signatures)
        ]
        by_word = [
            p for form in self._forms for p in form.part.cells if all(p is not q for _, _, q in by_tag)
        ]
        self.forms_by_tag = [(expression, tags) for expression, tags, _ in by_tag]
        self.tags = _joined(tags for _, tags in self.forms_by_tag)
        self.signatures = _joined(p.signatures for p in by_word)

    @cached_property
    def _forms_by_signature(self) -> dict[str, list[CompiledForm]]:
        found: dict[str, list[CompiledForm]] = {signature: [] for signature in self.signatures}
        for form in self._forms:
            firsts = [p.signatures for p in form.part.cells]
            for signature in self.signatures if None in firsts else _joined(firsts) & self.signatures:
                found[signature].append(form)
        return found

    def forms_at(self, character: str) -> Sequence[CompiledForm]:
        """The forms that can start at a character found by scanning: all at a tag, at a word's signature its own."""
        return self._forms if character in self.tags else self._forms_by_signature.get(character, ())


def _end_of_phrase(phrases: tuple[str, ...], cells: str, start: int) -> int:
    for phrase in phrases:
        end = start + CELL * len(phrase)
        if cells[start + CELL - 1 : end : CELL] == phrase:
            return end
    return 0


def _end_of_sequence(sequence: tuple[frozenset[str], ...], cells: str, start: int) -> int:
    end = start + CELL * len(sequence)
    is_whole = end <= len(cells) and all(map(contains, sequence, cells[start + CELL - 1 : end : CELL]))
    return end if is_whole else 0


def _end_of_match(match: Match, cells: str, start: int) -> int:
    found = match(cells, start)
    return found.end() if found else 0


def _joined(classes: Iterable[frozenset[str] | None]) -> frozenset[str]:
    return frozenset().union(*(c for c in classes if c is not None))
