"""Why two mentions that match and differ may still be no conflict."""

from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Location
from newsassay.engine.layers.context import DISTINGUISHING
from newsassay.engine.signals.consistency.mentions import DATE, Mention, agree, find_mentions

_OTHER_WORDS = (
    "another other others more additional extra further remaining fewer each every per best top first second"
)
_OTHER = frozenset(_OTHER_WORDS.split())
_ANCHOR_REACH = 5
_LONGEST = 40  # tokens of a sentence in which names are looked for


def refusal(document: Document, left: Mention, right: Mention, *, within_body: bool) -> str:  # noqa: PLR0911 - one return per guard
    """The reason why a disagreement is no conflict, "" if there is none."""
    if within_body:
        kinds = [DISTINGUISHING.intersection(_words(m)) for m in (left, right)]
        if kinds[0] != kinds[1]:
            return "another of its kind"
        if names_apart(left.text, (left.first, left.last), right.text, (right.first, right.last)):
            return "the two sentences name different people, places or years"
        if _states(left, right) or _states(right, left):
            return "one of the sentences states both figures"
    disputed = dispute(document, left.location, right.location)
    if disputed:
        return disputed
    if left.key != DATE:
        anchors = _anchor(left), _anchor(right)
        if anchors[0] != anchors[1]:
            return f"another time: {anchors[0] or anchors[1]}"
        if _counts_others(left) or _counts_others(right):
            return "counts others than the first"
    return ""


def dispute(document: Document, left: Location, right: Location) -> str:
    """What to reply, "disputed: …", where two named sources say the two things, else ""."""
    sources = _speaker(document, left), _speaker(document, right)
    named = [{w.lower() for w in s.split() if w[0].isupper()} - {"the"} for s in sources]
    if not all(named) or not named[0].isdisjoint(named[1]):
        return ""
    return f"disputed: {sources[0]} and {sources[1]} differ"


def _speaker(document: Document, location: Location) -> str:
    """Fullest name of the source that says what stands at a location, "" if it is the article itself."""
    for relation in document.layer(attributions):
        content = relation.content
        if content.field is location.field and content.start <= location.start < content.end:
            return relation.resolved_source
    return ""


def _words(m: Mention) -> list[str]:
    """The words of a mention's sentence up to the first comma behind it: what is added there tells of other things."""
    sentence, lower = m.text.sentence_at(m.first), m.text.tokens.lower
    last = min(sentence.last, max(m.last, sentence.first + _LONGEST))
    comma = next((i for i in range(m.last, last) if lower[i] == ","), last)
    return lower[max(sentence.first, m.first - _LONGEST) : comma]


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


def _names(text: FieldText, first: int, last: int) -> set[str]:
    """Capitalised words and figures of a sentence but for the range [first, last), in lower case."""
    sentence, tokens = text.sentence_at(first), text.tokens
    return {
        tokens.lower[i]
        for i in range(sentence.first + 1, min(sentence.last, sentence.first + _LONGEST))
        if not first <= i < last
        and (tokens.words[i][0].isupper() or tokens.words[i].isdigit())
        and not tokens.classes[i]
    }


def names_apart(left: FieldText, a: tuple[int, int], right: FieldText, b: tuple[int, int]) -> bool:
    """Whether each of the two sentences that hold these token ranges names what the other does not."""
    ours, theirs = _names(left, *a), _names(right, *b)
    return bool(ours - theirs) and bool(theirs - ours)


def _states(m: Mention, other: Mention) -> bool:
    """Whether the other's value is stated beside a mention too."""
    sentence = m.text.sentence_at(m.first)
    return any(
        x.key == other.key and x.first != m.first and agree(x, other)
        for x in m.text.layer(find_mentions)
        if sentence.first <= x.first < sentence.last
    )
