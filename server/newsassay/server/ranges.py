"""Ranges of a body that a caller marks: quoted without quotation marks, or exempt from signals."""

from bisect import bisect_left
from collections.abc import Callable

from newsassay.engine import DisabledRange, OffsetEncoding, signal_cards
from newsassay.engine.text.offsets import offset_encoder
from newsassay.server.errors import Violation, Violations
from newsassay.server.limits import RANGES
from newsassay.v1 import article_pb2

Range = tuple[int, int]
_Decode = Callable[[int], int]
_NO_OFFSET = -1


def read_quoted(
    article: article_pb2.Article, encoding: OffsetEncoding
) -> tuple[tuple[Range, ...], Violations]:
    """Read `quoted_ranges` as code points, in order; those that touch or overlap are one."""
    if len(article.quoted_ranges) > RANGES:
        return (), Violations([_too_many("quoted_ranges", len(article.quoted_ranges))])
    decode = _decoder(article.body, encoding)
    found = Violations()
    ranges: list[Range] = []
    for index, given in enumerate(article.quoted_ranges):
        start, end = decode(given.start), decode(given.end)
        found.extend(_violations(f"article.quoted_ranges[{index}]", start, end))
        ranges.append((start, end))
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged), found


def read_disabled(
    article: article_pb2.Article, encoding: OffsetEncoding
) -> tuple[tuple[DisabledRange, ...], Violations]:
    """Read `disabled_ranges` as code points."""
    if len(article.disabled_ranges) > RANGES:
        return (), Violations([_too_many("disabled_ranges", len(article.disabled_ranges))])
    decode = _decoder(article.body, encoding)
    known = {card.signal_id for card in signal_cards()}
    found = Violations()
    ranges: list[DisabledRange] = []
    for index, given in enumerate(article.disabled_ranges):
        path = f"article.disabled_ranges[{index}]"
        start, end = decode(given.start), decode(given.end)
        found.extend(_violations(path, start, end))
        found.extend(
            Violation(f"{path}.signal_ids[{n}]", "unknown signal id", "UNKNOWN_SIGNAL")
            for n, signal_id in enumerate(given.signal_ids)
            if signal_id not in known
        )
        ranges.append(DisabledRange(tuple(given.signal_ids), start, end, in_title=given.in_title))
    return tuple(ranges), found


def _violations(path: str, start: int, end: int) -> list[Violation]:
    if _NO_OFFSET in (start, end):
        field = "start" if start == _NO_OFFSET else "end"
        return [Violation(f"{path}.{field}", "inside a character or beyond the body", "BAD_RANGE")]
    return [Violation(path, "ends before it starts", "BAD_RANGE")] if end < start else []


def _too_many(field: str, number: int) -> Violation:
    return Violation(f"article.{field}", f"{number} ranges, at most {RANGES} are allowed", "TOO_MANY")


def _decoder(text: str, encoding: OffsetEncoding) -> _Decode:
    """Return a function from offsets of `encoding` to code points; _NO_OFFSET for what is no boundary in `text`."""
    encode = offset_encoder(text, encoding)
    if encode is None:
        return lambda offset: offset if offset <= len(text) else _NO_OFFSET
    boundaries = range(len(text) + 1)

    def decode(offset: int) -> int:
        at = bisect_left(boundaries, offset, key=encode)
        return at if at <= len(text) and encode(at) == offset else _NO_OFFSET

    return decode
