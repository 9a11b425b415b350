"""The report in the canonical protobuf JSON mapping, with zeros and empty lists written out."""

from collections.abc import Iterator

from google.protobuf.json_format import MessageToDict

from newsassay.client.reports.comparison.compared import Compared, View
from newsassay.client.terminal import json_text


def render(compared: Compared, _: View) -> Iterator[str]:
    """Yield one ComparisonReport."""
    report = MessageToDict(compared.report, always_print_fields_with_no_presence=True)
    yield json_text(report, indent=2) + "\n"
