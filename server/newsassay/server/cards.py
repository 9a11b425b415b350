"""From the engine's rule book to proto messages: signal cards and rubrics."""

# Enum values are equal on both sides, but the stubs know only their own.
# mypy: disable-error-code="assignment"

from newsassay.engine import Rubric, SignalCard
from newsassay.engine.rubric import ScoreScale
from newsassay.v1 import rubric_pb2


def fill_card(out: rubric_pb2.SignalCard, card: SignalCard) -> None:
    """Write `card` into the empty message `out`."""
    out.signal_id = card.signal_id
    out.dimension = card.dimension
    out.sign = card.sign
    out.severity = card.severity
    out.claim = card.claim
    out.disclaimer = card.disclaimer
    out.w3c_refs.extend(card.w3c_refs)
    for example, fires in card.examples():
        examples = out.fires if fires else out.near_misses
        examples.add(title=example.title, body=example.body, byline=example.byline)
    if card.precision is not None:
        out.precision = card.precision
    if card.base_rate is not None:
        out.base_rate_per_1000_words = card.base_rate


def fill_rubric(out: rubric_pb2.Rubric, rubric: Rubric) -> None:
    """Write `rubric` into the empty message `out`."""
    out.version = rubric.version
    out.sha256 = rubric.sha256
    out.reference = rubric.reference
    out.quoted_voice_factor = rubric.quoted_voice_factor
    _fill_scale(out.overall, rubric.overall)
    for dimension, rules in rubric.dimensions.items():
        item = out.dimensions.add()
        item.dimension = dimension
        item.weight = rules.weight
        item.baseline = rules.baseline
        _fill_scale(item.scale, rules.scale)
        for signal_id, signal in rules.signals.items():
            item.signals.add(
                signal_id=signal_id, weight=signal.weight, cap=signal.cap, exposure=signal.exposure
            )


def _fill_scale(out: rubric_pb2.ScoreScale, scale: ScoreScale) -> None:
    out.medium_from = scale.medium_from
    out.high_from = scale.high_from
    out.quantiles.extend(scale.quantiles)
