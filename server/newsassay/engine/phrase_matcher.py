"""One automaton that finds all phrases of the lexicons in one pass; forms are matched as whole tokens, ignoring case."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import compress, count
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from newsassay.engine.lexicon import LEXICONS, SEARCHED, Entry
from newsassay.engine.text.tokens import Tokens


class Hit(NamedTuple):
    """An occurrence of a cue as the token range [first, last)."""

    first: int
    last: int
    entry: Entry


# Hit(...) runs a Python function; hits are the objects made most, and this takes half as long.
_hit: Callable[[tuple[int, int, Entry]], Hit] = partial(tuple.__new__, Hit)

Hits = Mapping[str, list[Hit]]  # by lexicon; lexicons without hits are absent


class PhraseMatcher:
    """Finds all forms of all cues in one pass over a text's tokens.

    Single words, two in three forms and nine in ten occurrences, are looked up; an automaton of the longer
    phrases alone stays in the processor's cache and takes half the time of one of all.
    """

    def __init__(self, forms: Iterable[tuple[str, Entry]]) -> None:
        self._words: dict[str, tuple[Entry, ...]] = {}
        phrases: dict[str, tuple[Entry, ...]] = {}
        for form, entry in forms:
            phrase = _joined(form)
            word = phrase[1:-1]
            if " " in word:
                phrases[phrase] = (*phrases.get(phrase, ()), entry)
            else:
                self._words[word] = (*self._words.get(word, ()), entry)
        self._phrases = [(phrase.count(" ") - 1, entries) for phrase, entries in phrases.items()]
        self._automaton = AhoCorasick(list(phrases))

    def find(self, tokens: Tokens) -> Hits:
        """All occurrences, in order; one inside a longer one of its lexicon is left out.

        Linear in the text and the number of occurrences.
        """
        found: defaultdict[str, list[Hit]] = defaultdict(list)
        for first, last, entries in self._find_phrases(tokens):
            for entry in entries:
                found[entry[0]].append(_hit((first, last, entry)))
        with_phrases = list(found)
        words, lower = self._words, tokens.lower
        for first in compress(count(), map(words.__contains__, lower)):
            for entry in words[lower[first]]:
                found[entry[0]].append(_hit((first, first + 1, entry)))
        for lexicon in with_phrases:
            found[lexicon] = _longest(found[lexicon])
        return found

    def _find_phrases(self, tokens: Tokens) -> list[tuple[int, int, tuple[Entry, ...]]]:
        """(first, last, what it is) of each phrase, from the end, so that the longest of one start comes first."""
        matches = self._automaton.find_matches_as_indexes(tokens.joined_lower, overlapping=True)
        found: list[tuple[int, int, tuple[Entry, ...]]] = []
        # The space that ends a phrase has as many before it as there are tokens up to the phrase's end.
        for (phrase, _, _), last in zip(
            matches, tokens.behind(end - 1 for _, _, end in matches), strict=True
        ):
            length, entries = self._phrases[phrase]
            found.append((last - length, last, entries))
        found.reverse()
        return found


def _longest(hits: list[Hit]) -> list[Hit]:
    """Hits in order, without those inside a longer one; of one range all are kept. Longer ones of one start come first."""
    hits.sort(key=itemgetter(0))
    kept: list[Hit] = []
    start = reach = 0
    for hit in hits:
        first, last, _ = hit
        if last > reach:
            kept.append(hit)
            start, reach = first, last
        elif last == reach and first == start:
            kept.append(hit)
    return kept


def _joined(form: str) -> str:
    """A form as it stands in `Tokens.joined_lower`; plain words, nearly all, need no tokenising."""
    plain = form.isascii() and form.replace(" ", "").isalpha()
    return f" {form.lower()} " if plain else Tokens(form).joined_lower


MATCHER = PhraseMatcher(pair for name, pairs in LEXICONS.items() if name in SEARCHED for pair in pairs)
