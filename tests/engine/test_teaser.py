"""Headlines held against the opening of the article."""

import pytest

from newsassay.engine import Article, score

BODY = (
    "The harbour board of Port Calder voted on Tuesday to buy a second ferry, ending a dispute of four years over the"
    " crossing to the islands. The vessel is to carry forty cars and will be built in a yard at Gdynia. Islanders had"
    " asked for a night crossing, which the board refused because it found too few passengers. Fares stay as they are"
    " until spring. The old boat will be sold or scrapped; nobody has made an offer yet. A ticket hall beside the pier"
    " is part of the plan, with room for bicycles and a small kitchen. Work is to start when the frost has gone, and"
    " the treasurer expects the first sailing in two years."
)


def teased(title: str, body: str = BODY) -> list[str]:
    report = score(Article(title=title, body=body))
    return [
        e.message
        for e in report.evidence
        if e.signal_id == "sensational.forward_reference" and "opens with" in e.message
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Local treasurer stunned everybody with brilliant answer to angry critics",
        "Greedy bureaucrats finally exposed after shameful secret comes out",
    ],
)
def test_a_headline_that_the_opening_leaves_alone_is_a_teaser(title: str) -> None:
    assert len(teased(title)) == 1


@pytest.mark.parametrize(
    "title",
    [
        "Harbour board votes to buy second ferry",
        "Port Calder to get a second ferry after years of dispute – The Lenn Daily Courier",
        "A bridge too far",
        "“Nothing shameful about secret answers to angry critics”",
        "",
    ],
)
def test_a_headline_that_is_taken_up_or_too_short_to_tell_is_not(title: str) -> None:
    assert teased(title) == []


def test_a_brief_is_not_judged() -> None:
    assert teased("Greedy bureaucrats finally exposed after shameful secret comes out", BODY[:200]) == []


def test_the_less_is_taken_up_the_more_it_weighs() -> None:
    none = score(Article(title="Greedy bureaucrats finally exposed after shameful secret", body=BODY))
    some = score(Article(title="Greedy bureaucrats finally exposed after ferry dispute shames", body=BODY))
    weights = [
        abs(s.contribution)
        for report in (none, some)
        for d in report.dimensions
        for s in d.signals
        if s.signal_id == "sensational.forward_reference"
    ]
    assert len(weights) == 2
    assert weights[0] > weights[1]
