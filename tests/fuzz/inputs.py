"""Seeded inputs for the whole service boundary: any Unicode, any options, bytes that are no messages."""

from random import Random

from newsassay.engine import signal_cards
from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

SIGNALS = [card.signal_id for card in signal_cards()]
CUES = (
    "may might could some many reportedly allegedly according to said told says that critics observers experts "
    "a an each every is was percent % million 12 1,200 twelve 2026-02-30 May March Monday not never no first "
    "shocking BREAKING share unbelievable #tag @handle 1 / 2 you'll believe who asked not to be named because "
    "Mr. Dr. Anna Quill Harbour Board U.S. e.g. … — “ ” ‘ ’ \" ' ( ) [ ] ? ! . , ; : \n \n\n \t"
).split(" ")
ODD = [
    "\u200b", "\u200d", "\ufeff", "\u0301", "\u202e", "\u2028", "\u0085", "\u00ad", "\r", "\r\n", "\x1b", "\x7f",
    "🔄", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇺🇸", "đŸ”„", "â€œ", "Ã©", "İ", "ß", "ﬁ", "½", "²", "٣", "一", "ا", "שלום", "\U0010ffff",
]  # fmt: skip
RANGES = [(1, 127), (1, 127), (0x80, 0x2FF), (0x300, 0x36F), (0x600, 0x6FF), (0x2000, 0x206F), (0x4E00, 0x4EFF),
          (0xFE00, 0xFFFF), (0x1F300, 0x1FAFF), (0xE000, 0x10FFFF)]  # fmt: skip
MOST_PIECES = 120


def _pick(draw: Random, options: list[str]) -> str:
    return options[int(draw.random() * len(options))]


def text(draw: Random) -> str:
    """A text of cue words, odd characters, and runs of them."""
    kind = draw.random()
    count = int(draw.random() ** 2 * MOST_PIECES)
    if kind < 0.1:
        return _pick(draw, [*CUES, *ODD]) * (1 + count * 4)
    if kind < 0.2:
        low, high = RANGES[int(draw.random() * len(RANGES))]
        return "".join(chr(low + int(draw.random() * (high - low))) for _ in range(count))
    pieces = [_pick(draw, ODD if draw.random() < 0.08 else CUES) for _ in range(count)]
    return (" " if draw.random() < 0.8 else "").join(pieces)


def article(draw: Random) -> article_pb2.Article:
    """Any article; most are acceptable."""
    made = article_pb2.Article(body=text(draw))
    if draw.random() < 0.5:
        made.title = text(draw)[:300]
    if draw.random() < 0.3:
        made.byline = text(draw)[:100]
    if draw.random() < 0.2:
        made.published_at = _pick(
            draw, ["2026-03-04", "2026-03-04T05:06:07Z", "2026-02-30", "soon", "٢٠٢٦-٠١-٠١"]
        )
    if draw.random() < 0.2:
        made.language_code = _pick(draw, ["en", "en-GB", "de", "zz-Zzzz", "e n", text(draw)[:5]])
    if draw.random() < 0.02:
        made.body += "\0"
    return made


def options(draw: Random) -> article_pb2.ScoreOptions:
    """Any options; most are acceptable."""
    made = article_pb2.ScoreOptions(include_rejected=draw.random() < 0.5)
    made.offset_encoding = int(draw.random() * 4.04)  # type: ignore[assignment]  # open enum, sometimes unknown
    if draw.random() < 0.3:
        made.dimensions.extend(int(draw.random() * 5.05) or 1 for _ in range(3))  # type: ignore[misc]  # the same
    if draw.random() < 0.3:
        made.disabled_signals.extend(_pick(draw, SIGNALS) for _ in range(int(draw.random() * 50)))
    if draw.random() < 0.3:
        made.custom_cues.extend(
            article_pb2.CustomCue(
                signal_id=_pick(draw, SIGNALS),
                phrase=_pick(draw, [*CUES, "the board", *ODD]),
                pattern=_pick(draw, ["", "", "{np} <say>", "NOUN* (a | the)", "the (", *ODD]),
            )
            for _ in range(int(draw.random() * 8))
        )
    if draw.random() < 0.3:
        made.max_evidence = int(draw.random() * 6)
    if draw.random() < 0.02:
        made.rubric_version = text(draw)[:9]
    return made


def item(draw: Random, request_id: str) -> service_pb2.StreamScoreArticlesRequest:
    """Any item of a stream."""
    made = service_pb2.StreamScoreArticlesRequest(request_id=request_id, article=article(draw))
    if draw.random() < 0.6:
        made.options.CopyFrom(options(draw))
    return made


def damaged(draw: Random, data: bytes) -> bytes:
    """The bytes of a message with a few of them changed, lost, or repeated."""
    broken = bytearray(data)
    for _ in range(1 + int(draw.random() * 4)):
        at = int(draw.random() * len(broken)) if broken else 0
        kind = draw.random()
        if kind < 0.5 and broken:
            broken[at] = int(draw.random() * 256)
        elif kind < 0.75:
            del broken[at : at + int(draw.random() * 20)]
        else:
            broken[at:at] = broken[at : at + int(draw.random() * 20)]
    return bytes(broken)
