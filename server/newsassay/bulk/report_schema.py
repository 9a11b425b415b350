"""The columns that come out: frozen, so that files written today are read in years.

Enums are the contract's names ("BAND_LOW"), as in JSON. Offsets are half-open, in the encoding asked for.
"""

from collections.abc import Sequence

import pyarrow as pa

SCHEMA_VERSION = "1"

EVIDENCE = pa.struct(
    [
        ("signal_id", pa.string()),
        ("dimension", pa.string()),
        ("severity", pa.string()),
        ("voice", pa.string()),
        ("field", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("text", pa.string()),
        ("message", pa.string()),
        ("contribution", pa.float64()),
    ]
)
ATTRIBUTION = pa.struct(
    [
        ("source_kind", pa.string()),
        ("quotation_kind", pa.string()),
        ("resolved_source", pa.string()),
        ("content_field", pa.string()),
        ("content_start", pa.int32()),
        ("content_end", pa.int32()),
    ]
)
REPORT_SCHEMA = pa.schema(
    [
        ("article_id", pa.string()),
        ("text_sha256", pa.binary(32)),
        # Null where the article was scored; where it was not, everything down to `attributions` is null.
        ("error_code", pa.string()),
        ("error_field", pa.string()),
        ("error_message", pa.string()),
        ("overall", pa.float64()),
        ("overall_low", pa.float64()),
        ("overall_high", pa.float64()),
        ("overall_percentile", pa.float64()),
        ("overall_band", pa.string()),
        ("hedging", pa.float64()),
        ("attribution", pa.float64()),
        ("consistency", pa.float64()),
        ("sensationalism", pa.float64()),
        ("words", pa.int32()),
        ("language_code", pa.string()),
        ("language_supported", pa.bool_()),
        ("evidence", pa.list_(EVIDENCE)),
        ("attributions", pa.list_(ATTRIBUTION)),
        ("engine_version", pa.string()),
        ("rubric_version", pa.string()),
        ("rubric_sha256", pa.string()),
        ("lexicon_sha256", pa.string()),
    ],
    metadata={"newsassay.schema": SCHEMA_VERSION},
)
REPORT = pa.field("report", pa.binary())


def output_schema(kept: Sequence[pa.Field] = (), *, with_report: bool = False) -> pa.Schema:
    """Return REPORT_SCHEMA, then `report` (a serialised CredibilityReport) if asked for, then the fields kept.

    Raises ValueError for a kept field with the name of one of these.
    """
    fields = [*REPORT_SCHEMA, *([REPORT] if with_report else [])]
    taken = {field.name for field in fields}
    if clash := [field.name for field in kept if field.name in taken]:
        message = f"cannot keep {', '.join(clash)}: a column of the report has that name"
        raise ValueError(message)
    return pa.schema([*fields, *kept], metadata=REPORT_SCHEMA.metadata)
