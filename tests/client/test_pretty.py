import io

from newsassay.client.pretty import write_pretty
from newsassay.client.reading import ReadArticle
from newsassay.client.scoring import Result
from newsassay.client.tables import summary
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
    TextSpan,
)

BODY = "Observers say the 橋 may open.\n\nIt is \x1b[31mred\x1b[0m, “surely” so.\n"


def span(text: str) -> TextSpan:
    start = BODY.index(text)
    return TextSpan(field=FIELD_BODY, start=start, end=start + len(text), text=text)


def evidence(
    signal_id: str, text: str, contribution: float, *, voice: int = VOICE_AUTHOR, see: str = ""
) -> Evidence:
    return Evidence(
        signal_id=signal_id,
        severity=SEVERITY_INFO if contribution > 0 else SEVERITY_MEDIUM,
        voice=voice,  # type: ignore[arg-type]
        span=span(text),
        related_spans=[span(see)] if see else [],
        message=f"On “{text}”.",
        contribution=contribution,
    )


def pretty(*, explain: bool) -> list[str]:
    report = CredibilityReport(
        article_id="a\x1b]0;title\x07",
        overall=Score(value=0.25, low=0.2, high=0.3, band=BAND_LOW),
        dimensions=[
            DimensionScore(dimension=DIMENSION_HEDGING, weight=1.0, baseline=0.5, score=Score(value=0.25))
        ],
        evidence=[
            evidence("vague", "Observers", -0.02),
            evidence("modal", "may", 0.0105, see="red"),
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
    file = io.StringIO()
    item = ReadArticle("a", Article(body=BODY))
    write_pretty([Result(item, report, None)], file, explain=explain)
    return [line.rstrip() for line in file.getvalue().splitlines()]


def test_marks_stand_under_what_they_mark() -> None:
    lines = pretty(explain=False)
    start = lines.index("     ┌ body")
    assert lines[start : start + 8] == [
        "     ┌ body",
        "   1 │ Observers say the 橋 may open.",
        "     │ ^^^^^^^^^ vague −0.020  On “Observers”.",
        "     │                      +++ modal +0.011  On “may”. See body 3.",
        "   2 │",
        "   3 │ It is ·[31mred·[0m, “surely” so.",
        "     │                      ~~~~~~ quoted 0  On “surely”.",
        "",
    ]


def test_explaining_adds_what_was_refused_the_sums_and_who_said_what() -> None:
    lines = pretty(explain=True)
    assert "     │                          ···· not other  no noun" in lines
    assert "  overall 0.250 = 1.00 × 0.250" in lines
    assert "  hedging 0.250 = 0.500 baseline" in lines
    (row,) = (line for line in lines if "vague group" in line)
    assert row.split() == ["Observers", "vague", "group", "say", "the", "橋", "may", "open"]
    assert not any("not other" in line for line in pretty(explain=False))


def test_no_control_character_reaches_the_terminal() -> None:
    assert not any(ord(char) < 32 for line in pretty(explain=True) for char in line)


def test_counts_agree_with_their_nouns() -> None:
    report = CredibilityReport(evidence=[evidence("vague", "Observers", -0.02)])
    report.stats.words, report.stats.sentences = 1200, 1
    assert summary(report).plain.startswith("1 piece of evidence: 1 medium\n1,200 words, 1 sentence\n")
