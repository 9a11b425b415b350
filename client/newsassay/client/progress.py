"""A progress bar on standard error."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from newsassay.client.reading import ReadArticle
from newsassay.client.screen import Screen
from newsassay.client.style import SafeConsole
from newsassay.client.terminal import safe


class ProgressScreen(Screen):
    """Error lines above a bar that counts articles and moves with the bytes of input that are done."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task
        self._articles = 0

    def say(self, line: str) -> None:
        """Write a line above the bar."""
        self._progress.console.print(safe(line), soft_wrap=True)

    def advance(self, item: ReadArticle) -> None:
        """Move the bar by the item's share of the input."""
        self._articles += 1
        self._progress.update(self._task, advance=item.size, articles=self._articles)


@contextmanager
def progress_bar(size: int | None, doing: str = "scoring") -> Iterator[Screen]:
    """Yield a screen with a bar for `size` bytes of input; None when nobody knows."""
    columns = (
        TextColumn("{task.description} {task.fields[articles]} articles"),
        BarColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=SafeConsole(stderr=True)) as progress:
        yield ProgressScreen(progress, progress.add_task(doing, total=size, articles=0))
