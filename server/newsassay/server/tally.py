"""What a job did, for metrics and logs."""

import secrets
import traceback
from collections import Counter

from google.rpc import status_pb2

from newsassay.engine import Report
from newsassay.server import errors
from newsassay.server.outcome import Fault


class Tally:
    """Articles, evidence and internal errors of one job."""

    def __init__(self) -> None:
        self.articles = 0
        self.evidence: Counter[str] = Counter()
        self.faults: list[Fault] = []

    def count(self, report: Report) -> None:
        """Count the report's evidence by signal."""
        self.articles += 1
        for dimension in report.dimensions:
            for signal in dimension.signals:
                self.evidence[signal.signal_id] += signal.count

    def fault(self, error: Exception) -> status_pb2.Status:
        """Note an internal error; return the opaque status for the caller."""
        incident = secrets.token_hex(8)
        # The exception's own message may quote the article, its place in the code cannot.
        frames = traceback.extract_tb(error.__traceback__)[-4:]
        places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
        self.faults.append(Fault(incident, f"{type(error).__name__} in {places}"))
        return errors.internal(incident)
