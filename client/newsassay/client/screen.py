"""Standard error, as scoring uses it."""

from newsassay.client import terminal
from newsassay.client.reading import ReadArticle


class Screen:
    """A line per error. Where somebody watches and there is much to do, a bar too: see progress.py."""

    def say(self, line: str) -> None:
        """Write a line."""
        terminal.say(line)

    def advance(self, item: ReadArticle) -> None:
        """Note that an item is done."""
