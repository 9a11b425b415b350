import xml.etree.ElementTree as ET

from hostile_reports import results
from hypothesis import given, settings
from hypothesis import strategies as st

from newsassay.client.outcome import NewsassayError
from newsassay.client.reports.context import Context
from newsassay.client.reports.junit import render
from newsassay.client.scoring import Result
from newsassay.v1.report_pb2 import SEVERITY_MEDIUM


def suite(found: list[Result], context: Context) -> ET.Element:
    (only,) = ET.fromstring("".join(render(found, context)).encode())  # noqa: S314 - our own
    return only


@settings(max_examples=25)  # each is a report of many parts
@given(found=st.lists(results(), max_size=3), fail_under=st.floats(0, 1))
def test_well_formed_whatever_an_article_holds(found: list[Result], fail_under: float) -> None:
    cases = suite(found, Context(fail_under=fail_under, color=True))
    assert cases.get("tests") == str(len(found))
    below = sum(bool(r.report and r.report.overall.value < fail_under) for r in found)
    assert cases.get("failures") == str(below) == str(len(cases.findall("testcase/failure")))


def test_what_failed_and_why(hostile: Result) -> None:
    failed = Result(hostile.item, None, NewsassayError("INVALID_ARGUMENT", "empty"))
    cases = suite([hostile, failed], Context(fail_on=SEVERITY_MEDIUM))
    assert (cases.get("failures"), cases.get("errors")) == ("1", "1")
    failure, error = cases.find("testcase/failure"), cases.find("testcase/error")
    assert failure is not None
    assert error is not None
    assert "severity" in failure.get("message", "")
    assert "vague_source" in (failure.text or "")
    assert "empty" in error.get("message", "")
