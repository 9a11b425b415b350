"""Who is cited: named persons and organisations, documents, roles."""

from collections.abc import Iterator

from newsassay.engine.article import Field
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.attribution.relation import source_key
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement
from newsassay.engine.report import SourceKind
from newsassay.engine.signals.attribution.checkability import checkability

NAMED_SOURCE = "attribution.named_source"
DOCUMENT_SOURCE = "attribution.document_source"
ROLE_SOURCE = "attribution.role_source"


_SIGNALS = {
    SourceKind.NAMED_PERSON: NAMED_SOURCE,
    SourceKind.NAMED_ORGANIZATION: NAMED_SOURCE,
    SourceKind.DOCUMENT: DOCUMENT_SOURCE,
    SourceKind.ROLE: ROLE_SOURCE,
}
_WORDS = {
    SourceKind.NAMED_PERSON: "A named person",
    SourceKind.NAMED_ORGANIZATION: "A named organisation",
    SourceKind.DOCUMENT: "A document",
    SourceKind.ROLE: "A role without a name",
}
_NAMED_ORGANIZATION = SourceKind.NAMED_ORGANIZATION  # attribute access on an Enum class is slow
_REPEAT = 0.3
_ORGANISATION = 0.8


def detect(document: Document) -> Iterator[Judgement]:
    """One finding per source and sentence; a source's first counts in full, further ones less; names also by how checkable."""
    heard: set[str] = set()
    credited: set[tuple[Field, int, str]] = set()
    for relation in document.layer(attributions):
        source, cue, _, kind, _, resolved, _ = relation
        signal_id = _SIGNALS.get(kind)
        if signal_id is None or source is None or cue is None:
            continue
        name = source_key(resolved)
        text = document.field(cue.field)
        sentence = cue.field, text.sentence_of_token[text.tokens.at(cue.start)], name
        if sentence in credited:
            continue
        credited.add(sentence)
        weight = _REPEAT if name in heard else 1.0
        if signal_id == NAMED_SOURCE:
            weight *= checkability(document, relation)
        if kind is _NAMED_ORGANIZATION:
            weight *= _ORGANISATION
        heard.add(name)
        message = f"{_WORDS[kind]} is the source: “{resolved[:60]}”."
        yield Finding(signal_id, source, message, None, None, (cue,), (), weight)
