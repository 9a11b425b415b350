"""The engine's enums and the contract's are the same, number by number: the edge converts by number."""

from enum import IntEnum

import pytest
from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper

from newsassay.engine.article import Dimension, Field, OffsetEncoding
from newsassay.engine.card import Sign
from newsassay.engine.comparison.report import (
    Aspect,
    Basis,
    ClaimStatus,
    ConflictKind,
    ContributionKind,
    Direction,
    DirectionEvidence,
    OriginKind,
    PassageKind,
    Relation,
)
from newsassay.engine.report import Band, QuotationKind, Severity, SourceKind, Voice
from newsassay.engine.rubric import Exposure
from newsassay.v1 import article_pb2, comparison_pb2, report_pb2, rubric_pb2


@pytest.mark.parametrize(
    ("ours", "contract", "prefix"),
    [
        (Dimension, article_pb2.Dimension, "DIMENSION"),
        (OffsetEncoding, article_pb2.OffsetEncoding, "OFFSET_ENCODING"),
        (Field, report_pb2.Field, "FIELD"),
        (Severity, report_pb2.Severity, "SEVERITY"),
        (Voice, report_pb2.Voice, "VOICE"),
        (Band, report_pb2.Band, "BAND"),
        (SourceKind, report_pb2.SourceKind, "SOURCE_KIND"),
        (QuotationKind, report_pb2.QuotationKind, "QUOTATION_KIND"),
        (Sign, rubric_pb2.Sign, "SIGN"),
        (Exposure, rubric_pb2.Exposure, "EXPOSURE"),
        (Aspect, comparison_pb2.Aspect, "ASPECT"),
        (Basis, comparison_pb2.Basis, "BASIS"),
        (ClaimStatus, comparison_pb2.ClaimStatus, "CLAIM_STATUS"),
        (ConflictKind, comparison_pb2.ConflictKind, "CONFLICT_KIND"),
        (ContributionKind, comparison_pb2.ContributionKind, "CONTRIBUTION_KIND"),
        (Direction, comparison_pb2.Direction, "DIRECTION"),
        (DirectionEvidence, comparison_pb2.DirectionEvidence, "DIRECTION_EVIDENCE"),
        (OriginKind, comparison_pb2.OriginKind, "ORIGIN_KIND"),
        (PassageKind, comparison_pb2.PassageKind, "PASSAGE_KIND"),
        (Relation, comparison_pb2.Relation, "RELATION"),
    ],
)
def test_enum_values_agree(ours: type[IntEnum], contract: EnumTypeWrapper, prefix: str) -> None:
    expected = {f"{prefix}_{member.name}": member.value for member in ours}
    assert dict(contract.items()) == {f"{prefix}_UNSPECIFIED": 0, **expected}
