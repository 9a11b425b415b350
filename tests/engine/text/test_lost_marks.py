"""Question marks that stand for lost quotation marks, and those that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsassay.engine import Article, score
from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.report import QuotationKind
from newsassay.engine.text.lost_marks import restore_quotation_marks


@pytest.mark.parametrize(
    ("damaged", "restored"),
    [
        ("?We close at noon,? the clerk said.", "“We close at noon,” the clerk said."),
        ("She called it ?a bargain? and left.", "She called it “a bargain” and left."),
        ("He asked, ?Why not?? and sat down.", "He asked, “Why not?” and sat down."),
        ("(?Never again,? she wrote.)", "(“Never again,” she wrote.)"),
        ("?One,? he said. ?Two,? she said.", "“One,” he said. “Two,” she said."),
    ],
)
def test_pairs_are_restored(damaged: str, restored: str) -> None:
    assert restore_quotation_marks(damaged) == restored


@pytest.mark.parametrize(
    "text",
    [
        "Why not? Because the bridge is closed.",
        "Why? Who? When?",
        "Really?? No.",
        "See example.org/?id=3 or ask.",
        "A lone ?word without a partner",
        "?A line that ends here\nand another? one",
        "What ? A space before the mark, as in French.",
    ],
)
def test_other_question_marks_stay(text: str) -> None:
    assert restore_quotation_marks(text) == text


@given(st.lists(st.sampled_from(["?", "?", "word", " ", "\n", ",", "(", "3", "“"])).map("".join))
def test_length_and_everything_else_stay(text: str) -> None:
    restored = restore_quotation_marks(text)
    assert len(restored) == len(text)
    assert all(a == b or (a == "?" and b in "“”") for a, b in zip(text, restored, strict=True))


def test_a_damaged_quotation_is_one_sentence_and_attributed() -> None:
    body = "?The ferry sails at noon,? harbour master Edda Lindqvist said. It was late."
    text = FieldText(Field.BODY, body)
    assert [q.start for q in text.quotations.all] == [0]
    assert len(text.sentences) == 2
    (relation,) = score(Article(body=body)).attributions
    assert relation.quotation_kind is QuotationKind.DIRECT
    assert relation.content.text == body[relation.content.start : relation.content.end]


def test_damaged_marks_are_no_run_of_question_marks() -> None:
    report = score(Article(body="The mayor asked, ?Why not?? and left. Nobody knew."))
    assert "sensational.question_run" not in {e.signal_id for e in report.evidence}
