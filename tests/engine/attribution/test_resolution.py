"""Whose words: short names, pronouns and definite noun phrases; tests/cases/attribution_resolution.tsv has most cases."""

from pathlib import Path

from labelled_cases import Case, all_hold

from newsassay.engine import Article
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.attribution.relation import Relation, source_key
from newsassay.engine.document import Document
from newsassay.engine.report import SourceKind


def _relations(body: str, title: str = "") -> tuple[Relation, ...]:
    return attributions(Document(Article(title=title, body=body)))


def _resolved(body: str) -> list[str]:
    return [relation.resolved_source for relation in _relations(body)]


def test_surname_and_pronoun_mean_the_full_name() -> None:
    body = (
        "Maja Holm said the deck was rotten. Holm said it would be mended. She added that tolls would stay."
    )
    assert _resolved(body) == ["Maja Holm"] * 3


def test_pronoun_means_the_last_speaker_and_not_the_last_person_named() -> None:
    body = "“It is over,” Tom Akande said. The plan of Bo Lund had failed. “It was weak,” he said."
    assert _resolved(body)[-1] == "Tom Akande"


def test_pronoun_of_the_other_sex_means_somebody_else() -> None:
    body = "Mr. Tom Akande met Ms. Petra Novak. “It is over,” Akande said. “It is not,” she said."
    assert _resolved(body)[-1] == "Petra Novak"


def test_role_means_the_one_person_who_bears_it() -> None:
    relations = _relations("Mayor Ann Lee said the plan was dead. The mayor said it would not return.")
    assert [r.source_kind for r in relations] == [SourceKind.NAMED_PERSON] * 2
    assert relations[1].resolved_source == "Ann Lee"


def test_title_tells_two_people_of_one_surname_apart() -> None:
    body = (
        "President Boris Lund and his wife Freya Lund arrived. Freya Lund opened the hall. President Lund said the"
        " hall was new."
    )
    assert _resolved(body) == ["Boris Lund"]


def test_unnamed_speaker_goes_on_as_he() -> None:
    body = "A driver said the road was wet. “I saw nothing,” he said."
    relations = _relations(body)
    assert [r.source_kind for r in relations] == [SourceKind.ROLE] * 2
    assert relations[0].resolved_source == relations[1].resolved_source


def test_they_means_the_last_group_and_it_the_last_organisation() -> None:
    body = "The Harbour Trust said the pier was sound. Residents denied it. They said it leaked. It said the pier was dry."
    assert _resolved(body) == ["The Harbour Trust", "Residents", "Residents", "The Harbour Trust"]


def test_anonymity_keeps_its_reason_and_lasts() -> None:
    body = (
        "An official, who spoke on condition of anonymity because the talks are private, said a deal was near. The"
        " official said it would be signed in May."
    )
    first, second = _relations(body)
    assert first.anonymity_reason is not None
    assert body[first.anonymity_reason.start : first.anonymity_reason.end] == "because the talks are private"
    assert second.source_kind is SourceKind.ANONYMOUS


def test_pieces_of_one_speech_have_one_source() -> None:
    body = "Ann Lee said: “The roof is old.\n\n“It leaks in May.\n\n“It leaks in June.”"
    relations = _relations(body)
    assert len(relations) == 3
    assert {r.resolved_source for r in relations} == {"Ann Lee"}


def test_title_and_body_are_both_read() -> None:
    relations = _relations("Ann Lee said the roof was old.", title="Roof is old, says mayor")
    assert [r.content.field.name for r in relations] == ["TITLE", "BODY"]


def test_every_span_lies_in_its_field() -> None:
    body = "“It,” said — “no”. According to. He said: . Says who? Lee’s claim that. ''Odd,'' ''quotes'' said"
    for relation in _relations(body):
        for location in (relation.source, relation.cue, relation.content):
            assert location is None or 0 <= location.start < location.end <= len(body)


FILE = Path(__file__).parents[2] / "cases" / "attribution_resolution.tsv"
ROWS = [line.split("\t") for line in FILE.read_text().splitlines() if line[0] != "#"][1:]


def test_last_sources_mean() -> None:
    all_hold(
        _last_source_means,
        [Case(f"{note}: {text}", (text, resolved), bool(fails)) for text, resolved, note, *fails in ROWS],
    )


def _last_source_means(text: str, resolved: str) -> None:
    assert _resolved(text)[-1] == resolved


def test_articles_make_no_second_source() -> None:
    assert source_key("The Harbour Trust") == source_key("Harbour Trust")
    assert source_key("The") == "the"


def test_a_title_tells_namesakes_apart() -> None:
    body = (
        "Dr. Ilse Ferrante runs the clinic. Her sister, Petra Ferrante, owns the mill. "
        "The mill will close, and Petra Ferrante is sorry. Dr. Ferrante said the clinic would stay."
    )
    assert _resolved(body) == ["Ilse Ferrante"]
