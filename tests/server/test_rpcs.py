"""Every rpc, over a real socket."""

from collections.abc import Callable
from typing import Any

import grpc
import pytest
from google.rpc import code_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

from newsassay.engine import Article as EngineArticle
from newsassay.engine import rubric, score, signal_cards
from newsassay.server.conversion import fill_report
from newsassay.v1 import article_pb2, report_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2
from newsassay.v1 import credibility_service_pb2_grpc as service_grpc

TITLE = "Harbour plan splits the town!!!"
BODY = 'The plan may fail, critics say. "We were never asked," said Tove Lindqvist, a trawler captain.\n\nIt costs 3m.'

Failing = Callable[[Callable[[], object]], Any]


def article(body: str = BODY, **fields: str) -> article_pb2.Article:
    return article_pb2.Article(body=body, **fields)


def test_score_article_returns_what_the_engine_says(server: Any) -> None:
    request = service_pb2.ScoreArticleRequest(article=article(title=TITLE, article_id="a-1"))
    response = server.stub().ScoreArticle(request)
    expected = report_pb2.CredibilityReport()
    fill_report(expected, score(EngineArticle(title=TITLE, body=BODY, article_id="a-1")))
    assert response.report == expected
    assert response.report.evidence


@pytest.mark.parametrize(
    ("encoding", "unit"),
    [
        (article_pb2.OFFSET_ENCODING_UTF8, "utf-8"),
        (article_pb2.OFFSET_ENCODING_UTF16, "utf-16-le"),
        (article_pb2.OFFSET_ENCODING_UTF32, "utf-32-le"),
    ],
)
def test_offsets_are_in_the_unit_asked_for(server: Any, encoding: Any, unit: str) -> None:
    title = "Ærø 🔄 harbour: will it last???"
    request = service_pb2.ScoreArticleRequest(
        article=article(title=title), options=article_pb2.ScoreOptions(offset_encoding=encoding)
    )
    report = server.stub().ScoreArticle(request).report
    assert report.offset_encoding == encoding
    width = {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}[unit]
    encoded = {report_pb2.FIELD_TITLE: title.encode(unit), report_pb2.FIELD_BODY: BODY.encode(unit)}
    assert any(evidence.span.field == report_pb2.FIELD_TITLE for evidence in report.evidence)
    for evidence in report.evidence:
        span = evidence.span
        assert encoded[span.field][span.start * width : span.end * width].decode(unit) == span.text


def test_options_switch_signals_off_and_limit_evidence(server: Any) -> None:
    def score_with(**options: Any) -> report_pb2.CredibilityReport:
        request = service_pb2.ScoreArticleRequest(
            article=article("No!!! Never!!! Go!!!"), options=article_pb2.ScoreOptions(**options)
        )
        report: report_pb2.CredibilityReport = server.stub().ScoreArticle(request).report
        return report

    fired = {evidence.signal_id for evidence in score_with().evidence}
    assert "sensational.exclamation_run" in fired
    silent = score_with(disabled_signals=["sensational.exclamation_run"])
    assert "sensational.exclamation_run" not in {evidence.signal_id for evidence in silent.evidence}
    assert len(score_with(max_evidence=1).evidence) == 1
    assert "EVIDENCE_TRUNCATED" in {warning.code for warning in score_with(max_evidence=1).warnings}
    only = score_with(dimensions=[article_pb2.DIMENSION_HEDGING])
    assert [item.dimension for item in only.dimensions] == [article_pb2.DIMENSION_HEDGING]


def test_batch_answers_in_order_and_a_bad_article_fails_alone(server: Any) -> None:
    articles = [article(f"Report number {number}. " * (1 + number % 40)) for number in range(200)]
    articles[17] = article_pb2.Article(article_id="empty")
    for number, item in enumerate(articles):
        item.article_id = str(number)
    response = server.stub().BatchScoreArticles(service_pb2.BatchScoreArticlesRequest(articles=articles))
    assert len(response.results) == 200
    assert response.results[17].status.code == code_pb2.INVALID_ARGUMENT
    ids = [result.report.article_id for result in response.results if result.HasField("report")]
    assert ids == [str(number) for number in range(200) if number != 17]


@pytest.mark.parametrize("count", [0, 257])
def test_batch_of_a_bad_size_is_refused(server: Any, failure: Failing, count: int) -> None:
    request = service_pb2.BatchScoreArticlesRequest(articles=[article()] * count)
    failed = failure(lambda: server.stub().BatchScoreArticles(request))
    assert failed.code is grpc.StatusCode.INVALID_ARGUMENT
    assert failed.violations == {"articles": "BAD_COUNT"}


def test_stream_answers_every_item_and_a_bad_one_does_not_end_it(server: Any) -> None:
    items = [
        service_pb2.StreamScoreArticlesRequest(
            request_id=str(number), article=article(BODY * (1 + number % 30))
        )
        for number in range(150)
    ]
    items[40] = service_pb2.StreamScoreArticlesRequest(request_id="40", article=article("a\0b"))
    replies = {reply.request_id: reply for reply in server.stub().StreamScoreArticles(iter(items))}
    assert sorted(replies, key=int) == [str(number) for number in range(150)]
    assert replies["40"].status.code == code_pb2.INVALID_ARGUMENT
    assert all(reply.HasField("report") for name, reply in replies.items() if name != "40")


