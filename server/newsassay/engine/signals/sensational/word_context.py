"""What the words around a charged word make of it: another sense, a name, a denial, or somebody's charge.

All tests look at a bounded number of tokens on either side.
"""

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Voice
from newsassay.engine.text.closed_class import WordClass

_NEW_START = frozenset("“\"‘':-—–…")  # what follows these may be capitalised as a sentence is
_TITLE_CASE_LETTERS = 4
_TITLE_CASE_WORDS = 5
_TITLE_CASE_SHARE = 0.7
_TITLE_CASE_WINDOW = 14
_NOMINAL = WordClass.DETERMINER | WordClass.POSSESSIVE
_BEFORE_NOUN = _NOMINAL | WordClass.PREPOSITION
_OBJECT = WordClass.DETERMINER | WordClass.POSSESSIVE | WordClass.OBJECT_PRONOUN
_GOVERNOR = WordClass.MODAL | WordClass.DO | WordClass.SUBJECT_PRONOUN
_PARTICLES = frozenset(
    "into off down through open shut up out against apart across away over past back on".split()
)
_OBJECT_STARTS = frozenset(
    ["by", "as", "“", "‘", "'", '"', "former", "fellow", "outgoing", "critics", "plans"]
)
_NEGATORS = frozenset("not no never n't neither nor hardly scarcely barely cannot".split())
# "not a", "not so", "never been": what may stand between a negator and what it negates.
_TRANSPARENT = frozenset(
    "a an the so that very really too quite any be been being as all such necessarily cause need reason sign evidence"
    " for of to".split()
)
# "no matter", "not only", "no doubt" do not deny what follows.
_NOT_DENIED = frozenset("matter only just doubt wonder longer less merely simply question".split())
_NEGATION_REACH = 4
# Verbs and nouns behind which a word is somebody's charge or name for somebody, not the writer's.
_NAMING = frozenset(
    "call calls called calling label labels labeled labelled labeling labelling brand branded branding dub dubs dubbed"
    " dubbing describe describes described describing accuse accuses accused accusing allege alleges alleged alleging"
    " allegation allegations accusation accusations charges charge denounce denounces denounced denouncing condemn"
    " condemns condemned condemning portray portrays portrayed portraying paint painted painting depict depicts depicted"
    " depicting deem deems deemed deeming term termed terming criticize criticizes criticized criticizing criticise"
    " criticised criticising characterize characterizes characterized characterizing".split()
)
_NAMING_REACH = 8
_SPEECH = frozenset(
    "said says say denied denies deny defended defends defend attacked attacks attack accused accuses accuse criticized"
    " criticizes criticize criticised criticises criticise rejected rejects reject dismissed dismisses dismiss opposed"
    " opposes oppose condemned condemns condemn denounced denounces denounce responded responds respond replied replies"
    " reply insisted insists insist argued argues argue complained complains complain reacted reacts react demanded"
    " demands demand objected objects object warned warns warn questioned questions question asked asks ask"
    " rebuked rebuffed rebuffs slammed ripped told tells asserted asserts answered answers spoke speaks speaking"
    " defending attacking criticizing criticising rejecting dismissing opposing denying accusing condemning arguing"
    " responding pushed pushing noted notes added adds stated states tweeted tweets declared declares declared"
    " disputed disputes disputing disagreed disagrees contested refuted challenged challenges challenging".split()
)


def refusal(text: FieldText, hit: Hit) -> str:
    """The reason why a hit is refused, or "" if nothing speaks against it."""
    attributes = hit.entry.attributes
    if attributes:
        tokens = text.tokens
        after, before = attributes.get("after"), attributes.get("before")
        if after and tokens.lower_at(hit.last) in after.split("|"):
            return f"before “{tokens.words[hit.last]}” another sense"
        if before and tokens.lower_at(hit.first - 1) in before.split("|"):
            return f"behind “{tokens.words[hit.first - 1]}” another sense"
        rule = attributes.get("rule")
        if rule and not _RULES[rule](text, hit):
            return _REASONS[rule]
    if hit.entry.label != "partisan" and _is_name(text, hit):
        return "part of a name"
    if _is_negated(text, hit.first):
        return "negated"
    return ""


