"""Whose voice: rhetoric in quotations, embedded posts and charges is the source's."""

import pytest

from newsassay.engine import Article, score
from newsassay.engine.report import Voice


def voices(body: str, signal_id: str) -> list[Voice]:
    return [e.voice for e in score(Article(title="", body=body)).evidence if e.signal_id == signal_id]


@pytest.mark.parametrize(
    ("signal_id", "body"),
    [
        ("sensational.loaded_language", "“It is a disgraceful sham of a plan,” Jane Roe said."),
        ("sensational.loaded_language", "Jane Roe called the plan disgraceful."),
        ("sensational.loaded_language", "He accused the board of lying."),
        ("sensational.hyperbole", "“It was an utterly amazing night,” Jane Roe said."),
        ("sensational.fear_appeal", "“This nightmare must end,” Jane Roe said."),
        ("sensational.all_caps", "“They did NOT ask us,” Jane Roe wrote."),
        ("sensational.exclamation_run", "“Get out of here now!!” Jane Roe shouted."),
        ("sensational.emoji", "Stay safe \U0001f64f\n— Jane Roe (@JaneRoe) May 3, 2024"),
        ("sensational.all_caps", "They did NOT ask us — Jane Roe (@JaneRoe) May 3, 2024"),
        ("sensational.question_run", "Who asked us??\n— Jane Roe (@JaneRoe) May 3, 2024"),
    ],
)
def test_the_source_speaks(signal_id: str, body: str) -> None:
    found = voices(body, signal_id)
    assert found
    assert set(found) == {Voice.QUOTED}


@pytest.mark.parametrize(
    ("signal_id", "body"),
    [
        ("sensational.loaded_language", "The disgraceful sham of a plan passed, Jane Roe said."),
        ("sensational.emoji", "Stay safe \U0001f64f\nThe council met on Monday."),
        ("sensational.all_caps", "They did NOT ask us.\nThe council met on Monday."),
        ("sensational.mojibake_emoji", "“Harbour deal signed\u0111\u0178\u201d\u201e”"),
    ],
)
def test_the_writer_speaks(signal_id: str, body: str) -> None:
    found = voices(body, signal_id)
    assert found
    assert set(found) == {Voice.AUTHOR}
