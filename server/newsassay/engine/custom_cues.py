"""Evidence from a caller's own cues."""

from collections.abc import Iterator
from functools import lru_cache

from newsassay.engine.article import CustomCue
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding
from newsassay.engine.lexicon import Entry, PhraseMatcher

_CUSTOM = "custom"


@lru_cache(maxsize=64)  # holds callers' phrases, never article text
def _matcher(cues: tuple[CustomCue, ...]) -> PhraseMatcher:
    return PhraseMatcher((cue.phrase, Entry(_CUSTOM, cue.phrase, cue.signal_id, {})) for cue in cues)


def find_custom_cues(document: Document, cues: tuple[CustomCue, ...]) -> Iterator[Finding]:
    """A finding of the named signal for each occurrence of each cue."""
    if not cues:
        return
    matcher = _matcher(cues)
    for text in document.fields:
        for hit in matcher.find(text.tokens).get(_CUSTOM, []):
            location = text.location(hit.first, hit.last)
            yield Finding(hit.entry.label, location, f"This is your own cue “{hit.entry.cue}”.")
