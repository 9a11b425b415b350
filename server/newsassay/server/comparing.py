"""Answers CompareArticles: a serialised request in, a serialised response out."""

from newsassay.engine import compare
from newsassay.server import errors
from newsassay.server.comparison_reply import fill_comparison
from newsassay.server.comparison_request import read_request
from newsassay.server.errors import StatusError
from newsassay.server.limits import Limits
from newsassay.server.tally import Tally
from newsassay.server.work_budget import WorkBudgetError, work_budget
from newsassay.v1 import credibility_service_pb2 as service_pb2


def compare_articles(data: bytes, limits: Limits, tally: Tally, reply_bytes: int) -> bytes:
    """Compare the articles of a request; the report is cut to `reply_bytes`. Raises StatusError."""
    articles, options = read_request(data, limits)
    try:
        with work_budget(limits.work_seconds):
            report = compare(articles, options)
    except WorkBudgetError:
        raise StatusError(errors.too_much_work("articles", "comparing", limits.work_seconds)) from None
    tally.articles += len(articles)
    response = service_pb2.CompareArticlesResponse()
    fill_comparison(response.report, report, reply_bytes)
    return response.SerializeToString()
