"""Judging the cues of a lexicon by the words around them.

A row's label names a rule; the rule's test gives the reason to refuse a hit, "" to accept it, None
where the hit is no candidate at all. Rows
labelled "not" are fixed phrases that hide a cue: always refused, with the reason in their column.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import Hit
from newsassay.engine.report import Severity
from newsassay.engine.signals.context import is_name_part

Test = Callable[[FieldText, Hit], str | None]


def plain(text: FieldText, hit: Hit) -> str:
    """Accept any context."""
    del text, hit
    return ""


class Rule(NamedTuple):
    """How a label's hits are judged, and the predicate said of those accepted ("“may” leaves open … .")."""

    test: Test
    message: str
    weight: float = 1.0
    severity: Severity | None = None


def judge_cues(
    document: Document, lexicon: str, signal_id: str, rules: Mapping[str, Rule]
) -> Iterator[Judgement]:
    """Judge every hit of a lexicon in title and body, in reading order."""
    for text in document.fields:
        for hit in text.hits(lexicon):
            reason: str | None
            if hit.entry.label == "not":
                reason = hit.entry.attributes.get("reason", "fixed phrase")
            else:
                rule = rules[hit.entry.label]
                reason = rule.test(text, hit)
                if reason is None:
                    continue
                if not reason and is_name_part(text, hit.first):
                    reason = "capitalised inside a sentence: part of a name or title"
            location = text.location(hit.first, hit.last)
            if reason:
                yield Rejection(signal_id, location, reason)
            else:
                message = f"“{text.text[location.start : location.end]}” {rule.message}."
                yield Finding(signal_id, location, message, rule.severity, weight=rule.weight)
