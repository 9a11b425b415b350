"""Page furniture that ends up in an article's text: aggregator credits, counters, tags, calls to share."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Example, Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Location, Rejection
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Severity, Voice
from newsassay.engine.signals.sensational.emoji_runs import find_emoji
from newsassay.engine.signals.sensational.mojibake import find_mojibake

AGGREGATOR_TAG = "sensational.aggregator_tag"
ENGAGEMENT_COUNTER = "sensational.engagement_counter"
CALL_TO_SHARE = "sensational.call_to_share"

CARDS = (
    SignalCard(
        signal_id=AGGREGATOR_TAG,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.MEDIUM,
        claim="A line credits the text to open media, a feed or another site: it was assembled, not reported.",
        disclaimer="An analysis that the article reports on, and a wire credit, are no aggregator tags.",
        fires=(
            "Harbour Deal Signed\n\nIndep. Analysis based on open media fromHarbourWatcher.\n\nThe deal was signed.",
            "The mayor resigned on Monday.\n\nThis article originally appeared on Harbour Watch.",
            "Curated by HarbourBot\n\nThe mayor resigned on Monday.",
        ),
        near_misses=(
            "An independent analysis based on open data found forty cases.",
            "The mural originally appeared on a wall in the harbour.",
            "The show, curated by Jane Roe, opens in May.",
        ),
        w3c_refs=("0419e69f", "038b0a36"),
        base_rate=0.01,
    ),
    SignalCard(
        signal_id=ENGAGEMENT_COUNTER,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="A counter of likes, shares or images stands in the text, left over from a feed.",
        disclaimer="Shares that are traded, and counts that a sentence reports, are no counters.",
        fires=(
            "Harbour deal signedđ\u0178”„95\n\nThe deal was signed on Monday.",
            "Harbour deal signed\n\n1 / 2\n\nThe deal was signed on Monday.",
            "2.8k SHARES\n\nThe deal was signed on Monday.",
        ),
        near_misses=(
            "The company sold 2,800 shares on Monday.",
            "The video had 2.8 million views within a day, the museum said.",
            "The score stood at 1/2 in the second half.",
        ),
        base_rate=0.0,
    ),
    SignalCard(
        signal_id=CALL_TO_SHARE,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.MEDIUM,
        claim="The text asks its reader to spread it.",
        disclaimer="People who share a view, and officials who ask witnesses for information, do not ask that.",
        fires=(
            "The council lied. Share this with everyone you know.",
            "Please share before they take it down.",
            Example(title="Like and share if you agree", body="The council met on Monday."),
        ),
        near_misses=(
            "Most members share this view.",
            "The two towns agreed to share this burden.",
            "Neighbours shared the news with everyone they knew.",
        ),
        base_rate=0.0,
    ),
)

_LEXICON = "furniture"
_LINE_TOKENS = 14  # a line of furniture is short
_COUNTER = re.compile(r"\s?\d[\d,.]{0,9}[kKmM]?(?=\s*?(?:\n|$))")
_QUANTITY = re.compile(r"\d[\d,.]*[kKmM]?")
_URGES = frozenset(["please", "and", "to", "just", "now", "or", "then", "so", "—", "–", ":", ",", "-"])
_URGED_TO = frozenset(["forget", "sure", "remember", "free", "hesitate"])
_IMPERATIVES = frozenset(
    "act hurry spread read like click watch please join comment sign wake stop subscribe donate copy follow go".split()
)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge the furniture cues, and every number that hangs on an emoji or stands alone."""
    for text in document.fields:
        tagged = -1  # the line that the last aggregator tag covers
        for hit in text.hits(_LEXICON):
            if hit.first >= tagged:
                yield from _JUDGES[hit.entry.label](text, hit)
            if hit.entry.label == "aggregator_tag":
                tagged = _line(text, hit.first)[1]
        yield from _hanging_numbers(text)
        if "/" in text.text:
            yield from _image_counters(text)


def _line(text: FieldText, token: int) -> tuple[int, int]:
    """The paragraph that holds a token, as a token range."""
    number = bisect_right(text.paragraphs, token)
    last = text.paragraphs[number] if number < len(text.paragraphs) else len(text.tokens)
    return text.paragraphs[number - 1], last


