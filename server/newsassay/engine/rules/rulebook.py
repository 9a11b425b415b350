"""All rule files, compiled: which characters can start a cue, and what judges it.

Regular expressions are compiled when a candidate first asks for them.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files

from newsassay.engine.article import Dimension
from newsassay.engine.card import SignalCard
from newsassay.engine.report import Severity
from newsassay.engine.rules.alphabet import Alphabet, split_phrase
from newsassay.engine.rules.habit import Habit
from newsassay.engine.rules.matching import compiled, form_parts, word_expression
from newsassay.engine.rules.named import Shared
from newsassay.engine.rules.notation import NotationError
from newsassay.engine.rules.pattern import Word, word_tests
from newsassay.engine.rules.rule_file import CueGroup, Line, RuleFile, read_rule_file, read_shared
from newsassay.engine.rules.toml_source import RuleError

_SHARED = "shared.toml"


class CompiledLine:
    """A line as up to three regular expressions: at the cue's first cell, behind the cue, and before it, reversed."""

    def __init__(self, line: Line, alphabet: Alphabet) -> None:
        self.verdict = line.verdict
        self.conditions = line.conditions
        self.article_words = line.article_words
        self.reason = line.reason
        self.number = line.number
        self.asks_capitals = any(test.kind == "shape" for test in word_tests((line.cue,)))
        self._line = line
        self._alphabet = alphabet

    @cached_property
    def cue(self) -> re.Pattern[str] | None:
        """What the cue's first cell must be."""
        test = self._line.cue.test
        return None if test is None else re.compile(word_expression(test, self._alphabet), re.DOTALL)

    @cached_property
    def behind(self) -> re.Pattern[str] | None:
        """What must follow the cue."""
        return compiled(self._line.behind, self._alphabet) if self._line.behind else None

    @cached_property
    def before(self) -> re.Pattern[str] | None:
        """What must precede the cue, in the reversed string."""
        before = self._line.before
        return compiled(before, self._alphabet, backwards=True) if before else None


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
            self._forms = [part for form in group.forms for part in form_parts(form, alphabet)]
        except NotationError as error:
            raise RuleError(file, group.number, str(error)) from error
        # cells told by their tag: with words that no rule names among them, signatures would start a candidate everywhere
        unnamed = alphabet.signature("")
        by_tag = [
            (e, p)
            for e, cells in self._forms
            for p in cells
            if p.tags is not None and (p.signatures is None or unnamed in p.signatures)
        ]
        by_word = [p for _, cells in self._forms for p in cells if all(p is not q for _, q in by_tag)]
        self.forms_by_tag = list(dict.fromkeys(e for e, _ in by_tag))
        self.tags = _joined(p.tags for _, p in by_tag)
        self.signatures = _joined(p.signatures for p in by_word)

    @cached_property
    def forms(self) -> tuple[re.Pattern[str], ...]:
        """The forms' expressions, long ones together: each is tried, the longest match wins."""
        return tuple(re.compile(e, re.DOTALL) for e, _ in self._forms)

    def forms_at(self, character: str) -> tuple[re.Pattern[str], ...]:
        """The forms that can start at a character found by scanning: all at a tag, at a word's signature its own."""
        return tuple(
            form
            for form, (_, cells) in zip(self.forms, self._forms, strict=True)
            if character in self.tags or any(p.signatures is None or character in p.signatures for p in cells)
        )


def _joined(classes: Iterable[frozenset[str] | None]) -> frozenset[str]:
    return frozenset().union(*(c for c in classes if c is not None))


@dataclass(frozen=True, slots=True)
class Start:
    """What can start at a character: all forms as one expression, and each cue with its own."""

    any_form: re.Pattern[str]
    cues: tuple[tuple[CompiledCue, tuple[re.Pattern[str], ...]], ...]


class _Starts(dict[str, Start]):
    """What can start at each character that scanning finds; compiled when first asked for."""

    def __init__(self, cues: Mapping[str, tuple[CompiledCue, ...]]) -> None:
        super().__init__()
        self._cues = cues
        self._expressions: dict[str, re.Pattern[str]] = {}  # words of one set start the same forms

    def __missing__(self, character: str) -> Start:
        cues = tuple((cue, cue.forms_at(character)) for cue in self._cues[character])
        # most places are left again here: one expression is quicker than a look at each form
        either = "|".join(dict.fromkeys(form.pattern for _, forms in cues for form in forms))
        if either not in self._expressions:
            self._expressions[either] = re.compile(either, re.DOTALL)
        found = self[character] = Start(self._expressions[either], cues)
        return found


