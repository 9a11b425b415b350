"""Whose words a place holds: the author's, or those of quotations, transcripts, embedded posts and what stands in blocks.

An embedded post ends with its signature: "— Jane Roe (@JaneRoe) May 3, 2024", behind its text or on the
next line.
"""

from newsassay.engine.document import FieldText
from newsassay.engine.report import Voice

_LABEL_TOKENS = 5  # of a speaker's name before its colon
_DASHES = frozenset("—–-")
_POST_TOKENS = 80  # a post of 280 characters is shorter
_NAME_TOKENS = 12


def other_voice(text: FieldText, token: int) -> str:
    """Whose words a token belongs to, if not the author's: a short reason, or ""."""
    if text.is_quoted(text.tokens.starts[token]):
        return "quoted"
    first, _ = text.paragraph_at(token)
    words = text.tokens.words
    if first and words[first - 1] == ":":
        return "taken over behind a colon"
    label = words[first : min(first + _LABEL_TOKENS, token)]
    if ":" in label and all(w[0].isupper() or not w[0].isalpha() for w in label[: label.index(":")]):
        return "a turn of a transcript"
    return "in an embedded post" if text.layer(_has_handles) and voice_of_post(text, token) else ""


def _has_handles(text: FieldText) -> bool:
    """Whether any post can be embedded; asked once for a text, not once for a token."""
    return "@" in text.text


def has_lost_quotation_marks(text: FieldText) -> bool:
    """Whether question marks stand for lost quotation marks: then no question mark can be trusted to ask."""
    opening = text.tokens.initials.find("“")
    return opening >= 0 and text.text[text.tokens.starts[opening]] == "?"


def voice_of_post(text: FieldText, token: int) -> Voice | None:
    """QUOTED for a token of an embedded post, else None."""
    _, last = text.paragraph_at(token)
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
