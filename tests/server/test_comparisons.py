"""CompareArticles over a real socket: what is refused, what comes back, and how it fits into a reply."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import grpc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsassay.engine import Article, Field
from newsassay.engine.comparison.compare import compare
from newsassay.engine.comparison.report import (
    AlignedPassage,
    ArticlePair,
    ArticleSpan,
    Claim,
    ClaimStatus,
    ComparisonReport,
    Direction,
    PassageKind,
    Relation,
)
from newsassay.engine.report import TextSpan
from newsassay.server.comparison_reply import fill_comparison
from newsassay.v1 import article_pb2, comparison_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

Failing = Callable[[Callable[[], object]], Any]

CANARY = "Zanzibarquux"
WIRE = (
    "The harbour council voted on Tuesday to close the east quay. Thirty boats must leave by the end of May."
)
REWRITE = (
    "The harbour council decided on Tuesday to close the east quay. Thirty boats must go by the end of May."
)


def request(*bodies: str, **options: Any) -> service_pb2.CompareArticlesRequest:
    return service_pb2.CompareArticlesRequest(
        articles=[article_pb2.Article(body=body) for body in bodies],
        options=comparison_pb2.CompareOptions(**options),
    )


def test_the_service_says_what_the_engine_says(server: Any) -> None:
    report = server.stub().CompareArticles(request(WIRE, REWRITE)).report
    expected = comparison_pb2.ComparisonReport()
    fill_comparison(expected, compare([Article(body=WIRE), Article(body=REWRITE)]), 1 << 20)
    assert report == expected
    assert [position.article_index for position in report.articles] == [0, 1]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (request(), {"articles": "BAD_COUNT"}),
        (request(WIRE), {"articles": "BAD_COUNT"}),
        (request(*["x"] * 201), {"articles": "BAD_COUNT"}),
        (request(*["x"] * 100_000), {"articles": "BAD_COUNT"}),
        (request(WIRE, REWRITE, WIRE, " "), {"articles[3].body": "EMPTY_TEXT"}),
        (request(WIRE, "x" * ((1 << 20) + 1)), {"articles[1].body": "TEXT_TOO_LARGE"}),
        (request(*["é" * 450_000] * 10), {"articles": "TEXT_TOO_LARGE"}),
        (request(*["x" * (1 << 20)] * 12), {"articles": "TEXT_TOO_LARGE"}),
        (request(WIRE, WIRE, rubric_version="x" * (256 << 10)), {"options": "OPTIONS_TOO_LARGE"}),
        (
            request(f"{CANARY}\0", aspects=[1, 0, 99], offset_encoding=9, rubric_version=CANARY),
            {
                "articles": "BAD_COUNT",
                "articles[0].body": "NUL_CHARACTER",
                "options.aspects[1]": "UNKNOWN_ENUM_VALUE",
                "options.aspects[2]": "UNKNOWN_ENUM_VALUE",
                "options.offset_encoding": "UNKNOWN_ENUM_VALUE",
                "options.rubric_version": "UNKNOWN_RUBRIC",
            },
        ),
    ],
    ids=lambda value: "" if isinstance(value, dict) else str(len(value.articles)),
)
def test_all_that_is_wrong_is_named_at_once(
    server: Any, failure: Failing, made: service_pb2.CompareArticlesRequest, expected: dict[str, str]
) -> None:
    failed = failure(lambda: server.stub().CompareArticles(made))
    assert (failed.code, failed.reason) == (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_REQUEST")
    assert failed.violations == expected
    assert CANARY not in str(failed.status)


def test_what_is_no_request_is_refused(server: Any, failure: Failing) -> None:
    with server.channel() as channel:
        raw = channel.unary_unary("/newsassay.v1.CredibilityService/CompareArticles")
        failed = failure(lambda: raw(b"\x0a\x02\xff\xff\x0a\x02\x12\x00"))
    assert failed.violations == {"request": "UNDECODABLE"}


def test_only_comparisons_may_be_so_large(server: Any, failure: Failing) -> None:
    articles = [article_pb2.Article(body="x" * (1 << 20))] * 7
    stub = server.stub()
    assert (
        len(stub.CompareArticles(service_pb2.CompareArticlesRequest(articles=articles)).report.articles) == 7
    )
    batch = service_pb2.BatchScoreArticlesRequest(articles=articles)
    failed = failure(lambda: stub.BatchScoreArticles(batch))
    assert (failed.code, failed.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "MESSAGE_TOO_LARGE")
    item = service_pb2.StreamScoreArticlesRequest(article=article_pb2.Article(body="x" * (5 << 20)))
    failed = failure(lambda: list(stub.StreamScoreArticles(iter([item]))))
    assert (failed.code, failed.reason) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "MESSAGE_TOO_LARGE")


SPAN = ArticleSpan(0, TextSpan(Field.BODY, 0, 40, "The harbour council voted on Tuesday to…"))
PASSAGE = AlignedPassage(SPAN.span, SPAN.span, 0.9, PassageKind.REWORDED, ())


def report_with(passages: int, claims: int) -> ComparisonReport:
    """A comparison of three articles: two pairs with so many passages each, and so many claims."""
    bare = compare([Article(body=WIRE)] * 3)
    pairs = [
        ArticlePair(0, right, relation, 0.5, 0.5, 0.1, 0, Direction.UNKNOWN, (), (PASSAGE,) * passages)
        for right, relation in ((1, Relation.SAME_STORY), (2, Relation.REWRITE))
    ]
    return replace(
        bare,
        pairs=tuple(pairs),
        clusters=(),
        origins=(),
        conflicts=(),
        claims=(Claim((SPAN,), 1, ClaimStatus.SINGLE_ORIGIN),) * claims,
        articles=tuple(
            [replace(position, omits=tuple(range(claims)), adds=()) for position in bare.articles]
        ),
    )


@given(passages=st.integers(0, 300), claims=st.integers(0, 300), most=st.integers(7_000, 60_000))
def test_a_report_fits_into_any_reply(passages: int, claims: int, most: int) -> None:
    out = comparison_pb2.ComparisonReport()
    fill_comparison(out, report_with(passages, claims), most)
    assert out.ByteSize() <= most
    told = {warning.code: warning.message for warning in out.warnings}
    kept = sum(len(pair.passages) for pair in out.pairs)
    assert ("PASSAGES_TRUNCATED" in told) == (kept < 2 * passages)
    assert ("CLAIMS_TRUNCATED" in told) == (len(out.claims) < claims)
    assert [pair.relation for pair in out.pairs] == [Relation.SAME_STORY, Relation.REWRITE]
    # The rewrite's come first.
    assert len(out.pairs[1].passages) == min(kept, passages)
    assert all(list(article.omits) == list(range(len(out.claims))) for article in out.articles)


def test_a_comparison_past_its_deadline_stops_costing_time(start_server: Any, failure: Failing) -> None:
    server = start_server("--address=127.0.0.1:0", "--workers=1", "--metrics-address=127.0.0.1:0")
    # Every pair shares everything: a hundred times as much work as there is time.
    story = request(*(f"{WIRE * 80} Number {number}." for number in range(200)))
    failed = failure(lambda: server.stub().CompareArticles(story, timeout=2))
    assert failed.code is grpc.StatusCode.DEADLINE_EXCEEDED
    server.wait_for_metric("newsassay_jobs_interrupted_total", 1)
    server.wait_for_metric("newsassay_pending_calls", 0)
    report = server.stub().CompareArticles(request(WIRE, REWRITE)).report
    assert [pair.relation for pair in report.pairs] == [Relation.REWRITE]
    entry = server.wait_for("call", method="CompareArticles", code="OK")
    assert entry["articles"] == 2
    assert server.metric("newsassay_calls_total[('code', 'OK'), ('method', 'CompareArticles')]") == 1


def test_a_comparison_may_cause_so_much_work(start_server: Any, failure: Failing) -> None:
    server = start_server("--address=127.0.0.1:0", "--workers=1", "--max-work=0.05")
    story = request(*(f"{WIRE * 20} Number {number}." for number in range(60)))
    failed = failure(lambda: server.stub().CompareArticles(story))
    assert (failed.code, failed.violations) == (
        grpc.StatusCode.INVALID_ARGUMENT,
        {"articles": "TOO_MUCH_WORK"},
    )


def test_what_articles_say_is_never_logged(start_server: Any, failure: Failing) -> None:
    server = start_server("--address=127.0.0.1:0", "--workers=0", "--log-level=debug")
    stub = server.stub()
    stub.CompareArticles(request(f"{CANARY} said so.", f"{CANARY} said no."))
    failed = failure(lambda: stub.CompareArticles(request(CANARY, f"{CANARY}\0", rubric_version=CANARY)))
    assert server.stop() == 0
    assert CANARY not in f"{failed.status}{''.join(server.lines)}"


@pytest.mark.parametrize(
    ("encoding", "unit", "width"),
    [
        (article_pb2.OFFSET_ENCODING_UTF8, "utf-8", 1),
        (article_pb2.OFFSET_ENCODING_UTF16, "utf-16-le", 2),
        (article_pb2.OFFSET_ENCODING_UTF32, "utf-32-le", 4),
    ],
)
def test_offsets_are_in_the_unit_asked_for(server: Any, encoding: Any, unit: str, width: int) -> None:
    bodies = [f"𝔸 Ærø: {WIRE}", f"𝔸𝔸 “Ærø”: {REWRITE}"]
    report = server.stub().CompareArticles(request(*bodies, offset_encoding=encoding)).report
    assert report.offset_encoding == encoding
    encoded = [body.encode(unit) for body in bodies]
    spans = [(side, getattr(p, name)) for pair in report.pairs for p in pair.passages for side, name in enumerate(("left", "right"))]  # fmt: skip
    spans += [(place.article_index, place.span) for claim in report.claims for place in claim.spans]
    assert len(spans) > 2
    for index, span in spans:
        assert encoded[index][span.start * width : span.end * width].decode(unit) == span.text
