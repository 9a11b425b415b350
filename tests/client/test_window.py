from random import Random

from google.rpc.code_pb2 import INVALID_ARGUMENT, UNAVAILABLE
from google.rpc.status_pb2 import Status
from hypothesis import given
from hypothesis import strategies as st

from newsassay.client.errors import NewsassayError
from newsassay.client.window import ITEM_ATTEMPTS, Window
from newsassay.v1.article_pb2 import Article
from newsassay.v1.credibility_service_pb2 import StreamScoreArticlesResponse
from newsassay.v1.report_pb2 import CredibilityReport


def filled(count: int, *, ordered: bool = True, size: int = 64) -> Window:
    window = Window(None, size=size, ordered=ordered)
    for number in range(count):
        window.add(Article(article_id=f"a{number}"))
    return window


def report(index: int) -> StreamScoreArticlesResponse:
    return StreamScoreArticlesResponse(
        request_id=str(index), report=CredibilityReport(article_id=f"a{index}")
    )


def refusal(index: int, code: int) -> StreamScoreArticlesResponse:
    return StreamScoreArticlesResponse(request_id=str(index), status=Status(code=code, message="no"))


def sent(window: Window, lane: int = 0) -> list[int]:
    return [int(request.request_id) for request in window.requests(lane)]


def test_order_is_restored() -> None:
    window = filled(3)
    assert sent(window) == [0, 1, 2]
    assert window.answer(report(2)) == []
    assert window.answer(report(1)) == []
    assert [outcome.index for outcome in window.answer(report(0))] == [0, 1, 2]
    assert window.is_empty


def test_unordered_outcomes_come_as_they_finish() -> None:
    window = filled(2, ordered=False)
    sent(window)
    assert [outcome.index for outcome in window.answer(report(1))] == [1]


def test_a_break_sends_again_exactly_what_is_unanswered() -> None:
    window = filled(4)
    sent(window)
    window.answer(report(2))
    window.broken()
    assert sent(window) == [0, 1, 3]
    assert window.answer(report(2)) == []  # an answer that came twice


def test_a_reply_to_nothing_is_ignored() -> None:
    window = filled(1)
    sent(window)
    assert window.answer(StreamScoreArticlesResponse(request_id="what?")) == []
    assert window.answer(report(7)) == []
    assert not window.is_empty


def test_a_bad_article_fails_alone_and_at_once() -> None:
    window = filled(2)
    sent(window)
    (outcome,) = window.answer(refusal(0, INVALID_ARGUMENT))
    assert outcome.error
    assert outcome.error.code == "INVALID_ARGUMENT"
    assert sent(window) == []


def test_an_article_is_tried_again_a_bounded_number_of_times() -> None:
    window = filled(1)
    for _ in range(ITEM_ATTEMPTS - 1):
        assert sent(window) == [0]
        assert window.answer(refusal(0, UNAVAILABLE)) == []
        assert window.take_pause() > 0
    assert sent(window) == [0]
    (outcome,) = window.answer(refusal(0, UNAVAILABLE))
    assert outcome.error
    assert outcome.error.code == "UNAVAILABLE"


def test_the_message_that_ends_the_stream_is_found() -> None:
    window = filled(3)
    too_large = NewsassayError("RESOURCE_EXHAUSTED", "message too large")
    assert sent(window) == [0, 1, 2]
    assert window.broken(too_large) == []
    assert sent(window) == [0]  # from here on one by one
    window.answer(report(0))
    assert sent(window) == [1]
    (outcome,) = window.broken(too_large)
    assert (outcome.index, outcome.error) == (1, too_large)
    assert sent(window) == [2]
    assert [outcome.index for outcome in window.answer(report(2))] == [2]


@given(
    seed=st.integers(0, 2**32),
    ordered=st.booleans(),
    size=st.integers(1, 5),
    total=st.integers(0, 12),
    lanes=st.integers(1, 3),
)
def test_whatever_happens_every_article_has_one_outcome(
    seed: int, ordered: bool, size: int, total: int, lanes: int
) -> None:
    chance = Random(seed)
    window = Window(None, size=size, ordered=ordered, lanes=lanes)
    added, outcomes = 0, []
    on_the_wire: list[list[int]] = [[] for _ in range(lanes)]
    while added < total or not window.is_empty:
        if added < total and window.has_room:
            window.add(Article(article_id=f"a{added}"))
            added += 1
        lane = chance.randrange(lanes)
        on_the_wire[lane] += sent(window, lane)
        assert added - len(outcomes) <= size
        assert len(on_the_wire[lane]) <= -(-size // lanes)
        if chance.random() < 0.2:
            outcomes += window.broken(lane=lane)
            on_the_wire[lane].clear()
        elif on_the_wire[lane]:
            index = on_the_wire[lane].pop(chance.randrange(len(on_the_wire[lane])))
            outcomes += window.answer(report(index), lane)
    indices = [outcome.index for outcome in outcomes]
    assert sorted(indices) == list(range(total))
    if ordered:
        assert indices == sorted(indices)
    assert all(outcome.article.article_id == f"a{outcome.index}" for outcome in outcomes)
