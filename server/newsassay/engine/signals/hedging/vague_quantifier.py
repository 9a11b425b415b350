"""Vague quantifiers: "many experts", "some say", "several sources"."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Judgement
from newsassay.engine.lexicon import Hit, words_of
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import is_quantity, starts_sentence, word_set
from newsassay.engine.signals.cues import Rule, judge_cues, plain
from newsassay.engine.text.closed_class import WordClass

VAGUE_QUANTIFIER = "hedging.vague_quantifier"

CARDS = (
    SignalCard(
        signal_id=VAGUE_QUANTIFIER,
        dimension=Dimension.HEDGING,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="A number of people or things is left open where a figure or a name could stand.",
        disclaimer="Comparisons, questions, degrees and amounts that nobody counts are no hedges.",
        fires=(
            "Many residents believe the dam is unsafe.",
            "Some say the vote was rigged.",
            "Several experts doubt the figures.",
            "The law has been copied in many countries.",
        ),
        near_misses=(
            "Some 40 residents signed the letter.",
            "How many seats are left?",
            "The team won twice as many games as its rival.",
            "She will return some day.",
        ),
        w3c_refs=("98495085",),
        precision=0.88,
        base_rate=3.0,
    ),
)

_PEOPLE = words_of("vague_groups")
_SAYING = words_of("reporting_verbs")
# "Had some support", "gave her some credit": the noun or participle, where "some" is no subject.
_SAYING_NOUNS = word_set(
    "support credit worry thought doubt fear hope praise comment report claim concern question demand speculation"
    " disputed reported alleged argument suspected complaint objection criticism debate talk notice note reason"
)
_SEEMING = word_set("look looks looked looking seem seems seemed sound sounds sounded feel feels felt")
_SHORTEST_PLURAL = 3
_SUPERLATIVE = word_set("most best worst leading foremost least few only")
_RANKED_WITHIN = 3
_OWNER_WITHIN = 4
_NOT_SUPERLATIVE = word_set(
    "west forest interest request protest guest contest rest test priest arrest harvest quest nest"
)
_EXAMPLES_WITHIN = 12
_MEASURES = word_set(
    "years times months days hours weeks minutes seconds decades generations centuries hundred thousand hundreds"
    " thousands feet meters metres centimeters centimetres kilometers kilometres miles inches yards occasions"
    " consecutive nights games rounds points"
)
_UNCOUNTED = word_set(
    "years months time point day way reason sort kind form type extent degree distance length cases more"
)
_TESTIMONY = word_set(
    "studies reports sources accounts theories claims complaints allegations reasons rumors rumours opinions views"
    " interpretations explanations estimates polls surveys media critics accusations objections reviews"
)
_DETERMINING = (WordClass.DETERMINER | WordClass.POSSESSIVE).value
_CLAUSE_LINK = WordClass.COORDINATOR | WordClass.SUBORDINATOR
_COMPARING = word_set("how as so too twice not n't great good the these those his her its their")


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every quantifier that names no number."""
    return judge_cues(document, "hedging_quantifier", VAGUE_QUANTIFIER, _RULES)


def _about_people(text: FieldText, hit: Hit) -> bool:
    """Whether people or opinions are counted: a group noun within two words, or a reporting verb next."""
    tokens, i = text.tokens, hit.last
    if tokens.lower_at(i) in _SAYING:
        return True
    return any(tokens.lower_at(k) in _PEOPLE for k in (i, i + 1))


def _is_plural(word: str) -> bool:
    return (
        word.endswith("s") and not word.endswith(("ss", "us", "is", "ous")) and len(word) > _SHORTEST_PLURAL
    )


def _has_examples(text: FieldText, hit: Hit) -> bool:
    """Whether the members are named at once: "several lakes, including the Wend"."""
    lower = text.tokens.lower[hit.last : min(hit.last + _EXAMPLES_WITHIN, text.sentence_at(hit.first).last)]
    return "including" in lower or "namely" in lower or ":" in lower


def _is_partitive(text: FieldText, hit: Hit) -> bool:
    """Whether a part of a group just mentioned is meant: "many of which", "some of them"."""
    tokens = text.tokens
    return tokens.lower_at(hit.last) == "of" and tokens.lower_at(hit.last + 1) in (
        "which",
        "whom",
        "them",
        "it",
        "this",
        "that",
    )


def _counts_something(text: FieldText, hit: Hit) -> bool:
    """Whether "some" stands with a plural or a partitive, or is no object: "caused some confusion" is not counted."""
    tokens = text.tokens
    following = tokens.lower[hit.last : hit.last + 3]
    if following[0] in ("of", "in") or any(_is_plural(w) or w in _PEOPLE for w in following):
        return True
    if following[0] in _SAYING and following[0] not in _SAYING_NOUNS:
        return True
    return (
        starts_sentence(text, hit.first)
        or tokens.has_class(hit.first - 1, _CLAUSE_LINK)
        or tokens.lower_at(hit.first - 1) == ","
    )


