"""A signal's rule file: its card, named sets and patterns, and cues with the lines that judge them.

A rule file is TOML:

    [card]                       what the signal claims (see `SignalCard`), with examples that fire and near-misses, and
                                 behind_examples, a text to put behind each
    [source]                     text, licence, date: where the words and rules come from
    [sets]                       name = "word two_words <lemma> @other_set", or {lexicon = "loaded", label = "deceit"}:
                                 the forms of a lexicon's rows with these values in their columns
    [patterns]                   name = "PATTERN": written {name} in other patterns
    [lines]                      name = lines that several cues use: written as a line “use name”
    [habit]                      what the article does again and again is one finding (see `Habit`)
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

The first line that matches decides. Before its pattern a line may name conditions: HEADLINE, BODY (all but the headline),
TITLE (the field), QUOTED, SOURCED (somebody who can have counted reports the sentence, or one shortly before), OWN_VOICE,
OPENS_PARAGRAPH, TITLE_CASE, or !QUOTED; and ARTICLE:@set, which holds if title or body have a word of the set outside the cue. `{_}`, `{-1}` and `{+1}` in a reason stand for the cue and the words around it,
`{column}` in `says` for what a lexicon has in that column of the cue's row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from newsassay.engine.card import SignalCard, read_card
from newsassay.engine.report import Severity
from newsassay.engine.rules.habit import Habit, read_habit
from newsassay.engine.rules.named import Shared, columns_named, read_names, scope_of
from newsassay.engine.rules.notation import NotationError, parse
from newsassay.engine.rules.pattern import Cue, Sequence, word_tests
from newsassay.engine.rules.toml_source import RuleError, TomlSource

CONDITIONS = ("HEADLINE", "BODY", "TITLE", "QUOTED", "SOURCED", "OWN_VOICE", "OPENS_PARAGRAPH", "TITLE_CASE")
_ARTICLE = "ARTICLE:@"
_VERDICTS = ("yes", "no", "quoted", "skip")
_CUE_KEYS = frozenset(["forms", "says", "otherwise", "weight", "severity", "examples", "lines"])
_FILE_KEYS = frozenset(["card", "source", "sets", "patterns", "lines", "habit", "cue"])


class Verdict(Enum):
    """What a line decides of a candidate."""

    ACCEPT = "yes"
    REFUSE = "no"
    QUOTE = "quoted"
    IGNORE = "skip"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cue: the pattern before and behind the cue, what it asks of the cue, and the verdict.

    `article_words` are those of which the article must hold one outside the cue; none if empty.
    """

    number: int
    verdict: Verdict
    conditions: tuple[tuple[str, bool], ...]
    before: Sequence
    cue: Cue
    behind: Sequence
    reason: str
    example: str
    text: str
    article_words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CueGroup:
    """Forms that are judged by the same lines; `columns` are those of a lexicon's rows that the message names, by form."""

    number: int
    forms: tuple[Sequence, ...]
    says: str
    otherwise: str
    weight: float
    severity: Severity | None
    examples: tuple[str, ...]
    lines: tuple[Line, ...]
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A signal's file, read."""

    name: str
    card: SignalCard
    source: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    cues: tuple[CueGroup, ...]
    habit: Habit | None = None

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
    cues = tuple(_cue(table, cue, scope) for cue in table.data.get("cue", ()))
    if not cues:
        raise RuleError(name, 1, "the file has no [[cue]]: nothing can fire")
    cited = {k: str(v) for k, v in source.items()}
    file = RuleFile(name, _card(table), cited, scope.sets, cues, read_habit(table))
    _refuse_unused(table, file)
    return file


def _refuse_unused(table: TomlSource, file: RuleFile) -> None:
    """A set or pattern that nothing refers to is left over from something."""
    named = {
        word.value for sequence in file.sequences() for word in word_tests(sequence) if word.kind == "set"
    }
    written = " ".join(v for v in table.section("sets").values() if isinstance(v, str))
    asked = [
        word.removeprefix("ARTICLE:") for g in file.cues for line in g.lines for word in line.text.split()
    ]
    for name in table.section("sets"):
        if f"{scope_of(file.name)}.{name}" not in named and f"@{name}" not in [*written.split(), *asked]:
            raise RuleError(file.name, table.line_of(f"{name} ="), f"@{name} is used nowhere in this file")


def _card(table: TomlSource) -> SignalCard:
    try:
        return read_card(table.section("card"))
    except KeyError as error:
        raise RuleError(
            table.name, table.line_of("[card]"), f"[card] lacks {error}, or gives it an unknown value"
        ) from error


def _cue(table: TomlSource, data: dict[str, Any], scope: Shared) -> CueGroup:
    number = table.next_line_of("[[cue]]")
    for key in sorted(data.keys() - _CUE_KEYS):
        raise RuleError(
            table.name, number, f"“{key}” is no part of a cue; there are {', '.join(sorted(_CUE_KEYS))}"
        )
    if not data.get("forms") or not (data.get("says") or data.get("otherwise")):
        raise RuleError(table.name, number, "a cue needs forms, and says or otherwise")
    try:
        forms = tuple(parse(form, scope.names) for form in data["forms"])
    except NotationError as error:
        raise RuleError(table.name, number, f"forms: {error}") from error
    lines = tuple(_lines(table, data.get("lines", ""), scope))
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
        columns_named(table, number, data.get("says", "")),
    )


def _lines(table: TomlSource, block: str, scope: Shared) -> Iterator[Line]:
    """The lines of a cue, those of the blocks that it uses in their place."""
    for text in filter(None, map(str.strip, block.split("\n"))):
        if text.startswith("use "):
            used = table.section("lines").get(text[4:].strip())
            if used is None:
                raise RuleError(
                    table.name, table.next_line_of(text), f"“{text}”: define the lines under [lines]"
                )
            yield from (
                _line(table, line, scope, table.line_of(line))
                for line in filter(None, map(str.strip, used.split("\n")))
            )
        elif text[0] != "#":
            yield _line(table, text, scope, table.next_line_of(text))


def _refuse_unreachable(name: str, lines: tuple[Line, ...]) -> None:
    """A line is dead behind one that decides everything, and behind one that asks the same or less of the same places."""
    for i, line in enumerate(lines):
        for earlier in lines[:i]:
            asks_nothing = not (
                earlier.before
                or earlier.behind
                or earlier.cue.test
                or earlier.conditions
                or earlier.article_words
            )
            same = (earlier.before, earlier.cue, earlier.behind) == (line.before, line.cue, line.behind)
            if asks_nothing or (
                same and set(earlier.conditions) <= set(line.conditions) and not earlier.article_words
            ):
                raise RuleError(
                    name, line.number, f"the line is never reached: line {earlier.number} decides before it"
                )


def _line(table: TomlSource, text: str, scope: Shared, number: int) -> Line:
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
    article_words: frozenset[str] = frozenset()
    if parts and parts[0].startswith(_ARTICLE):
        article_words = _article_words(table.name, number, parts.pop(0), scope)
    try:
        sequence = parse(" ".join(parts), scope.names)
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
        article_words,
    )


def _article_words(name: str, number: int, condition: str, scope: Shared) -> frozenset[str]:
    """The words of which the article must hold one."""
    known = scope.names.sets.get(condition.removeprefix(_ARTICLE))
    if known is None:
        raise RuleError(name, number, f"{condition}: there is no such set, define it under [sets]")
    return scope.sets[known]
