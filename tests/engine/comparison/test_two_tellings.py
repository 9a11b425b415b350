"""What two independent accounts tell in two ways, construction by construction and in several registers."""

import pytest

from newsassay.engine.article import Article
from newsassay.engine.comparison.compare import compare
from newsassay.engine.comparison.report import ConflictKind

STORIES = {
    "ferry": "The ferry Alma ran aground near Torvik on Tuesday. Captain Ingrid Dahl thanked the harbour office of Torvik.",
    "council": "Councillors in Hollin Bay met on Tuesday to discuss the lido. Mayor Nora Vik opened the Hollin Bay meeting.",
}


def told(story: str, one: str, other: str) -> list[tuple[str, ...]]:
    """The values of the conflicts between two accounts, in the order of the alphabet."""
    bodies = (f"{STORIES[story]} {one}", f"{other} {STORIES[story]}")
    found = compare([Article(body=body) for body in bodies]).conflicts
    return sorted(tuple(sorted(p.normalized_value for p in c.positions)) for c in found)


@pytest.mark.parametrize(
    ("story", "one", "other", "values"),
    [
        # verbs at two poles
        (
            "council",
            "The lido's early swimming session on Sundays will be kept, officers said.",
            "From next spring the early swimming session at the lido on Sundays is to be dropped.",
            [("drop", "keep")],
        ),
        # a subject that is nobody
        (
            "ferry",
            "The stranded passengers of the night crossing have been compensated by Norlink.",
            "None of the stranded passengers of the night crossing has been compensated, Norlink's own list shows.",
            [("compensate", "not compensate")],
        ),
        # a role before a title
        (
            "ferry",
            "Harbour governor Col Stenmark watched the towing of the ferry Alma.",
            "Deputy harbour governor Col Stenmark watched from the quay as the Alma was towed.",
            [("deputy governor", "governor")],
        ),
        # an organisation's name joined by "&"
        (
            "council",
            "The lido was built by Marsh Quarries & Sons in the thirties.",
            "Its builders, Marsh Foundry & Sons, went under long ago.",
            [("marsh foundry & sons", "marsh quarries & sons")],
        ),
        # the only day of its month
        (
            "council",
            "The lido closes on 4 May and opens again on 12 September.",
            "Swimmers expect the gates to open again on 22 September.",
            [("September 12", "September 22")],
        ),
        # a sum that a verb and a noun tell of one thing
        (
            "council",
            "A new roof for the lido will cost £2 million.",
            "The cost of the lido's new roof is put at £3.5 million.",
            [("2000000 £", "3500000 £")],
        ),
        # the day of one event
        (
            "ferry",
            "The cyclone Rika came ashore near the harbour on Saturday.",
            "The cyclone Rika came ashore on Thursday night.",
            [("Saturday", "Thursday")],
        ),
        # one quotation with two speakers
        (
            "council",
            "“Nobody asked the swimmers what they wanted,” she said.",
            "“Nobody asked the swimmers what they wanted,” he told the meeting.",
            [("a man", "a woman")],
        ),
        # a negative prefix in an aligned sentence
        (
            "ferry",
            "The two older lifeboats of the ferry company are fully insured, the owners said.",
            "The two older lifeboats of the ferry company are uninsured, the owners said.",
            [("insure", "uninsured")],
        ),
        # where somebody was born
        (
            "council",
            "Architect Ivor Strand was born in Calder and drew the lido.",
            "Ivor Strand, who drew the lido, was born in Penrose.",
            [("calder", "penrose")],
        ),
    ],
)
def test_contradictions(story: str, one: str, other: str, values: list[tuple[str, ...]]) -> None:
    found = told(story, one, other)
    assert [tuple(v.lower() for v in c) for c in found] == [tuple(v.lower() for v in c) for c in values]


@pytest.mark.parametrize(
    ("story", "one", "other"),
    [
        # other things are kept and dropped
        (
            "council",
            "The lido's early swimming session on Sundays will be kept, officers said.",
            "The museum's early opening session on Sundays is to be dropped.",
        ),
        # a condition
        (
            "ferry",
            "The stranded passengers of the night crossing have been compensated by Norlink.",
            "If the stranded passengers of the night crossing are not compensated, Norlink will hear of it.",
        ),
        # a quotation: the speaker is the source
        (
            "ferry",
            "The stranded passengers of the night crossing have been compensated by Norlink.",
            "“The stranded passengers of the night crossing have not been compensated,” said one of them.",
        ),
        # refusing and not doing are one thing
        (
            "council",
            "The old attendant, who has run the lido for forty years, refuses to leave the lido's tiny flat.",
            "The old attendant, who has run the lido for forty years, will not leave the lido's tiny flat.",
        ),
        # relatives of one surname
        (
            "council",
            "Senator Donald Marsh voted by post.",
            "Melisande Marsh, a painter, swam at noon.",
        ),
        # degrees of two scales
        (
            "council",
            "The lido's water reached 25 degrees on the hottest day.",
            "The lido's water reached 77 degrees Fahrenheit on the hottest day.",
        ),
        # people are rescued day by day
        (
            "ferry",
            "On Tuesday rescuers had brought 40 passengers of the Alma to Torvik.",
            "A total of 65 passengers left the Alma for Torvik by Wednesday, rescuers said.",
        ),
        # two places of one kind
        (
            "council",
            "Architect Ivor Strand was born in Calder and drew the lido.",
            "Mayor Nora Vik was born in Penrose.",
        ),
        # an age is no count
        (
            "ferry",
            "The cook, 33, whose bread the passengers praised, heard a scrape.",
            "The two whose bread the passengers praised heard a scrape.",
        ),
    ],
)
def test_what_is_none(story: str, one: str, other: str) -> None:
    assert told(story, one, other) == []


def test_two_names_of_one_article_are_of_two_people() -> None:
    """Names that seem to stand for one another do not where a third article tells of both."""
    first = (
        "The Larch Street pool will open again in June after repairs to its roof, the manager, Ines Calder,"
        " said on Monday. Swimmers queued."
    )
    second = (
        "The Larch Street pool opens again in June after repairs to its roof, according to the manager,"
        " Odile Brandt, on Monday. Lockers are new."
    )
    both = (
        "Ines Calder and Odile Brandt both worked at the Larch Street pool, which will open again in June"
        " after repairs to its roof."
    )
    assert [c.kind for c in compare([Article(body=first), Article(body=second)]).conflicts] == [
        ConflictKind.NAME
    ]
    assert not compare([Article(body=text) for text in (first, second, both)]).conflicts
