"""Who is cited: named persons and organisations, documents, roles."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension, Field
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.attribution.relation import source_key
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement
from newsassay.engine.report import Severity, SourceKind
from newsassay.engine.signals.attribution.checkability import checkability

NAMED_SOURCE = "attribution.named_source"
DOCUMENT_SOURCE = "attribution.document_source"
ROLE_SOURCE = "attribution.role_source"

CARDS = (
    SignalCard(
        signal_id=NAMED_SOURCE,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.CREDIT,
        severity=Severity.INFO,
        claim="A statement is attributed to a person or organisation by name.",
        disclaimer="A name makes a statement checkable; it does not make it true. Repeats of one source count little.",
        fires=(
            "Harbour master Edda Lindqvist said the pier would close in May.",
            "“We will rebuild,” said Tom Akande, who runs the bakery.",
            "The strike will go on, according to the Brookfield Teachers Union.",
        ),
        near_misses=(
            "The pier would close in May, a senior official said.",
            "Tom Akande walked to the pier and back.",
            "Critics say the strike will go on.",
        ),
        w3c_refs=("7113e6b1",),
    ),
    SignalCard(
        signal_id=DOCUMENT_SOURCE,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.CREDIT,
        severity=Severity.INFO,
        claim="A statement is attributed to a document that can be looked up: a report, study, poll or filing.",
        disclaimer="What a sign, label or banner reads is no source.",
        fires=(
            "The report found that nobody had checked the valves.",
            "Rents doubled in a decade, according to a study by the housing institute.",
            "The lawsuit alleges that the firm hid the defect.",
        ),
        near_misses=(
            "The sign says that dogs must be kept on a lead.",
            "She filed the report on Monday.",
            "The study will take three years.",
        ),
        w3c_refs=("baa89d32",),
    ),
    SignalCard(
        signal_id=ROLE_SOURCE,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.PENALTY,
        severity=Severity.INFO,
        claim="A statement is attributed to a role without a name: “a spokesman”, “officials”.",
        disclaimer="Where the article names the one who bears the role, the source is a named one.",
        fires=(
            "A spokesman said the line would reopen on Monday.",
            "Police said two cars were involved.",
            "“It was loud,” a neighbour said.",
        ),
        near_misses=(
            "Mayor Ann Lee said the plan was dead. “It is over,” the mayor said.",
            "The report said the line would reopen.",
            "A spokesman left the room.",
        ),
        w3c_refs=("5ab55dfc",),
    ),
)

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
