"""The ranges of an article in another unit: those that were read count code points."""

from newsassay.v1.article_pb2 import (
    OFFSET_ENCODING_UTF8,
    OFFSET_ENCODING_UTF16,
    Article,
    DisabledRange,
    OffsetEncoding,
    TextRange,
)

_CODECS = {OFFSET_ENCODING_UTF8: ("utf-8", 1), OFFSET_ENCODING_UTF16: ("utf-16-le", 2)}


def in_unit(article: Article, encoding: "OffsetEncoding.ValueType") -> Article:
    """Return the article with its ranges in another unit of offsets; itself where nothing changes."""
    ranges: list[TextRange | DisabledRange] = [*article.quoted_ranges, *article.disabled_ranges]
    if encoding not in _CODECS or not ranges or article.body.isascii():
        return article
    codec, unit = _CODECS[encoding]
    offsets = sorted({offset for found in ranges for offset in (found.start, found.end)})
    converted: dict[int, int] = {}
    before = total = 0
    for offset in offsets:
        total += len(article.body[before:offset].encode(codec)) // unit
        converted[offset], before = total, offset
    out = Article()
    out.CopyFrom(article)
    ranges = [*out.quoted_ranges, *out.disabled_ranges]
    for found in ranges:
        found.start, found.end = converted[found.start], converted[found.end]
    return out
