"""News articles made up from templates: text to measure on, the same on every machine and in every year.

Sentences hold what the engine looks for about as often as edited news does; every seventh article is an
aggregator piece that holds much more of it. Only `Random.random` is used: its sequence is guaranteed.
"""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

FIRST = "Ilse Tomas Oriel Marta Keith Noor Yusuf Petra Colm Anneke Dario Wendell".split()
LAST = (
    "Varga Lindqvist Okonjo Brandt Castellane Moreau Whitcombe Hadley Petrov Nakagawa Quist Ferrante".split()
)
ROLES = [
    "the transport minister",
    "a harbour pilot",
    "the company's chief executive",
    "an opposition lawmaker",
    "a professor of hydrology at Norwell University",
    "the union's treasurer",
]
TITLES = "Dr. Mr. Ms. Sen. Prof. Capt.".split()
BODIES = [
    "the Harbour Board",
    "Norwell City Council",
    "the Treasury",
    "Castellane Shipping Inc.",
    "the Ferry Workers' Union",
    "the Water Agency",
]
PLACES = "Norwell Eastmere Port Calder Upper Lindow Saltby Tarn Bridge".split()
TOPICS = [
    "the second ferry terminal",
    "the coastal railway",
    "the new water tariff",
    "the long-delayed dredging contract",
    "the teachers' pension fund",
    "the flood barrier",
]
SAID = "said told_reporters announced insisted argued added wrote warned conceded explained".split()
MONTHS = "January March May June August October".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
NOUNS = (
    "bridge council ferry harbour budget river winter school railway storm market tunnel crew cargo clinic"
    " lighthouse tax contract valley reservoir festival pavement timetable lease ward jury"
    " museum quarry vessel committee pension platform warehouse turbine parish passenger"
    " teacher farmer driver nurse mayor lawyer neighbour captain clerk grocer"
).split()
VERBS = (
    "crossed closed repaired reviewed opened measured carried followed replaced delayed sold visited watched"
    " counted blocked rebuilt inspected painted left joined supplied emptied guarded borrowed"
).split()
ADJECTIVES = (
    "old narrow northern public private temporary empty crowded wooden annual muddy recent local quiet concrete"
    " unfinished municipal frozen coastal remote"
).split()
LINKS = ["while", "after", "because", "although", "before", "and", "but"]
GROUPS = ["Observers", "Critics", "Analysts", "Insiders", "Many people", "Some experts"]

# What a slot's name stands for is in `_fill`. Each piece is one paragraph.
PLAIN = [
    "{title} {first} {last}, {role}, {said} {day} that {topic} would cost ${n} million.",
    "“We looked at {topic} twice, and the figures hold,” {last} {said}. “Nobody should be surprised.”",
    "According to {body}, about {n} households in {place} may be affected by {month} {d}.",
    "The report, published by {body} on {month} {d}, found that {p} percent of passengers had switched.",
    "{body_cap} declined to comment. Its spokesman, {first} {last}, did not answer a call on {day}.",
    "A senior official, who asked not to be named because talks are under way, {said} the vote could slip.",
    "Work on {topic} began in {year} and was expected to take {small} years; it has taken {small} so far.",
    "{place} has {n} residents, {p} percent more than in {year}, and one bridge.",
    "“It’s not clear whether the money is there,” {said} {first} {last}, {small_ten}, {role}.",
    "The council voted {small} to {small} in favour, with {small} abstentions, after a debate of {small} hours.",
    "{last} joined {body} in {year}. She appears to have left it again in {month}, two colleagues said.",
    "Trains were roughly {small} minutes late on {day}; {body} blamed a signal at {place}.",
    "In a letter seen by this newspaper, {last} wrote that {topic} “is likely to be somewhat smaller”.",
    "The fund rose {p}.{d} percent to ${n}.{d} million, between {p} and {p2} percent a year, its audit shows.",
    "Neither {body} nor {title} {last} has said who will pay, although both have suggested the state might.",
    "Further along the quay, where the {word} warehouses stand empty, {first} {last} sells {word} and rope.",
]
FILLER = [
    "The {a} {noun} {verb} the {noun2} near {place} last {month}, {link} its {noun3} {verb2} the {a2} {noun4}.",
    "A {noun} and a {noun2} {verb} the {a} {noun3}.",
    "For the {a} {noun}, that means {small} more weeks behind the {noun2}, {link} the {noun3} {verb} it.",
    "In {place} the {noun} {verb} every {noun2} it could, {link} no {noun3} {verb2} the {a} {noun4}.",
    "The {noun}'s {a} {noun2} was not part of the plan; it {verb} the {noun3} instead.",
    "{last}, whose {noun} once {verb} the {noun2}, now keeps one {a} {noun3} above the {noun4}.",
]
LOADED = [
    "{groups} say {topic} is a shocking, disastrous betrayal, and experts believe it could get worse.",
    "It is widely believed that {last} reportedly knew EVERYTHING. You won't believe what happened next!!",
    "BREAKING: absolutely nobody will ever stop this!!! Share this before they delete it 😱🔥",
    "The regime's corrupt cronies slammed {body}, sparking outrage; everyone knows why…",
    "Indep. Analysis based on open media from @{word}_{d} #news #{word} {d} / {p}",
    "Each ferries was late, it is claimed, and {n} people fled. Studies show {p2} percent of them were right.",
    "{first} {last}, {small_ten}, was furious. “Total disgrace!” the {small}-year-old {last} screamed??",
]
HEADLINES = [
    "{body_cap} Approves Plan for {topic_cap}",
    "{last} Says {topic_cap} Will Cost ${n} Million",
    "{place} Votes on {topic_cap}",
    "Ferry Fares to Rise {p} Percent in {month}",
    "“Nobody Was Told”: {place} Waits for {topic_cap}",
]
BAIT = [
    "{small} Things You Never Knew About {topic_cap}",
    "SHOCKING: {last} DESTROYS {place} Council!!",
    "This Is What Happened When {first} Saw {topic_cap} 😱",
]
SYLLABLES = "ka lo mer tin dra sel vo ran quil bes tor ni fal gre shu dom".split()


