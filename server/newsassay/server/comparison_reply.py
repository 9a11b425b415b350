"""A comparison that fits into a reply.

A passage, an addition or a claim holds text of the articles, and pairs are many: so what would not fit is never
made. What weighs least is left out, and a warning says how much that is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from google.protobuf.message import Message

from newsassay.engine.comparison.report import ArticlePair, ComparisonReport
from newsassay.server.comparison_conversion import (
    claim_message,
    conflict_message,
    fill_frame,
    origin_message,
    pair_message,
    passage_message,
    place_message,
    rejected_message,
)
from newsassay.server.trimming import shares, size_in_list
from newsassay.v1 import comparison_pb2

# Bytes that the warnings and the outermost message take at most.
_WARNINGS_ROOM = 2 << 10
# Bytes that an item can add to the length of the message around it, and that an index takes.
_NESTING_BYTES = 3
_INDEX_BYTES = 3


@dataclass(frozen=True, slots=True)
class _Part:
    """One of a report's lists: `make(i)` is its item number i, `place(i)` the list that it goes to.

    `rank` names the items, the weightiest first; `lost` others have nowhere to go.
    """

    code: str
    noun: str
    rank: Sequence[int]
    make: Callable[[int], Message]
    place: Callable[[int], Any]
    lost: int = 0


def fill_comparison(out: comparison_pb2.ComparisonReport, report: ComparisonReport, most: int) -> None:
    """Write `report` into the empty message `out`, which then has at most `most` bytes.

    Articles' positions and clusters are always whole. Of the other lists each gets an equal share of the room, and what one does not
    need goes to the others.
    """
    fill_frame(out, report)
    omits = [index for position in report.articles for index in position.omits]
    fixed = out.ByteSize() + _INDEX_BYTES * len(omits) + _WARNINGS_ROOM
    room = _fill_parts(out, _heads(out, report), most - fixed)
    _fill_parts(out, _texts(out, report), room)
    for article, position in zip(out.articles, report.articles, strict=True):
        article.omits.extend(index for index in position.omits if index < len(out.claims))


def _fill_parts(out: comparison_pb2.ComparisonReport, parts: Sequence[_Part], room: int) -> int:
    """Fill lists as far as there is room for them; return what is left of it."""
    made = [_made(part, room) for part in parts]
    rooms = shares([sum(sizes) for sizes, _ in made], room)
    for part, (sizes, messages), own in zip(parts, made, rooms, strict=True):
        kept = sum(total <= own for total in accumulate(sizes))
        for index, message in sorted(
            zip(part.rank[:kept], messages[:kept], strict=True), key=lambda item: item[0]
        ):
            part.place(index).append(message)
        room -= sum(sizes[:kept])
        found = len(part.rank) + part.lost
        if kept < found:
            said = f"{kept} of {found} {part.noun} returned, the weightiest: a reply holds no more."
            out.warnings.add(code=f"{part.code}_TRUNCATED", message=said)
    return room


def _made(part: _Part, room: int) -> tuple[list[int], list[Message]]:
    """The first items of a list with their sizes, until they would not fit even if they had all the room."""
    sizes, messages = list[int](), list[Message]()
    for index in part.rank:
        messages.append(part.make(index))
        sizes.append(size_in_list(messages[-1]) + _NESTING_BYTES)
        room -= sizes[-1]
        if room < 0:
            break
    return sizes, messages


def _heads(out: comparison_pb2.ComparisonReport, report: ComparisonReport) -> list[_Part]:
    """What says how articles relate; pairs as yet without their passages."""
    pairs, conflicts, origins = report.pairs, report.conflicts, report.origins
    return [
        _Part("PAIRS", "pairs", _closest_first(pairs), lambda i: pair_message(pairs[i]), lambda _: out.pairs),
        _Part(
            "CONFLICTS",
            "conflicts",
            sorted(range(len(conflicts)), key=lambda i: (-conflicts[i].severity, i)),
            lambda i: conflict_message(conflicts[i]),
            lambda _: out.conflicts,
        ),
        _Part(
            "ORIGINS",
            "origins",
            range(len(origins)),
            lambda i: origin_message(origins[i]),
            lambda _: out.origins,
        ),
    ]


def _texts(out: comparison_pb2.ComparisonReport, report: ComparisonReport) -> list[_Part]:
    """What quotes articles at length."""
    places = {(pair.left_index, pair.right_index): pair for pair in out.pairs}
    passages = [
        (places[pair.left_index, pair.right_index], passage)
        for pair in map(report.pairs.__getitem__, _closest_first(report.pairs))
        if (pair.left_index, pair.right_index) in places
        for passage in pair.passages
    ]
    adds = [(position.article_index, span) for position in report.articles for span in position.adds]
    claims, rejected = report.claims, report.rejected
    return [
        _Part(
            "PASSAGES",
            "passages",
            range(len(passages)),
            lambda i: passage_message(passages[i][1]),
            lambda i: passages[i][0].passages,
            sum(len(pair.passages) for pair in report.pairs) - len(passages),
        ),
        _Part(
            "CLAIMS", "claims", range(len(claims)), lambda i: claim_message(claims[i]), lambda _: out.claims
        ),
        _Part(
            "ADDITIONS",
            "additions",
            range(len(adds)),
            lambda i: place_message(adds[i][1]),
            lambda i: out.articles[adds[i][0]].adds,
        ),
        _Part(
            "REJECTED",
            "refused candidates",
            range(len(rejected)),
            lambda i: rejected_message(rejected[i]),
            lambda _: out.rejected,
        ),
    ]


def _closest_first(pairs: Sequence[ArticlePair]) -> list[int]:
    def distance(index: int) -> tuple[int, float, int]:
        pair = pairs[index]
        return pair.relation, -max(pair.reuse_left, pair.reuse_right), index

    return sorted(range(len(pairs)), key=distance)