def test_a_stream_item_that_is_no_message_fails_alone(server: Any) -> None:
    with server.channel() as channel:
        raw = channel.stream_stream("/newsassay.v1.CredibilityService/StreamScoreArticles")
        good = service_pb2.StreamScoreArticlesRequest(
            request_id="good", article=article()
        ).SerializeToString()
        replies = [
            service_pb2.StreamScoreArticlesResponse.FromString(reply)
            for reply in raw(iter([b"\x0a\x02\xff\xff", good]))
        ]
    codes = {reply.request_id: reply.status.code for reply in replies}
    assert codes == {"": code_pb2.INVALID_ARGUMENT, "good": code_pb2.OK}


def test_signals_come_in_pages(server: Any, failure: Failing) -> None:
    stub = server.stub()
    found: list[str] = []
    token = ""
    while True:
        page = stub.ListSignals(service_pb2.ListSignalsRequest(page_size=7, page_token=token))
        assert len(page.signals) <= 7
        found += [card.signal_id for card in page.signals]
        token = page.next_page_token
        if not token:
            break
    assert found == [card.signal_id for card in signal_cards()]
    for bad in (
        service_pb2.ListSignalsRequest(page_size=-1),
        service_pb2.ListSignalsRequest(page_token="no token"),
    ):
        assert failure(lambda bad=bad: stub.ListSignals(bad)).code is grpc.StatusCode.INVALID_ARGUMENT


def test_the_rubric_is_served_whole(server: Any, failure: Failing) -> None:
    stub = server.stub()
    served = stub.GetRubric(service_pb2.GetRubricRequest()).rubric
    ours = rubric()
    assert (served.version, served.sha256) == (ours.version, ours.sha256)
    weights = {s.signal_id: s.weight for dimension in served.dimensions for s in dimension.signals}
    assert weights == {
        i: s.weight for dimension in ours.dimensions.values() for i, s in dimension.signals.items()
    }
    assert list(served.overall.quantiles) == list(ours.overall.quantiles)
    failed = failure(lambda: stub.GetRubric(service_pb2.GetRubricRequest(rubric_version="1066.10")))
    assert (failed.code, failed.reason) == (grpc.StatusCode.NOT_FOUND, "UNKNOWN_RUBRIC")


def test_health_and_reflection_are_served(server: Any) -> None:
    with server.channel() as channel:
        health = health_pb2_grpc.HealthStub(channel)
        for service in ("", "newsassay.v1.CredibilityService"):
            check = health.Check(health_pb2.HealthCheckRequest(service=service))
            assert check.status == health_pb2.HealthCheckResponse.SERVING
        services = ProtoReflectionDescriptorDatabase(channel).get_services()
    assert {"newsassay.v1.CredibilityService", "grpc.health.v1.Health"} <= set(services)


def test_the_strongest_attributions_are_kept(server: Any) -> None:
    body = "Observers say it may rain. Mayor Ilse Brandt said it rained. Officials said it was wet."
    stub = server.stub()
    everything = stub.ScoreArticle(service_pb2.ScoreArticleRequest(article=article(body))).report
    options = article_pb2.ScoreOptions(max_attributions=1)
    cut = stub.ScoreArticle(service_pb2.ScoreArticleRequest(article=article(body), options=options)).report
    assert len(everything.attributions) > 1
    assert list(cut.attributions) == [min(everything.attributions, key=lambda told: told.source_kind)]
    assert cut.overall == everything.overall
    assert [warning.code for warning in cut.warnings if warning.code != "SHORT_TEXT"] == [
        "ATTRIBUTIONS_TRUNCATED"
    ]


def test_a_reply_fits_into_what_clients_take(server: Any) -> None:
    body = "Officials said it was shameful, Ann Lee said. " * 8_000
    with server.channel(**{"grpc.max_receive_message_length": 4 << 20}) as channel:
        stub = service_grpc.CredibilityServiceStub(channel)
        report = stub.ScoreArticle(service_pb2.ScoreArticleRequest(article=article(body))).report
    codes = {warning.code: warning.message for warning in report.warnings}
    assert codes["EVIDENCE_TRUNCATED"].startswith(f"{len(report.evidence)} of 24")
    assert ("ATTRIBUTIONS_TRUNCATED" in codes) == (len(report.attributions) < 16_000)
    found = sum(signal.count for dimension in report.dimensions for signal in dimension.signals)
    assert len(report.evidence) < found
    places = [told.content.start for told in report.attributions]
    assert places == sorted(places)
    assert abs(sum(d.weight * d.score.value for d in report.dimensions) - report.overall.value) < 1e-6


def test_a_batch_shares_the_reply(server: Any) -> None:
    bodies = ["Officials said it was shameful, Ann Lee said. " * 600, "Officials may decide soon."] * 12
    request = service_pb2.BatchScoreArticlesRequest(
        articles=[article_pb2.Article(body=body) for body in bodies]
    )
    reply = server.stub().BatchScoreArticles(request)
    assert reply.ByteSize() <= 4 << 20
    truncated = ["EVIDENCE_TRUNCATED" in {w.code for w in result.report.warnings} for result in reply.results]
    assert truncated == [True, False] * 12
