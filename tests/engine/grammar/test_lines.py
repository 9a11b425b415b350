"""Lines that are no prose."""

import pytest

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.grammar.lines import LineKind, lines


@pytest.mark.parametrize(
    ("line", "kind", "begin"),
    [
        ("The dam broke on Monday.", LineKind.PROSE, "The"),
        ("NAIROBI, Kenya (AP) — The dam broke on Monday.", LineKind.PROSE, "The"),
        ("LONDON — The bank cut rates.", LineKind.PROSE, "The"),
        ("Paris (Reuters) - The bank cut rates.", LineKind.PROSE, "The"),
        ("Ana Ruiz — the minister — left.", LineKind.PROSE, "Ana"),
        ("What happens next", LineKind.HEADING, "What"),
        ("The Cost of Repairs", LineKind.HEADING, "The"),
        ("• Boil water for ten minutes.", LineKind.LIST_ITEM, "Boil"),
        ("- Boil water for ten minutes.", LineKind.LIST_ITEM, "Boil"),
        ("3. Boil water for ten minutes.", LineKind.LIST_ITEM, "Boil"),
        ("12 people were hurt.", LineKind.PROSE, "12"),
        ("By Ana Ruiz", LineKind.BYLINE, "By"),
        ("By Ana Ruiz and Tom Hale", LineKind.BYLINE, "By"),
    ],
)
def test_line(line: str, kind: LineKind, begin: str) -> None:
    text = FieldText(Field.BODY, f"It rained.\n{line}\nIt stopped.")
    found = text.layer(lines)[1]
    assert (found.kind, text.tokens.words[found.begin]) == (kind, begin)
