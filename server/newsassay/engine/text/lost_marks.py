"""Quotation marks that became question marks on the way: “No,” she said → ?No,? she said.

A text that was forced through a smaller character set has "?" for every mark that the set lacks. A "?" right
before a word and behind a space is no question mark in English; paired with one right behind a word or
punctuation, it is a quotation mark. Restoring them keeps quotations and sentences whole.
"""

import re

_LOST_OPENING = re.compile(
    r"\?(?<![^\s(\[]\?)(?=[^\W\d_])"
)  # starts on a "?", so that the search skips to them
_MARK = re.compile(r"[?\n]")


def restore_quotation_marks(text: str) -> str:
    """The text, equally long, with curly quotation marks for pairs of question marks that stand for them."""
    if "?" not in text:
        return text
    openings = {found.start() for found in _LOST_OPENING.finditer(text)}
    if not openings:
        return text
    restored = list(text)
    opening = -1
    for found in _MARK.finditer(text):
        at = found.start()
        if found.group() == "\n":
            opening = -1
        elif at in openings:
            opening = at
        elif opening >= 0 and _closes(text, at):
            restored[opening], restored[at] = "“", "”"
            opening = -1
    return "".join(restored)


def _closes(text: str, at: int) -> bool:
    """Whether a "?" can stand for a closing mark: the last of its run, behind a word, before none."""
    following = text[at + 1 : at + 2]
    return not text[at - 1].isspace() and following != "?" and not following.isalnum()
