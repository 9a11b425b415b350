"""A TOML file that can tell on which line something stands, and the error that says so."""

import tomllib
from typing import Any


class RuleError(ValueError):
    """A rule file that cannot be used: `file:line: what is wrong and what to do`."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")


class TomlSource:
    """A parsed file that can tell on which line something stands."""

    def __init__(self, name: str, content: str) -> None:
        self.name = name
        self._lines = [line.strip() for line in content.split("\n")]
        self._headless = [line.lstrip("[") for line in self._lines]
        self._seen = 0
        try:
            self.data: dict[str, Any] = tomllib.loads(content)
        except tomllib.TOMLDecodeError as error:
            raise RuleError(name, 1, f"not TOML: {error}") from error

    def section(self, key: str) -> dict[str, Any]:
        """A table of the file; empty if it is not there."""
        return dict(self.data.get(key, {}))

    def line_of(self, text: str) -> int:
        """Number of the first line that starts with a text."""
        start = text.lstrip("[")
        return next((n for n, line in enumerate(self._headless, start=1) if line.startswith(start)), 1)

    def next_line_of(self, text: str) -> int:
        """Number of the next line that is, or starts with, a text: rule lines are asked for in the file's order."""
        for n in range(self._seen, len(self._lines)):
            if self._lines[n].startswith(text):
                self._seen = n + 1
                return n + 1
        return self._seen
