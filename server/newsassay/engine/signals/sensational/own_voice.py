"""Where an article speaks itself: outside quotations, transcripts and what it takes over in blocks."""

from bisect import bisect_right

from newsassay.engine.document import FieldText
from newsassay.engine.signals.sensational.embedded_posts import voice_of_post

_LABEL_TOKENS = 5  # of a speaker's name before its colon


def other_voice(text: FieldText, token: int) -> str:
    """Whose words a token belongs to, if not the author's: a short reason, or ""."""
    if text.is_quoted(text.tokens.starts[token]):
        return "quoted"
    number = bisect_right(text.paragraphs, token)
    first = text.paragraphs[number - 1]
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
