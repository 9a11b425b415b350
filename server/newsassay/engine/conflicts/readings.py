"""What reconciles two mentions that differ: another time, another set, another speaker, another of its kind."""

from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.conflicts.statements import is_open, meet
from newsassay.engine.document import Document
from newsassay.engine.facts.dates import Date, find_dates
from newsassay.engine.facts.governors import clause_at, governors
from newsassay.engine.facts.mentions import AGE, CLASS, DATE, NAME, Mention
from newsassay.engine.facts.quantities import Quantity
from newsassay.engine.finding import Location
from newsassay.engine.grammar.subjects import SubjectFoundBy
from newsassay.engine.lexicon import words_of

ANOTHER_TIME, COUNTS_OTHERS, ONE_COUNTS_PART = (
    "another time",
    "counts others than the first",
    "one counts a part, the other the whole",
)
"""Why two values may both hold. The first goes on to say what time."""

_ANCHOR_REACH = 6  # tokens
_BARRIERS = frozenset(",;") | words_of("statement_words", "clause_joiner")
_PROGRESS = "progress"
_KIND = words_of("statement_words", "kind")
_NEAR = 8  # tokens
_MOST_DATES = 6
_BESIDE = 2  # tokens from a weekday to its verb: "closed on Friday"
_RECURRING = words_of("consistency_guards", "recurring")
_ATTACHING = words_of("statement_words", "attaching")
_WANTED = words_of("statement_words", "wanted")
_BEFORE_YEAR = words_of("statement_words", "before_year")
_SUPPOSED = words_of("statement_words", "supposed")
_EDITION = 3  # tokens behind a year in which what it is the edition of stands


def reconciled(left: Mention, right: Mention, *, within_body: bool) -> str:
    """The reading under which both can hold, "" if there is none."""
    if left.kind == DATE:
        return _another_event(left, right)
    if left.kind.startswith((CLASS, NAME)):
        return ""
    anchors = _anchor(left, within_body=within_body), _anchor(right, within_body=within_body)
    if within_body and not anchors[1] and _takes_up(left, right):
        anchors = "", ""  # "a profit of £3m last year ... the profit, of £2m"
    years = set()
    if left.kind != AGE:
        years = _years(left) ^ _years(right) if within_body else _years(right) - _years(left)
    if anchors[0] != anchors[1] or years:
        return f"{ANOTHER_TIME}: {anchors[0] or anchors[1] or min(years)}"
    if supposes(left) != supposes(right):
        return "one is supposed, not stated"
    return another_set(left, right)


def _takes_up(left: Mention, right: Mention) -> bool:
    """Whether the noun of a value is taken up as known with the other, and so at the same time."""
    own = (governors(m.text, m.first, m.last).own for m in (left, right))
    return meet(*own)


def supposes(m: Mention) -> bool:
    """Whether the clause of a mention supposes instead of stating: "only has to add", "would raise it to"."""
    clause = clause_at(m.text, m.first)
    if clause is None:
        return False
    head = clause.group.head
    wanted = m.text.tokens.lower_at(head - 1) == "to" and m.text.tokens.lower_at(head - 2) in _WANTED
    return wanted or (clause.group.modal in _SUPPOSED and is_open(m.text, clause))


def another_set(left: Mention, right: Mention) -> str:
    """Why two counts may be those of two sets, "" if nothing says so."""
    if left.counts_others != right.counts_others:
        return COUNTS_OTHERS
    if left.is_whole != right.is_whole and not _exceeds(left, right):
        return ONE_COUNTS_PART
    if left.modifiers - right.modifiers and right.modifiers - left.modifiers:
        return "another kind of them"
    return ""


def _exceeds(left: Mention, right: Mention) -> bool:
    """Whether what would be the part is more than the whole: "36 timepieces ... some of the 16 timepieces"."""
    part, whole = (m.value for m in ((right, left) if left.is_whole else (left, right)))
    return isinstance(part, Quantity) and isinstance(whole, Quantity) and part.low > whole.high


