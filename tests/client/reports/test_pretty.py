import re
from collections.abc import Iterator

from newsassay.client.reading import ReadArticle
from newsassay.client.reports.context import Context
from newsassay.client.reports.pretty import render
from newsassay.client.reports.selection import Detail
from newsassay.client.reports.tables import summary
from newsassay.client.scoring import Result
from newsassay.v1.article_pb2 import DIMENSION_HEDGING, Article
from newsassay.v1.report_pb2 import (
    BAND_LOW,
    FIELD_BODY,
    SEVERITY_INFO,
    SEVERITY_MEDIUM,
    SOURCE_KIND_VAGUE_GROUP,
    VOICE_AUTHOR,
    VOICE_QUOTED,
    Attribution,
    CredibilityReport,
    DimensionScore,
    Evidence,
    RejectedCandidate,
    Score,
    Severity,
    SignalContribution,
    TextSpan,
)

BODY = "Observers say the 橋 may open.\r\n\nNothing here.\n\nIt is \x1b[31mred\x1b[0m, “surely” so.\n"


def span(text: str) -> TextSpan:
    start = BODY.index(text)
    return TextSpan(field=FIELD_BODY, start=start, end=start + len(text), text=text)


def evidence(  # noqa: PLR0913 - what a finding has
    signal_id: str,
    text: str,
    contribution: float,
    *,
    voice: int = VOICE_AUTHOR,
    see: str = "",
    severity: "Severity.ValueType" = SEVERITY_MEDIUM,
) -> Evidence:
    return Evidence(
        signal_id=signal_id,
        severity=SEVERITY_INFO if contribution > 0 else severity,
        voice=voice,  # type: ignore[arg-type]
        span=span(text),
        related_spans=[span(see)] if see else [],
        message=f"On “{text}”.",
        contribution=contribution,
    )


REPORT = CredibilityReport(
    article_id="a\x1b]0;title\x07",
    overall=Score(value=0.25, low=0.2, high=0.3, band=BAND_LOW, percentile=15.2),
    dimensions=[
        DimensionScore(
            dimension=DIMENSION_HEDGING,
            weight=1.0,
            baseline=0.5,
            score=Score(value=0.25, low=0.2, high=0.3, band=BAND_LOW, percentile=15.2),
            signals=[
                SignalContribution(signal_id="modal", count=1, contribution=0.0105),
                SignalContribution(signal_id="vague", count=2, contribution=-0.2605),
            ],
        )
    ],
    evidence=[
        evidence("vague", "Observers", -0.2),
        evidence("modal", "may", 0.0105, see="red"),
        evidence("vague", "It", -0.0605, see="Observers"),
        evidence("note", "red", -0.001, severity=SEVERITY_INFO),
        evidence("quoted", "surely", 0.0, voice=VOICE_QUOTED, see="It"),
    ],
    rejected=[RejectedCandidate(signal_id="other", span=span("open"), reason="no noun")],
    attributions=[
        Attribution(
            resolved_source="Observers",
            source_kind=SOURCE_KIND_VAGUE_GROUP,
            cue=span("say"),
            content=span("the 橋 may open"),
        )
    ],
)


def pretty(detail: Detail | None = None, *, width: int = 100, color: bool = False) -> list[str]:
    item = ReadArticle("a", Article(body=BODY))
    context = Context(detail=detail or Detail(), width=width, color=color)
    return "".join(render([Result(item, REPORT, None)], context)).splitlines()


def listing(lines: list[str]) -> Iterator[str]:
    start = lines.index("     ┌ body")
    yield from lines[start : lines.index("", start)]


def test_marks_stand_under_what_they_mark() -> None:
    assert list(listing(pretty(Detail(SEVERITY_INFO)))) == [
        "     ┌ body",
        "   1 │ Observers say the 橋 may open.",
        "     │ ^^^^^^^^^ medium vague −0.200  On “Observers”.",
        "     │                      +++ credit modal +0.011  On “may”. See body 5.",
        "   2 │",
        "   3 │ Nothing here.",
        "   4 │",
        "   5 │ It is ·[31mred·[0m, “surely” so.",
        "     │ ^^ medium vague −0.060  On “It”. See body 1.",
        "     │            ^^^ info note −0.001  On “red”.",
        "     │                      ~~~~~~ quoted quoted 0  On “surely”.",
    ]


def test_by_default_there_is_what_matters_and_credits_stand_apart() -> None:
    lines = pretty()
    assert list(listing(lines)) == [
        "     ┌ body",
        "   1 │ Observers say the 橋 may open.",
        "     │ ^^^^^^^^^ medium vague −0.200  On “Observers”.",
        "   ⋮",
        "   5 │ It is ·[31mred·[0m, “surely” so.",
        "     │ ^^ medium vague −0.060  On “It”. See body 1.",
    ]
    assert lines[lines.index("  Credits") + 1] == "    +0.011  modal  “may”"
    assert lines[lines.index("  2 charges: 2 medium") + 1] == "  2 notes hidden (−0.001), --all shows them"


def test_a_score_has_its_standing_in_words() -> None:
    (row,) = (line for line in pretty(width=74) if line.startswith("  hedging "))
    assert row.split("  ")[1:] == ["hedging", "0.25", " −0.261 ×2", "+0.011 ×1", "0.20–0.30", " below 84 %"]


def test_narrow_terminals_get_a_stack_that_fits() -> None:
    lines = pretty(width=40)
    at = lines.index("  hedging         0.25  below 84 %")
    assert lines[at + 1] == "    −0.261 ×2  +0.011 ×1  0.20–0.30"
    assert max(map(len, lines)) <= 40


def test_explaining_adds_what_was_refused_the_sums_and_who_said_what() -> None:
    lines = pretty(Detail(explain=True))
    assert "     │                          ···· not other  no noun" in lines
    assert "  overall 0.250 = 1.00 × 0.250" in lines
    assert "  hedging 0.250 = 0.500 baseline" in lines
    (row,) = (line for line in lines if "vague group" in line)
    assert row.split() == ["Observers", "vague", "group", "say", "the", "橋", "may", "open"]
    assert not any("not other" in line for line in pretty(Detail(SEVERITY_INFO)))


def test_colours_are_all_that_colour_adds() -> None:
    plain, painted = pretty(Detail(explain=True)), pretty(Detail(explain=True), color=True)
    assert plain != painted
    assert [re.sub("\x1b\\[[0-9;]*m", "", line) for line in painted] == plain
    assert not any(ord(char) < 32 for line in plain for char in line)


def test_counts_agree_with_their_nouns() -> None:
    report = CredibilityReport(evidence=[evidence("vague", "Observers", -0.02)])
    report.stats.words, report.stats.sentences = 1200, 1
    text = ["".join(segment.text for segment in line).strip() for line in summary(report, Detail(), 80)]
    assert text[1:3] == ["1 charge: 1 medium", "1,200 words, 1 sentence"]
