"""An author who speaks as if face to face: to the reader, for both, pointing at things ("you", "we", "this mess").

Person and place deixis belong to talk; reports name what talk points at. After Biber 1988, "Variation across
speech and writing", whose first dimension (involved against informational) rests on these words among others.
"""

from collections.abc import Iterator
from itertools import compress, count

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Judgement, Rejection
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import is_name_part
from newsassay.engine.signals.habit import habit
from newsassay.engine.signals.sensational.own_voice import other_voice

DIRECT_ADDRESS = "sensational.direct_address"

CARDS = (
    SignalCard(
        signal_id=DIRECT_ADDRESS,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="The author speaks to the reader or for both, as if face to face: “you”, “we”, “our”, “let's”, “this mess”.",
        disclaimer="Quotations, transcripts and “told us” speak for others, and one sentence is no habit. Service pieces and columns address their"
        " readers by right; the signal says that an article is one of them, not a report.",
        fires=(
            "The council has lost our money again. You know who will pay for it, and so do we.",
            "Let's look at the numbers. They are worse than our mayor admits.",
            "Your harbour is for sale. They did not ask you.",
        ),
        near_misses=(
            "“We will rebuild our pier, and you will help us,” said Tom Akande, who runs the bakery.",
            "Nobody had asked the harbour office, its spokeswoman told us. The U.S. and US Harbours agreed.",
            "The choir sang “Thank You for the Ferry” and Our Lady of the Harbour was full.",
            "AKANDE: We will rebuild our pier.\nHOST: Will you?",
        ),
        w3c_refs=("d3f1ce30",),
        precision=0.88,
        base_rate=0.17,
    ),
)

_ADDRESS = frozenset(
    "you your you're you'll you've you'd yours yourself yourselves"
    " we our us we're we've we'll we'd ours ourselves let".split()
)
# "told us", "contact us", "thank you": the newsroom at work, and a word for thanks.
_BEFORE_US = frozenset("told tells tell telling gave contact email emailed sent thank".split())
# "This" and "these" point, beside a pronoun of address, if no time or text of its own is meant.
_POINTING = frozenset(["this", "these"])
_NOT_POINTED_AT = frozenset(
    "week weekend month year years season spring summer fall autumn winter morning afternoon evening night monday"
    " tuesday wednesday thursday friday saturday sunday january february march april may june july august september"
    " october november december century decade quarter time term day days weeks months story article report point".split()
)
_NEWSROOM_WORK = frozenset(
    "asked contacted requested obtained reviewed analyzed analysed compiled collected interviewed surveyed reported"
    " published".split()
)
# Words of the page around an article: "You can receive this by email", "We are sorry, this video is restricted".
_FURNITURE = frozenset(
    "email e-mail emails inbox newsletter newsletters subscribe subscribed unsubscribe subscription click browser"
    " javascript cookies sorry".split()
)
_NEAR = 12  # tokens


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every pronoun of address in the body; one finding, which counts the sentences of talk."""
    text = document.body
    places: dict[int, int] = {}  # the first of each sentence
    for i in _own(text, _ADDRESS):
        reason = _refusal(text, i)
        if reason:
            yield Rejection(DIRECT_ADDRESS, text.location(i, i + 1), reason)
        else:
            places.setdefault(text.sentence_of_token[i], i)
    if not places:
        return
    addressed = len(places)
    for i in _own(text, _POINTING):
        if _NOT_POINTED_AT.isdisjoint(text.tokens.lower[i + 1 : i + 3]) and not other_voice(text, i):
            places.setdefault(text.sentence_of_token[i], i)
    locations = [text.location(i, i + 1) for i in sorted(places.values())]
    if len(locations) > 1:
        told = f"The author talks to the reader in {len(locations)} sentences, by pronoun in {addressed} of them."
        yield habit(DIRECT_ADDRESS, locations, told)
    else:
        yield Rejection(DIRECT_ADDRESS, locations[0], "in one sentence only")


def _own(text: FieldText, words: frozenset[str]) -> Iterator[int]:
    """Tokens among the words outside quotations; "let" only before "'s"."""
    tokens, quoted_at = text.tokens, text.quotations.at
    for i in compress(count(), map(words.__contains__, tokens.lower)):
        # People who are quoted say "we" all the time: no candidates.
        if not quoted_at(tokens.starts[i]) and (tokens.lower[i] != "let" or tokens.lower_at(i + 1) == "'s"):
            yield i


def _refusal(text: FieldText, i: int) -> str:
    tokens = text.tokens
    if tokens.words[i] == "US":
        return "the country"
    if tokens.lower_at(i - 1) in _BEFORE_US or (
        tokens.lower[i] == "we" and tokens.lower_at(i + 1) in _NEWSROOM_WORK
    ):
        return "the newsroom or a word for thanks"
    sentence = text.sentence_at(i)
    near = tokens.lower[max(sentence.first, i - _NEAR) : min(sentence.last, i + _NEAR)]
    if not _FURNITURE.isdisjoint(near):
        return "furniture of the page"
    return other_voice(text, i) or ("part of a name" if is_name_part(text, i) else "")
