"""Batches of articles: what comes out is what score() says, row by row, however the rows are cut."""

import logging
from collections.abc import Iterator

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsassay.bulk import REPORT_SCHEMA, ColumnNames, Dimension, ScoreOptions, score_batches
from newsassay.engine import Article, score
from newsassay.v1.report_pb2 import CredibilityReport


def scored(table: pa.Table, options: ScoreOptions | None = None, **settings_: object) -> pa.Table:
    return pa.Table.from_batches(score_batches(table.to_batches(), options, **settings_))  # type: ignore[arg-type]


def bodies(*texts: object, **columns: list[object]) -> pa.Table:
    return pa.table({"body": pa.array(texts), **columns})


def test_the_schema_is_frozen() -> None:
    evidence = (
        "list<item: struct<signal_id: string, dimension: string, severity: string, voice: string, field: string, "
        "start: int32, end: int32, text: string, message: string, contribution: double>>"
    )
    attributions = (
        "list<item: struct<source_kind: string, quotation_kind: string, resolved_source: string, "
        "content_field: string, content_start: int32, content_end: int32>>"
    )
    assert [f"{field.name} {field.type}" for field in REPORT_SCHEMA] == [
        "article_id string",
        "text_sha256 fixed_size_binary[32]",
        "error_code string",
        "error_field string",
        "error_message string",
        "overall double",
        "overall_low double",
        "overall_high double",
        "overall_percentile double",
        "overall_band string",
        "hedging double",
        "attribution double",
        "consistency double",
        "sensationalism double",
        "words int32",
        "language_code string",
        "language_supported bool",
        f"evidence {evidence}",
        f"attributions {attributions}",
        "engine_version string",
        "rubric_version string",
        "rubric_sha256 string",
        "lexicon_sha256 string",
    ]
    assert REPORT_SCHEMA.metadata == {b"newsassay.schema": b"1"}


def test_rows_are_what_score_says(corpus: pa.Table) -> None:
    reports = scored(corpus, with_report=True)
    reports.validate(full=True)
    assert reports.num_rows == corpus.num_rows
    for row, out in zip(corpus.to_pylist(), reports.to_pylist(), strict=True):
        assert out["article_id"] == row["article_id"]
        if out["error_code"]:
            continue
        report = score(Article(title=row["title"], body=row["body"], article_id=row["article_id"]))
        assert (out["overall"], out["overall_low"], out["overall_high"]) == report.overall[:3]
        assert [out[d.dimension.name.lower()] for d in report.dimensions] == [
            d.score.value for d in report.dimensions
        ]
        assert [
            (e["signal_id"], e["start"], e["end"], e["text"], e["contribution"]) for e in out["evidence"]
        ] == [(e.signal_id, e.span.start, e.span.end, e.span.text, e.contribution) for e in report.evidence]
        assert [a["resolved_source"] for a in out["attributions"]] == [
            a.resolved_source for a in report.attributions
        ]
        assert out["lexicon_sha256"] == report.provenance.lexicon_sha256
        message = CredibilityReport.FromString(out["report"])
        assert message.overall.value == out["overall"]
        assert len(message.evidence) == len(out["evidence"])


@pytest.mark.parametrize(
    ("column", "value", "field", "message"),
    [
        ("body", " ", "article.body", "title and body are both blank"),
        ("body", None, "article.body", "title and body are both blank"),
        ("body", "a\0b", "article.body", "NUL character at position 1"),
        ("body", "x" * (1 << 20) + "y", "article.body", "1048577 bytes of UTF-8"),
        ("article_id", "x" * 257, "article.article_id", "longer than 256"),
        ("published_at", "yesterday", "article.published_at", "RFC 3339"),
        ("language_code", "en us", "article.language_code", "BCP 47"),
    ],
)
def test_what_the_service_refuses_is_an_error_row(
    column: str, value: object, field: str, message: str
) -> None:
    table = pa.table(
        {"body": ["Fine.", "It may rain.", "Fine."]}
        | {
            column: pa.array(
                ["x", value, None]
                if column == "article_id"
                else [None, value, None]
                if column != "body"
                else ["Fine.", value, "Fine."],
                pa.string(),
            )
        }
    )
    before, bad, after = scored(table).to_pylist()
    assert (bad["error_code"], bad["error_field"]) == ("INVALID_ARGUMENT", field)
    assert message in bad["error_message"]
    assert (bad["overall"], bad["evidence"]) == (None, None)
    assert bad["rubric_version"] == before["rubric_version"]
    assert (before["error_code"], after["error_code"]) == (None, None)


