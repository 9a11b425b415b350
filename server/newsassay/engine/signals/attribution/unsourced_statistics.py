"""Statistics without a source: shares of a population that nobody is said to have measured."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.attribution.cue_frames import WORDS
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.attribution.relation import Relation
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.grammar.phrases import phrases
from newsassay.engine.lexicon import words_of
from newsassay.engine.phrase_matcher import Hit
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
_FINITE = re.compile("[FKB]")
# Behind a share: what is attached to its noun, then a finite verb.
_SUBJECT = re.compile(r"(?:[IOyu][NPTo]|W[SNP]?[FKB][NPo]?|[XG](?:[IOy][NPT])?|R|T){0,4}[FKBv]")


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
    if not _tells_of_population(text, hit):
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


def _tells_of_population(text: FieldText, hit: Hit) -> bool:
    """Whether a share of several is the subject of its clause: "One in three roofers quits", "Half of its clerks leave"."""
    found = text.layer(phrases)
    chunk = found.chunk_at(hit.last - 1)
    if found.string[chunk] == "O":
        chunk += 1
    if found.string[chunk] not in "NP":
        return False
    if not _SUBJECT.match(found.string, chunk + 1):
        low, end = found.string.rfind("\n", 0, chunk), found.string.find("\n", chunk)
        if _FINITE.search(found.string, low + 1, end):
            return False  # an object: "owns 51 percent of the shares"; without any verb, the tagger missed it
    noun_phrase = found.noun_phrase(chunk)
    return noun_phrase.plural or text.tokens.lower[noun_phrase.head] in WORDS["plural"]


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
