"""Comments by which a text switches signals off for a passage.

    <!-- newsassay-disable sensational.emoji, sensational.all_caps -- a column, not a report -->
    ...
    <!-- newsassay-enable -->

Without ids a comment is about all signals. What is not switched on again stays off to the end. A comment
before the headline, or before all text, holds for the headline and the byline, too.
"""

import re
from dataclasses import dataclass, replace

from newsassay.v1.article_pb2 import DisabledRange
from newsassay.v1.report_pb2 import Warning as ReportWarning

_DIRECTIVE = re.compile(r"\s*newsassay-(disable|enable)(?:\s+([\w.,\s]*?))?\s*(?:(?<=\s)--\s.*)?", re.DOTALL)
_OURS = re.compile(r"\s*newsassay\b")
_ALL = ""


@dataclass(frozen=True, slots=True)
class _Open:
    start: int
    in_title: bool


class Directives:
    """The comments of one text in their order; offsets are code points of its body."""

    def __init__(self) -> None:
        self.warnings: list[ReportWarning] = []
        self._open: dict[str, _Open] = {}
        self._closed: list[DisabledRange] = []
        self._title_seen = False

    def read(self, comment: str, offset: int) -> None:
        """Take note of a comment (without its brackets) where the body has `offset` characters."""
        if not _OURS.match(comment):
            return
        match = _DIRECTIVE.fullmatch(comment)
        if match is None:
            message = "A newsassay comment is neither newsassay-disable nor newsassay-enable with signal ids."
            self.warnings.append(ReportWarning(code="UNKNOWN_COMMENT", message=message))
            return
        signal_ids = (match[2] or "").replace(",", " ").split()
        if match[1] == "disable":
            for signal_id in signal_ids or [_ALL]:
                self._open.setdefault(signal_id, _Open(offset, in_title=offset == 0 and not self._title_seen))
        else:
            for signal_id in signal_ids or list(self._open):
                self._close(signal_id, offset)

    def pass_title(self) -> None:
        """Note that the headline stands here."""
        self._title_seen = True
        self._open = {signal_id: replace(found, in_title=True) for signal_id, found in self._open.items()}

    def finish(self, offset: int) -> list[DisabledRange]:
        """Return the passages of a body of `offset` characters."""
        for signal_id in list(self._open):
            self._close(signal_id, offset)
        return self._closed

    def _close(self, signal_id: str, offset: int) -> None:
        found = self._open.pop(signal_id, None)
        if found is not None and (offset > found.start or (found.in_title and self._title_seen)):
            self._closed.append(
                DisabledRange(
                    signal_ids=[signal_id] if signal_id else [],
                    start=found.start,
                    end=offset,
                    in_title=found.in_title,
                )
            )
