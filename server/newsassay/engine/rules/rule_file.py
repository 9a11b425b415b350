"""A signal's rule file: its card, named sets and patterns, and cues with the lines that judge them.

A rule file is TOML:

    [card]                       what the signal claims (see `SignalCard`), with examples that fire and near-misses
    [source]                     text, licence, date: where the words and rules come from
    [sets]                       name = "word two_words <lemma> @other_set", or {lexicon = "loaded", label = "deceit"}:
                                 the forms of a lexicon's rows with these values in their columns
    [patterns]                   name = "PATTERN": written {name} in other patterns
    [lines]                      name = lines that several cues use: written as a line “use name”
    [[cue]]                      words or patterns that are candidates, and how they are judged
    forms = ["may", "may well"]  patterns; the longest match of all is the candidate
    says = "leaves this open"    the message behind the quoted candidate: “may” leaves this open.
    otherwise = "reason"         refuse, for this reason, what no line decides; without it, accept
    weight, severity             of what is accepted, if not 1 and the card's
    examples = ["…"]             texts in which each form is a candidate and no line decides
    lines = '''
    no   PATTERN with _  ->  reason  ::  example
    yes  PATTERN with _  ->          ::  example
    quoted PATTERN with _ ->         ::  example     accept, as somebody else's word
    skip PATTERN with _  ->          ::  example     no candidate at all
    '''

The first line that matches decides. Before its pattern a line may name conditions: HEADLINE, BODY, QUOTED, TITLE_CASE, or !QUOTED.
`{_}`, `{-1}` and `{+1}` in a reason stand for the cue and the words around it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from newsassay.engine.article import Dimension
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.report import Severity
from newsassay.engine.rules.named import Shared, read_names, scope_of
from newsassay.engine.rules.notation import Names, NotationError, parse
from newsassay.engine.rules.pattern import Cue, Sequence, word_tests
from newsassay.engine.rules.toml_source import RuleError, TomlSource

CONDITIONS = ("HEADLINE", "BODY", "QUOTED", "TITLE_CASE")
_VERDICTS = ("yes", "no", "quoted", "skip")
_DIMENSIONS = {
    "hedging": Dimension.HEDGING,
    "attribution": Dimension.ATTRIBUTION,
    "consistency": Dimension.CONSISTENCY,
    "sensational": Dimension.SENSATIONALISM,
}
_CUE_KEYS = frozenset(["forms", "says", "otherwise", "weight", "severity", "examples", "lines"])
_FILE_KEYS = frozenset(["card", "source", "sets", "patterns", "lines", "cue"])


class Verdict(Enum):
    """What a line decides of a candidate."""

    ACCEPT = "yes"
    REFUSE = "no"
    QUOTE = "quoted"
    IGNORE = "skip"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cue: the pattern before and behind the cue, what it asks of the cue, and the verdict."""

    number: int
    verdict: Verdict
    conditions: tuple[tuple[str, bool], ...]
    before: Sequence
    cue: Cue
    behind: Sequence
    reason: str
    example: str
    text: str


@dataclass(frozen=True, slots=True)
class CueGroup:
    """Forms that are judged by the same lines."""

    number: int
    forms: tuple[Sequence, ...]
    says: str
    otherwise: str
    weight: float
    severity: Severity | None
    examples: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A signal's file, read."""

    name: str
    card: SignalCard
    source: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    cues: tuple[CueGroup, ...]

    def sequences(self) -> Iterator[Sequence]:
        """Every pattern of the file: forms, and lines with their cue."""
        for group in self.cues:
            yield from group.forms
            for line in group.lines:
                yield (*line.before, line.cue, *line.behind)


def read_shared(name: str, content: str) -> Shared:
    """The sets and patterns of a file that has nothing else. Raises RuleError."""
    table = TomlSource(name, content)
    return read_names(table, Shared())


def read_rule_file(name: str, content: str, shared: Shared) -> RuleFile:
    """A signal's file. Raises RuleError with file and line for whatever cannot be used."""
    table = TomlSource(name, content)
    for key in sorted(table.data.keys() - _FILE_KEYS):
        raise RuleError(
            name,
            table.line_of(key),
            f"[{key}] is no part of a rule file; there are {', '.join(sorted(_FILE_KEYS))}",
        )
    source = table.section("source")
    for key in ("text", "licence", "date"):
        if not source.get(key):
            raise RuleError(name, table.line_of("[source]"), f"[source] needs {key}")
    scope = read_names(table, shared)
    cues = tuple(_cue(table, cue, scope.names) for cue in table.data.get("cue", ()))
    if not cues:
        raise RuleError(name, 1, "the file has no [[cue]]: nothing can fire")
    file = RuleFile(name, _card(table), {k: str(v) for k, v in source.items()}, scope.sets, cues)
    _refuse_unused(table, file)
    return file


