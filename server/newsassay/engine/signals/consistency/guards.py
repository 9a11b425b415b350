"""Why two mentions that match and differ may still be no conflict."""

from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.document import Document
from newsassay.engine.signals.consistency.mentions import DATE, Mention, agree, find_mentions

_OTHER_WORDS = (
    "another other others more additional extra further remaining fewer each every per best top first second"
)
_OTHER = frozenset(_OTHER_WORDS.split())
_ANCHOR_REACH = 8
_LONGEST = 40  # tokens of a sentence in which names are looked for


def refusal(document: Document, left: Mention, right: Mention, *, within_body: bool) -> str:
    """The reason why a disagreement is no conflict, "" if there is none."""
    if within_body:
        if _names_apart(left, right):
            return "the two sentences name different people, places or years"
        if _states(left, right) or _states(right, left):
            return "one of the sentences states both figures"
    sources = _speaker(document, left), _speaker(document, right)
    if all(sources) and sources[0] != sources[1]:
        return f"disputed: {sources[0]} and {sources[1]} differ"
    if left.key != DATE:
        anchors = _anchor(left), _anchor(right)
        if anchors[0] != anchors[1]:
            return f"another time: {anchors[0] or anchors[1]}"
        if _counts_others(left) or _counts_others(right):
            return "counts others than the first"
    return ""


def _speaker(document: Document, m: Mention) -> str:
    location = m.location
    for relation in document.layer(attributions):
        content = relation.content
        if content.field is location.field and content.start <= location.start < content.end:
            return relation.resolved_source
    return ""


def _anchor(m: Mention) -> str:
    """Label of the time anchor that stands near a mention in its sentence."""
    sentence = m.text.sentence_at(m.first)
    for hit in m.text.hits("time_anchors"):
        if sentence.first <= hit.first < sentence.last and abs(hit.first - m.first) <= _ANCHOR_REACH:
            return hit.entry.label
    return ""


def _counts_others(m: Mention) -> bool:
    tokens = m.text.tokens
    return tokens.lower_at(m.first - 1) in _OTHER or tokens.lower_at(m.last) in _OTHER


def _names(m: Mention) -> set[str]:
    """Capitalised words and figures of a mention's sentence, in lower case."""
    sentence, tokens = m.text.sentence_at(m.first), m.text.tokens
    return {
        tokens.lower[i]
        for i in range(sentence.first + 1, min(sentence.last, sentence.first + _LONGEST))
        if not m.first <= i < m.last
        and (tokens.words[i][0].isupper() or tokens.words[i].isdigit())
        and not tokens.classes[i]
    }


def _names_apart(left: Mention, right: Mention) -> bool:
    a, b = _names(left), _names(right)
    return bool(a - b) and bool(b - a)


def _states(m: Mention, other: Mention) -> bool:
    """Whether the other's value is stated beside a mention too."""
    sentence = m.text.sentence_at(m.first)
    return any(
        x.key == other.key and x.first != m.first and agree(x, other)
        for x in m.text.layer(find_mentions)
        if sentence.first <= x.first < sentence.last
    )
