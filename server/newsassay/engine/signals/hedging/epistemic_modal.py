"""Epistemic modals: "may", "might", "could", "must have"."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Judgement
from newsassay.engine.lexicon import Hit, words_of
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import in_title, is_adverb, starts_sentence, word_set
from newsassay.engine.signals.cues import Rule, judge_cues, plain
from newsassay.engine.text.closed_class import WordClass
from newsassay.engine.text.tokens import Tokens

EPISTEMIC_MODAL = "hedging.epistemic_modal"

CARDS = (
    SignalCard(
        signal_id=EPISTEMIC_MODAL,
        dimension=Dimension.HEDGING,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="A modal verb presents the clause as possible, not as fact.",
        disclaimer="Months and names, permission, past ability and set phrases are no hedges.",
        fires=(
            "The storm may reach the coast by Friday.",
            "The two men might have met in Lisbon.",
            "Rising rents could push families out of the district.",
            "The thief must have known the alarm code.",
        ),
        near_misses=(
            "The hearing was moved to May 12.",
            "Nadia May said the bridge was closed in May.",
            "The rescuers could not reach the boat.",
            "Visitors may not bring dogs into the museum.",
            "The army showed its might on the square.",
        ),
        w3c_refs=("c2385f39",),
        precision=0.94,
        base_rate=2.2,
    ),
)

_MONTH_BEFORE = word_set(
    "in of last since until by early mid late this next from during before after through and to"
)
_DETERMINER = WordClass.DETERMINER | WordClass.POSSESSIVE
_DETERMINING = _DETERMINER.value
_SUBJECT = WordClass.SUBJECT_PRONOUN.value
_ABILITY_VERBS = word_set("see hear feel remember smell afford tell find sense make imagine understand")
_FOUND = word_set("found seen heard felt reached smelled smelt made out bought traced")
_LICENSED = word_set(
    "only apply use obtain enter hold request submit choose opt purchase vote register appeal bring take"
)
_PREDICTED = word_set(
    "be increase rise fall improve help arrive continue grow remain reach prove allow make become see get soon"
    " drop ease boost lead begin"
)
_ADDITIVES = frozenset(["also", "either", "even", "sometimes", "or", "not", "then", "optionally"])
_EXISTENTIAL = word_set(
    "include contain occur require vary range differ consist take run hold feature use choose refer earn apply serve"
)
_PERMITTED = word_set(
    "used added included found made served shown called obtained purchased confirmed replaced held applied worn"
    " bought sold given eaten cooked combined ordered renewed granted either as any one placed performed played"
    " performed required divided predicted customized present flavored flavoured elected appointed split"
)
_PARENTHESES = frozenset(
    ["however", "though", "in", "of", "for", "therefore", "perhaps", "if", "at", "indeed"]
)
_ADVISED = words_of("vague_groups") | word_set(
    "he she they we you i who government council court president mayor party"
)
_DEONTIC_NOUNS = word_set(
    "visitors passengers applicants students members residents patients employees drivers players"
)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every form of a modal that can be epistemic."""
    return judge_cues(document, "hedging_modal", EPISTEMIC_MODAL, _RULES)


def _not_may(text: FieldText, hit: Hit) -> str:  # noqa: PLR0911 - one return for each sense
    tokens, i = text.tokens, hit.first
    before, after = tokens.lower_at(i - 1), tokens.lower_at(i + 1)
    if tokens.words[i] != tokens.lower[i]:
        if after[:1].isdigit() or after in (",", "of", "'s", "") or before in _MONTH_BEFORE:
            return f"{tokens.words[i]} {tokens.word_at(i + 1)}: month or name, not modal"
        if not in_title(text) and not starts_sentence(text, i):
            return "May: month or name, not modal"
        if starts_sentence(text, i) and tokens.has_class(
            i + 1, WordClass.SUBJECT_PRONOUN | WordClass.DETERMINER
        ):
            return "May …: a wish or question, not a hedge"
    if (
        before == "but"
        and tokens.has_class(i + 1, WordClass.PREPOSITION)
        and tokens.has_class(i + 2, _DETERMINER)
    ):
        return "may: the verb is left out"
    if _is_existential(tokens, i):
        return "may: what is sometimes so or allowed, not what is uncertain"
    if after == "only" or (after in _LICENSED and tokens.lower_at(i - 1) in _DEONTIC_NOUNS):
        return "permission, not possibility"
    if after == "not" and tokens.lower_at(i - 1) in _DEONTIC_NOUNS:
        return "a ban, not possibility"
    return ""


