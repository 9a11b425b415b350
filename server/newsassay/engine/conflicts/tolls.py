"""How many died or were hurt: a headline's toll against the only one that the body tells, in whatever words."""

from newsassay.engine.conflicts.conflict import Conflict
from newsassay.engine.conflicts.readings import reconciled
from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.mentions import COUNT, Mention, find_values
from newsassay.engine.facts.quantities import Quantity, may_agree
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.text.closed_class import WordClass

_CLASSES = {form: entry.label for form, entry in LEXICONS["predicate_classes"]}
_TOLLS = words_of("statement_words", "toll")


def toll_conflicts(document: Document) -> tuple[Conflict, ...]:
    """Tolls of the headline that the body's only one contradicts. A layer of the document."""
    if not document.title.text or not document.body.text:
        return ()
    found: list[Conflict] = []
    ours = _tolls(document.title)
    theirs = _tolls(document.body) if ours else {}
    for kind, told in ours.items():
        facts = theirs.get(kind, [])
        if (
            len(told) == 1
            and len({fact.shown.split()[0] for fact in facts}) == 1
            and not _agree(told[0], facts)
        ):
            refused = reconciled(told[0], facts[0], within_body=False)
            found.append(Conflict(told[0], facts[0], "headline", refused))
    return tuple(found)


def _agree(claim: Mention, facts: list[Mention]) -> bool:
    return any(
        isinstance(claim.value, Quantity)
        and isinstance(fact.value, Quantity)
        and may_agree(claim.value, fact.value)
        for fact in facts
    )


def _tolls(text: FieldText) -> dict[str, list[Mention]]:
    """Counts of those who died, and of those who were hurt: "31 dead", "killing 13 people", "13 people have died"."""
    found: dict[str, list[Mention]] = {}
    for m in text.layer(find_values):
        if m.kind != COUNT or not isinstance(m.value, Quantity) or m.value.kind != "count" or m.counts_others:
            continue
        behind = max(m.last, m.value.head_at + 1)
        while text.tokens.has_class(behind, WordClass.AUXILIARY):
            behind += 1
        words = m.head, text.tokens.lower_at(behind), text.tokens.lower_at(m.first - 1)
        kind = next((_CLASSES[word] for word in words if _CLASSES.get(word) in _TOLLS), "")
        if kind:
            found.setdefault(kind, []).append(m)
    return found
