"""What reconciles two mentions that differ: another time, another set, another speaker, another of its kind."""

from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.document import Document
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.facts.governors import clause_at
from newsassay.engine.facts.mentions import AGE, CLASS, DATE, NAME, Mention
from newsassay.engine.finding import Location
from newsassay.engine.lexicon import words_of

_ANCHOR_REACH = 6  # tokens
_BARRIERS = frozenset([",", ";", "and", "but", "while"])
_PROGRESS = "progress"
_KIND = words_of("statement_words", "kind")
_NEAR = 8  # tokens
_MOST_DATES = 6
_RECURRING = words_of("consistency_guards", "recurring")
_EDITION = 3  # tokens behind a year in which what it is the edition of stands


def reconciled(left: Mention, right: Mention, *, within_body: bool) -> str:
    """The reading under which both can hold, "" if there is none."""
    if left.kind == DATE:
        return _another_event(left, right)
    if left.kind.startswith((CLASS, NAME)):
        return ""
    anchors = _anchor(left, within_body=within_body), _anchor(right, within_body=within_body)
    years = set()
    if left.kind != AGE:
        years = _years(left) ^ _years(right) if within_body else _years(right) - _years(left)
    if anchors[0] != anchors[1] or years:
        return f"another time: {anchors[0] or anchors[1] or min(years)}"
    return _another_set(left, right)


def _another_set(left: Mention, right: Mention) -> str:
    """Why two counts may be those of two sets, "" if nothing says so."""
    if left.counts_others != right.counts_others:
        return "counts others than the first"
    if left.is_whole != right.is_whole:
        return "one counts a part, the other the whole"
    if left.modifiers - right.modifiers and right.modifiers - left.modifiers:
        return "another kind of them"
    return ""


def _another_event(left: Mention, right: Mention) -> str:
    """Why two dates may be those of two events, "" if nothing says so: a weekday tells the time of its own clause's verb."""
    if _names_edition(left) != _names_edition(right):
        return "one year tells when, the other which"
    if not all(isinstance(m.value, Date) and m.value[2:5] == (None, None, None) for m in (left, right)):
        return ""
    verbs = [
        clause.group.lemma if clause else "" for clause in (clause_at(m.text, m.first) for m in (left, right))
    ]
    if all(verbs) and verbs[0] != verbs[1] and not {"be", "have"} & set(verbs):
        return f"dates of two events: “{verbs[0]}” and “{verbs[1]}”"
    return ""


def _anchor(m: Mention, *, within_body: bool) -> str:
    """Label of the time anchor near a mention in its sentence. In a summary and its body "so far" means one time."""
    sentence, lower = m.text.sentence_at(m.first), m.text.tokens.lower
    for hit in m.text.hits("time_anchors"):
        if not sentence.first <= hit.first < sentence.last or abs(hit.first - m.first) > _ANCHOR_REACH:
            continue
        between = lower[m.last : hit.first] if hit.first > m.first else lower[hit.last : m.first]
        if _BARRIERS.isdisjoint(between):
            label = hit.entry.label
            return label if within_body or label != _PROGRESS else ""
    return ""


def _years(m: Mention) -> set[int]:
    """The years in which the sentence of a mention places what it says: "in 2011"."""
    sentence, tokens = m.text.sentence_at(m.first), m.text.tokens
    return {
        d.year
        for d in m.text.layer(find_dates)
        if (max(sentence.first, m.first - _NEAR) <= d.first < m.last + _NEAR or d.first == sentence.first + 1)
        and d.first < sentence.last
        and d.year
        and d.month is None
        and tokens.lower_at(d.first - 1) in ("in", "since", "by")
    }


def kinds(m: Mention) -> frozenset[str]:
    """The words near a mention, up to the comma behind it, that tell a thing from its like."""
    sentence, lower = m.text.sentence_at(m.first), m.text.tokens.lower
    last = min(sentence.last, m.last + _NEAR)
    comma = next((i for i in range(m.last, last) if lower[i] == ","), last)
    return _KIND.intersection(lower[max(sentence.first, m.first - _NEAR) : comma])


def _names_edition(m: Mention) -> bool:
    """Whether a date tells which of several that recur is meant: "the 2016 presidential nomination"."""
    is_date = isinstance(m.value, Date)
    return is_date and not _RECURRING.isdisjoint(m.text.tokens.lower[m.last : m.last + _EDITION])


def disputed(document: Document, left: Mention, right: Mention) -> str:
    """What to reply, "disputed: …", where two named sources say the two things, else ""."""
    sources = _speaker(document, left.location), _speaker(document, right.location)
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


def times_apart(left: Mention, right: Mention) -> bool:
    """Whether the sentences of two mentions each tell when, and not the same time."""
    ours, theirs = _dates(left), _dates(right)
    if not ours or not theirs:
        return False
    return not any(_may_be_one(a, b) for a in ours for b in theirs)


def _dates(m: Mention) -> list[Date]:
    sentence = m.text.sentence_at(m.first)
    dates = m.text.layer(find_dates)
    return [d for d in dates if sentence.first <= d.first < sentence.last and d.first != m.first][
        :_MOST_DATES
    ]


def _may_be_one(a: Date, b: Date) -> bool:
    parts = [(x, y) for x, y in zip(a[2:], b[2:], strict=True) if x is not None and y is not None]
    return all(x == y for x, y in parts)