def _is_existential(tokens: Tokens, i: int) -> bool:
    """Existential or permissive "may": "cords may include a fuse", "may be used" (Palmer 1990, chapter 7)."""
    k = i + 1
    while tokens.lower_at(k) in _ADDITIVES:
        k += 1
    verb = tokens.lower_at(k)
    if verb == "be":
        k += 1
        while is_adverb(tokens.lower_at(k)):
            k += 1
        return tokens.lower_at(k) in _PERMITTED
    return verb in _EXISTENTIAL


def _not_might(text: FieldText, hit: Hit) -> str:
    tokens, i = text.tokens, hit.first
    after = tokens.lower_at(i + 1)
    noun_before = (
        i > 0
        and bool(tokens.classes[i - 1] & _DETERMINING)
        and tokens.lower_at(i - 1) not in ("this", "that", "these", "those")
    )
    if noun_before or tokens.lower_at(i - 1) in ("military", "economic", "naval", "full", "with"):
        return "might: power, not modal"
    if after == "," and tokens.lower_at(i + 2) in _PARENTHESES:
        return ""
    if after in ("of", "and", "makes", ".", ",", "") and tokens.lower_at(i - 1) not in ("may", "or", "and"):
        return "might: noun or elided verb"
    return ""


def _not_could(text: FieldText, hit: Hit) -> str:  # noqa: PLR0911 - one return for each sense
    tokens, i = text.tokens, hit.first
    k = i + 1
    while k < i + 3 and (is_adverb(tokens.lower_at(k)) and tokens.lower_at(k) != "not"):
        k += 1
    after = tokens.lower_at(k)
    if after in ("not", "n't") or tokens.lower_at(i - 1) in ("neither", "nor"):
        return "" if tokens.lower_at(k + 1) == "have" else "could not: past ability, not possibility"
    if after in ("longer", "hardly", "barely", "scarcely") or tokens.lower_at(i + 1) in (
        "barely",
        "hardly",
        "only",
        "scarcely",
        "no",
    ):
        return "could hardly: past ability, not possibility"
    if after in _ABILITY_VERBS:
        return f"could {after}: past ability, not possibility"
    if after == "be" and tokens.lower_at(k + 1) in _FOUND:
        return f"could be {tokens.lower_at(k + 1)}: past ability, not possibility"
    if (
        tokens.lower_at(i - 2) in ("as", "what", "everything", "all", "whatever", "wherever")
        and i > 1
        and tokens.classes[i - 1] & _SUBJECT
    ):
        return "as … could: past ability, not possibility"
    if starts_sentence(text, i) and after == "you":
        return "could you: a request"
    if after in (".", ",", ""):
        return "could: the verb is left out"
    return ""


def _not_must(text: FieldText, hit: Hit) -> str:
    tokens, i = text.tokens, hit.first
    k = i + 1 + is_adverb(tokens.lower_at(i + 1))
    if (
        tokens.lower_at(k) == "have"
        and tokens.lower_at(k + 1)[-2:] in ("ed", "en", "wn", "me", "ne", "ad", "ew")
    ) or (
        tokens.lower_at(k) == "have"
        and tokens.lower_at(k + 1)
        in ("been", "had", "felt", "known", "taken", "left", "seen", "said", "gone")
    ):
        return ""
    if tokens.lower_at(i + 1) in ("surely", "presumably", "certainly"):
        return ""
    return "must: obligation, not inference"


def _is_agent(text: FieldText, i: int) -> bool:
    """Whether token i is a pronoun, name or group, who can be advised: "Europe should increase its aid"."""
    tokens = text.tokens
    word = tokens.word_at(i)
    return word in _ADVISED or (word[:1].isupper() and not starts_sentence(text, i))


def _not_should(text: FieldText, hit: Hit) -> str:
    tokens, i = text.tokens, hit.last - 1
    k = i + 1 + is_adverb(tokens.lower_at(i + 1))
    after = tokens.lower_at(k)
    if after in _PREDICTED and after != "be" and not _is_agent(text, hit.first - 1):
        return ""
    if after == "be" and tokens.lower_at(k + 1) in (
        "able",
        "easier",
        "enough",
        "possible",
        "ready",
        "back",
        "over",
        "higher",
        "lower",
    ):
        return ""
    return "should: advice or duty, not expectation"


_RULES = {
    "plain": Rule(plain, "presents this as possible, not as fact"),
    "may": Rule(_not_may, "presents this as possible, not as fact"),
    "might": Rule(_not_might, "presents this as possible, not as fact"),
    "could": Rule(_not_could, "presents this as possible, not as fact"),
    "must": Rule(_not_must, "presents an inference, not an observation"),
    "should": Rule(_not_should, "presents an expectation, not a fact", 0.5),
}
