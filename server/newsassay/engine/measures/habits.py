"""Habits of an author's own voice, as rates beyond what edited news has: first person, intensifiers, adverbs.

Each is a closed class, counted outside quotations and charged for excess only: a report that has less than others is no
better for it. The references are third quartiles, per 1,000 words, of 977 articles of edited outlets (PolNeAR, BASIL,
BUMP). After Biber 1988, "Variation across speech and writing", dimension 1, and Rashkin et al. 2017, "Truth of varying
shades".
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from newsassay.engine.article import Dimension
from newsassay.engine.card import Sign, SignalCard
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.grammar.analysis import Analysis, analyse
from newsassay.engine.lexicon import words_of
from newsassay.engine.report import Severity, Voice

FIRST_PERSON = "sensational.rate_first_person"
INTENSIFIERS = "sensational.rate_intensifiers"
ADVERBS = "sensational.rate_adverbs"

_LEAST = 4  # places: fewer are no habit
_SHOWN = 7  # places listed beside the first
_SHORTEST = 100  # words: in shorter texts a rate says nothing


class _Habit(NamedTuple):
    """A class of words: its members by form and tag, what edited news has per 1,000 words, and what it is called."""

    signal_id: str
    is_member: Callable[[str, str], bool]
    reference: float
    name: str


_FIRST_PERSON_WORDS = words_of("habit_words", "first_person")
_STRONG_WORDS = words_of("habit_words", "intensifier") | words_of("habit_words", "absolute")
_HABITS = (
    _Habit(FIRST_PERSON, lambda form, _: form in _FIRST_PERSON_WORDS, 3.0, "first persons"),
    _Habit(INTENSIFIERS, lambda form, _: form in _STRONG_WORDS, 6.0, "intensifiers and absolutes"),
    _Habit(
        ADVERBS,
        lambda form, tag: tag == "R" and form.endswith("ly") and form != "only",
        10.0,
        "adverbs in -ly",
    ),
)
_MOST = "The author's own sentences have"

# A plain report of some hundred words, for examples: habits show in an article, not in a sentence.
_PLAIN = (
    " The harbour lies behind the hill, and the road to it is long and bends twice before the gate of the old shipyard. A man"
    " sells fish at the gate, and a woman mends nets beside him. The ferry goes twice a day in summer and once in winter, and"
    " the bus waits for it at the top of the hill until the last guest has come. The council met on Monday and closed the pier"
    " until the end of the month for repairs of the planks, which the storm of last winter had torn from the posts."
)

CARDS = (
    SignalCard(
        signal_id=FIRST_PERSON,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="The author speaks of “I” and “we” more often than authors of edited reports do.",
        disclaimer="Quotations are left out. Columns and first-hand accounts do so by right; the signal says that the text is one.",
        fires=(
            f"I went to the pier because we all love it. My father built our boat there, and I still have it.{_PLAIN}",
            f"We lost our pier. We have lost it for good, and I told my sister so.{_PLAIN}",
            f"I, for one, will not go to my council again, and neither will my son. We have had our day.{_PLAIN}",
        ),
        near_misses=(
            f"“I went to the pier because we all love it,” she said. “My father built our boat there, and I have it.”{_PLAIN}",
            f"My father built the boat.{_PLAIN}",
            f"The US ferry firm came to the US pier, a US harbour and a US bank.{_PLAIN}",
        ),
        base_rate=0.0,
    ),
    SignalCard(
        signal_id=INTENSIFIERS,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="The author intensifies and generalises (“very”, “never”, “everyone”) more often than edited reports do.",
        disclaimer="Quotations are left out, and so is what edited news has anyway.",
        fires=(
            f"The council never listens, and everyone knows it. It is simply the worst of them, and nobody really cares.{_PLAIN}",
            f"Nothing has ever been so very bad, and all of it is so clearly wrong.{_PLAIN}",
            f"Absolutely everybody came, and nobody was truly glad. It was just always so.{_PLAIN}",
        ),
        near_misses=(
            f"“It is very bad, it is so bad, and nobody ever came, nobody, never,” he said.{_PLAIN}",
            f"The road is very long.{_PLAIN}",
            f"The mayor never came.{_PLAIN}",
        ),
        base_rate=0.0,
    ),
    SignalCard(
        signal_id=ADVERBS,
        dimension=Dimension.SENSATIONALISM,
        sign=Sign.PENALTY,
        severity=Severity.LOW,
        claim="The author comments by adverbs in -ly more often than authors of edited reports do.",
        disclaimer="Quotations are left out, “only” too, and so is what edited news has anyway.",
        fires=(
            f"The council suddenly and quietly closed the pier, and it hardly explained why. The mayor happily went home.{_PLAIN}",
            f"Sadly, he barely listened, oddly smiled and finally left.{_PLAIN}",
            f"It was completely, utterly and plainly wrong, and it was rightly stopped.{_PLAIN}",
        ),
        near_misses=(
            f"“It was suddenly, quietly, hardly, barely there,” she said.{_PLAIN}",
            f"The July family had an only reply to the bully and his ally in the assembly.{_PLAIN}",
            f"The mayor quickly left.{_PLAIN}",
        ),
        base_rate=0.0,
    ),
)


def detect(document: Document) -> Iterator[Judgement]:
    """Judge the body's habits, one finding each."""
    text = document.body
    if text.tokens.word_count < _SHORTEST:
        return
    analysis = text.layer(analyse)
    own = [p for p in _positions(analysis) if not text.is_quoted(text.tokens.starts[analysis.token[p]])]
    for habit in _HABITS:
        yield from _judge(text, analysis, own, habit)


def _positions(analysis: Analysis) -> Iterator[int]:
    """Positions of words that any habit may count."""
    return (
        p
        for p, (word, tag) in enumerate(zip(analysis.types, analysis.tags, strict=True))
        if tag == "R" or word.lower in _FIRST_PERSON_WORDS or word.lower in _STRONG_WORDS
    )


def _judge(text: FieldText, analysis: Analysis, own: list[int], habit: _Habit) -> Iterator[Judgement]:
    places = [
        text.location(token, token + 1)
        for token in dict.fromkeys(
            analysis.token[p] for p in own if habit.is_member(analysis.types[p].lower, analysis.tags[p])
        )
        if text.tokens.words[token] != "US"
    ]
    if len(places) < _LEAST:
        return
    words = text.tokens.word_count
    excess = len(places) - habit.reference * words / 1000
    rate = 1000 * len(places) / words
    if excess <= 0:
        yield Rejection(
            habit.signal_id, places[0], f"{rate:.1f} {habit.name} per 1,000 words: as in edited news"
        )
        return
    told = f"{_MOST} {rate:.1f} {habit.name} per 1,000 words; three in four edited reports have fewer than {habit.reference:g}."
    related = tuple(places[1 : _SHOWN + 1])
    yield Finding(habit.signal_id, places[0], told, voice=Voice.AUTHOR, related=related, weight=excess)
