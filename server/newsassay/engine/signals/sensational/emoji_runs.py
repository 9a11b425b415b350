"""Emoji as decoration: pictographs, flags, keycaps and their joined sequences."""

import re
from collections.abc import Iterator
from itertools import filterfalse
from typing import NamedTuple

import emoji

from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Location, Rejection
from newsassay.engine.lexicon import words_of
from newsassay.engine.voices import voice_of_post

EMOJI = "sensational.emoji"


# Characters shown as pictures by default (Emoji_Presentation=Yes in Unicode's emoji-data.txt), then the
# variation selector that makes a picture of any other, and the keycap sign.
_PICTURE = (
    "\U0001f004\U0001f0cf\U0001f18e\U0001f191-\U0001f19a\U0001f1e6-\U0001f1ff\U0001f201\U0001f21a\U0001f22f"
    "\U0001f232-\U0001f236\U0001f238-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f64f\U0001f680-\U0001f6ff"
    "\U0001f7e0-\U0001f7eb\U0001f90c-\U0001faff"
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab"
    "\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c"
    "\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
)
# Cheap gate: most articles hold nothing beyond Latin letters and the usual dashes and quotation marks.
_UNUSUAL = re.compile("[^\x00-\u024f\u2010-\u2027\u20ac]")
# A run: pictures and what joins them, cut at 64, for the search for sequences is quadratic in a run.
_RUN = re.compile(
    f"(?:[{_PICTURE}\u200d\ufe0f\u20e3\U000e0020-\U000e007f]|[0-9#*](?=\ufe0f)|.(?=\ufe0f)){{1,64}}"
)
_MENTION = words_of("typography_words", "emoji")
_MENTION_WINDOW = 5
_NAMED = 3


class EmojiRun(NamedTuple):
    """Emoji without a gap between them, at the code points [start, end), each a whole sequence."""

    start: int
    end: int
    emoji: tuple[str, ...]


def non_ascii(text: FieldText) -> str:
    """All tokens that are not plain ASCII, joined: a short string in which rare characters are cheap to find."""
    return "" if text.text.isascii() else "".join(filterfalse(str.isascii, text.tokens.words))


def find_emoji(text: FieldText) -> tuple[EmojiRun, ...]:
    """All runs of emoji in a text, in order. A layer."""
    if not _UNUSUAL.search(text.layer(non_ascii)):
        return ()
    runs: list[EmojiRun] = []
    for run in _RUN.finditer(text.text):
        found = emoji.emoji_list(run.group())
        if found:
            start, end = run.start() + found[0]["match_start"], run.start() + found[-1]["match_end"]
            runs.append(EmojiRun(start, end, tuple(str(item["emoji"]) for item in found)))
    return tuple(runs)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every run of emoji: one finding a run, heavier for each further emoji in it."""
    for text in document.fields:
        for start, end, sequences in text.layer(find_emoji):
            location = Location(text.field, start, end)
            at = text.tokens.at(start)
            nearby = text.tokens.lower[max(0, at - _MENTION_WINDOW) : at + _MENTION_WINDOW]
            if not _MENTION.isdisjoint(nearby):
                yield Rejection(EMOJI, location, "the sentence is about the emoji")
                continue
            names = ", ".join(map(emoji_name, sequences[:_NAMED]))
            more = f" and {len(sequences) - _NAMED} more" if len(sequences) > _NAMED else ""
            yield Finding(
                EMOJI,
                location,
                f"Emoji decorate the text: {names}{more}.",
                voice=voice_of_post(text, at),
                weight=(1 + len(sequences)) / 2,
            )


def emoji_name(sequence: str) -> str:
    """English name of an emoji sequence in the pinned data: "counterclockwise arrows button"; "" if none."""
    found = emoji.EMOJI_DATA.get(sequence) or emoji.EMOJI_DATA.get(sequence + "\ufe0f")
    return str(found["en"]).strip(":").replace("_", " ") if found else ""
