import pytest

from newsassay.engine.article import Article, Field
from newsassay.engine.document import Document
from newsassay.engine.facts.name_cues import FEMALE, MALE
from newsassay.engine.facts.names import NameKind, find_names
from newsassay.engine.facts.people import People, compatible, people


def of(body: str, title: str = "") -> People:
    return Document(Article(title=title, body=body)).layer(people)


def mentions(body: str, title: str = "") -> dict[str, list[str]]:
    document = Document(Article(title=title, body=body))
    found = document.layer(people)
    return {
        person.name: [document.field(m.field).tokens.phrase(m.title_first, m.last) for m in person.mentions]
        for person in found.people
    }


def test_full_name_surname_and_title_are_one_person() -> None:
    body = (
        "Prime Minister Nora Vestergaard met farmers on Monday. Vestergaard said little. "
        "Later Ms. Vestergaard flew home with former president Ilmar Kask. Kask’s office was silent."
    )
    assert mentions(body) == {
        "Nora Vestergaard": ["Prime Minister Nora Vestergaard", "Vestergaard", "Ms. Vestergaard"],
        "Ilmar Kask": ["former president Ilmar Kask", "Kask"],
    }


def test_short_forms_and_initials_are_one_person_and_other_given_names_are_not() -> None:
    body = "William Oakhurst spoke. Bill Oakhurst left. Peter Oakhurst stayed. J. T. Marlowe and John Marlowe sang."
    assert list(mentions(body)) == ["William Oakhurst", "Peter Oakhurst", "J. T. Marlowe"]


@pytest.mark.parametrize(
    ("given", "other", "expected"),
    [
        ("bill", "william", True),
        ("liz", "betty", True),
        ("j.", "john", True),
        ("j", "mary", False),
        ("john", "peter", False),
        ("", "peter", True),
    ],
)
def test_compatible(given: str, other: str, *, expected: bool) -> None:
    assert compatible(given, other) is compatible(other, given) is expected


def test_surname_alone_is_the_bearer_mentioned_last_and_a_title_picks_the_sex() -> None:
    found = of("Anna Holt and Martin Holt bought it. Mrs. Holt paid. Mr. Holt watched.")
    assert [found.of(m).name for m in found.mentions] == [
        "Anna Holt",
        "Martin Holt",
        "Anna Holt",
        "Martin Holt",
    ]


def test_title_case_headline_holds_persons_of_the_body() -> None:
    found = mentions(
        "Senator Ruth Calloway voted no. Calloway left early.", "Calloway Says She Will Never Vote Yes"
    )
    assert found == {"Ruth Calloway": ["Senator Ruth Calloway", "Calloway", "Calloway"]}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "He works at Hollis University in Boston.",
            {"Hollis University": "organization", "Boston": "place"},
        ),
        ("They flew from New Orleans to Lake Placid.", {"New Orleans": "place", "Lake Placid": "place"}),
        ("The Department of Energy sued Larkin Holdings.", {"Department of Energy": "organization"}),
        ("On Tuesday in March the court sat.", {}),
        ("The novel Quiet Rooms sold well.", {"Quiet Rooms": "other"}),
    ],
)
def test_kinds_of_names(text: str, kinds: dict[str, str]) -> None:
    body = Document(Article(body=text)).body
    found = {body.tokens.phrase(n.first, n.last): n.kind for n in body.layer(find_names)}
    assert {name: found[name].value for name in kinds} == kinds
    assert NameKind.PERSON not in found.values()


def test_gender_is_said_by_titles_and_roles_and_suggested_by_given_names() -> None:
    found = of("Spokeswoman Kit Arbour met Lord Penrose, Julia Reed and Robin Vane.")
    assert [(p.surname, p.gender, p.likely_gender) for p in found.people] == [
        ("arbour", FEMALE, 0),
        ("reed", 0, FEMALE),
        ("vane", 0, 0),
        ("penrose", MALE, 0),
    ]


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Julia Reed met Tom Baker. She left.", "She", "Julia Reed"),
        ("Julia Reed met Tom Baker. He left.", "He", "Tom Baker"),
        ("Mark Lund spoke to Peter Ash. He was tired.", "He", "Mark Lund"),
        ("Mark Lund spoke. It rained. Later he left.", "he", "Mark Lund"),
        ("The rain fell. He left.", "He", ""),
        ("Julia Reed spoke. They left.", "They", ""),
    ],
)
def test_resolve_pronoun(text: str, pronoun: str, name: str) -> None:
    document = Document(Article(body=text))
    token = document.body.tokens.words.index(pronoun)
    person = document.layer(people).resolve_pronoun(Field.BODY, token)
    assert (person.name if person else "") == name


def test_lookups_by_token() -> None:
    found = of("Senator Julia Reed met Tom Baker.")
    assert found.at(Field.BODY, 0) is None
    mention = found.at(Field.BODY, 2)
    assert mention
    assert found.of(mention).name == "Julia Reed"
    assert found.between(Field.BODY, 3, 6) == [found.at(Field.BODY, 5)]
    assert found.between(Field.TITLE, 0, 9) == []
