"""A project's settings: newsassay.toml, or the table [tool.newsassay] of pyproject.toml.

    disable = ["sensational.emoji"]
    fail-under = 0.5

    [cues]
    "sensational.loaded_language" = ["so-called experts"]

The nearest file upwards from the working directory counts, alone. What a flag or its environment variable
says goes before it; signals and cues of both are added up.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from newsassay.client.connection import Command
from newsassay.client.suggestions import no_such

_FILE, _SHARED_FILE = "newsassay.toml", "pyproject.toml"


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """What a project's file says. `defaults` are values for flags, by parameter name.

    `cues` and `patterns` are pairs of signal and text. `path` is None where there is no file.
    """

    path: Path | None
    defaults: Mapping[str, object]
    disable: tuple[str, ...] = ()
    cues: tuple[tuple[str, str], ...] = ()
    patterns: tuple[tuple[str, str], ...] = ()


NO_SETTINGS = ProjectSettings(None, {})


class SettingsError(ValueError):
    """A file of settings that cannot be used. The message names file and key."""


def find_settings(folder: Path) -> ProjectSettings:
    """Return the settings of the nearest file, in `folder` or above it. Raises SettingsError."""
    for here in (folder, *folder.parents):
        if (here / _FILE).is_file():
            return read_settings(here / _FILE)
        shared = here / _SHARED_FILE
        if shared.is_file() and "newsassay" in _table(shared).get("tool", {}):
            return read_settings(shared)
    return NO_SETTINGS


def read_settings(path: Path) -> ProjectSettings:
    """Read a file of settings. Raises SettingsError."""
    table = _table(path)
    if path.name == _SHARED_FILE:
        table = table.get("tool", {}).get("newsassay", {})
    if unknown := [key for key in table if key not in _KEYS]:
        message = f"{path}: {no_such('setting', unknown, _KEYS)}"
        raise SettingsError(message)
    for key, value in table.items():
        is_right, what = _KEYS[key]
        if not is_right(value):
            message = f"{path}: {key} must be {what}"
            raise SettingsError(message)
    defaults = {_PARAMETERS.get(key, key.replace("-", "_")): table[key] for key in table if key not in _ADDED}
    return ProjectSettings(
        path, defaults, tuple(table.get("disable", ())), _pairs(table, "cues"), _pairs(table, "patterns")
    )


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        message = f"{path}: {error}"
        raise SettingsError(message) from error


def _pairs(table: Mapping[str, Any], key: str) -> tuple[tuple[str, str], ...]:
    return tuple((signal, text) for signal, texts in table.get(key, {}).items() for text in texts)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_lists(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_list, value.values()))


_LISTS = 'a table of lists: "hedging.hearsay" = ["word has it"]'
_KEYS: dict[str, tuple[Callable[[object], bool], str]] = {
    "cues": (_is_lists, _LISTS),
    "dimensions": (_is_list, 'a list of dimensions: ["hedging"]'),
    "disable": (_is_list, 'a list of signals: ["sensational.emoji"]'),
    "fail-on": (_is_text, "a severity"),
    "fail-under": (_is_number, "a number from 0 to 1"),
    "min-severity": (_is_text, "a severity"),
    "patterns": (_is_lists, _LISTS),
    "rubric": (_is_text, "a version"),
}
_ADDED = ("cues", "disable", "patterns")
_PARAMETERS = {"dimensions": "dimension"}


def settings_flags(command: Command) -> Command:
    """Add --config and --no-config; they leave ProjectSettings in the context's object as "settings"."""
    command = click.option(
        "--config",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        is_eager=True,
        expose_value=False,
        callback=_load,
        help=f"Settings. Default: the nearest {_FILE} or [tool.newsassay] of {_SHARED_FILE}.",
    )(command)
    return click.option(
        "--no-config",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_forget,
        help="Read no settings.",
    )(command)


def _forget(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's call
    context.ensure_object(dict)["no_config"] = value


def _load(context: click.Context, _parameter: click.Parameter, path: Path | None) -> None:
    state = context.ensure_object(dict)
    try:
        if state.get("no_config") and not path:
            settings = NO_SETTINGS
        else:
            settings = read_settings(path) if path else find_settings(Path.cwd())
    except SettingsError as error:
        raise click.UsageError(str(error)) from error
    context.default_map = {**(context.default_map or {}), **settings.defaults}
    state["settings"] = settings
