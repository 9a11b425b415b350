"""All rule files, compiled: which characters can start a cue, and what judges it."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from newsassay.engine.card import SignalCard
from newsassay.engine.kept_tables import kept
from newsassay.engine.rules.alphabet import Alphabet
from newsassay.engine.rules.compiled import CompiledCue
from newsassay.engine.rules.habit import Habit
from newsassay.engine.rules.named import Shared
from newsassay.engine.rules.openings import Openings, Zone
from newsassay.engine.rules.pattern import Word, word_tests
from newsassay.engine.rules.rule_file import RuleFile, read_rule_file, read_shared

_SHARED = "shared.toml"


@dataclass(frozen=True)
class Rulebook:
    """Compiled cues, by the character that can start them: a tag (cell character 0) or a signature (cell character 2)."""

    alphabet: Alphabet
    cues: Mapping[str, tuple[CompiledCue, ...]]
    cards: tuple[SignalCard, ...] = field(default=())
    habits: Mapping[str, Habit] = field(default_factory=dict)
    _openings: dict[Zone, Openings] = field(default_factory=dict, init=False, compare=False)

    def openings(self, zone: Zone) -> Openings:
        """Where cues can start in a zone."""
        found = self._openings.get(zone)
        if found is None:
            found = self._openings[zone] = Openings(self.cues, zone, self.alphabet.all_signatures)
        return found

    def of_signals(self, signal_ids: Collection[str]) -> "Rulebook":
        """The rules of some signals alone."""
        chosen = {
            c: tuple([cue for cue in found if cue.signal_id in signal_ids]) for c, found in self.cues.items()
        }
        return Rulebook(
            self.alphabet,
            {c: found for c, found in chosen.items() if found},
            tuple(card for card in self.cards if card.signal_id in signal_ids),
            {signal_id: habit for signal_id, habit in self.habits.items() if signal_id in signal_ids},
        )


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
    return Rulebook(alphabet, in_order, cards, habits or {})


def _contents() -> dict[str, str]:
    """All rule files by name, in order, and what they share."""
    folder = files("newsassay.engine.rules")
    names = sorted(
        f"{part.name}/{file.name}"
        for part in folder.iterdir()
        if part.is_dir()
        for file in part.iterdir()
        if file.name.endswith(".toml")
    )
    return {name: folder.joinpath(*name.split("/")).read_text(encoding="utf-8") for name in [_SHARED, *names]}


def rule_files() -> tuple[RuleFile, ...]:
    """All rule files, read."""
    contents = _contents()
    shared = read_shared(_SHARED, contents.pop(_SHARED))
    return tuple(read_rule_file(name, content, shared) for name, content in contents.items())


def _load() -> tuple[Shared, str, Rulebook]:
    """What all rule files can refer to, the digest of all that they say, and what becomes of them."""
    digest = hashlib.sha256()
    contents = _contents()
    for name, content in contents.items():
        digest.update(f"{name}\0{content}\0".encode())
    read = rule_files()
    return read_shared(_SHARED, contents[_SHARED]), digest.hexdigest(), rulebook(read, alphabet_of(read))


SHARED, RULES_SHA256, RULEBOOK = kept("rulebook", _load)
ALPHABET = RULEBOOK.alphabet
