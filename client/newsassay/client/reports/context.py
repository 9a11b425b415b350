"""What a renderer knows beside the results."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsassay.client.reports.selection import Detail
from newsassay.client.terminal import WIDEST
from newsassay.v1.report_pb2 import Severity
from newsassay.v1.rubric_pb2 import Rubric, SignalCard


@dataclass(frozen=True, slots=True)
class Context:
    """The rule book in force and how much of the reports to show; `width` in cells and `color` are a terminal's.

    `fail_under` and `fail_on` say which reports are not accepted. `cards` holds the signal cards by id, for formats that ask for them, and is empty for others.
    """

    rubric: Rubric = field(default_factory=Rubric)
    cards: Mapping[str, SignalCard] = field(default_factory=dict)
    detail: Detail = field(default_factory=Detail)
    fail_under: float | None = None
    fail_on: "Severity.ValueType | None" = None
    width: int = WIDEST
    color: bool = False