def _another_event(left: Mention, right: Mention) -> str:
    """Why two dates may be those of two events, "" if nothing says so: a weekday tells the time of the verb beside it."""
    if _names_edition(left) != _names_edition(right):
        return "one year tells when, the other which"
    if not all(isinstance(m.value, Date) and m.value[2:5] == (None, None, None) for m in (left, right)):
        return ""
    clauses = [clause_at(m.text, m.first) for m in (left, right)]
    verbs = [clause.group.lemma if clause else "" for clause in clauses]
    beside = any(
        clause and abs(m.first - clause.group.head) <= _BESIDE
        for m, clause in zip((left, right), clauses, strict=True)
    )
    if beside and all(verbs) and verbs[0] != verbs[1] and not {"be", "have"} & set(verbs):
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
        and tokens.lower_at(d.first - 1) in _BEFORE_YEAR
    }


def kinds(m: Mention) -> frozenset[str]:
    """The words near a mention, up to the comma behind it, that tell a thing from its like."""
    sentence, lower = m.text.sentence_at(m.first), m.text.tokens.lower
    last = min(sentence.last, m.last + _NEAR)
    comma = next((i for i in range(m.last, last) if lower[i] == ","), last)
    return _KIND.intersection(lower[max(sentence.first, m.first - _NEAR) : m.first] + lower[m.last : comma])


def _names_edition(m: Mention) -> bool:
    """Whether a date tells which of several that recur is meant: "the 2016 presidential nomination"."""
    is_date = isinstance(m.value, Date)
    return is_date and not _RECURRING.isdisjoint(m.text.tokens.lower[m.last : m.last + _EDITION])


def disputed(document: Document, left: Mention, right: Mention) -> str:
    """What to reply, "disputed: …", where two named sources say the two things, else ""."""
    sources = _speaker(document, left.location), _speaker(document, right.location)
    named = [_name_words(source) for source in sources]
    if not all(named) or not named[0].isdisjoint(named[1]):
        return ""
    return f"disputed: {sources[0]} and {sources[1]} differ"


def _name_words(source: str) -> set[str]:
    """The capitalised words of a source's name; none of a group that is described, "health officers in Sundarkot"."""
    words = source.split()
    head = next((n for n, word in enumerate(words) if n and word in _ATTACHING), len(words)) - 1
    if not words or not words[head][0].isupper():
        return set()
    return {w.lower() for w in words if w[0].isupper()} - {"the"}


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


def same_time(left: Mention, right: Mention) -> bool:
    """Whether the sentences of two mentions name one date."""
    return bool(_dates(left)) and bool(_dates(right)) and not times_apart(left, right)


def is_epithet(m: Mention) -> bool:
    """Whether an age speaks of somebody known: "The 34-year-old, who ...", "34-year-old said"."""
    text, lower_at = m.text, m.text.tokens.lower_at
    if "-" not in text.tokens.lower[m.first]:
        return True
    opens = m.first - 1 == text.sentence_at(m.first).first or lower_at(m.first - 2) == ","
    is_definite = lower_at(m.first - 1) == "the" and opens and bool(text.tokens.classes[m.last])
    return is_definite or lower_at(m.last).endswith(("ed", "said"))


def names_year(m: Mention) -> bool:
    """Whether the clause of a mention is placed in a year or a month, which its like of today need not name: "in April"."""
    first = m.text.sentence_at(m.first).first
    own = clause_at(m.text, m.first)
    for d in _dates(m):
        if d.day is None and d.weekday is None:
            clause = clause_at(m.text, d.first)
            if d.first <= first + 1 or own is None or clause is None or clause.group.head == own.group.head:
                return True
    return False


def _dates(m: Mention) -> list[Date]:
    """The dates of a mention's sentence, but for those of its relative clauses."""
    sentence = m.text.sentence_at(m.first)
    dates = [
        d
        for d in m.text.layer(find_dates)
        if sentence.first <= d.first < sentence.last and d.first != m.first
    ]
    return [d for d in dates[:_MOST_DATES] if not _is_aside(m, d)]


def _is_aside(m: Mention, date: Date) -> bool:
    clause = clause_at(m.text, date.first)
    if clause is None or clause.found_by is not SubjectFoundBy.RELATIVE:
        return False
    own = clause_at(m.text, m.first)
    return own is None or own.group.head != clause.group.head


def _may_be_one(a: Date, b: Date) -> bool:
    parts = [(x, y) for x, y in zip(a[2:], b[2:], strict=True) if x is not None and y is not None]
    return all(x == y for x, y in parts)