def _not_many(text: FieldText, hit: Hit) -> str:
    tokens, i = text.tokens, hit.first
    before, after = tokens.lower_at(i - 1), tokens.lower_at(hit.last)
    if before in _COMPARING:
        return f"{before} many: a comparison or question"
    if after in ("more", "as", "fewer", "a") or after in _MEASURES:
        return f"many {after}: a comparison or a time"
    return _like_others(text, hit)


def _like_others(text: FieldText, hit: Hit) -> str:
    """Whether the many are only a measure for one: "like most of her aunts", "older than many"; or come after it."""
    tokens = text.tokens
    before = tokens.lower_at(hit.first - 1)
    if before in ("like", "unlike", "than") and tokens.lower_at(hit.first - 2) not in _SEEMING:
        return f"{before} {tokens.lower[hit.first]}: a comparison"
    is_first = before == "of" and tokens.lower_at(hit.first - 2) in ("first", "last", "latest")
    return "the first of many: what followed it" if is_first else ""


def _not_several(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    after = tokens.lower_at(hit.last)
    if after in _MEASURES:
        return f"several {after}: a time or a number"
    if _has_examples(text, hit):
        return "several: examples are named"
    return _like_others(text, hit)


def _not_certain(text: FieldText, hit: Hit) -> str:
    """Determinative "certain habits"; not "certain that", "is certain", "a certain warmth"."""
    tokens = text.tokens
    before = hit.first - 1
    if tokens.has_class(before, WordClass.BE) or tokens.lower_at(before) in (
        "not",
        "almost",
        "absolutely",
        "quite",
    ):
        return "certain: sure, not a number"
    following = tokens.lower[hit.last : hit.last + 3]
    if any(_is_plural(w) or w in _PEOPLE for w in following[:2]) or following[:1] in (
        ["number"],
        ["amount"],
        ["extent"],
    ):
        return ""
    return "certain: particular or sure, not a number"


def _not_various(text: FieldText, hit: Hit) -> str:
    """Accept "various critics"; "various sizes" are different ones, not some number of them."""
    if text.tokens.has_class(hit.first - 1, WordClass.DETERMINER | WordClass.POSSESSIVE):
        return "a known set"
    if _about_people(text, hit) or not _TESTIMONY.isdisjoint(text.tokens.lower[hit.last : hit.last + 2]):
        return ""
    return "various things: different ones, no opinions"


def _not_rank(text: FieldText, hit: Hit) -> str | None:
    """A superlative with its rank left open: "one of the best", "one of Europe's oldest", "among her finest"."""
    tokens, first = text.tokens, hit.last
    if tokens.lower[first - 1] == "of":
        following = tokens.lower[first : first + _OWNER_WITHIN]
        if "'s" not in following:
            return None
        first += following.index("'s") + 1
    if is_quantity(tokens, first) or is_quantity(tokens, first + 1):
        return "a rank that is given"
    if any(_is_superlative(word) for word in tokens.lower[first : first + _RANKED_WITHIN]):
        return ""
    return f"{tokens.phrase(hit.first, hit.last)}: members of a group, no rank"


def _is_superlative(word: str) -> bool:
    """Whether a lower-case word ranks: "most", "oldest", "best-known"."""
    adjective = word.partition("-")[0]
    return adjective in _SUPERLATIVE or (adjective.endswith("est") and adjective not in _NOT_SUPERLATIVE)


def _not_some(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    after = tokens.lower_at(hit.last)
    if is_quantity(tokens, hit.last):
        return f"some {tokens.phrase(hit.last, hit.last + 1)}: an approximation"
    if after in _UNCOUNTED:
        return f"some {after}: an indefinite, not a quantity"
    if not after or not after[0].isalpha():
        return "some: nothing is counted"
    if not _counts_something(text, hit):
        return "some: an amount, not a number"
    if _is_partitive(text, hit):
        return "some of which: part of a group just named"
    return ""


def _not_most(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    after = tokens.lower_at(hit.last)
    if hit.first and tokens.classes[hit.first - 1] & _DETERMINING:
        return "the most: a superlative"
    if after == "of" or after in _SAYING or after in _PEOPLE or _is_plural(after):
        return _like_others(text, hit)
    return "most: a superlative or degree"


def _not_few(text: FieldText, hit: Hit) -> str:
    is_testimony = not _TESTIMONY.isdisjoint(text.tokens.lower[hit.last : hit.last + 2])
    return "" if is_testimony or _about_people(text, hit) else "a few: a small number of things"


_OPEN = "leaves open how many and who"
_RULES = {
    "many": Rule(_not_many, _OPEN),
    "several": Rule(_not_several, _OPEN),
    "plain": Rule(plain, _OPEN, 0.5),
    "widely": Rule(plain, "leaves open how many and who", 0.5),
    "rank": Rule(_not_rank, "leaves the rank open", 0.25),
    "various": Rule(_not_various, _OPEN, 0.5),
    "certain": Rule(_not_certain, _OPEN),
    "some": Rule(_not_some, _OPEN),
    "most": Rule(_not_most, _OPEN),
    "few": Rule(_not_few, _OPEN),
}
