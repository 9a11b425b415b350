"""A pronoun that opens a text and stands for nobody ("He painted the murals of the harbour").

A pronoun agrees with its antecedent (Huddleston & Pullum 2002, 17.2). Where there is no headline and the first
word is "he", "she" or "they", there is none yet. Features delay the name on purpose, with a scene that the rest
does not tell again; an opening that only sums up the rest has lost the name.
"""

from collections.abc import Iterator

from newsassay.engine.document import Document
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.layers.context import Contexts, restated
from newsassay.engine.layers.names import NameKind, find_names
from newsassay.engine.layers.summaries import find_summaries
from newsassay.engine.signals.consistency.agreement_slip import AGREEMENT_SLIP

_PRONOUNS = frozenset(["he", "she", "they"])
_GENERIC = frozenset(["say", "call", "who"])  # "they say", "he who": anybody
_RESTATED = 0.65  # share of the opening's content words in the rest from which it sums up and sets no scene
_LONGEST = 40  # tokens of the sentence in which a name may follow its pronoun


def detect(document: Document) -> Iterator[Judgement]:
    """Judge the first word of a text without headline."""
    body = document.body
    if document.title.text or not body.text or body.tokens.lower_at(0) not in _PRONOUNS:
        return
    location = body.location(0, 1)
    if body.tokens.lower_at(1) in _GENERIC:
        yield Rejection(AGREEMENT_SLIP, location, "anybody is meant")
        return
    sentence = body.sentences[0]
    names = body.layer(find_names)
    if any(n.kind is NameKind.PERSON and n.first < min(sentence.last, _LONGEST) for n in names):
        yield Rejection(AGREEMENT_SLIP, location, "the same sentence names who may be meant")
        return
    for lede in document.layer(find_summaries):
        contexts = body.layer(Contexts)
        if restated(contexts, lede.first, lede.last, contexts, lede.rest) >= _RESTATED:
            message = (
                f"The text opens with “{body.tokens.words[0]}” before anybody is named whom it could mean."
            )
            yield Finding(AGREEMENT_SLIP, location, message)
