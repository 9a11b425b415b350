"""Answers requests: serialised request in, serialised response or status out.

This is what a worker process runs. It knows no gRPC, so that workers need not load it.
"""

import base64
import binascii
from collections.abc import Callable

from google.protobuf.message import Message

from newsassay.engine import ENGINE_VERSION, Article, ScoreOptions, rubric, score, signal_cards
from newsassay.server import errors
from newsassay.server.cards import fill_card, fill_rubric
from newsassay.server.comparing import compare_articles
from newsassay.server.conversion import fill_report
from newsassay.server.errors import StatusError, Violation, Violations, joined, parse
from newsassay.server.limits import ID_CHARACTERS, Limits
from newsassay.server.outcome import Method, Outcome, Work
from newsassay.server.tally import Tally
from newsassay.server.trimming import shares, trim
from newsassay.server.validation import read_article, read_options
from newsassay.server.work_budget import WorkBudgetError, work_budget
from newsassay.v1 import article_pb2, report_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

DEFAULT_PAGE = 100
LARGEST_PAGE = 1000
_DEFAULTS = ScoreOptions()


def answer(work: Work, limits: Limits) -> Outcome:
    """Answer one job. Never raises: whatever goes wrong becomes a status."""
    tally = Tally()
    try:
        ok, body = (
            True,
            _ANSWERS[work.method](work.data, limits, tally, work.reply_bytes or limits.reply_bytes),
        )
    except StatusError as error:
        ok, body = False, error.status.SerializeToString()
    except Exception as error:  # noqa: BLE001 - the boundary: an article must not end the service
        ok, body = False, tally.fault(error).SerializeToString()
    return Outcome(ok, body, tally.articles, dict(tally.evidence), tuple(tally.faults))


def _score_article(data: bytes, limits: Limits, tally: Tally, reply_bytes: int) -> bytes:
    request = parse(service_pb2.ScoreArticleRequest, data)
    options, found = _options_of(request)
    article, more = read_article(request.article, limits.text_bytes, options.offset_encoding)
    if more or found:
        raise StatusError(errors.invalid_argument(joined(more, found)))
    response = service_pb2.ScoreArticleResponse()
    _fill(response.report, article, options, limits, tally)
    return _fitting(response, [response.report], reply_bytes)


def _batch(data: bytes, limits: Limits, tally: Tally, reply_bytes: int) -> bytes:
    request = parse(service_pb2.BatchScoreArticlesRequest, data)
    options, found = _options_of(request)
    if found:
        raise StatusError(errors.invalid_argument(found))
    response = service_pb2.BatchScoreArticlesResponse()
    for message in request.articles:
        result = response.results.add()
        article, found = read_article(message, limits.text_bytes, options.offset_encoding)
        if found:
            result.status.CopyFrom(errors.invalid_argument(found))
        else:
            _score_item(result, article, options, limits, tally)
    reports = [result.report for result in response.results if result.HasField("report")]
    return _fitting(response, reports, reply_bytes)


def _stream_item(data: bytes, limits: Limits, tally: Tally, reply_bytes: int) -> bytes:
    response = service_pb2.StreamScoreArticlesResponse()
    try:
        request = parse(service_pb2.StreamScoreArticlesRequest, data)
    except StatusError as error:
        response.status.CopyFrom(error.status)
        return response.SerializeToString()
    options, found = _options_of(request)
    if len(request.request_id) > ID_CHARACTERS:
        found.append(Violation("request_id", f"longer than {ID_CHARACTERS} characters", "TOO_LONG"))
    # A name that is too long is not repeated; so much of it tells the caller which one it was.
    response.request_id = request.request_id[:ID_CHARACTERS]
    article, more = read_article(request.article, limits.text_bytes, options.offset_encoding)
    if more or found:
        response.status.CopyFrom(errors.invalid_argument(joined(more, found)))
    else:
        _score_item(response, article, options, limits, tally)
    return _fitting(response, [response.report] if response.HasField("report") else [], reply_bytes)


def _options_of(
    request: service_pb2.ScoreArticleRequest
    | service_pb2.BatchScoreArticlesRequest
    | service_pb2.StreamScoreArticlesRequest,
) -> tuple[ScoreOptions, Violations]:
    if not request.HasField("options"):
        return _DEFAULTS, Violations()
    return read_options(request.options)


def _score_item(
    out: service_pb2.BatchScoreArticlesResult | service_pb2.StreamScoreArticlesResponse,
    article: Article,
    options: ScoreOptions,
    limits: Limits,
    tally: Tally,
) -> None:
    try:
        _fill(out.report, article, options, limits, tally)
    except StatusError as error:
        out.status.CopyFrom(error.status)
    except Exception as error:  # noqa: BLE001 - a bad item fails alone
        out.status.CopyFrom(tally.fault(error))


