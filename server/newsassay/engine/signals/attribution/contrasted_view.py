"""Views set against each other: what a source says comes with a "but", "however" or "although" of the author's."""

from collections.abc import Iterator

from newsassay.engine.article import Field
from newsassay.engine.attribution.cue_frames import WORDS
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Location, Rejection
from newsassay.engine.grammar.analysis import analyse
from newsassay.engine.phrase_matcher import Hit
from newsassay.engine.report import SourceKind

CONTRASTED_VIEW = "attribution.contrasted_view"


_UNHEARD = (SourceKind.NONE, SourceKind.ANONYMOUS)
_BUT = "B"  # legend character of "but, nor, yet" as conjunctions
_WAITING = "GXI"  # after "while": no clause of its own


def detect(document: Document) -> Iterator[Judgement]:
    """One finding for each sentence of the body with a source and a word of contrast outside quotations."""
    text = document.body
    hits = text.hits("contrast")
    if not hits:
        return
    heard = _cues_by_sentence(document)
    for hit in hits:
        location = text.location(hit.first, hit.last)
        sentence = text.sentence_of_token[hit.first]
        if sentence not in heard:
            continue
        if text.is_quoted(location.start):
            yield Rejection(CONTRASTED_VIEW, location, "quoted")
        elif not _sets_apart(text, hit):
            yield Rejection(CONTRASTED_VIEW, location, "no contrast of clauses")
        else:
            cue = heard.pop(sentence)
            told = "What a source says is set against another view."
            yield Finding(CONTRASTED_VIEW, location, told, related=(cue,))


def _cues_by_sentence(document: Document) -> dict[int, Location]:
    """The first cue of each sentence of the body whose source is named, a document, a role or a group."""
    text = document.body
    heard: dict[int, Location] = {}
    for relation in document.layer(attributions):
        cue = relation.cue
        if cue is None or relation.source is None or relation.source_kind in _UNHEARD:
            continue
        if cue.field is Field.BODY:
            heard.setdefault(text.sentence_of_token[text.tokens.at(cue.start)], cue)
    return heard


def _sets_apart(text: FieldText, hit: Hit) -> bool:
    """Whether a word is a conjunction or adverb of contrast here."""
    if hit.entry.label == "always":
        return True
    analysis = text.layer(analyse)
    if hit.entry.label == "clause":
        opens = hit.first == text.sentence_at(hit.first).first or text.tokens.words[hit.first - 1] == ","
        return opens and analysis.tag(hit.last) not in _WAITING
    word, tag = text.tokens.lower[hit.first], analysis.tag(hit.first)
    if word == "but" and hit.first and text.tokens.lower[hit.first - 1] in WORDS["before_except"]:
        return False
    return tag == _BUT or (word == "though")