@dataclass(frozen=True)
class Rulebook:
    """Compiled cues, by the character that can start them.

    `scan` finds the places where a cue can start: at a tag (cell character 0) or a signature (cell character 2);
    `starts` says what can start there.
    """

    alphabet: Alphabet
    cues: Mapping[str, tuple[CompiledCue, ...]]
    scan: re.Pattern[str]
    cards: tuple[SignalCard, ...] = field(default=())
    habits: Mapping[str, Habit] = field(default_factory=dict)

    @cached_property
    def starts(self) -> Mapping[str, Start]:
        """What can start at a character."""
        return _Starts(self.cues)


def alphabet_of(rule_files: Iterable[RuleFile]) -> Alphabet:
    """The alphabet that tells apart what the rules of some files name."""
    sets: dict[str, frozenset[str]] = {}
    tests: list[Word] = []
    for file in rule_files:
        sets.update(file.sets)
        tests += [test for sequence in file.sequences() for test in word_tests(sequence)]
    return Alphabet(tests, sets)


def rulebook(rule_files: Iterable[RuleFile], alphabet: Alphabet) -> Rulebook:
    """The rulebook of some files. Raises RuleError with file and line for what cannot be compiled."""
    chosen = tuple(rule_files)
    cues = [CompiledCue(g, f.card.signal_id, f.name, alphabet) for f in chosen for g in f.cues]
    habits = {f.card.signal_id: f.habit for f in chosen if f.habit is not None}
    return book_of(cues, alphabet, tuple(file.card for file in chosen), habits)


def book_of(
    compiled_cues: Iterable[CompiledCue],
    alphabet: Alphabet,
    cards: tuple[SignalCard, ...] = (),
    habits: Mapping[str, Habit] | None = None,
) -> Rulebook:
    """The rulebook of compiled cues."""
    cues: dict[str, list[CompiledCue]] = {}
    for cue in compiled_cues:
        for character in cue.tags | cue.signatures:
            cues.setdefault(character, []).append(cue)
    in_order = {c: tuple(found) for c, found in cues.items()}
    return Rulebook(alphabet, in_order, _scan(in_order), cards, habits or {})


def _scan(cues: Mapping[str, tuple[CompiledCue, ...]]) -> re.Pattern[str]:
    """Finds each character that starts a cue. Tags are common: with them C looks for the whole form at once."""
    forms = dict.fromkeys(form for found in cues.values() for cue in found for form in cue.forms_by_tag)
    tags = sorted({c for c, found in cues.items() for cue in found if c in cue.tags})
    signatures = sorted(cues.keys() - set(tags))
    if not tags:
        return re.compile(f"[{re.escape(''.join(signatures))}]" if signatures else "(?!)")
    either, by_tag = re.escape("".join(signatures + tags)), re.escape("".join(tags))
    whole = "|".join(forms)
    return re.compile(f"[{either}](?:(?<![{by_tag}])|(?<=(?={whole})[{by_tag}]))", re.DOTALL)


def _load() -> tuple[Shared, tuple[RuleFile, ...], str]:
    """What all rule files can refer to, the files by name, and the digest of all that they say."""
    folder = files("newsassay.engine.rules")
    names = sorted(
        f"{part.name}/{file.name}"
        for part in folder.iterdir()
        if part.is_dir()
        for file in part.iterdir()
        if file.name.endswith(".toml")
    )
    contents = {
        name: folder.joinpath(*name.split("/")).read_text(encoding="utf-8") for name in [_SHARED, *names]
    }
    digest = hashlib.sha256()
    for name, content in contents.items():
        digest.update(f"{name}\0{content}\0".encode())
    shared = read_shared(_SHARED, contents[_SHARED])
    return shared, tuple(read_rule_file(name, contents[name], shared) for name in names), digest.hexdigest()


SHARED, RULE_FILES, RULES_SHA256 = _load()
ALPHABET = alphabet_of(RULE_FILES)
RULEBOOKS: dict[Dimension, Rulebook] = {
    dimension: rulebook((f for f in RULE_FILES if f.card.dimension is dimension), ALPHABET)
    for dimension in Dimension
}
