"""Why two mentions that match and differ may still be no conflict."""

from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.context import DISTINGUISHING
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.finding import Location
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.signals.consistency.mentions import (
    AGE,
    DATE,
    MONTH_WORDS,
    Mention,
    agree,
    find_mentions,
)
from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.text.tokens import Tokens

_OTHER_WORDS = (
    "another other others more additional extra further remaining fewer each every per best top first second"
)
_OTHER = frozenset(_OTHER_WORDS.split())
_ANCHOR_REACH = 5
_PROGRESS = "progress"
_CLAUSE = 14  # tokens before a date in which its verb stands
_BEHIND = 10  # tokens behind a date in which its verb stands, if none stands before
_BESIDE = 4
_EDITION = 3
_YEAR = 4  # digits
_RECURRING = words_of("consistency_guards", "recurring")
_SHORT = 4  # "need", "feed"
_VERBS = {form: entry.label for form, entry in LEXICONS["event_verbs"]}
_LONGEST = 40  # tokens of a sentence in which names are looked for


def refusal(document: Document, left: Mention, right: Mention, *, within_body: bool) -> str:
    """The reason why a disagreement is no conflict, "" if there is none."""
    if within_body:
        if _kinds(left) != _kinds(right):
            return "another of its kind"
        if names_apart(left.text, (left.first, left.last), right.text, (right.first, right.last)):
            return "the two sentences name different people, places or years"
        if _states(left, right) or _states(right, left):
            return "one of the sentences states both figures"
    disputed = dispute(document, left.location, right.location)
    if disputed:
        return disputed
    return (
        _another_event(left, right)
        if left.key == DATE
        else _another_count(left, right, within_body=within_body)
    )


def _another_event(left: Mention, right: Mention) -> str:
    """Why two dates may be those of two events, "" if nothing says so."""
    (ours, is_ours_next), (theirs, is_theirs_next) = _governor(left), _governor(right)
    if ours and theirs and ours != theirs and (is_ours_next or is_theirs_next):
        return f"dates of two events: “{ours}” and “{theirs}”"
    if _names_edition(left) != _names_edition(right):
        return "one year tells when, the other which"
    return ""


def _another_count(left: Mention, right: Mention, *, within_body: bool) -> str:
    """Why two quantities may be those of two times or sets, "" if nothing says so."""
    anchors = _anchor(left, within_body=within_body), _anchor(right, within_body=within_body)
    if anchors[0] != anchors[1]:
        return f"another time: {anchors[0] or anchors[1]}"
    if not within_body and left.key != AGE:
        years = _other_years(left, right)
        if years:
            return f"another time: {years[0]}"
    if _counts_others(left) != _counts_others(right):
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


def _kinds(m: Mention) -> frozenset[str]:
    """The words of a mention's sentence that tell a thing from its like.

    Looks up to the first comma behind it: what is added there tells of other things. "Each other" tells nothing apart.
    """
    sentence, lower = m.text.sentence_at(m.first), m.text.tokens.lower
    last = min(sentence.last, max(m.last, sentence.first + _LONGEST))
    comma = next((i for i in range(m.last, last) if lower[i] == ","), last)
    words = lower[max(sentence.first, m.first - _LONGEST) : comma]
    kinds = DISTINGUISHING.intersection(words)
    return kinds - {"other"} if "each" in words else kinds


def _anchor(m: Mention, *, within_body: bool) -> str:
    """Label of the time anchor that stands near a mention in its sentence.

    In a summary and the body that it sums up, "so far" means one time, that of the article.
    """
    sentence = m.text.sentence_at(m.first)
    for hit in m.text.hits("time_anchors"):
        if sentence.first <= hit.first < sentence.last and abs(hit.first - m.first) <= _ANCHOR_REACH:
            label = hit.entry.label
            return label if within_body or label != _PROGRESS else ""
    return ""


def _other_years(left: Mention, right: Mention) -> list[int]:
    """The years in which the sentence of one mention places what it says, and which the other's does not state."""
    tokens = right.text.tokens
    stated = {date.year for date in _dates(left)}
    return [
        date.year
        for date in _dates(right)
        if date.year
        and date.month is None
        and date.year not in stated
        and tokens.lower_at(date.first - 1) == "in"
    ]


def _dates(m: Mention) -> list[Date]:
    sentence = m.text.sentence_at(m.first)
    return [date for date in m.text.layer(find_dates) if sentence.first <= date.first < sentence.last]


def _governor(m: Mention) -> tuple[str, bool]:
    """The verb that a date tells the time of, as its label or stem, and whether it stands right beside the date.

    It is the last verb before the date, else the first one behind ("Lind on Friday defended"); "" if none is seen.
    """
    sentence, tokens = m.text.sentence_at(m.first), m.text.tokens
    near = m.first - 1
    if tokens.has_class(near, WordClass.PREPOSITION):
        near -= 1
    for i in range(m.first - 1, max(sentence.first, m.first - _CLAUSE) - 1, -1):
        verb = _verb(tokens, i)
        if verb:
            return verb, i == near
    for i in range(m.last, min(sentence.last, m.last + _BEHIND)):
        verb = _verb(tokens, i)
        if verb:
            return verb, i <= m.last + _BESIDE
    return "", False


def _names_edition(m: Mention) -> bool:
    """Whether a date tells which of several that recur is meant: "the 2016 presidential nomination"."""
    return not _RECURRING.isdisjoint(m.text.tokens.lower[m.last : m.last + _EDITION])


def _verb(tokens: Tokens, i: int) -> str:
    """Label or stem of the verb that token i is, by its form or the word before it; "" if it may be none."""
    word, before = tokens.lower[i], i - 1
    if tokens.lower_at(before).endswith("ly"):
        before -= 1
    if tokens.words[i][0].isupper() or tokens.has_class(before, WordClass.DETERMINER | WordClass.POSSESSIVE):
        return ""
    if word in _VERBS:
        return _VERBS[word]
    is_infinitive = tokens.lower_at(before) == "to" or tokens.has_class(before, WordClass.MODAL)
    is_verb = is_infinitive or (word.endswith("ed") and len(word) > _SHORT)
    return stem(word) if is_verb and word.isalpha() and not tokens.classes[i] else ""


def _counts_others(m: Mention) -> bool:
    tokens = m.text.tokens
    return tokens.lower_at(m.first - 1) in _OTHER or tokens.lower_at(m.last) in _OTHER


def _names(text: FieldText, first: int, last: int) -> set[str]:
    """Capitalised words, years and numbers behind a name, of a sentence but for the range [first, last), in lower case."""
    sentence, tokens = text.sentence_at(first), text.tokens
    return {
        tokens.lower[i]
        for i in range(sentence.first + 1, min(sentence.last, sentence.first + _LONGEST))
        if not first <= i < last
        and (tokens.words[i][0].isupper() or _is_naming_figure(tokens, i))
        and not tokens.classes[i]
    }


def _is_naming_figure(tokens: Tokens, i: int) -> bool:
    """Whether a token is a year, or the number of something: "Apollo 11"."""
    word, before = tokens.words[i], tokens.words[i - 1]
    if not word.isdigit():
        return False
    return len(word) == _YEAR or (before[0].isupper() and before.lower() not in MONTH_WORDS)


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
