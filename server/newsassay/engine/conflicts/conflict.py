"""Two mentions that cannot both hold, and how that is told."""

from typing import NamedTuple

from newsassay.engine.facts.mentions import Mention
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.report import Severity


class Conflict(NamedTuple):
    """Two mentions of one thing that differ. `refused` says what reconciles them, "" if nothing does.

    `where` is "headline" or "lede" if the first stands in one, else "".
    """

    left: Mention
    right: Mention
    where: str = ""
    refused: str = ""
    severity: Severity | None = None

    def judgement(self, signal_id: str) -> Judgement:
        """The finding that tells both places and both values, or the rejection."""
        left, right = self.left, self.right
        if self.refused:
            return Rejection(signal_id, left.location, self.refused)
        ours, theirs = (f"The {self.where}", "the body") if self.where else ("One sentence", "another")
        return Finding(
            signal_id,
            left.location,
            f"{ours} says “{left.words}”, {theirs} “{right.words}”.",
            severity=self.severity,
            related=(right.location,),
            values=(left.shown, right.shown),
        )
