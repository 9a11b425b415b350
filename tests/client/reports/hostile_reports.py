"""Made-up results full of text that means something to HTML, Markdown, XML, JSON or a terminal."""

from hypothesis import strategies as st

from newsassay.client.reading import ReadArticle
from newsassay.client.scoring import Result
from newsassay.client.source_map import SourceText, identity
from newsassay.v1.article_pb2 import Article, Dimension
from newsassay.v1.report_pb2 import (
    FIELD_BODY,
    FIELD_TITLE,
    CredibilityReport,
    DimensionScore,
    Evidence,
    RejectedCandidate,
    Score,
    TextSpan,
)
from newsassay.v1.report_pb2 import (
    Warning as ReportWarning,
)
from newsassay.v1.rubric_pb2 import SignalCard

SNIPPETS = [
    "</pre><script>alert(1)</script>",
    '" onerror="alert(1)',
    "<svg onload=alert(1)>",
    "</title></style></article>",
    "<!-- ]]> --> <![CDATA[",
    "&lt;&amp;amp;&#13;",
    "[a](javascript:alert(1)) ![i](http://evil.example/i.png)",
    "@everyone #1 `code` **bold** | cell | https://evil.example/ www.evil.example a@evil.example",
    "\r\n\r\n\n",
    "\n# head\n- list\n1. item\n> quote\n```\n<b>",
    "\x1b]0;title\x07\x9b31m",
    "\u202e\u2066\u061c\u200b\ufeff\U000e0041",
    "\x01\x0b\x0c\x7f\ufffe\uffff",
    "😀👩‍👩‍👧🇫🇷é",
    "  leading and trailing\t ",
]
CARDS = {
    signal: SignalCard(signal_id=signal, claim=f"Claims <{signal}>.", disclaimer="Not | more.")
    for signal in ("hedging.modal", "attribution.vague", "sensational.caps")
}

texts = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), st.sampled_from(SNIPPETS)
    ),
    max_size=6,
).map("".join)
numbers = st.integers(-1_000_000, 1_000_000).map(lambda value: value / 1e6)


@st.composite
def spans(draw: st.DrawFn, article: Article) -> TextSpan:
    field = draw(st.sampled_from([FIELD_TITLE, FIELD_BODY]))
    text = article.title if field == FIELD_TITLE else article.body
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return TextSpan(field=field, start=start, end=end, text=text[start:end])


@st.composite
def evidence(draw: st.DrawFn, article: Article) -> Evidence:
    return Evidence(
        signal_id=draw(st.one_of(st.sampled_from(sorted(CARDS)), texts)),
        dimension=draw(st.integers(1, 4)),  # type: ignore[arg-type]
        severity=draw(st.integers(0, 5)),  # type: ignore[arg-type]
        voice=draw(st.integers(1, 2)),  # type: ignore[arg-type]
        span=draw(spans(article)),
        related_spans=draw(st.lists(spans(article), max_size=2)),
        message=draw(texts),
        contribution=draw(numbers),
    )


scores = st.builds(
    Score,
    value=st.floats(0, 1),
    low=st.floats(0, 1),
    high=st.floats(0, 1),
    percentile=st.floats(0, 100),
    band=st.integers(0, 4),
)


@st.composite
def results(draw: st.DrawFn) -> Result:
    article = Article(
        article_id=draw(texts),
        title=draw(texts),
        body=draw(texts),
        url=draw(texts),
        byline=draw(texts),
        publisher=draw(texts),
    )
    found = draw(st.lists(evidence(article), max_size=6))
    report = CredibilityReport(
        article_id=article.article_id,
        overall=draw(scores),
        dimensions=[
            DimensionScore(dimension=value, score=draw(scores), weight=0.25)
            for value in Dimension.values()
            if value
        ],
        evidence=found,
        rejected=[RejectedCandidate(signal_id=draw(texts), span=draw(spans(article)), reason=draw(texts))],
        warnings=[ReportWarning(code=draw(texts), message=draw(texts))],
    )
    source = SourceText(article.body)
    item = ReadArticle(draw(texts), article, path=draw(texts), source_map=identity(source))
    return Result(item, report, None)
