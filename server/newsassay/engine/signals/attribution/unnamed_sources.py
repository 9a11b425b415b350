"""Anonymous sources, and whether the article says why they stay unnamed."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.attribution.anonymity import find_anonymity
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.attribution.relation import source_key
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement, Location
from newsassay.engine.report import Severity, SourceKind

ANONYMOUS_SOURCE = "attribution.anonymous_source"
ANONYMITY_EXPLAINED = "attribution.anonymity_explained"

CARDS = (
    SignalCard(
        signal_id=ANONYMOUS_SOURCE,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="A statement rests on a source that the article keeps unnamed.",
        disclaimer="Anonymity can be needed; a reason beside it is credited and halves the charge.",
        fires=(
            "A source close to the minister said the vote had been lost.",
            "People familiar with the matter said the bank would be sold.",
            "“He knew,” said one aide, who asked not to be named.",
        ),
        near_misses=(
            "The minister said the vote had been lost.",
            "The source of the river lies in the hills.",
            "“He knew,” said Petra Novak, an aide.",
        ),
        w3c_refs=("5ab55dfc", "db18b042", "70fff801", "d0c94f6a"),
    ),
    SignalCard(
        signal_id=ANONYMITY_EXPLAINED,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.CREDIT,
        severity=Severity.INFO,
        claim="The article says why a source stays unnamed.",
        disclaimer="A formula alone (“on condition of anonymity”) gives no reason.",
        fires=(
            "The deal is close, said an aide who spoke on condition of anonymity because the talks are private.",
            "One nurse, who asked not to be named for fear of losing her job, said the ward was short of staff.",
            "An official who was not authorized to speak publicly said the bridge had failed two inspections.",
        ),
        near_misses=(
            "The deal is close, said an aide who spoke on condition of anonymity.",
            "The nurse said she was not afraid to lose her job.",
            "The club said it feared for its licence because the rules had changed.",
        ),
        w3c_refs=("69a1b877", "2c269b10"),
    ),
)

_EXPLAINED = 0.5
_REPEAT = 0.3


def detect(document: Document) -> Iterator[Judgement]:
    """One finding per cue with an anonymous source, one credit per reason given."""
    heard: set[str] = set()
    cues: set[Location] = set()
    for relation in document.layer(attributions):
        if relation.source_kind is not SourceKind.ANONYMOUS or relation.source is None:
            continue
        if relation.cue is None or relation.cue in cues:
            continue
        cues.add(relation.cue)
        explained = relation.anonymity_reason is not None
        name = source_key(relation.resolved_source)
        weight = (_REPEAT if name in heard else 1.0) * (_EXPLAINED if explained else 1.0)
        heard.add(name)
        yield Finding(
            ANONYMOUS_SOURCE,
            relation.source,
            "The source stays unnamed, and the article says why."
            if explained
            else "The source stays unnamed.",
            related=(relation.cue,),
            weight=weight,
        )
    for text in document.fields:
        for anonymity in text.layer(find_anonymity).values():
            if anonymity.reason is not None:
                yield Finding(
                    ANONYMITY_EXPLAINED,
                    text.location(*anonymity.reason),
                    "The article says why a source stays unnamed.",
                )
