"""Findings that each move a score little are told as one, and reports add up as before."""

from math import fsum

from newsassay.engine import Article, score
from newsassay.engine.article import Field
from newsassay.engine.finding import Finding, Location
from newsassay.engine.light_findings import LIGHT, Weighed, told_as_one
from newsassay.engine.report import Voice

LONG = 500  # words


def _weighed(signal_id: str, start: int, amount: float, voice: Voice = Voice.AUTHOR) -> Weighed:
    return Finding(signal_id, Location(Field.BODY, start, start + 4), "It is so."), voice, amount


def test_light_findings_of_one_signal_are_one() -> None:
    light = [_weighed("hedging.hearsay", 10 * i, -0.003) for i in range(3)]
    heavy = _weighed("hedging.hearsay", 40, -LIGHT)
    other = _weighed("hedging.overclaim", 50, -0.003)
    quoted = _weighed("hedging.hearsay", 60, -0.003, Voice.QUOTED)
    told = told_as_one([*light, heavy, other], LONG)
    assert told[1:] == [heavy, other]
    finding, voice, amount = told[0]
    assert (finding.location, voice, amount) == (light[0][0].location, Voice.AUTHOR, -0.009)
    assert finding.related == tuple(f.location for f, _, _ in light[1:])
    assert finding.message == "It is so. 2 more places are like it."
    (finding, voice, _), *rest = told_as_one([quoted, other, *light], LONG)[::-1]
    assert (finding.location, voice, rest) == (light[0][0].location, Voice.AUTHOR, [other])
    assert finding.message == "It is so. 3 more places are like it, 1 of them inside quotations."


def test_the_authors_own_sensational_words_are_told_each_at_its_place() -> None:
    own = [_weighed("sensational.loaded_language", 10 * i, -0.003) for i in range(3)]
    assert told_as_one(own, LONG) == own
    quoted = [(finding, Voice.QUOTED, amount) for finding, _, amount in own]
    assert len(told_as_one(quoted, LONG)) == 1


def test_in_short_texts_every_place_is_told() -> None:
    light = [_weighed("hedging.hearsay", 10 * i, -0.003) for i in range(3)]
    assert told_as_one(light, 99) == light


def test_a_finding_has_no_more_places_than_an_article_could() -> None:
    many = [_weighed("hedging.hearsay", 10 * i, -0.003) for i in range(201)]
    assert told_as_one(many, LONG) == many
    assert len(told_as_one(many[1:], LONG)) == 1


def test_a_long_report_adds_up() -> None:
    body = "It may rain, and some say it might snow. “It might, it may, it could,” Ann Lee said. " * 12
    report = score(Article(body=body))
    joined = [e for e in report.evidence if len(e.related_spans) > 2]
    assert joined
    for dimension in report.dimensions:
        for signal in dimension.signals:
            amounts = [e.contribution for e in report.evidence if e.signal_id == signal.signal_id]
            assert len(amounts) == signal.count
            assert abs(fsum(amounts) - signal.contribution) < 1e-6
