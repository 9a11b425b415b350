"""Statistics without a source: shares of a population that nobody is said to have measured."""

from bisect import bisect_right
from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.attribution.relation import Relation
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import Hit, words_of
from newsassay.engine.report import Severity, SourceKind

UNSOURCED_STATISTIC = "attribution.unsourced_statistic"

CARDS = (
    SignalCard(
        signal_id=UNSOURCED_STATISTIC,
        dimension=Dimension.ATTRIBUTION,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="A share of a population is stated, and the passage names nobody who counted.",
        disclaimer="Prices, rates, election results and shares that a source nearby reports are not charged.",
        fires=(
            "Some 62 percent of parents let their children walk to school. The rest drive.",
            "One in three drivers ignores the new limit. The fines are high.",
            "Nearly 80% of tenants live in damp rooms, and nothing has been done.",
        ),
        near_misses=(
            "Some 62 percent of parents let their children walk to school, according to the transport ministry.",
            "A survey of 900 drivers was published on Monday. It found that one in three drivers ignores the limit.",
            "He owns 51 percent of the shares.",
        ),
        w3c_refs=("baa89d32",),
    ),
)

_DOCUMENTS = words_of("source_nouns", "document")
_SOURCED = (SourceKind.DOCUMENT, SourceKind.NAMED_ORGANIZATION, SourceKind.NAMED_PERSON, SourceKind.ROLE)
_POPULATIONS = frozenset(
    "people adults women men children parents voters americans britons citizens residents households families students"
    " teachers workers employees employers drivers tenants homeowners renters patients doctors nurses owners users"
    " customers consumers companies businesses firms schools teenagers teens kids girls boys seniors pensioners"
    " immigrants migrants refugees respondents readers viewers farmers smokers pupils graduates veterans inmates"
    " prisoners police officers victims marriages pregnancies births deaths crimes cases accidents crashes murders homes"
    " jobs republicans democrats conservatives liberals muslims christians catholics europeans whites blacks latinos"
    " hispanics population country public electorate world nation youth young patients cities towns".split()
)
_NOUN_REACH = 5


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every share of a population in the body."""
    text = document.body
    hits = text.hits("shares")
    if not hits:
        return
    relations = [r for r in document.layer(attributions) if r.content.field is text.field]
    sourced = _sourced_sentences(text, relations)
    for hit in hits:
        location = text.location(hit.first, hit.last)
        if text.is_quoted(location.start):
            continue
        reason = _refusal(text, hit, sourced)
        if reason:
            yield Rejection(UNSOURCED_STATISTIC, location, reason)
        else:
            message = "This is a share of a population, and nobody nearby is named as having counted."
            yield Finding(UNSOURCED_STATISTIC, location, message)


def _refusal(text: FieldText, hit: Hit, sourced: set[int]) -> str:
    tokens = text.tokens
    number = text.sentence_of_token[hit.first]
    if not any(word in _POPULATIONS for word in tokens.lower[hit.last : hit.last + _NOUN_REACH]):
        return "no population: a share of something else"
    paragraph = text.sentences[number].paragraph
    for near in range(number, max(-1, number - 3), -1):
        if text.sentences[near].paragraph == paragraph and near in sourced:
            return "a source nearby reports it"
    sentence = text.sentences[number]
    previous = text.sentences[number - 1] if number else sentence
    if not _DOCUMENTS.isdisjoint(tokens.lower[previous.first : sentence.last]):
        return "a document is named beside it"
    return ""


def _sourced_sentences(text: FieldText, relations: list[Relation]) -> set[int]:
    """Numbers of the sentences that hold content, or the cue, of a source that can count."""
    starts = [sentence.start for sentence in text.sentences]
    found: set[int] = set()
    for relation in relations:
        if relation.source_kind in _SOURCED:
            first = bisect_right(starts, relation.content.start) - 1
            last = bisect_right(starts, relation.content.end - 1) - 1
            found.update(range(first, last + 1))
            if relation.cue is not None:
                found.add(bisect_right(starts, relation.cue.start) - 1)
    return found
