"""Further places that tell the very value of one side of a difference: "forty prisoners", "the list has 40 names"."""

from collections.abc import Iterator, Sequence

from newsassay.engine.comparison.difference import Agreement, Difference, Place, place
from newsassay.engine.comparison.report import ConflictKind
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.comparison.values import told, value_key
from newsassay.engine.document import FieldText
from newsassay.engine.facts.dates import Date
from newsassay.engine.facts.mentions import Mention
from newsassay.engine.facts.names import Name, find_names
from newsassay.engine.facts.quantities import Quantity

_SMALL = 31  # numbers up to a month's days recur
_NAMES = (ConflictKind.NAME, ConflictKind.PLACE)
_KINDS = (ConflictKind.NUMBER, ConflictKind.DATE)


def spread(
    differences: Sequence[Difference], texts: Sequence[ComparedText], related: dict[int, list[int]]
) -> Iterator[Agreement]:
    """Where other articles of the story tell a value that some article contradicts. `related`: articles by article."""
    yield from _names(differences, texts, related)
    sides = sorted({p for d in differences if d.kind in _KINDS for p in (d.left, d.right)})
    for p in sides:
        m = _mention(texts[p.article], p)
        if m is not None:
            key = value_key(m)
            for n in related.get(p.article, ()):
                for t in told(texts[n]).by_value.get(key, ()):
                    if _is_same(m, t):
                        yield Agreement(p, place(texts[n], t.first, t.last, p.value))


def _mention(text: ComparedText, p: Place) -> Mention | None:
    return told(text).by_start.get(p.location.start) if p.location.field is text.text.field else None


def _is_same(m: Mention, t: Mention) -> bool:
    """Whether two values are one value of one thing, as far as the value itself tells."""
    if isinstance(m.value, Date) and isinstance(t.value, Date):
        return bool(m.value.day)
    if not isinstance(m.value, Quantity) or not isinstance(t.value, Quantity):
        return False
    return m.head == t.head != "" or m.value.value > _SMALL


def _names(
    differences: Sequence[Difference], texts: Sequence[ComparedText], related: dict[int, list[int]]
) -> Iterator[Agreement]:
    """Where other articles have the very name of one side of a difference of names."""
    sides = sorted(
        {
            (p, q.value.lower().split()[-1])
            for d in differences
            if d.kind in _NAMES
            for p, q in ((d.left, d.right), (d.right, d.left))
        }
    )
    for p, others in sides:
        word = p.value.lower().split()[-1]
        for n in related.get(p.article, ()):
            text = texts[n].text
            name = text.layer(_first_by_last_word).get(word)
            shown = " ".join(text.tokens.lower[name.first : name.last]) if name else ""
            if name and (shown == p.value.lower() or (word == shown and word != others)):
                yield Agreement(p, place(texts[n], name.first, name.last, p.value))


def _first_by_last_word(text: FieldText) -> dict[str, Name]:
    """The first name of a text with each last word, in lower case. A layer of the field."""
    found: dict[str, Name] = {}
    for name in text.layer(find_names):
        found.setdefault(text.tokens.lower[name.last - 1], name)
    return found
