"""Reports that fit into a reply: what weighs least is left out, and a warning says how much that is."""

from collections.abc import Sequence
from typing import Any

from google.protobuf.message import Message

from newsassay.v1 import report_pb2

# Bytes that the warnings take at most.
_WARNINGS_ROOM = 512


def trim(report: report_pb2.CredibilityReport, most: int) -> None:
    """Cut a report's lists so that it has at most `most` bytes (never less than what is no list).

    Evidence goes by the size of its contribution, attributions by the kind of their source, refused candidates by
    their place; what is kept stays in its order. Scores and counts are not touched.
    """
    size = report.ByteSize()
    if size <= most:
        return
    lists: tuple[Any, ...] = (report.evidence, report.attributions, report.rejected)
    sizes = [[size_in_list(item) for item in items] for items in lists]
    totals = [sum(own) for own in sizes]
    room = max(0, most - (size - sum(totals)) - _WARNINGS_ROOM)
    rooms = shares(totals, room)
    ranks = (
        sorted(range(len(report.evidence)), key=lambda i: (-abs(report.evidence[i].contribution), i)),
        sorted(range(len(report.attributions)), key=lambda i: (report.attributions[i].source_kind, i)),
        range(len(report.rejected)),
    )
    names = (
        ("EVIDENCE_TRUNCATED", "pieces of evidence"),
        ("ATTRIBUTIONS_TRUNCATED", "attributions"),
        ("REJECTED_TRUNCATED", "refused candidates"),
    )
    for items, own, rank, fits, (code, noun) in zip(lists, sizes, ranks, rooms, names, strict=True):
        found = len(items)
        kept = _keep(items, own, rank, fits)
        if kept < found:
            message = f"{kept} of {found} {noun} returned, the weightiest: a reply holds {most} bytes."
            report.warnings.add(code=code, message=message)


def size_in_list(item: Message) -> int:
    """Bytes of an item of a list: the item, its length, and a tag of one byte, as all of a report's lists have."""
    size = item.ByteSize()
    return size + 1 + max(1, (size.bit_length() + 6) // 7)


def shares(totals: Sequence[int], room: int) -> list[int]:
    """Divide room: whoever needs less than an equal share gets that, the others share what is left."""
    shares = [0] * len(totals)
    for left, index in enumerate(sorted(range(len(totals)), key=lambda i: totals[i])):
        shares[index] = min(totals[index], room // (len(totals) - left))
        room -= shares[index]
    return shares


def _keep(items: Any, sizes: Sequence[int], rank: Sequence[int], room: int) -> int:  # noqa: ANN401 - three kinds
    """Keep the first of the rank that fit, in their order; return how many."""
    kept = []
    for index in rank:
        room -= sizes[index]
        if room < 0:
            break
        kept.append(index)
    if len(kept) < len(items):
        remaining = [items[index] for index in sorted(kept)]
        copies = [type(item).FromString(item.SerializeToString()) for item in remaining]
        del items[:]
        items.extend(copies)
    return len(kept)
