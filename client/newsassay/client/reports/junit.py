"""A test case per article, as CI systems show them: a failure is a score or a finding that was not accepted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement, tostring

from newsassay.client.reports.concise import finding_lines, summary_line
from newsassay.client.reports.context import Context
from newsassay.client.reports.selection import why_rejected
from newsassay.client.scoring import Result
from newsassay.client.terminal import safe_lines

# What XML 1.0 has no way to write: https://www.w3.org/TR/xml/#charsets
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(results: Iterable[Result], context: Context) -> Iterator[str]:
    """Yield one suite: a test case per article, in the order of the input."""
    plain = replace(context, color=False)
    suite = Element("testsuite", name="newsassay")
    counts = {"tests": 0, "failures": 0, "errors": 0}
    for result in results:
        counts["tests"] += 1
        case = SubElement(suite, "testcase", classname="newsassay", name=_legal(result.item.name))
        if result.report is None:
            counts["errors"] += 1
            SubElement(case, "error", message=_legal(str(result.item.problem or result.error)))
            continue
        if why := why_rejected(result.report, context.fail_under, context.fail_on):
            counts["failures"] += 1
            failure = SubElement(case, "failure", message=_legal(why))
            failure.text = _legal("\n".join(finding_lines(result, result.report, plain)))
        SubElement(case, "system-out").text = _legal(summary_line(result, result.report, plain))
    for name, count in counts.items():
        suite.set(name, str(count))
    suites = Element("testsuites")
    suites.append(suite)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", safe_lines(text))
