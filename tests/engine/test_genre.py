"""What an article looks like."""

import pytest

from newsassay.engine import Article, score
from newsassay.engine.report import GenreKind

REPORT = (
    "The pier will close in May, Mayor Ann Lee said on Monday. The planks are rotten, the Harbour Trust said in a report."
    " Tom Akande, who runs the ferry, said he would move. The council said it had no money for repairs, and the clerk"
    " said the vote was on May 3, 2024."
)
TALK = (
    "I think we must act, and we should act now. Our council must listen to us. We ought to have our pier back. "
    * 6
)
TURNS = (
    "MS. LEE: The pier is old.\nHOST: How old?\nMS. LEE: Very old.\nHOST: Will it close?\nMS. LEE: It must."
)
TIMES = "\n".join(f"{hour}:30 The pier is still shut, the harbour office says." for hour in range(9, 15))


@pytest.mark.parametrize(
    ("article", "kind"),
    [
        (Article(body=REPORT), GenreKind.REPORT),
        (Article(body=TALK), GenreKind.OPINION),
        (Article(title="Opinion: Save the pier", body=REPORT), GenreKind.OPINION),
        (Article(body=TURNS), GenreKind.INTERVIEW),
        (Article(body=TIMES), GenreKind.LIVE_OR_LIST),
        (Article(title="17 things only ferry fans know", body="The ferry is old."), GenreKind.LIVE_OR_LIST),
        (Article(body=f"For immediate release\n{REPORT}"), GenreKind.PRESS_RELEASE),
        (
            Article(body=f"{REPORT}\nThe ferry is new.\nAbout Lenn Harbours\nLenn Harbours runs piers."),
            GenreKind.PRESS_RELEASE,
        ),
        (
            Article(body=f"{REPORT}\n\nThis article originally appeared on Harbour Watch."),
            GenreKind.AGGREGATION,
        ),
        (Article(body="The ferry is old."), GenreKind.UNKNOWN),
        (Article(body=f"{REPORT} About noon it rained."), GenreKind.REPORT),
        (
            Article(body=REPORT.replace("Tom Akande", "“I must act, and we should,” Tom Akande")),
            GenreKind.REPORT,
        ),
    ],
)
def test_the_kind_that_speaks_plainest(article: Article, kind: GenreKind) -> None:
    hint = score(article).genre
    assert hint.kind is kind, hint
    assert bool(hint.evidence) is (kind is not GenreKind.UNKNOWN)
    texts = {1: article.title, 2: article.body}
    assert all(texts[s.field][s.start : s.end] == s.text for s in hint.evidence)


def test_the_hint_changes_no_score() -> None:
    plain, labelled = (
        score(Article(title="Save the pier", body=REPORT)),
        score(Article(title="Opinion: Save the pier", body=REPORT)),
    )
    assert plain.genre.kind is not labelled.genre.kind
    assert abs(plain.overall.value - labelled.overall.value) < 0.02