class GeneratedArticle(NamedTuple):
    """What a caller would send."""

    article_id: str
    title: str
    body: str
    byline: str


def _pick(draw: Random, options: Sequence[str]) -> str:
    return options[int(draw.random() * len(options))]


def _fill(draw: Random, template: str) -> str:
    body, topic = _pick(draw, BODIES), _pick(draw, TOPICS)
    share = int(draw.random() * 60)
    nouns = [_pick(draw, NOUNS) for _ in range(4)]
    return template.format(
        noun=nouns[0],
        noun2=nouns[1],
        noun3=nouns[2],
        noun4=nouns[3],
        verb=_pick(draw, VERBS),
        verb2=_pick(draw, VERBS),
        a=_pick(draw, ADJECTIVES),
        a2=_pick(draw, ADJECTIVES),
        link=_pick(draw, LINKS),
        title=_pick(draw, TITLES),
        first=_pick(draw, FIRST),
        last=_pick(draw, LAST),
        role=_pick(draw, ROLES),
        said=_pick(draw, SAID).replace("_", " "),
        day=_pick(draw, DAYS),
        topic=topic,
        topic_cap=topic.title(),
        body=body,
        body_cap=body[0].upper() + body[1:],
        place=_pick(draw, PLACES),
        month=_pick(draw, MONTHS),
        groups=_pick(draw, GROUPS),
        n=f"{int(draw.random() * 9000):,}",
        d=1 + int(draw.random() * 9),
        p=3 + share,
        p2=4 + share + int(draw.random() * 30),
        small=2 + int(draw.random() * 15),
        small_ten=30 + int(draw.random() * 40),
        year=1990 + int(draw.random() * 30),
        # A word that no cache has seen: names and rare words are what every new article brings.
        word="".join(_pick(draw, SYLLABLES) for _ in range(3)),
    )


def _sentence(draw: Random, is_bait: bool) -> str:
    kind = draw.random()
    if kind < (0.3 if is_bait else 0.02):
        return _fill(draw, _pick(draw, LOADED))
    return _fill(draw, _pick(draw, FILLER if kind > 0.6 else PLAIN))


def generated_article(seed: int, characters: int) -> GeneratedArticle:
    """The article of a seed, with a body of exactly `characters` code points."""
    draw = Random(seed)
    is_bait = seed % 7 == 3
    headline = _fill(draw, _pick(draw, BAIT if is_bait else HEADLINES))
    paragraphs: list[str] = []
    length = 0
    while length < characters:
        sentences = [_sentence(draw, is_bait) for _ in range(1 + int(draw.random() * 3))]
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 1
    body = "\n".join(paragraphs)[:characters]
    byline = "" if is_bait else f"By {_pick(draw, FIRST)} {_pick(draw, LAST)}"
    return GeneratedArticle(f"generated-{seed}", headline, body, byline)


def generated_articles(count: int, characters: int, first_seed: int = 0) -> list[GeneratedArticle]:
    """`count` articles of consecutive seeds."""
    return [generated_article(first_seed + i, characters) for i in range(count)]
