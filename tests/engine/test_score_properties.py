"""Properties of every report, on any text."""

from math import fsum

from hypothesis import given
from hypothesis import strategies as st

from newsassay.engine import Article, OffsetEncoding, ScoreOptions, score

WORDS = st.sampled_from(
    [
        "May",
        "may",
        "said",
        "“",
        "”",
        '"',
        "'",
        "Mr.",
        "U.S.",
        "12",
        "1,200",
        "percent",
        "!",
        "?",
        "!!",
        "😀",
        "đŸ”„",
        "\n",
        "\u200b",
        "é",
        "Dr.",
        "Jane",
        "Roe",
        "she",
        "who",
        "that",
        "Monday",
    ]
)
TEXT = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))
ARTICLES = st.builds(Article, title=TEXT, body=TEXT, byline=TEXT)
UNITS = {
    OffsetEncoding.UTF8: lambda s: len(s.encode("utf-8", "surrogatepass")),
    OffsetEncoding.UTF16: lambda s: len(s.encode("utf-16-le", "surrogatepass")) // 2,
    OffsetEncoding.UTF32: len,
}


@given(ARTICLES)
def test_sums_are_exact(article: Article) -> None:
    report = score(article)
    assert abs(report.overall.value - fsum(d.weight * d.score.value for d in report.dimensions)) < 1e-6
    for dimension in report.dimensions:
        of_signal = {s.signal_id: s for s in dimension.signals}
        assert (
            abs(dimension.score.value - dimension.baseline - fsum(s.contribution for s in of_signal.values()))
            < 1e-6
        )
        evidence = [e for e in report.evidence if e.dimension is dimension.dimension]
        for signal_id, signal in of_signal.items():
            amounts = [e.contribution for e in evidence if e.signal_id == signal_id]
            assert len(amounts) == signal.count
            assert abs(fsum(amounts) - signal.contribution) < 1e-6
        assert 0 <= dimension.score.low <= dimension.score.value <= dimension.score.high <= 1


@given(ARTICLES, st.sampled_from(OffsetEncoding))
def test_spans_slice_right_in_every_encoding(article: Article, encoding: OffsetEncoding) -> None:
    report = score(article, ScoreOptions(offset_encoding=encoding, include_rejected=True))
    texts = {1: article.title, 2: article.body, 3: article.byline}
    spans = [s for e in report.evidence for s in (e.span, *e.related_spans)]
    spans += [r.span for r in report.rejected]
    spans += [s for a in report.attributions for s in (a.source, a.cue, a.content, a.anonymity_reason) if s]
    for span in spans:
        text = texts[span.field]
        assert span.start < span.end
        at = next(i for i in range(len(text) + 1) if UNITS[encoding](text[:i]) == span.start)
        assert text[at : at + len(span.text)] == span.text
        assert UNITS[encoding](text[: at + len(span.text)]) == span.end


@given(ARTICLES)
def test_same_article_same_report(article: Article) -> None:
    assert score(article) == score(article)
