"""What an article does again and again: many places, each of which would say the same, as one finding."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from newsassay.engine.document import FieldText
from newsassay.engine.finding import Finding, Judgement, Location, Rejection, habit
from newsassay.engine.report import Voice
from newsassay.engine.rules.toml_source import RuleError, TomlSource


@dataclass(frozen=True, slots=True)
class Habit:
    """How the accepted places of a signal in one field become one finding; `[habit]` of a rule file.

    `says` and `otherwise` may name {places}, {rate} (per 1,000 words) and {candidates}. A finding wants `least` places in a
    text of `shortest` words, one place a sentence if `once_a_sentence`; more than `reference` places per 1,000 words, of which
    the excess weighs; and `share` (0..1) of all candidates, refused ones included, and then weighs 1. Places of weight 0 count
    beside others only.
    """

    says: str
    otherwise: str
    least: int = 1
    shortest: int = 0
    reference: float = 0.0
    share: float = 0.0
    once_a_sentence: bool = False


def read_habit(table: TomlSource) -> Habit | None:
    """The habit of a rule file, if it describes one. Raises RuleError."""
    data = table.section("habit")
    known = {f.name for f in fields(Habit)}
    if data and (data.keys() - known or not {"says", "otherwise"} <= data.keys()):
        message = f"[habit] needs says and otherwise, and may have {', '.join(sorted(known))}"
        raise RuleError(table.name, table.line_of("[habit]"), message)
    return Habit(**data) if data else None


def gathered(
    text: FieldText, judged: Iterable[Judgement], habits: Mapping[str, Habit]
) -> Iterator[Judgement]:
    """The judgements of one field, those of each habit as one at the end."""
    found: dict[str, list[Finding]] = {}
    candidates: Counter[str] = Counter()
    for judgement in judged:
        signal_id = judgement.signal_id
        if signal_id not in habits:
            yield judgement
            continue
        candidates[signal_id] += 1
        if isinstance(judgement, Finding):
            found.setdefault(signal_id, []).append(judgement)
        elif not habits[signal_id].share:  # a share's other candidates are told by their number
            yield judgement
    for signal_id, places in found.items():
        summed = _summed(habits[signal_id], text, places, candidates[signal_id])
        if summed is not None:
            yield summed


def _summed(told: Habit, text: FieldText, found: list[Finding], candidates: int) -> Judgement | None:
    places = _places(told, text, found)
    words = text.tokens.word_count
    is_rate = bool(told.reference or told.share)
    if not places or words < told.shortest or (is_rate and len(places) < told.least):
        return None
    names = {
        "places": str(len(places)),
        "candidates": str(candidates),
        "rate": f"{1000 * len(places) / max(words, 1):.1f}",
    }
    excess = len(places) - told.reference * words / 1000
    signal_id = found[0].signal_id
    if len(places) < told.least or excess <= 0 or len(found) < told.share * candidates:
        return Rejection(signal_id, places[0], told.otherwise.format_map(names))
    voice = Voice.AUTHOR if is_rate else None
    weight = 1.0 if told.share else excess
    return habit(signal_id, places, told.says.format_map(names) + ".", weight, voice)


def _places(told: Habit, text: FieldText, found: list[Finding]) -> list[Location]:
    """Where the habit shows; none where it shows only in what counts beside others."""
    if not any(f.weight for f in found):
        return []
    if not told.once_a_sentence:
        return [f.location for f in found]
    first: dict[int, Location] = {}
    for f in sorted(found, key=lambda f: (not f.weight, f.location.start)):
        first.setdefault(text.sentence_of_token[text.tokens.at(f.location.start)], f.location)
    return sorted(first.values())
