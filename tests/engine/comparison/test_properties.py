"""What holds of every comparison, whatever the articles say."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsassay.engine.article import Article, Field, OffsetEncoding
from newsassay.engine.comparison import aligned_segments, texts
from newsassay.engine.comparison import compare as compare_module
from newsassay.engine.comparison.compare import compare
from newsassay.engine.comparison.report import (
    ArticleSpan,
    CompareOptions,
    ComparisonReport,
    Direction,
    Relation,
)

SENTENCES = [
    "The ferry Alma ran onto rocks near Torvik on Tuesday with 212 passengers on board.",
    "The ferry Alma hit rocks close to Torvik on Tuesday with 221 passengers on board.",
    "Nobody was hurt, said Captain Ingrid Dahl, who has sailed the route for 14 years.",
    "Nobody was hurt, stated Captain Ingrid Dahle, who has sailed the route for 41 years.",
    "“We heard a long scrape and then nothing at all,” said the cook, Per Brandal.",
    "“We heard a long scrape and then nothing at all,” he told reporters.",
    "The harbour office did not allow a second crossing that night.",
    "The harbour office allowed a second crossing that night.",
    "Deputy mayor Nora Vik thanked the crews. She will visit Torvik on 3 June.",
    "Mayor Nora Vik thanked the crews. He will visit Torvik on 13 June.",
    "Sign up for our newsletter and watch the video on our app.",
    "Repairs will cost €3.2 million, according to the ferry’s owner, Norlink.",
    "According to Norlink, repairs will cost €2.3 million 🚢.",
    "It rained. It rained.",
    "Some say the chart was wrong; experts disagree.",
]
BODIES = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map("\n\n".join)
ARTICLES = st.builds(
    Article,
    title=st.sampled_from(["", "Ferry aground", "Alma runs onto rocks"]),
    body=BODIES,
    publisher=st.sampled_from(["", "Torvik Post", "Norlink"]),
    published_at=st.sampled_from(["", "2026-05-01T10:00:00Z", "2026-05-01T12:30:00+02:00", "2026-05-02"]),
)
STORIES = st.lists(ARTICLES, min_size=2, max_size=4)


@settings(max_examples=60, deadline=None)
@given(STORIES, st.randoms(use_true_random=False))
def test_articles_in_another_order_give_the_same_report_in_that_order(
    story: list[Article], random: Any
) -> None:
    order = list(range(len(story)))
    random.shuffle(order)
    options = CompareOptions(include_rejected=True)
    expected = canonical(compare(story, options), list(range(len(story))))
    assert canonical(compare([story[n] for n in order], options), order) == expected


@settings(max_examples=60, deadline=None)
@given(STORIES, st.sampled_from(OffsetEncoding))
def test_spans_say_where_their_text_stands(story: list[Article], encoding: OffsetEncoding) -> None:
    report = compare(story, CompareOptions(offset_encoding=encoding, include_rejected=True))
    codec, unit = {
        OffsetEncoding.UTF8: ("utf-8", 1),
        OffsetEncoding.UTF16: ("utf-16-le", 2),
        OffsetEncoding.UTF32: ("utf-32-le", 4),
    }[encoding]
    for index, span in spans(report):
        text = story[index].title if span.field is Field.TITLE else story[index].body
        assert text.encode(codec)[span.start * unit : span.end * unit].decode(codec) == span.text
        assert span.text


@settings(max_examples=40, deadline=None)
@given(ARTICLES)
def test_an_article_is_identical_with_itself(article: Article) -> None:
    (pair,) = compare([article, article]).pairs
    assert pair.relation is Relation.IDENTICAL
    assert not any(passage.substitutions for passage in pair.passages)
    assert compare([article, article]).conflicts == ()


@settings(max_examples=40, deadline=None)
@given(STORIES)
def test_independence_is_one_and_its_contributions(story: list[Article]) -> None:
    for position in compare(story).articles:
        assert position.independence is not None
        total = 1 + sum(c.contribution for c in position.contributions)
        assert position.independence.value == pytest.approx(total, abs=1e-6)
        assert (
            0 <= position.independence.low <= position.independence.value <= position.independence.high <= 1
        )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=300), min_size=2, max_size=4))
def test_any_text_can_be_compared(bodies: list[str]) -> None:
    report = compare([Article(body=body, title="t") for body in bodies])
    assert len(report.articles) == len(bodies)


@settings(max_examples=40, deadline=None)
@given(STORIES)
def test_no_message_says_copied(story: list[Article]) -> None:
    report = compare(story)
    messages = [c.message for c in report.conflicts]
    messages += [r.message for p in report.pairs for r in p.direction_reasons]
    messages += [c.message for a in report.articles for c in a.contributions]
    assert not any("cop" + "ied" in message for message in messages)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry Alma ran onto rocks near Torvik on Tuesday. ",
        "The ferry Alma ran onto {n} rocks near Torvik {n} on Tuesday. ",
        "ferry rocks Torvik {n} ",
    ],
)
def test_repetition_makes_no_more_comparisons_a_sentence(
    sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: Counter[int] = Counter()
    similarity = aligned_segments.Indel.normalized_similarity

    class Counting:
        opcodes = staticmethod(aligned_segments.Indel.opcodes)

        @staticmethod
        def normalized_similarity(*args: Any, **named: Any) -> float:
            counted[times] += 1
            return float(similarity(*args, **named))

    monkeypatch.setattr(aligned_segments, "Indel", Counting)
    for times in (100, 200):
        body = "".join(sentence.format(n=n) for n in range(times))
        other = "".join(sentence.format(n=n + 7) for n in range(times))
        compare([Article(body=body), Article(body=other)])
    assert counted[200] <= 2.2 * counted[100] + 20


def test_no_more_than_so_many_sentences_are_aligned() -> None:
    text = texts.ComparedText(0, Article(body="The ferry ran aground near Torvik. " * 2000), texts.Alphabet())
    assert len(text.segments) == 400


def test_members_of_a_large_cluster_are_held_against_a_few_that_stand_for_all() -> None:
    """Twenty rewrites of one text, of which each tells one of three numbers: one conflict has them all."""
    told = ("212", "221", "122")
    texts = [
        f"The ferry Alma ran onto rocks near Torvik with {told[n % 3]} passengers on board.\n\n"
        "The harbour office closed the northern channel to every vessel until the wreck is towed away.\n\n"
        f"Word {'abcdefghijklmnopqrst'[n]} of the harbour office was that divers examine the hull."
        for n in range(20)
    ]
    report = compare([Article(body=text) for text in texts])
    assert [len(c.article_indices) for c in report.clusters] == [20]
    (conflict,) = report.conflicts
    assert sorted((p.normalized_value, len(p.mentions)) for p in conflict.positions) == [
        ("122 passenger", 6),
        ("212 passenger", 7),
        ("221 passenger", 7),
    ]
    assert {len(c.spans) for c in report.claims} == {20}


def test_pairs_beyond_those_that_a_report_has_room_for_have_no_passages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(compare_module, "_MOST_PASSAGES", 10)
    monkeypatch.setattr(compare_module, "_REPRESENTATIVES", 1)
    body = "The ferry Alma ran onto rocks near Torvik with many passengers on board."
    report = compare([Article(body=f"{body} {'abcdefgh'[n]}") for n in range(8)])
    assert len(report.pairs) == 28
    assert [w.code for w in report.warnings] == ["PASSAGES_TRUNCATED"]
    assert any(not pair.passages for pair in report.pairs)
    assert {n for p in report.pairs if p.passages for n in (p.left_index, p.right_index)} == set(range(8))


def spans(report: ComparisonReport) -> list[ArticleSpan]:
    found = [m for o in report.origins for m in o.mentions]
    found += [m for c in report.conflicts for p in c.positions for m in p.mentions]
    found += [s for c in report.claims for s in c.spans]
    found += [s for r in report.rejected for s in (r.left, r.right)]
    found += [s for a in report.articles for s in a.adds]
    for pair in report.pairs:
        found += [s for reason in pair.direction_reasons for s in reason.spans]
        for passage in pair.passages:
            found += [
                ArticleSpan(pair.left_index, passage.left),
                ArticleSpan(pair.right_index, passage.right),
            ]
            for change in passage.substitutions:
                found += [
                    ArticleSpan(pair.left_index, change.left),
                    ArticleSpan(pair.right_index, change.right),
                ]
    return found


def canonical(report: ComparisonReport, order: list[int]) -> Any:
    """A report with the articles' numbers in the original order, pairs from the smaller number, lists without order."""

    def places(found: tuple[ArticleSpan, ...]) -> frozenset[Any]:
        return frozenset((order[s.article_index], s.span) for s in found)

    claims = [(places(c.spans), c.independent_origins, c.status) for c in report.claims]
    pairs = set()
    for p in report.pairs:
        swapped = order[p.left_index] > order[p.right_index]

        def turned(left: Any, right: Any, swapped: bool = swapped) -> Any:
            return (right, left) if swapped else (left, right)

        direction = p.direction
        if swapped and direction is not Direction.UNKNOWN:
            direction = Direction(3 - direction)
        passages = frozenset(
            (
                *turned(a.left, a.right),
                a.similarity,
                a.kind,
                frozenset(turned(s.left, s.right) for s in a.substitutions),
            )
            for a in p.passages
        )
        reasons = frozenset((r.evidence, r.message, places(r.spans)) for r in p.direction_reasons)
        pairs.add(
            (
                *turned(order[p.left_index], order[p.right_index]),
                p.relation,
                *turned(p.reuse_left, p.reuse_right),
                p.verbatim_share,
                p.shared_quotations,
                direction,
                reasons,
                passages,
            )
        )
    return {
        "pairs": pairs,
        "clusters": {
            (
                c.cluster_id,
                frozenset(order[n] for n in c.article_indices),
                None if c.earliest_index is None else order[c.earliest_index],
            )
            for c in report.clusters
        },
        "origins": {(o.name, o.kind, places(o.mentions)) for o in report.origins},
        "conflicts": {
            (
                c.kind,
                c.basis,
                c.severity,
                frozenset((p.normalized_value, places(p.mentions)) for p in c.positions),
            )
            for c in report.conflicts
        },
        "rejected": {
            (r.kind, frozenset([*places((r.left,)), *places((r.right,))]), r.reason) for r in report.rejected
        },
        "claims": set(claims),
        "articles": {
            (
                order[a.article_index],
                a.cluster_id,
                a.independence,
                frozenset(
                    (c.kind, c.contribution, frozenset(order[n] for n in c.article_indices))
                    for c in a.contributions
                ),
                places(a.adds),
                frozenset(claims[n][0] for n in a.omits),
            )
            for a in report.articles
        },
    }
