"""Four times the text makes four times the work, whatever it holds; counted in calls, not in seconds."""

import sys

import pytest
from hostile import KINDS, text

from newsassay.engine import Article, score

SMALL, LARGE = 4 << 10, 16 << 10


def calls_per_character(kind: str, size: int) -> float:
    """Calls of functions, built-in ones too, while scoring."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    article = Article(body=text(kind, size))
    score(article)
    sys.setprofile(count)
    try:
        score(article)
    finally:
        sys.setprofile(None)
    return calls / len(article.body)


# Every fifth shape; the benchmark measures all of them, up to 1 MiB.
@pytest.mark.parametrize("kind", KINDS[::5])
def test_work_grows_in_proportion_to_the_text(kind: str) -> None:
    # A whole sentence's length of slack: what is looked through around each cue is bounded, not constant.
    assert calls_per_character(kind, LARGE) < 1.5 * calls_per_character(kind, SMALL) + 0.1
