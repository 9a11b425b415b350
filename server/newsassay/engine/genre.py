"""What an article looks like: a report, a column, an interview, a list, a press release, furniture around others' news.

A hint, from signals and layout, with the places that speak for it. It changes no score: it says what the scores are
scores of. Where nothing speaks clearly, it says so (UNKNOWN); two kinds are told apart by which speaks plainer, in
the order below.
"""

from collections.abc import Iterable, Sequence
from itertools import compress, count, pairwise
from typing import NamedTuple

from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Location
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import GenreKind

_AGGREGATED = ("sensational.aggregator_tag", "attribution.aggregator_credit")
_LISTED = "sensational.listicle"
_TALKED = ("sensational.rate_first_person", "sensational.direct_address")
_REPORTED = ("attribution.named_source", "attribution.document_source", "attribution.role_source")
_FRAMED = ("attribution.rate_past_frame", "attribution.dated_event", "attribution.reporting_credit")
_RELEASE = words_of("genre_marks", "release")
_BOILERPLATE = words_of("genre_marks", "boilerplate")
_OPINION = words_of("genre_marks", "opinion")
_DUTY = words_of("genre_marks", "duty")
_SHOWN = 5  # places of evidence
_LABEL_TOKENS = 5  # of a speaker's name before its colon
_LEAST_TURNS, _TURNS_SHARE = 4, 0.3  # paragraphs that are turns, of all
_LEAST_ITEMS, _ITEMS_SHARE = 4, 0.3  # paragraphs that open with a clock time or a number, of all
_LEAST_SOURCES = 2
_DUTY_RATE = 3.0  # modals of duty in the author's voice per 1,000 words: edited reports have about 1
_BOILERPLATE_TOKENS = 8  # of a line such as "About Lenn Harbours"


class GenreHint(NamedTuple):
    """A kind of article, why, and where to see it."""

    kind: GenreKind
    reason: str
    places: tuple[Location, ...]


def genre(document: Document, findings: Sequence[Finding]) -> GenreHint:
    """The kind that speaks plainest, in the order: press release, aggregation, interview, list, opinion, report."""
    body = document.body
    lines = [(first, last) for first, last in _lines(body) if last > first]
    for kind, reason, places in (
        (
            GenreKind.PRESS_RELEASE,
            "It calls itself a release or ends with a portrait of its sender.",
            _release(body, lines),
        ),
        (GenreKind.AGGREGATION, "It credits other media for its substance.", _of(findings, _AGGREGATED)),
        (GenreKind.INTERVIEW, "Its paragraphs are turns of a talk.", _turns(body, lines)),
        (
            GenreKind.LIVE_OR_LIST,
            "It is set as a list or as entries with times.",
            _items(body, lines, findings),
        ),
        (
            GenreKind.OPINION,
            "The author speaks in person, and of what should be.",
            _opinion(document, findings),
        ),
        (GenreKind.REPORT, "It names sources and frames what they said.", _report(findings)),
    ):
        if places:
            return GenreHint(kind, reason, tuple(places[:_SHOWN]))
    return GenreHint(GenreKind.UNKNOWN, "Nothing speaks clearly for any kind.", ())


def _lines(text: FieldText) -> Iterable[tuple[int, int]]:
    bounds = [*text.paragraphs, len(text.tokens)]
    return pairwise(bounds)


def _of(findings: Sequence[Finding], signal_ids: Sequence[str]) -> list[Location]:
    return [f.location for f in findings if f.signal_id in signal_ids]


def _release(text: FieldText, lines: list[tuple[int, int]]) -> list[Location]:
    """Lines that open with what only releases say, or a short last heading "About X"."""
    lower = text.tokens.lower
    found = [
        text.location(first, last)
        for first, last in lines
        if " ".join(lower[first : first + 2]) in _RELEASE or " ".join(lower[first : first + 3]) in _RELEASE
    ]
    portraits = [
        text.location(first, last)
        for first, last in lines[len(lines) // 2 :]
        if lower[first] in _BOILERPLATE
        and last - first <= _BOILERPLATE_TOKENS
        and text.tokens.word_at(first + 1)[:1].isupper()
    ]
    return found + portraits


def _turns(text: FieldText, lines: list[tuple[int, int]]) -> list[Location]:
    """Paragraphs that open with a speaker's label: "Q:", "MS. LEE:", "Ana Ruiz:"."""
    turns = [first for first, last in lines if _label_end(text, first, last)]
    if len(turns) < max(_LEAST_TURNS, _TURNS_SHARE * len(lines)):
        return []
    return [text.location(first, first + 1) for first in turns]


def _label_end(text: FieldText, first: int, last: int) -> int:
    words = text.tokens.words[first : min(last, first + _LABEL_TOKENS)]
    if ":" not in words[1:]:
        return 0
    end = words.index(":", 1)
    return first + end if all(w[0].isupper() or not w[0].isalnum() for w in words[:end]) else 0


def _items(text: FieldText, lines: list[tuple[int, int]], findings: Sequence[Finding]) -> list[Location]:
    """The headline's number, or paragraphs that open with a time or a number."""
    items = [first for first, _ in lines if text.tokens.words[first][0].isdigit()]
    if len(items) < max(_LEAST_ITEMS, _ITEMS_SHARE * len(lines)):
        return _of(findings, (_LISTED,))
    return [text.location(first, first + 1) for first in items]


def _opinion(document: Document, findings: Sequence[Finding]) -> list[Location]:
    """A label of the genre, or the author's person together with modals of duty."""
    title = document.title
    if (
        title.tokens.lower[:1]
        and title.tokens.lower[0] in _OPINION
        and title.tokens.word_at(1) in (":", "|", "–", "—")
    ):
        return [title.location(0, 1)]
    body = document.body
    talk = _of(findings, _TALKED)
    duties = [
        i
        for i in compress(count(), map(_DUTY.__contains__, body.tokens.lower if talk else ()))
        if not body.is_quoted(body.tokens.starts[i])
    ]
    if not talk or 1000 * len(duties) < _DUTY_RATE * body.tokens.word_count:
        return []
    return talk + [body.location(i, i + 1) for i in duties]


def _report(findings: Sequence[Finding]) -> list[Location]:
    sources = _of(findings, _REPORTED)
    frames = _of(findings, _FRAMED)
    return sources + frames if len(sources) >= _LEAST_SOURCES and frames else []
