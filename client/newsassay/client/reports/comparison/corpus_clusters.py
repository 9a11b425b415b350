"""Clusters of a corpus: a list for people, or a ComparisonReport that holds articles and clusters only."""

from collections.abc import Callable, Iterator, Sequence

from google.protobuf.json_format import MessageToDict

from newsassay.client.reports.words import counted
from newsassay.client.terminal import json_text, one_line
from newsassay.v1.comparison_pb2 import ComparisonReport

_LONGEST_TITLE = 80

Render = Callable[[ComparisonReport, Sequence[str], Sequence[str]], Iterator[str]]


def pretty(report: ComparisonReport, names: Sequence[str], titles: Sequence[str]) -> Iterator[str]:
    """Yield each cluster with its articles."""
    for cluster in report.clusters:
        yield f"{one_line(cluster.cluster_id)}  {counted(len(cluster.article_indices), 'article')}\n"
        for index in cluster.article_indices:
            yield f"  {one_line(names[index])}  {one_line(titles[index])[:_LONGEST_TITLE]}\n"
    members = sum(len(cluster.article_indices) for cluster in report.clusters)
    clusters = counted(len(report.clusters), "cluster")
    yield f"{counted(len(names), 'article')}, of which {members:,} retell another one, in {clusters}\n"


def as_json(report: ComparisonReport, _names: Sequence[str], _titles: Sequence[str]) -> Iterator[str]:
    """Yield one ComparisonReport."""
    yield json_text(MessageToDict(report, always_print_fields_with_no_presence=True), indent=2) + "\n"


FORMATS: dict[str, Render] = {"pretty": pretty, "json": as_json}
