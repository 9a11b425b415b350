"""Passages that callers mark: quoted without quotation marks, and exempt from signals."""

from collections.abc import Callable
from typing import Any

import pytest

from newsassay.v1 import article_pb2, report_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

Failing = Callable[[Callable[[], object]], Any]
Ranged = article_pb2.DisabledRange

# Two emoji before it all: offsets differ in every unit.
BODY = "😀😀 Quite shocking.\n\nThis is a shocking, shocking truth!!!\n\nA shocking end!!!"
UNITS = {"UTF8": "utf-8", "UTF16": "utf-16-le", "UTF32": "utf-32-le"}


def units(text: str, encoding: str) -> int:
    return len(text.encode(UNITS[encoding])) // {"UTF8": 1, "UTF16": 2, "UTF32": 4}[encoding]


def report(server: Any, encoding: str = "UTF32", title: str = "", **fields: Any) -> Any:
    request = service_pb2.ScoreArticleRequest(
        article=article_pb2.Article(title=title, body=BODY, **fields),
        options=article_pb2.ScoreOptions(
            offset_encoding=f"OFFSET_ENCODING_{encoding}", include_rejected=True
        ),
    )
    return server.stub().ScoreArticle(request).report


def middle(encoding: str = "UTF32") -> tuple[int, int]:
    """The second paragraph, in the unit asked for."""
    start = BODY.index("This")
    return units(BODY[:start], encoding), units(BODY[: BODY.index("\n\nA ")], encoding)


@pytest.mark.parametrize("encoding", UNITS)
def test_a_block_quote_speaks_for_its_source(server: Any, encoding: str) -> None:
    start, end = middle(encoding)
    block = article_pb2.TextRange(start=start, end=end)
    found = report(server, encoding, quoted_ranges=[block]).evidence
    assert {e.span.text for e in found if start <= e.span.start < end} >= {"shocking", "!!!"}
    for evidence in found:
        assert (evidence.voice == report_pb2.VOICE_QUOTED) == (start <= evidence.span.start < end)


@pytest.mark.parametrize("encoding", UNITS)
def test_signals_are_switched_off_in_a_passage_only(server: Any, encoding: str) -> None:
    start, end = middle(encoding)
    off = Ranged(signal_ids=["sensational.exclamation_run"], start=start, end=end)
    before, after = report(server, encoding), report(server, encoding, disabled_ranges=[off])
    runs = [e.span.start for e in before.evidence if e.signal_id == "sensational.exclamation_run"]
    assert len(runs) == 2
    kept = [e.span.start for e in after.evidence if e.signal_id == "sensational.exclamation_run"]
    assert kept == runs[1:]
    (refused,) = [r for r in after.rejected if r.reason == "switched off for this passage"]
    assert (refused.signal_id, refused.span.start) == ("sensational.exclamation_run", runs[0])
    for dimension in after.dimensions:
        total = dimension.baseline + sum(s.contribution for s in dimension.signals)
        assert dimension.score.value == pytest.approx(total, abs=1e-6)


def test_no_ids_switch_off_everything_in_the_title_too_if_asked(server: Any) -> None:
    title = "You won't believe this!!!"
    everywhere = Ranged(start=0, end=len(BODY))
    assert {e.span.field for e in report(server, title=title, disabled_ranges=[everywhere]).evidence} == {
        report_pb2.FIELD_TITLE
    }
    everywhere.in_title = True
    assert not report(server, title=title, disabled_ranges=[everywhere]).evidence


@pytest.mark.parametrize(
    ("encoding", "fields", "expected"),
    [
        ("UTF8", {"quoted_ranges": [(0, 2)]}, {"article.quoted_ranges[0].end": "BAD_RANGE"}),
        ("UTF16", {"quoted_ranges": [(0, 2), (3, 4)]}, {"article.quoted_ranges[1].start": "BAD_RANGE"}),
        ("UTF32", {"quoted_ranges": [(0, 1000)]}, {"article.quoted_ranges[0].end": "BAD_RANGE"}),
        ("UTF32", {"disabled_ranges": [(5, 2)]}, {"article.disabled_ranges[0]": "BAD_RANGE"}),
        ("UTF32", {"quoted_ranges": [(0, 1)] * 10_001}, {"article.quoted_ranges": "TOO_MANY"}),
    ],
)
def test_a_bad_range_is_refused(
    server: Any,
    failure: Failing,
    encoding: str,
    fields: dict[str, list[tuple[int, int]]],
    expected: dict[str, str],
) -> None:
    kinds = {"quoted_ranges": article_pb2.TextRange, "disabled_ranges": Ranged}
    ranges = {name: [kinds[name](start=a, end=b) for a, b in given] for name, given in fields.items()}
    assert failure(lambda: report(server, encoding, **ranges)).violations == expected


def test_an_unknown_signal_in_a_range_is_refused(server: Any, failure: Failing) -> None:
    failed = failure(lambda: report(server, disabled_ranges=[Ranged(signal_ids=["no.such"], end=1)]))
    assert failed.violations == {"article.disabled_ranges[0].signal_ids[0]": "UNKNOWN_SIGNAL"}
