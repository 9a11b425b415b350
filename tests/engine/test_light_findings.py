"""Findings that each move a score little are told as one, and reports add up as before."""

from math import fsum

from newsassay.engine import Article, ScoreOptions, score
from newsassay.engine.article import CustomCue, Field
from newsassay.engine.finding import Finding, Location
from newsassay.engine.light_findings import LIGHT, Weighed, told
from newsassay.engine.report import Voice
from newsassay.engine.rubric import rubric

LONG = 500  # words
NOTHING: frozenset[str] = frozenset()


def _weighed(signal_id: str, start: int, amount: float, voice: Voice = Voice.AUTHOR) -> Weighed:
    return Finding(signal_id, Location(Field.BODY, start, start + 4), "It is so."), voice, amount


def test_light_findings_of_one_signal_are_one() -> None:
    light = [_weighed("hedging.hearsay", 10 * i, -0.003) for i in range(3)]
    heavy = _weighed("hedging.hearsay", 40, -LIGHT)
    other = _weighed("hedging.overclaim", 50, -0.003)
    quoted = _weighed("hedging.hearsay", 60, -0.003, Voice.QUOTED)
    first, *rest = told([*light, heavy, other], LONG, NOTHING).findings
    assert rest == [heavy, other]
    finding, voice, amount = first
    assert (finding.location, voice, amount) == (light[0][0].location, Voice.AUTHOR, -0.009)
    assert finding.related == tuple(f.location for f, _, _ in light[1:])
    assert finding.message == "It is so. 2 more places are like it."
    (finding, voice, _), *rest = told([quoted, other, *light], LONG, NOTHING).findings[::-1]
    assert (finding.location, voice, rest) == (light[0][0].location, Voice.AUTHOR, [other])
    assert finding.message == "It is so. 3 more places are like it, 1 of them inside quotations."


def test_the_authors_own_sensational_words_are_told_each_at_its_place() -> None:
    own = [_weighed("sensational.loaded_language", 10 * i, -0.003) for i in range(3)]
    assert told(own, LONG, NOTHING).findings == own
    quoted = [(finding, Voice.QUOTED, amount / 10) for finding, _, amount in own]
    assert len(told(quoted, LONG, NOTHING).findings) == 1
    (finding, voice, _), *rest = told([*quoted, *own], LONG, NOTHING).findings
    assert (voice, rest) == (Voice.QUOTED, own)
    assert finding.message == "It is so. 2 more places are like it."


def test_light_findings_that_are_light_together_stand_beside_a_heavy_one() -> None:
    light = [_weighed("hedging.hearsay", 10 * i, -0.001) for i in range(2)]
    heavy = [_weighed("hedging.hearsay", 10 * i, -0.01 * i) for i in (4, 5)]
    first, (finding, voice, amount) = told([*light, *heavy], LONG, NOTHING).findings
    assert (first, voice, amount) == (heavy[0], Voice.AUTHOR, -0.052)
    assert (finding.location, finding.related) == (
        heavy[1][0].location,
        tuple([f.location for f, _, _ in light]),
    )


def test_what_was_compared_is_told_by_itself() -> None:
    light = _weighed("consistency.date_conflict", 0, -0.001)
    finding, voice, amount = _weighed("consistency.date_conflict", 10, -0.1)
    heavy = finding._replace(values=("May 4", "May 5")), voice, amount
    assert told([light, heavy], LONG, NOTHING).findings == [light, heavy]


def test_what_weighs_nothing_is_counted_only() -> None:
    role, other = _weighed("attribution.role_source", 0, 0.0), _weighed("hedging.overclaim", 50, -0.003)
    weightless = frozenset(["attribution.role_source"])
    assert told([role, other], LONG, weightless) == ([other], [role[0]])
    assert told([role, other], 99, weightless) == ([role, other], [])


def test_in_short_texts_every_place_is_told() -> None:
    light = [_weighed("hedging.hearsay", 10 * i, -0.003) for i in range(3)]
    assert told(light, 99, NOTHING).findings == light


def test_a_finding_has_no_more_places_than_an_article_could() -> None:
    many = [_weighed("hedging.hearsay", 10 * i, -0.003) for i in range(201)]
    assert told(many, LONG, NOTHING).findings == many
    assert len(told(many[1:], LONG, NOTHING).findings) == 1


def test_a_long_report_adds_up() -> None:
    body = "It may rain, and some say it might snow. “It might, it may, it could,” Ann Lee said. " * 12
    report = score(Article(body=body))
    joined = [e for e in report.evidence if len(e.related_spans) > 2]
    assert joined
    for dimension in report.dimensions:
        for signal in dimension.signals:
            amounts = [e.contribution for e in report.evidence if e.signal_id == signal.signal_id]
            weighs = signal.signal_id not in rubric().weightless
            assert (len(amounts) if weighs else 12) == signal.count
            assert abs(fsum(amounts) - signal.contribution) < 1e-6


def test_a_callers_cue_is_told_whatever_its_signal_weighs() -> None:
    body = "It rained in the old town, if it rained at all, and the mayor slept through it. " * 8
    cue = CustomCue("hedging.hypothetical", "mayor")
    ours = score(Article(body=body), ScoreOptions(custom_cues=(cue,), include_rejected=True))
    plain = score(Article(body=body), ScoreOptions(include_rejected=True))
    assert any(s.text == "mayor" for e in ours.evidence for s in (e.span, *e.related_spans))
    assert not any(e.signal_id == cue.signal_id for e in plain.evidence)
    assert any(r.reason.startswith("counted") for r in plain.rejected)
