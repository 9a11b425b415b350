"""Files that may be replaced while the server runs, such as tokens and certificates."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT")


class WatchedFiles(Generic[ValueT]):
    """A value read from files, read again after they change.

    `load` gets the contents in the order of `paths`. What cannot be read or loaded again (a rotation
    that is half done) leaves the last good value in force and is reported to `on_error`, once.
    """

    def __init__(
        self, paths: tuple[Path, ...], load: Callable[..., ValueT], on_error: Callable[[Exception], None]
    ) -> None:
        self._paths = paths
        self._load = load
        self._on_error = on_error
        self._told = ""
        self._stamp = self._look()
        self._value = load(*(path.read_bytes() for path in paths))

    def get(self) -> tuple[ValueT, bool]:
        """The value, and whether it was read again just now."""
        try:
            stamp = self._look()
            if stamp == self._stamp:
                return self._value, False
            self._stamp = stamp
            self._value = self._load(*(path.read_bytes() for path in self._paths))
        except (OSError, ValueError) as error:
            if str(error) != self._told:
                self._told = str(error)
                self._on_error(error)
            return self._value, False
        self._told = ""
        return self._value, True

    def _look(self) -> tuple[tuple[int, int, int], ...]:
        found = [path.stat() for path in self._paths]
        return tuple((stat.st_mtime_ns, stat.st_ino, stat.st_size) for stat in found)