def voice_of(text: FieldText, hit: Hit) -> Voice | None:
    """QUOTED where a naming verb makes the word somebody's charge ("called him a liar"), else None."""
    sentence = text.sentence_at(hit.first)
    first = max(sentence.first, hit.first - _NAMING_REACH)
    return None if _NAMING.isdisjoint(text.tokens.lower[first : hit.first]) else Voice.QUOTED


def _is_name(text: FieldText, hit: Hit) -> bool:
    """Whether a capital inside a sentence marks the words as part of a name. Headlines capitalise anyway."""
    words = text.tokens.words
    word = words[hit.first]
    if text.field is Field.TITLE or not word[0].isupper() or word.isupper():
        return False
    sentence = text.sentence_at(hit.first)
    if sentence.first == hit.first or words[hit.first - 1] in _NEW_START:
        following = text.tokens.word_at(hit.last)
        is_name = following[:1].isupper() and following != "I" and hit.last < sentence.last
    else:
        is_name = True
    return is_name and not _is_title_case(
        words[
            max(sentence.first, hit.first - _TITLE_CASE_WINDOW) : min(
                sentence.last, hit.first + _TITLE_CASE_WINDOW
            )
        ]
    )


def _is_title_case(words: list[str]) -> bool:
    """Whether a sentence is a headline in title case: most of its longer words are capitalised."""
    longer = [w for w in words if len(w) >= _TITLE_CASE_LETTERS and w.isalpha()]
    return len(longer) >= _TITLE_CASE_WORDS and (
        sum(w[0].isupper() for w in longer) >= _TITLE_CASE_SHARE * len(longer)
    )


def _is_negated(text: FieldText, first: int) -> bool:
    """Whether a negator stands right before the token, articles and degree words aside."""
    lower = text.tokens.lower
    for k in range(first - 1, max(-1, first - 1 - _NEGATION_REACH), -1):
        word = lower[k]
        if word in _NEGATORS or word.endswith("n't"):
            return lower[k + 1] not in _NOT_DENIED
        if word not in _TRANSPARENT:
            return False
    return False


def _is_verb(text: FieldText, hit: Hit) -> bool:
    tokens = text.tokens
    if tokens.lower_at(hit.first - 1) == "to":
        return True
    return not tokens.has_class(hit.first - 1, _BEFORE_NOUN)


def _has_target(text: FieldText, hit: Hit) -> bool:
    """Whether a verb of violence has somebody or something said or decided as its object."""
    tokens = text.tokens
    following = tokens.lower_at(hit.last)
    if not _is_verb(text, hit) or following in _PARTICLES:
        return False
    return (
        (tokens.has_class(hit.last, _OBJECT) and following not in ("a", "an"))
        or tokens.word_at(hit.last)[:1].isupper()
        or following in _OBJECT_STARTS
    )


def _is_bare_verb(text: FieldText, hit: Hit) -> bool:
    """Whether a base form is a verb with such an object: behind "to", an auxiliary or a pronoun."""
    tokens = text.tokens
    governed = tokens.lower_at(hit.first - 1) == "to" or tokens.has_class(hit.first - 1, _GOVERNOR)
    return governed and _has_target(text, hit)


def _is_noun(text: FieldText, hit: Hit) -> bool:
    return not text.tokens.lower_at(hit.last)[:1].isalpha() or text.tokens.has_class(
        hit.last, ~WordClass.DETERMINER
    )


def _is_with_speech(text: FieldText, hit: Hit) -> bool:
    """Whether an adverb stands beside a verb of speech: "angrily denied", "responded sharply"."""
    tokens = text.tokens
    return tokens.lower_at(hit.last) in _SPEECH or tokens.lower_at(hit.first - 1) in _SPEECH


_RULES = {
    "verb": _is_verb,
    "target": _has_target,
    "bare": _is_bare_verb,
    "noun": _is_noun,
    "speech": _is_with_speech,
}
_REASONS = {
    "verb": "a noun here",
    "target": "no person or policy as object",
    "bare": "a noun here",
    "noun": "an adjective here",
    "speech": "not beside a verb of speech",
}