def _aggregator_tag(text: FieldText, hit: Hit) -> Iterator[Judgement]:
    first, last = _line(text, hit.first)
    opens = hit.first == first or (hit.first == first + 1 and not text.tokens.words[first].isalnum())
    if opens and last - first <= _LINE_TOKENS:
        yield Finding(
            AGGREGATOR_TAG,
            text.location(first, last),
            "A line says that the text was put together from other media.",
            voice=Voice.AUTHOR,
        )
    else:
        yield Rejection(
            AGGREGATOR_TAG, text.location(hit.first, hit.last), "in a sentence, not a line of its own"
        )


def _counted(text: FieldText, hit: Hit) -> Iterator[Judgement]:
    """A count of reactions: a number and "shares" or "likes", with nothing else in the line but its like."""
    before = text.tokens.word_at(hit.first - 1)
    if not _QUANTITY.fullmatch(before):
        return
    first, last = _line(text, hit.first)
    location = text.location(hit.first - 1, hit.last)
    if last - first <= _LINE_TOKENS and _is_row_of_counters(text.tokens.lower[first:last]):
        yield Finding(
            ENGAGEMENT_COUNTER, location, "A counter of reactions stands in the text.", voice=Voice.AUTHOR
        )
    else:
        yield Rejection(ENGAGEMENT_COUNTER, location, "a count that a sentence reports")


def _is_row_of_counters(line: list[str]) -> bool:
    """Whether all words of a line name reactions."""
    return all(word in _REACTIONS for word in line if word.isalpha() and len(word) > 1)


def _call_to_share(text: FieldText, hit: Hit) -> Iterator[Judgement]:
    """An imperative: at the start of a sentence or of what follows "please", "and" or "be sure to"."""
    location = text.location(hit.first, hit.last)
    before = text.tokens.lower_at(hit.first - 1)
    opening = text.sentence_at(hit.first).first
    starts = opening == hit.first or before in {"“", '"', "‘", "("}
    urged = before in _URGES and (before != "to" or text.tokens.lower_at(hit.first - 2) in _URGED_TO)
    after_subject = before in {"and", "or", ","} and text.tokens.lower[opening] not in _IMPERATIVES
    if starts or (urged and not after_subject):
        yield Finding(CALL_TO_SHARE, location, "The reader is asked to spread the text.")
    else:
        yield Rejection(CALL_TO_SHARE, location, "somebody shares something; the reader is not asked to")


_JUDGES = {"aggregator_tag": _aggregator_tag, "reaction": _counted, "call_to_share": _call_to_share}
_REACTIONS = frozenset(
    "share shares like likes comment comments view views retweet retweets repost reposts reaction reactions"
    " upvotes votes reply replies bookmark bookmarks tweet tweets pin pins email print facebook twitter".split()
)


def _hanging_numbers(text: FieldText) -> Iterator[Judgement]:
    spans = [(run.start, run.end) for run in text.layer(find_emoji)]
    spans += [(broken.start, broken.end) for broken in text.layer(find_mojibake)]
    for begin, end in spans:
        counter = _COUNTER.match(text.text, end)
        if counter and begin and text.text[begin - 1] != "\n":
            start = counter.start() + counter.group()[0].isspace()
            yield Finding(
                ENGAGEMENT_COUNTER,
                Location(text.field, start, counter.end()),
                "A bare number hangs on the emoji that ends the line: a counter from a feed.",
                voice=Voice.AUTHOR,
            )


def _image_counters(text: FieldText) -> Iterator[Judgement]:
    """Lines such as "1 / 2"."""
    tokens = text.tokens
    slash = text.text.find("/")
    while slash >= 0:
        i = tokens.at(slash)
        first, last = _line(text, i)
        of, total = tokens.words[first], tokens.word_at(i + 1)
        if (first, last) == (i - 1, i + 2) and _is_count(of) and _is_count(total) and int(of) <= int(total):
            yield Finding(
                ENGAGEMENT_COUNTER,
                text.location(first, last),
                "An image counter stands in the text.",
                voice=Voice.AUTHOR,
            )
        slash = text.text.find("/", slash + 1)


def _is_count(word: str) -> bool:
    return word.isdecimal() and len(word) <= _COUNT_DIGITS


_COUNT_DIGITS = 4
