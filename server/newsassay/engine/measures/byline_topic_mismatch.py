"""Author biographies that have nothing to do with the article they stand under."""

from collections.abc import Iterator

from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.phrase_matcher import Hit
from newsassay.engine.text.sentences import Sentence

BYLINE_TOPIC_MISMATCH = "consistency.byline_topic_mismatch"

_LONGEST_BIOGRAPHY = 70  # tokens
_EDGE_PARAGRAPHS = 3
_LONGEST_NAME = 4  # tokens up to "is"
_FEW = 3  # stock phrases judged at either end
_ENOUGH_TOPIC_WORDS = 3
_TOPICS: dict[str, str] = {form: e.label for form, e in LEXICONS["topics"]}
_VERBS = words_of("consistency_guards", "biography_verb")


def detect(document: Document) -> Iterator[Judgement]:
    """Judge stock phrases of biographies in the byline and in the first and last paragraphs of the body."""
    body = document.body
    reported: list[Finding] = []
    for text in (document.byline, body):
        hits = text.hits("author_biography") if text.text else []
        for hit in hits[:_FEW] + hits[_FEW:][-_FEW:]:
            sentence = text.sentence_at(hit.first)
            judged = _judge(document, text, sentence, hit)
            if isinstance(judged, Finding):
                reported.append(judged)
            elif judged:
                yield judged
    seen = set()
    for finding in reported:
        if finding.location not in seen:
            seen.add(finding.location)
            yield finding


def _judge(document: Document, text: FieldText, sentence: Sentence, hit: Hit) -> Judgement | None:
    location = text.location(sentence.first, sentence.last)
    if text is document.body and not _at_edge(text, sentence):
        return None
    if sentence.last - sentence.first > _LONGEST_BIOGRAPHY or not _has_biography_shape(text, sentence, hit):
        return Rejection(
            BYLINE_TOPIC_MISMATCH, location, "no stock biography: a full sentence, or no trade named"
        )
    words = text.tokens.lower[sentence.first : sentence.last]
    topics = sorted({topic for word in words if (topic := _TOPICS.get(word))})
    if not topics:
        return Rejection(BYLINE_TOPIC_MISMATCH, location, "a biography that names no field")
    own = {word for word in words if word in _TOPICS}
    here = _words_on(document, topics, own)
    if len(here) >= _ENOUGH_TOPIC_WORDS or (here & own):
        return Rejection(BYLINE_TOPIC_MISMATCH, location, f"the article is about it: “{min(here)}”")
    named = " and ".join(topics)
    message = f"This is a stock author biography about {named}, which the article does not touch."
    return Finding(BYLINE_TOPIC_MISMATCH, location, message, values=tuple(topics))


def _at_edge(text: FieldText, sentence: Sentence) -> bool:
    """Whether a sentence stands in one of the first or last paragraphs and is nearly all of its paragraph."""
    count = len(text.paragraphs)
    return sentence.paragraph < _EDGE_PARAGRAPHS or sentence.paragraph >= count - _EDGE_PARAGRAPHS


def _has_biography_shape(text: FieldText, sentence: Sentence, hit: Hit) -> bool:
    """A trade before the stock phrase and no finite verb, or "X is a ... with" in a paragraph of its own."""
    lower = text.tokens.lower
    before = lower[sentence.first : hit.last]
    if hit.entry.label == "phrase" and not any(word in _TRADES for word in before):
        return False
    if not any(word in _VERBS for word in lower[sentence.first : hit.first]):
        return True
    first, end = text.paragraph(sentence.paragraph)
    alone = end - first <= _LONGEST_BIOGRAPHY and sentence.first == first
    return alone and "is" in before[:_LONGEST_NAME] and _VERBS.isdisjoint(lower[hit.last : sentence.last])


def _words_on(document: Document, topics: list[str], own: set[str]) -> set[str]:
    """Words on these topics in the article, sentences with stock phrases of biographies left out."""
    found: set[str] = set()
    for text in document.fields:
        numbers = {text.sentence_of_token[hit.first] for hit in text.hits("author_biography")}
        for number, sentence in enumerate(text.sentences):
            if number not in numbers:
                words = text.tokens.lower[sentence.first : sentence.last]
                found |= {word for word in words if word in own or _TOPICS.get(word) in topics}
    return found


_TRADES = frozenset(form for form, entry in LEXICONS["author_trades"])
