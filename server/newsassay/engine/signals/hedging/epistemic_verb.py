"""Epistemic verbs: "seems", "appears to", "suggests that", "is expected to"."""

from collections.abc import Iterator

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement
from newsassay.engine.lexicon import Hit, words_of
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import be_before, is_adverb, is_quantity, word_set
from newsassay.engine.signals.cues import Rule, judge_cues, plain
from newsassay.engine.signals.passive_reports import find_passive_reports
from newsassay.engine.text.closed_class import WordClass

EPISTEMIC_VERB = "hedging.epistemic_verb"

CARDS = (
    SignalCard(
        signal_id=EPISTEMIC_VERB,
        dimension=Dimension.HEDGING,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="A verb of seeming, inferring or expecting presents the clause as less than known.",
        disclaimer="Appearances in places, proposals and what a named source is said to think are no hedges of the article.",
        fires=(
            "The engine appears to have failed in mid-air.",
            "The tracks suggest that the animal was limping.",
            "Prices are expected to fall in the autumn.",
            "The plan seems doomed.",
        ),
        near_misses=(
            "The singer appeared on stage at nine.",
            "The mayor appeared in court on Tuesday.",
            "Ms. Okafor suggested a walk along the canal.",
            "The suggested retail price is 30 dollars.",
            "She tended the garden behind the school.",
        ),
        precision=0.88,
        base_rate=3.1,
    ),
)