def test_an_internal_error_is_an_error_row_and_says_nothing_of_the_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(article: Article, _: object) -> None:
        raise RuntimeError(article.body)

    monkeypatch.setattr("newsassay.bulk.scoring.score", fail)
    with caplog.at_level(logging.ERROR):
        (row,) = scored(bodies("A secret.")).to_pylist()
    assert row["error_code"] == "INTERNAL"
    incident = row["error_message"].split()[-1]
    assert f"incident {incident}: RuntimeError in fail" in caplog.text
    assert "secret" not in caplog.text + row["error_message"]


@pytest.fixture(scope="module")
def whole(corpus: pa.Table) -> pa.Table:
    return scored(corpus.slice(0, 20))


@given(st.data())
@settings(max_examples=20)
def test_how_rows_are_cut_and_ordered_changes_nothing(
    corpus: pa.Table, whole: pa.Table, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(20)))
    cuts = sorted(data.draw(st.lists(st.integers(0, 20), max_size=4)))
    table = corpus.take(order).combine_chunks()

    def batches() -> Iterator[pa.RecordBatch]:
        for start, end in zip([0, *cuts], [*cuts, 20], strict=True):
            yield from table.slice(start, end - start).to_batches()

    out = pa.Table.from_batches(score_batches(batches(), rows=data.draw(st.integers(1, 20))))
    assert out.to_pylist() == whole.take(order).to_pylist()


@pytest.mark.parametrize(
    "kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())], ids=str
)
def test_strings_of_every_kind_are_read(kind: pa.DataType) -> None:
    texts = pa.array(["It may rain.", "They knew!!!", None])
    table = pa.table({"body": texts.cast(kind)})
    assert scored(table).to_pylist() == scored(pa.table({"body": texts})).to_pylist()


def test_columns_have_the_callers_names_and_others_are_kept() -> None:
    table = pa.table(
        {"text": ["It may rain."], "id": [7], "day": pa.array([20000], pa.date32()), "shelf": ["b"]}
    )
    names = ColumnNames(body="text", article_id="id", published_at="day")
    (row,) = scored(table, columns=names, keep=["shelf", "id"]).to_pylist()
    assert (row["article_id"], row["shelf"], row["id"], row["error_code"]) == ("7", "b", 7, None)


def test_options_are_the_services() -> None:
    options = ScoreOptions(
        dimensions=[Dimension.DIMENSION_HEDGING], disabled_signals=["hedging.epistemic_modal"]
    )
    (row,) = scored(bodies("It may rain!!!"), options).to_pylist()
    assert row["evidence"] == []
    assert (row["hedging"] is None, row["sensationalism"]) == (False, None)


def test_wrong_settings_are_refused_before_the_first_row() -> None:
    def never() -> Iterator[pa.RecordBatch]:
        pytest.fail("a row was read")
        yield

    with pytest.raises(
        ValueError, match=r"options.rubric_version: .*options.disabled|options.disabled.*rubric"
    ):
        score_batches(never(), ScoreOptions(rubric_version="1066", disabled_signals=["no.such"]))
    with pytest.raises(ValueError, match="at least one row"):
        score_batches(never(), rows=0)


@pytest.mark.parametrize(
    ("table", "settings_", "message"),
    [
        (pa.table({"text": ["x"]}), {}, "no column title or body; there are: text"),
        (pa.table({"body": ["x"]}), {"columns": ColumnNames(title="headline")}, "no column headline"),
        (pa.table({"body": [1.5]}), {}, "column body is double, which cannot be read as body"),
        (pa.table({"body": ["x"]}), {"keep": ["shelf"]}, "cannot keep shelf: there is no such column"),
        (
            pa.table({"body": ["x"], "words": [1]}),
            {"keep": ["words"]},
            "cannot keep words: a column of the report",
        ),
    ],
)
def test_a_wrong_schema_is_refused(table: pa.Table, settings_: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        scored(table, **settings_)
