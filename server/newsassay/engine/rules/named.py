"""What rule files refer to by name: sets of words and patterns, shared by all files or a file's own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from newsassay.engine.grammar.inflection import forms_of
from newsassay.engine.lexicon import LEXICONS
from newsassay.engine.rules.notation import Names
from newsassay.engine.rules.toml_source import RuleError, TomlSource

_COLUMN = re.compile(r"\{([a-z_]{2,})\}")


@dataclass(frozen=True, slots=True)
class Shared:
    """What every rule file can refer to. Sets are known as "file.name", so that files cannot mix theirs up."""

    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Names = field(default_factory=Names)


def scope_of(name: str) -> str:
    """What a file's own sets are known under."""
    return name.removesuffix(".toml")


def read_names(table: TomlSource, outer: Shared) -> Shared:
    """The sets and patterns of a file, on top of those it can refer to."""
    sets, known = dict(outer.sets), dict(outer.names.sets)
    for name, value in table.section("sets").items():
        where = table.line_of(f"{name} =")
        words = (
            _lexicon_words(table, where, value)
            if isinstance(value, dict)
            else _members(table, where, value, sets, known)
        )
        known[name] = f"{scope_of(table.name)}.{name}"
        sets[known[name]] = words
    return Shared(sets, Names({**outer.names.patterns, **table.section("patterns")}, known))


def lexicon_rows(value: Mapping[str, str]) -> Sequence[tuple[str, Mapping[str, str]]]:
    """(form, columns) of a lexicon where columns have the values asked for; "" asks for an empty cell."""
    columns = tuple(sorted(value.keys() - {"lexicon"}))
    asked = tuple(value[column] for column in columns)
    return _rows_by(value.get("lexicon", ""), columns).get(asked, ())


@cache
def _rows_by(
    lexicon: str, columns: tuple[str, ...]
) -> Mapping[tuple[str, ...], Sequence[tuple[str, Mapping[str, str]]]]:
    """`_rows` of a lexicon by their values of some columns."""
    found: dict[tuple[str, ...], list[tuple[str, Mapping[str, str]]]] = {}
    for form, row in _rows(lexicon):
        found.setdefault(tuple(row.get(column, "") for column in columns), []).append((form, row))
    return found


@cache
def _rows(lexicon: str) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Lower-case forms of a lexicon with their columns."""
    return tuple(
        (form.lower(), {"label": entry.label, **entry.attributes})
        for form, entry in LEXICONS.get(lexicon, ())
    )


def _lexicon_words(table: TomlSource, where: int, value: dict[str, str]) -> frozenset[str]:
    words = frozenset(form for form, _ in lexicon_rows(value))
    if not words:
        raise RuleError(
            table.name, where, f"there is no lexicon {value.get('lexicon', '')} with words for {value}"
        )
    return words


def _members(
    table: TomlSource, where: int, value: str, sets: Mapping[str, frozenset[str]], known: Mapping[str, str]
) -> frozenset[str]:
    """Words of a set: underscores join phrases, <lemma> stands for its forms, @set for another set's words."""
    members: set[str] = set()
    for word in value.split():
        if word[0] == "@" and len(word) > 1:
            if word[1:] not in known:
                raise RuleError(table.name, where, f"{word} is no set above this line")
            members |= sets[known[word[1:]]]
        elif word[0] == "<" and word[-1] == ">":
            lemma, _, rest = word[1:-1].partition("_")
            members |= {f"{form} {rest.replace('_', ' ')}".strip() for form in forms_of(lemma)}
        else:
            members.add(word.replace("_", " ").lower())
    return frozenset(members)


def columns_named(table: TomlSource, number: int, says: str) -> dict[str, Mapping[str, str]]:
    """The rows of the file's lexicons, by form, if a message names columns of theirs."""
    asked = set(_COLUMN.findall(says))
    if not asked:
        return {}
    rows = {
        form: row
        for value in table.section("sets").values()
        if isinstance(value, dict)
        for form, row in lexicon_rows(value)
    }
    if not any(asked <= row.keys() for row in rows.values()):
        raise RuleError(
            table.name, number, f"says: no lexicon of the file has columns {', '.join(sorted(asked))}"
        )
    return rows
