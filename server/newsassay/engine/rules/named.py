"""What rule files refer to by name: sets of words and patterns, shared by all files or a file's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsassay.engine.grammar.inflection import forms_of
from newsassay.engine.lexicon import LEXICONS
from newsassay.engine.rules.notation import Names
from newsassay.engine.rules.toml_source import RuleError, TomlSource


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


def _lexicon_words(table: TomlSource, where: int, value: dict[str, str]) -> frozenset[str]:
    """Forms of the rows of a lexicon whose columns have the values asked for; "" asks for an empty cell."""
    lexicon, columns = value.get("lexicon", ""), {k: v for k, v in value.items() if k != "lexicon"}
    words = frozenset(
        form.lower()
        for form, entry in LEXICONS.get(lexicon, ())
        if all(
            v == (entry.label if k == "label" else entry.attributes.get(k, "")) for k, v in columns.items()
        )
    )
    if not words:
        raise RuleError(table.name, where, f"there is no lexicon {lexicon} with words where {columns}")
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