def _fill(
    out: report_pb2.CredibilityReport, article: Article, options: ScoreOptions, limits: Limits, tally: Tally
) -> None:
    """Score an article into `out`. Raises StatusError where that takes too much work."""
    try:
        with work_budget(limits.work_seconds):
            report = score(article, options)
    except WorkBudgetError:
        raise StatusError(errors.too_much_work("article.body", "scoring", limits.work_seconds)) from None
    tally.count(report)
    fill_report(out, report)


def _fitting(response: Message, reports: list[report_pb2.CredibilityReport], most: int) -> bytes:
    """Serialise a response whose reports together have at most `most` bytes: the largest are cut."""
    body = response.SerializeToString()
    if len(body) <= most or not reports:
        return body
    sizes = [report.ByteSize() for report in reports]
    for report, room in zip(reports, shares(sizes, most), strict=True):
        trim(report, room)
    return response.SerializeToString()


def _list_signals(data: bytes, _limits: Limits, _tally: Tally, _reply_bytes: int) -> bytes:
    request = parse(service_pb2.ListSignalsRequest, data)
    if request.page_size < 0:
        raise StatusError(errors.invalid_argument([Violation("page_size", "negative", "OUT_OF_RANGE")]))
    size = min(request.page_size or DEFAULT_PAGE, LARGEST_PAGE)
    cards = signal_cards()
    after = _last_id(request.page_token) if request.page_token else ""
    if after and after not in {card.signal_id for card in cards}:
        raise StatusError(
            errors.invalid_argument([Violation("page_token", "not a page token", "BAD_PAGE_TOKEN")])
        )
    rest = [card for card in cards if card.signal_id > after]
    response = service_pb2.ListSignalsResponse()
    for card in rest[:size]:
        fill_card(response.signals.add(), card)
    if len(rest) > size:
        response.next_page_token = base64.urlsafe_b64encode(rest[size - 1].signal_id.encode()).decode()
    return response.SerializeToString()


def _last_id(page_token: str) -> str:
    try:
        return base64.urlsafe_b64decode(page_token).decode()
    except (binascii.Error, ValueError):
        return "?"


def _get_rubric(data: bytes, _limits: Limits, _tally: Tally, _reply_bytes: int) -> bytes:
    request = parse(service_pb2.GetRubricRequest, data)
    try:
        found = rubric(request.rubric_version)
    except KeyError:
        raise StatusError(errors.not_found("UNKNOWN_RUBRIC", "there is no rubric of this version")) from None
    response = service_pb2.GetRubricResponse()
    fill_rubric(response.rubric, found)
    return response.SerializeToString()


_ANSWERS: dict[Method, Callable[[bytes, Limits, Tally, int], bytes]] = {
    Method.SCORE_ARTICLE: _score_article,
    Method.BATCH: _batch,
    Method.STREAM_ITEM: _stream_item,
    Method.LIST_SIGNALS: _list_signals,
    Method.GET_RUBRIC: _get_rubric,
    Method.COMPARE_ARTICLES: compare_articles,
}


def warm_up(limits: Limits) -> None:
    """Load and compile what most articles ask for, and let the interpreter specialise hot code.

    What is rarely asked for is compiled when it is: all rules at once would make a start longer by half.
    """
    article = article_pb2.Article(title=_WARM_TITLE, body=_WARM_BODY * 2)
    data = service_pb2.ScoreArticleRequest(article=article).SerializeToString()
    for _ in range(4):
        answer(Work(Method.SCORE_ARTICLE, data), limits)
    answer(Work(Method.GET_RUBRIC, b""), limits)


def version() -> dict[str, str]:
    """Versions for the start-up log line."""
    newest = rubric()
    return {"engine": ENGINE_VERSION, "rubric": newest.version, "rubric_sha256": newest.sha256}


_WARM_TITLE = "Council delays bridge vote; residents ask why"
_WARM_BODY = """By Ilse Brandt

The council may decide next week whether the old bridge can be saved, Mayor Jonas Weil said on Tuesday. "We need
about 12 days," she added. Nearly all of its members, according to two people who were not allowed to speak publicly,
seem to want a new one.

According to a report published on 3 March 2026, repairs would cost 1.2 million euros, or 40 percent more than planned;
in 2024 the city had spent only 300,000 euros. Observers say the delay is likely to anger residents. It is widely
believed that the shocking sum was never expected, and critics argued that officials apparently knew.

“I have never seen anything like it,” said Dr. Anna Kern, 52, an engineer at the Institute for Bridges. “Perhaps
some of us could have known. If the river rises, the whole town will suffer!” She did not say when her study, which
suggests that most of the damage was done by salt, might appear. A spokesman for the ministry declined to comment.
"""
