"""How long the lists of a report may get, and the warnings about those that were cut."""

from typing import TypeVar

from newsassay.engine.report import ReportWarning

Found = TypeVar("Found")


class Limits:
    """Cuts lists of findings to a length, 0 for none, and remembers a warning for each that was longer."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.warnings: list[ReportWarning] = []

    def cut(self, code: str, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """The first findings."""
        if not self.most or len(found) <= self.most:
            return found
        message = f"{self.most} of {len(found)} {code.lower()} returned, the first."
        self.warnings.append(ReportWarning(f"{code}_TRUNCATED", message))
        return found[: self.most]
