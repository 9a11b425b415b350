"""One place, one finding."""

from newsassay.engine.article import Field
from newsassay.engine.finding import Finding, Location, Rejection
from newsassay.engine.overlap import SAID, one_a_place
from newsassay.engine.report import Severity

LOADED, HYPERBOLE = "sensational.loaded_language", "sensational.hyperbole"


def _finding(
    signal_id: str, start: int, end: int, *, severity: Severity | None = None, weight: float = 1.0
) -> Finding:
    return Finding(signal_id, Location(Field.BODY, start, end), "It is so.", severity, weight=weight)


def test_the_stronger_of_two_that_overlap_stays() -> None:
    weak, strong = _finding(LOADED, 0, 9), _finding(HYPERBOLE, 4, 12, severity=Severity.HIGH)
    assert one_a_place([weak, strong]) == [
        Rejection(LOADED, weak.location, f"{SAID} sensational.hyperbole"),
        strong,
    ]
    heavy, light = _finding(LOADED, 0, 9, weight=2), _finding(HYPERBOLE, 4, 12)
    assert one_a_place([heavy, light])[0] == heavy
    assert isinstance(one_a_place([heavy, light])[1], Rejection)
    first, second, longer = _finding(LOADED, 0, 9), _finding(HYPERBOLE, 4, 13), _finding(HYPERBOLE, 4, 30)
    assert one_a_place([first, second])[0] == first
    assert one_a_place([first, longer])[1] == longer


def test_a_charge_and_a_credit_at_one_place_are_one_finding() -> None:
    believed, believed_to = _finding("hedging.epistemic_verb", 3, 11), _finding("hedging.hearsay", 0, 14)
    assert one_a_place([believed_to, believed])[0] == believed_to
    assert isinstance(one_a_place([believed_to, believed])[1], Rejection)


def test_neighbours_other_dimensions_and_habits_stay() -> None:
    here = _finding(LOADED, 0, 9)
    others = [
        _finding(HYPERBOLE, 9, 12),
        _finding("hedging.overclaim", 9, 12),
        _finding("attribution.vague_source", 9, 12),
        _finding("sensational.rate_adverbs", 9, 12),
    ]
    assert one_a_place([here, *others]) == [here, *others]


def test_what_is_about_a_passage_stays() -> None:
    passage, place = _finding(LOADED, 0, 99), _finding(HYPERBOLE, 4, 12, severity=Severity.HIGH)
    assert one_a_place([passage, place]) == [passage, place]


def test_fields_do_not_meet() -> None:
    title = Finding(LOADED, Location(Field.TITLE, 0, 9), "It is so.")
    body = _finding(LOADED, 0, 9)
    assert one_a_place([title, body]) == [title, body]


def test_a_habit_stands_where_nothing_else_is_said() -> None:
    spots = [Location(Field.BODY, start, start + 5) for start in (0, 20, 40)]
    adverbs, boosters = (
        Finding(f"sensational.rate_{name}", spots[0], "It is so.", related=tuple(spots[1:]))
        for name in ("adverbs", "intensifiers")
    )
    told = one_a_place([adverbs, _finding(LOADED, 0, 9), boosters])
    assert [(j.location, j.related) for j in told if isinstance(j, Finding)] == [
        (spots[1], (spots[0], spots[2])),
        (Location(Field.BODY, 0, 9), ()),
        (spots[2], (spots[0], spots[1])),
    ]
