"""What stands around a mention: the content words of its sentence, by which mentions of one thing are matched.

Two mentions are taken to speak of one thing when their sentences share rare content words close to them.
The evidence of a shared word is greater the rarer it is in the text and the nearer it stands to both.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from functools import cached_property
from itertools import compress, count
from typing import NamedTuple

from newsassay.engine.document import FieldText
from newsassay.engine.facts.numerals import NUMBER_WORDS
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.text.closed_class import CLOSED_CLASS
from newsassay.engine.text.word_memo import WordMemo

_REACH = 14  # tokens of a sentence that belong to a mention's context, each way
_NEAR = 4
_LONGEST = 60  # tokens of a sentence that are taken for what it says
_FAR_SHARE = 0.5
# Verbs of saying and being, and the furniture of news prose, tell nothing about what is meant.
_EMPTY_WORDS = (
    "say says said told tell tells saying according also will would could may might can just like make makes"
    " made get gets got go goes went come came take took taken new one two three year years day days month"
    " months week weeks time times last first next people more most many much now then today monday tuesday"
    " wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december earlier later ago still well even back mr mrs ms dr percent million billion"
    " thousand hundred dozen there here report reported reports added include includes including"
    " total number amount"
)
_EMPTY = frozenset(map(stem, _EMPTY_WORDS.split()))


_NUMBERS = frozenset(stem(word) for word, (label, _) in NUMBER_WORDS.items() if label != "ordinal")

# Words that tell a thing from its like: where one of two statements alone has them, there are two things.
_DISTINGUISHING_WORDS = (
    "first second third fourth fifth other another rival new old former sister twin previous next original current"
    " present upper lower younger elder junior senior only later earlier"
)
DISTINGUISHING = frozenset(_DISTINGUISHING_WORDS.split())


def _content_stem(word: str) -> str:
    """The stem of a lower-case content word, "" for any other token."""
    if word in CLOSED_CLASS or not word[0].isalnum():
        return ""
    found = stem(word)
    return "" if found in _EMPTY else found


def _is_figure(content: str) -> bool:
    """Whether a stem is a number, in figures or in words."""
    return content[0].isdigit() or content in _NUMBERS


_CONTENT_STEMS = WordMemo(_content_stem)


_RARE = 2  # the body's own mention and the summary's
_LEAST_WEIGHT = 0.2
_FEW = 40  # stems of which counting each on its own costs less than counting all


class _Weights(dict[str, float]):
    """Weights of stems as evidence: 1 if it occurs once or twice, 0.2 if everywhere.

    Each is counted when first asked for: a text has hundreds of stems, and its matches share but a few. Where
    they share many, all are counted, or a long text would be searched through for each.
    """

    def __init__(self, stems: list[str]) -> None:
        super().__init__()
        self._joined = f" {'  '.join(stems)} "  # two spaces, so that equal neighbours count as two
        self._counts: Counter[str] | None = None

    def __missing__(self, wanted: str) -> float:
        if len(self) < _FEW:
            n = self._joined.count(f" {wanted} ")
        else:
            if self._counts is None:
                self._counts = Counter(self._joined.split())
            n = self._counts[wanted]
        weight = self[wanted] = 1.0 if n <= _RARE else max(_LEAST_WEIGHT, 1.5 / n + 0.25)
        return weight


class Contexts:
    """Content stems of one field's tokens, and how much each tells. "" stands for a word without content."""

    def __init__(self, text: FieldText) -> None:
        self.stems: list[str] = list(map(_CONTENT_STEMS.__getitem__, text.tokens.lower))
        self._text = text
        self._around: dict[tuple[int, int], dict[str, int]] = {}
        self._known: dict[int, frozenset[str]] = {}

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much it tells that two sentences share a stem."""
        return _Weights(self.stems)

    def places(self, wanted: Collection[str]) -> dict[str, list[int]]:
        """Tokens at which each of the wanted stems stands."""
        found: dict[str, list[int]] = {}
        for i in compress(count(), map(wanted.__contains__, self.stems)):
            found.setdefault(self.stems[i], []).append(i)
        return found

    def around(self, first: int, last: int) -> dict[str, int]:
        """Content stems near the token range, within its sentence, with their distance from it in tokens."""
        known = self._around.get((first, last))
        if known is not None:
            return known
        sentence = self._text.sentence_at(first)
        start, stop = max(sentence.first, first - _REACH + 1), min(sentence.last, last + _REACH)
        # From the far ends to the mention, so that the nearest of two equal stems stays.
        found = dict(zip(self.stems[stop - 1 : last - 1 : -1], range(stop - last, 0, -1), strict=False))
        before = dict(zip(self.stems[start:first], range(first - start, 0, -1), strict=False))
        for s in found.keys() & before.keys():
            before[s] = min(before[s], found[s])
        found.update(before)
        found.pop("", None)
        self._around[first, last] = found
        return found

    def meets(self, context: Mapping[str, int], first: int, last: int) -> bool:
        """Whether any stem of a context stands within reach of the token range: the cheap question before `around`."""
        return not context.keys().isdisjoint(self.stems[max(0, first - _REACH) : last + _REACH])

    def beside(self, context: Mapping[str, int], first: int, last: int) -> bool:
        """Whether a stem stands near both a context's mention and the token range: else their match has no `near`."""
        near = [s for s, distance in context.items() if distance <= _NEAR]
        return not frozenset(self.stems[max(0, first - _NEAR) : last + _NEAR]).isdisjoint(near)

    def said(self, first: int) -> frozenset[str]:
        """The content stems of the sentence that holds a token, figures left out."""
        sentence = self._text.sentence_at(first)
        stems = self.stems[sentence.first : min(sentence.last, sentence.first + _LONGEST)]
        return frozenset(s for s in stems if s and not _is_figure(s))

    def known(self, rest: int) -> frozenset[str]:
        """The stems of all tokens from `rest` on."""
        found = self._known.get(rest)
        if found is None:
            found = self._known[rest] = frozenset(self.stems[rest:])
        return found


