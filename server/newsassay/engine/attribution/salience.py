"""Which referents are spoken of at a point of a text, and how much: salience, and the words they were called by.

A mention makes its referent salient, by how it stands in its clause; with each sentence salience halves, and mentions
add up (Lappin and Leass 1994, "An Algorithm for Pronominal Anaphora Resolution", whose weights these are in halves).
"""

from typing import Final

from newsassay.engine.attribution.referent import PERSON, THING, Referent, broader
from newsassay.engine.facts.name_cues import GENDER

SUBJECT: Final = 3.0
OBJECT: Final = 2.0
OBLIQUE: Final = 1.5
GENITIVE: Final = 1.0
SPEAKER: Final = 2.0  # besides what the mention weighs
_OF_UNKNOWN_SEX = 0.8
_OF_UNKNOWN_KIND = 0.75  # a capitalised word that may be a person's name or a firm's
_FAINT = 0.1  # a speaker five sentences back
_CLEARLY = 1.5  # times as salient as the next
_KEPT = 24  # mentions, the last ones
_BEARERS = 8  # of one noun, the last ones
_FADED = [0.5**since for since in range(_KEPT)]


class Salience:
    """The referents mentioned last, and those that each noun describes."""

    def __init__(self) -> None:
        self._clock = 0
        self._recent: list[Referent] = []
        self._by_noun: dict[str, list[Referent]] = {}

    def fade(self, times: int) -> None:
        """Halve all salience some times."""
        self._clock += times

    def note(self, referent: Referent, weight: float) -> None:
        """Note a mention of a referent."""
        clock = self._clock
        since = clock - referent.clock
        if since:
            referent.salience *= _FADED[since] if since < _KEPT else 0.0
            referent.clock = clock
        referent.salience += weight
        self._recent.append(referent)

    def of(self, referent: Referent) -> float:
        """How salient a referent is now."""
        since = self._clock - referent.clock
        return referent.salience * _FADED[since] if since < _KEPT else 0.0

    def highest(
        self, kind: int, sex: int = 0, *, without: Referent | None = None, clearly: bool = False
    ) -> Referent | None:
        """The most salient referent of a kind and sex; `clearly` if no other may come near it."""
        best, found, next_best = _FAINT, None, 0.0
        other = ~sex & GENDER
        clock = self._clock
        for referent in dict.fromkeys(self._recent[-_KEPT:]):
            if not referent.kind & kind or referent is without or referent.sex & other:
                continue
            since = clock - referent.clock
            salience = referent.salience * _FADED[since] if since < _KEPT else 0.0
            if referent.kind & ~kind:
                salience *= _OF_UNKNOWN_KIND
            if sex and not referent.sex:
                salience *= _OF_UNKNOWN_SEX
            if salience >= best:
                best, found, next_best = salience, referent, best if found else 0.0
            else:
                next_best = max(next_best, salience)
        return None if clearly and best < _CLEARLY * next_best else found

    def highest_firm(self) -> Referent | None:
        """The most salient name that can be an organisation's."""
        things = [r for r in self._recent[-_KEPT:] if r.kind & THING and r.is_name]
        return max(reversed(things), key=self.of, default=None)

    def highest_person(self) -> Referent | None:
        """The one person spoken of, if nobody else is nearly as salient."""
        return self.highest(PERSON, clearly=True)

    def call(self, referent: Referent, *nouns: str) -> None:
        """Note words that a referent is described by, and what these are kinds of."""
        for noun in nouns:
            for word in broader(noun):
                bearers = self._by_noun.setdefault(word, [])
                if referent not in bearers:
                    bearers.append(referent)
                    del bearers[:-_BEARERS]

    def is_known(self, noun: str) -> bool:
        """Whether anybody was described by a noun."""
        return noun in self._by_noun

    def called(self, noun: str) -> Referent | None:
        """Who was described by a noun: of several, one that is clearly more salient than the others."""
        bearers = self._by_noun.get(noun, [])
        if len(bearers) <= 1:
            return bearers[0] if bearers else None
        second, first = sorted(bearers, key=self.of)[-2:]
        return first if self.of(first) > _CLEARLY * self.of(second) else None
