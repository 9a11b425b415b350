"""A batch is cut out of its bytes; protobuf is the judge of what it says."""

import pytest
from google.protobuf.message import DecodeError
from hypothesis import given
from hypothesis import strategies as st

from newsassay.server.batches import Batch
from newsassay.server.errors import StatusError
from newsassay.server.limits import BATCH_ARTICLES, OPTIONS_BYTES
from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

Request = service_pb2.BatchScoreArticlesRequest

articles = st.builds(
    article_pb2.Article,
    title=st.text(max_size=5),
    body=st.one_of(st.text(max_size=50), st.just("x" * 60_000)),
    article_id=st.text(max_size=5),
)
options = st.builds(
    article_pb2.ScoreOptions,
    disabled_signals=st.lists(st.text(max_size=9), max_size=3),
    max_evidence=st.integers(0, 9),
)
requests = st.builds(Request, articles=st.lists(articles, min_size=1, max_size=40), options=options)


@given(requests)
def test_the_pieces_hold_every_article_once_in_order_with_the_options(request: Request) -> None:
    batch = Batch(request.SerializeToString())
    pieces = [(count, Request.FromString(data)) for count, data in batch.chunks()]
    assert [article for _, piece in pieces for article in piece.articles] == list(request.articles)
    assert all(piece.options == request.options and len(piece.articles) == count for count, piece in pieces)
    assert len(batch) == len(request.articles)


@given(
    st.lists(
        st.sampled_from(
            [b"\x0a\x03\x12\x01x", b"\x12\x02\x18\x01", b"\x78\x07", b"\x1d....", b"\x19........"]
        )
    )
)
def test_fields_may_come_in_any_order_with_others_between(fields: list[bytes]) -> None:
    data = b"".join(fields)
    whole = Request.FromString(data)
    if not whole.articles:
        with pytest.raises(StatusError):
            Batch(data)
        return
    pieces = [Request.FromString(piece) for _, piece in Batch(data).chunks()]
    assert sum(len(piece.articles) for piece in pieces) == len(whole.articles)
    assert all(piece.options == whole.options for piece in pieces)


@given(st.one_of(st.binary(max_size=60), requests.map(lambda request: request.SerializeToString()[:-1])))
def test_what_is_no_request_is_refused_here_or_by_whoever_parses_it(data: bytes) -> None:
    pieces = cut(data)
    if pieces is None:
        return
    whole = parsed([data])
    assert (whole is None) == (parsed(pieces) is None)
    if whole is not None:
        assert parsed(pieces) == whole


def cut(data: bytes) -> list[bytes] | None:
    try:
        return [piece for _, piece in Batch(data).chunks()]
    except StatusError:
        return None


def parsed(pieces: list[bytes]) -> list[article_pb2.Article] | None:
    try:
        return [article for piece in pieces for article in Request.FromString(piece).articles]
    except DecodeError:
        return None


@pytest.mark.parametrize(
    "data",
    [
        b"\x0a\x00" * (BATCH_ARTICLES + 1),
        b"\x0a\x00" * 2_000_000,
        b"\x78\x07" * 2_000_000,
        b"\x0a\x00" + b"\x12\x00" * 2_000_000,
        Request(articles=[article_pb2.Article()], options=article_pb2.ScoreOptions(rubric_version="x" * OPTIONS_BYTES)).SerializeToString(),
    ],
    ids=["articles", "many articles", "unknown fields", "options", "large options"],
)  # fmt: skip
def test_too_much_of_anything_is_refused(data: bytes) -> None:
    with pytest.raises(StatusError) as refused:
        Batch(data)
    assert refused.value.status.code == 3