_MIN_WORDS = 12  # content words from which a share of them means something


def restated(summary: Contexts, first: int, last: int, body: Contexts, rest: int) -> float:
    """Share of the content words of a token range that the body from token `rest` on repeats; 0 if they are few.

    A standfirst or bullet summary says again what the body says; a lede that opens the story does not.
    """
    ours = [s for s in summary.stems[first:last] if s]
    if len(ours) < _MIN_WORDS:
        return 0.0
    return sum(map(body.known(rest).__contains__, ours)) / len(ours)


class Match(NamedTuple):
    """How well two contexts match: `score` in shared rare words, `near` of them next to both, all `shared`."""

    score: float
    near: float
    shared: tuple[str, ...]
    share: float


class Bar(NamedTuple):
    """What a match has to clear: `score`, and `near` or `share`. Values are set by reading pairs of edited articles."""

    score: float
    near: float = 0.0
    share: float = 0.0

    def cleared(self, how: Match, lead: float = 0.0) -> bool:
        """Whether a match clears the bar, its score also `lead`."""
        return how.score >= max(self.score, lead) and (how.near >= self.near or how.share >= self.share > 0)


def match(a: dict[str, int], b: dict[str, int], contexts: Contexts) -> Match:
    """Compare two contexts by the words that they share; `contexts` tells what each weighs.

    A word counts half of its weight unless it stands near both.
    """
    shared = tuple(filter(b.__contains__, a))
    score = near = 0.0
    if shared:
        weights = contexts.weights
        for s in shared:
            weight = weights[s]
            if a[s] <= _NEAR >= b[s]:
                near += weight
                score += weight
            else:
                score += weight * _FAR_SHARE
    return Match(score, near, shared, len(shared) / max(1, min(len(a), len(b))))


_PARALLEL = 1  # words of its own that each of two restatements may add


def are_parallel(a: dict[str, int], b: dict[str, int]) -> bool:
    """Whether two contexts each have words that the other lacks, as parallel statements about two things have."""
    shared = a.keys() & b.keys()
    return min(len(a), len(b)) - len(shared) >= _PARALLEL


_ARTICLES = frozenset(["the", "a", "an", "his", "her", "its", "their"])
_LOOSE = frozenset([",", "(", "and"])
_BEHIND = 2


def same_slot(left: FieldText, a: tuple[int, int], right: FieldText, b: tuple[int, int]) -> int:
    """On how many sides (0 to 2) two token ranges have the same neighbour: the word before, or a content word behind.

    Articles are skipped; before a comma or "and" the word before that one has to be the same.
    """
    behind = {s for s in left.layer(Contexts).stems[a[1] : a[1] + _BEHIND] if s}
    after = not behind.isdisjoint(right.layer(Contexts).stems[b[1] : b[1] + _BEHIND])
    return after + (_before(left, a[0]) == _before(right, b[0]) != "")


def _before(text: FieldText, first: int) -> str:
    """The word that governs what starts at a token: its stem, or the preposition; "" if there is none."""
    tokens = text.tokens
    i = first - 1
    if tokens.lower_at(i) in _ARTICLES:
        i -= 1
    if tokens.lower_at(i) in _LOOSE:
        i -= 1
    if i < text.sentence_at(first).first or not tokens.lower[i][0].isalnum():
        return ""
    return text.layer(Contexts).stems[i] or tokens.lower[i]