def _refuse_unused(table: TomlSource, file: RuleFile) -> None:
    """A set or pattern that nothing refers to is left over from something."""
    named = {
        word.value for sequence in file.sequences() for word in word_tests(sequence) if word.kind == "set"
    }
    written = " ".join(v for v in table.section("sets").values() if isinstance(v, str))
    for name in table.section("sets"):
        if f"{scope_of(file.name)}.{name}" not in named and f"@{name}" not in written.split():
            raise RuleError(file.name, table.line_of(f"{name} ="), f"@{name} is used nowhere in this file")


def _card(table: TomlSource) -> SignalCard:
    data = table.section("card")
    where = table.line_of("[card]")
    try:
        return SignalCard(
            signal_id=data["id"],
            dimension=_DIMENSIONS[data["id"].split(".")[0]],
            sign=Sign[data["sign"].upper()],
            severity=Severity[data["severity"].upper()],
            claim=data["claim"],
            disclaimer=data["disclaimer"],
            fires=tuple(map(_example, data["fires"])),
            near_misses=tuple(map(_example, data["near_misses"])),
            w3c_refs=tuple(data.get("w3c_refs", ())),
            precision=data.get("precision"),
            base_rate=data.get("base_rate"),
        )
    except KeyError as error:
        raise RuleError(table.name, where, f"[card] lacks {error}, or gives it an unknown value") from error


def _example(value: str | dict[str, str]) -> Example | str:
    return value if isinstance(value, str) else Example(**value)


def _cue(table: TomlSource, data: dict[str, Any], names: Names) -> CueGroup:
    number = table.next_line_of("[[cue]]")
    for key in sorted(data.keys() - _CUE_KEYS):
        raise RuleError(
            table.name, number, f"“{key}” is no part of a cue; there are {', '.join(sorted(_CUE_KEYS))}"
        )
    if not data.get("forms") or not (data.get("says") or data.get("otherwise")):
        raise RuleError(table.name, number, "a cue needs forms, and says or otherwise")
    try:
        forms = tuple(parse(form, names) for form in data["forms"])
    except NotationError as error:
        raise RuleError(table.name, number, f"forms: {error}") from error
    lines = tuple(_lines(table, data.get("lines", ""), names))
    _refuse_unreachable(table.name, lines)
    severity = data.get("severity")
    return CueGroup(
        number,
        forms,
        data.get("says", ""),
        data.get("otherwise", ""),
        float(data.get("weight", 1.0)),
        Severity[severity.upper()] if severity else None,
        tuple(data.get("examples", ())),
        lines,
    )


def _lines(table: TomlSource, block: str, names: Names) -> Iterator[Line]:
    """The lines of a cue, those of the blocks that it uses in their place."""
    for text in filter(None, map(str.strip, block.split("\n"))):
        if text.startswith("use "):
            used = table.section("lines").get(text[4:].strip())
            if used is None:
                raise RuleError(
                    table.name, table.next_line_of(text), f"“{text}”: define the lines under [lines]"
                )
            yield from (
                _line(table, line, names, table.line_of(line))
                for line in filter(None, map(str.strip, used.split("\n")))
            )
        elif text[0] != "#":
            yield _line(table, text, names, table.next_line_of(text))


def _refuse_unreachable(name: str, lines: tuple[Line, ...]) -> None:
    """A line is dead behind one that decides everything, and behind one that asks the same or less of the same places."""
    for i, line in enumerate(lines):
        for earlier in lines[:i]:
            asks_nothing = not (earlier.before or earlier.behind or earlier.cue.test or earlier.conditions)
            same = (earlier.before, earlier.cue, earlier.behind) == (line.before, line.cue, line.behind)
            if asks_nothing or (same and set(earlier.conditions) <= set(line.conditions)):
                raise RuleError(
                    name, line.number, f"the line is never reached: line {earlier.number} decides before it"
                )


def _line(table: TomlSource, text: str, names: Names, number: int) -> Line:
    rule, _, example = text.partition(" :: ")
    pattern, arrow, reason = rule.partition(" ->")
    verdict, *parts = pattern.split()
    if verdict not in _VERDICTS or not arrow:
        raise RuleError(
            table.name,
            number,
            "a line is: yes, no, quoted or skip, a pattern with _, “->”, a reason, “::”, an example",
        )
    if verdict == "no" and not reason.strip():
        raise RuleError(table.name, number, "a line that refuses needs a reason behind “->”")
    conditions: list[tuple[str, bool]] = []
    while parts and parts[0].lstrip("!") in CONDITIONS:
        conditions.append((parts[0].lstrip("!"), parts[0][0] != "!"))
        del parts[0]
    try:
        sequence = parse(" ".join(parts), names)
    except NotationError as error:
        raise RuleError(table.name, number, str(error)) from error
    places = [i for i, item in enumerate(sequence) if isinstance(item, Cue)]
    if len(places) != 1:
        raise RuleError(table.name, number, "a line's pattern needs one “_” for the cue, outside brackets")
    cue = sequence[places[0]]
    assert isinstance(cue, Cue)  # noqa: S101 - it was found as one
    return Line(
        number,
        Verdict(verdict),
        tuple(conditions),
        sequence[: places[0]],
        cue,
        sequence[places[0] + 1 :],
        reason.strip(),
        example.strip(),
        text,
    )
