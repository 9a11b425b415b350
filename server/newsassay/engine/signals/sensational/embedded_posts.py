"""Posts that an article embeds: their words, marks and emoji are those of whoever posted them.

An embedded post ends with its signature: "— Jane Roe (@JaneRoe) May 3, 2024", behind its text or on the
next line.
"""

from bisect import bisect_right

from newsassay.engine.document import FieldText
from newsassay.engine.report import Voice

_DASHES = frozenset("—–-")
_POST_TOKENS = 80  # a post of 280 characters is shorter
_NAME_TOKENS = 12


def voice_of_post(text: FieldText, token: int) -> Voice | None:
    """QUOTED for a token of an embedded post, else None."""
    number = bisect_right(text.paragraphs, token)
    last = text.paragraphs[number] if number < len(text.paragraphs) else len(text.tokens)
    is_signed = _is_signature(text, last) or any(
        text.tokens.words[i] in _DASHES and _is_signature(text, i)
        for i in range(token + 1, min(last, token + _POST_TOKENS))
    )
    return Voice.QUOTED if is_signed else None


def _is_signature(text: FieldText, dash: int) -> bool:
    """Whether a signature starts at a token: a dash, and "(@" within a name's length."""
    words = text.tokens.words
    if dash >= len(words) or words[dash] not in _DASHES:
        return False
    return any(
        words[i] == "@" and words[i - 1] == "(" for i in range(dash + 2, min(len(words), dash + _NAME_TOKENS))
    )