_NAMING = (WordClass.SUBJECT_PRONOUN | WordClass.OBJECT_PRONOUN).value
_PLACES = word_set(
    "several twice once many some depending according only next anywhere somewhere nowhere everywhere behind in on at with before alongside for from under during beside among opposite every here there again throughout"
)
_PARTICIPIAL = word_set("willing unwilling promising daunting convincing encouraging fitting lacking missing")
_AGENTIVE = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "men",
    "woman",
    "women",
    "person",
    "member",
    "official",
    "attorney",
)
_EVIDENCE = word_set(
    "evidence data study studies report reports results result figures research polls poll test tests signs survey"
    " surveys projections analysis analyses records documents findings estimates numbers letter letters paper papers"
    " history order number matter behavior behaviour weather water name names this these"
)
_PEOPLE = words_of("vague_groups")
_CLAUSE_STARTERS = word_set("that it there the he she they this these a an his her their some many he's its")
_CLAUSE_OPENERS = (
    WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.SUBJECT_PRONOUN | WordClass.SUBORDINATOR
)
_MEASURING = frozenset(["than", "as"])
# "He projected confidence": what a person shows.
_DISPLAYED = word_set(
    "confidence strength toughness image power optimism calm authority air warmth unity aura voice resolve leadership"
)
_LINKING = WordClass.PREPOSITION | WordClass.COORDINATOR | WordClass.SUBORDINATOR
_DETERMINING = (WordClass.DETERMINER | WordClass.POSSESSIVE).value


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every verb of seeming, inferring and expecting; then thought verbs in passives with a source."""
    yield from judge_cues(document, "hedging_verb", EPISTEMIC_VERB, _RULES)
    for text in document.fields:
        for report in text.layer(find_passive_reports):
            if report.is_hearsay and report.has_source:
                location = text.location(report.first, report.last)
                yield Finding(EPISTEMIC_VERB, location, "The source believes this but does not know it.")


def _not_appear(text: FieldText, hit: Hit) -> str:  # noqa: PLR0911 - one return for each sense
    tokens = text.tokens
    after = tokens.lower_at(hit.last)
    if after.endswith("ly") and not _is_predicate(text, hit.last + 1) and after not in ("likely", "unlikely"):
        return f"appear {after}: be seen, not seem"
    if after in ("to", "that", "as", "unlikely", "likely", "certain") or after.endswith("ly"):
        if after == "as" and tokens.lower_at(hit.last + 1) != "if":
            return "appear as: a role, not a hedge"
        return ""
    if after in _PLACES or not after or not after[0].isalpha():
        return f"appear {after}: be seen, not seem"
    if after.endswith("ing") and after not in _PARTICIPIAL:
        return f"appear {after}: be seen, not seem"
    if tokens.classes[hit.last] & (_DETERMINING | _NAMING) or after in (
        "and",
        "or",
        "when",
        "after",
        "first",
        "together",
        "live",
    ):
        return f"appear {after}: be seen, not seem"
    if tokens.lower_at(hit.first - 1) == "it":
        return ""
    # A predicate adjective: "appeared calm"; names and nouns with capitals are no predicates.
    return (
        ""
        if tokens.words[hit.last].islower() and tokens.lower_at(hit.last)[-1] != "s"
        else "appear: be seen, not seem"
    )


def _is_predicate(text: FieldText, i: int) -> bool:
    """Whether a lower-case word that is no preposition, adverb or conjunction stands at token i."""
    tokens = text.tokens
    if tokens.lower_at(i) == "to":
        return True
    return tokens.word_at(i).islower() and not tokens.has_class(i, _LINKING)


def _subject(text: FieldText, hit: Hit) -> int:
    """Number of the last word of what stands before the verb, adverbs and auxiliaries aside; -1 if nothing does."""
    tokens, i = text.tokens, hit.first - 1
    first = text.sentence_at(hit.first).first
    while i >= first and (is_adverb(tokens.lower[i]) or tokens.has_class(i, WordClass.AUXILIARY)):
        i -= 1
    return i if i >= first else -1


def _is_person(text: FieldText, i: int) -> bool:
    """Whether token i ends the name, pronoun or role of a person: "he", "Okafor", "the director"."""
    if i < 0:
        return False
    tokens = text.tokens
    word = tokens.lower[i]
    if word in _EVIDENCE or word in ("it", "that", "which"):
        return False
    if tokens.has_class(i, WordClass.SUBJECT_PRONOUN) or word in _PEOPLE:
        return True
    return (
        tokens.words[i][0].isupper() or word.endswith(_AGENTIVE) or word.removesuffix("s").endswith(_AGENTIVE)
    )


def _not_suggest(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    after = tokens.lower_at(hit.last)
    if after.endswith("ing") and after not in ("nothing", "something", "anything"):
        return "suggest doing: a proposal, not a hint"
    if tokens.lower[hit.first] in ("suggested", "indicated", "implied") and be_before(tokens, hit.first) >= 0:
        return "be suggested: shown, or judged as a passive"
    if after in ("by", "on", "in", "with") or tokens.lower_at(hit.first - 1) == "to":
        return "indicate: show, not suggest"
    if _is_person(text, _subject(text, hit)):
        return "a person suggests: a statement or proposal with a source"
    return ""


def _not_tend(text: FieldText, hit: Hit) -> str:
    return "" if text.tokens.lower_at(hit.last) in ("to", "towards", "toward", "not") else "tend: look after"


def _not_suspect(text: FieldText, hit: Hit) -> str:
    tokens, i = text.tokens, hit.first
    if (i and tokens.classes[i - 1] & _DETERMINING) or tokens.lower_at(i + 1) in (
        ".",
        ",",
        "was",
        "is",
        "were",
        "are",
        "in",
        "who",
        "has",
        "had",
    ):
        return "suspect: a person under suspicion"
    if tokens.lower[i] == "suspects" and tokens.lower_at(i + 1) not in (
        "that",
        "the",
        "it",
        "he",
        "they",
        "a",
    ):
        return "suspects: persons under suspicion"
    return ""


def _not_assume(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    after = tokens.lower_at(hit.last)
    if after in _CLAUSE_STARTERS and after not in ("the", "a", "an", "his", "her", "their", "its"):
        return ""
    return "assume: take on, not suppose"


def _not_expect(text: FieldText, hit: Hit) -> str:
    tokens, i = text.tokens, hit.first
    word, before, after = tokens.lower[i], tokens.lower_at(i - 1), tokens.lower_at(i + 1)
    if word.endswith("ed") and (
        before in _MEASURING or (is_adverb(before) and tokens.lower_at(i - 2) == "than")
    ):
        return f"{before} {word}: a comparison with a forecast"
    if word.startswith("project") and (
        (word in ("project", "projects") and after != "that")
        or not _DISPLAYED.isdisjoint(tokens.lower[i : i + 5])
    ):
        return "project: a plan, or to show, not a prediction"
    if word in ("predict", "forecast", "project") and before in ("to", "best", "can", "cannot"):
        return f"to {word}: a method, not a prediction"
    if word in ("forecast", "forecasts") and i and tokens.classes[i - 1] & _DETERMINING:
        return "forecast: a noun, with or without its author"
    return ""


def _not_believe(text: FieldText, hit: Hit) -> str:
    tokens, i = text.tokens, hit.first
    if tokens.lower_at(hit.last) in ("in", "of", "about", "twice"):
        return "believe in: trust or consider, not suppose"
    if be_before(tokens, i) >= 0:
        return "be believed: judged as a passive"
    if i and tokens.classes[i - 1] & (_DETERMINING | WordClass.PREPOSITION.value):
        return "thought: a noun"
    if tokens.lower[i] == "thought" and not (
        tokens.lower_at(i + 1) in _CLAUSE_STARTERS or tokens.word_at(i + 1)[:1].isupper()
    ):
        return "thought: a noun, or no clause follows"
    return _held_by_one(text, hit)


def _held_by_one(text: FieldText, hit: Hit) -> str:
    """A belief with its holder is attribution; "do you think" asks for one."""
    tokens, subject = text.tokens, _subject(text, hit)
    holder = tokens.lower_at(subject)
    is_name = holder not in ("i", "we", "they") and tokens.word_at(subject)[:1].isupper()
    if is_name or holder in ("he", "she", "you"):
        return f"{tokens.word_at(subject)} {tokens.lower[hit.first]}: a belief with its holder, attribution"
    return ""


def _not_hope(text: FieldText, hit: Hit) -> str:
    tokens, i = text.tokens, hit.first
    if i and tokens.classes[i - 1] & (
        _DETERMINING | WordClass.PREPOSITION.value | WordClass.QUANTIFIER.value
    ):
        return "hope: a noun"
    after = tokens.lower_at(hit.last)
    if after == "to":
        return "hope to: an intention"
    return "" if after in _CLAUSE_STARTERS else "hope: no clause follows"


def _not_estimate(text: FieldText, hit: Hit) -> str:
    """The verb, and the adjective of a figure; the noun is a document that somebody wrote: "the bank's estimates"."""
    tokens, i = text.tokens, hit.first
    if tokens.lower[i] not in ("estimate", "estimates") or tokens.lower_at(i - 1) in ("some", "by", "to"):
        return ""
    if i and tokens.classes[i - 1] & (_DETERMINING | WordClass.PREPOSITION.value):
        return "estimate: a noun, with or without its author"
    is_verb = tokens.has_class(i + 1, _CLAUSE_OPENERS) or is_quantity(tokens, i + 1)
    return "" if is_verb else "estimate: a noun, with or without its author"


def _not_wonder(text: FieldText, hit: Hit) -> str:
    after = text.tokens.lower_at(hit.last)
    return "" if after in ("if", "whether", "how", "why", "what", "who", "aloud") else "wonder: a noun"


def _not_doubt(text: FieldText, hit: Hit) -> str:
    tokens = text.tokens
    if tokens.lower_at(hit.first - 1) in ("no", "n't", "not", "never") and hit.entry.cue == "doubt":
        return "no doubt: certainty"
    return ""


_INFERRED = "presents an inference, not a fact"
_RULES = {
    "plain": Rule(plain, _INFERRED),
    "seem": Rule(plain, "presents an appearance, not a fact"),
    "appear": Rule(_not_appear, "presents an appearance, not a fact"),
    "suggest": Rule(_not_suggest, _INFERRED),
    "indicate": Rule(_not_suggest, _INFERRED, 0.5),
    "imply": Rule(_not_suggest, _INFERRED),
    "tend": Rule(_not_tend, "presents a tendency, not a rule"),
    "suspect": Rule(_not_suspect, "presents a suspicion, not a fact"),
    "assume": Rule(_not_assume, "presents an assumption, not a fact"),
    "expect": Rule(_not_expect, "presents a forecast, not a fact", 0.5),
    "believe": Rule(_not_believe, "presents a belief, not a fact", 0.5),
    "estimate": Rule(_not_estimate, "presents an estimate", 0.5),
    "hope": Rule(_not_hope, "presents a hope or fear, not a fact", 0.5),
    "wonder": Rule(_not_wonder, "presents a question, not a fact", 0.5),
    "doubt": Rule(_not_doubt, "presents a doubt"),
}
