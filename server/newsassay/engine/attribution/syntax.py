"""Chunks around a cue: verb groups, noun phrases and clause ends, from closed-class words and shape.

The grammar is that of Abney 1991, "Parsing by Chunks": closed-class words and punctuation bound the
chunks, whatever stands between them belongs to one. Every walk is bounded by a sentence and a count.
"""

from itertools import repeat

from newsassay.engine.attribution.codes import (
    ADVERB,
    AUXILIARY,
    CLOSE,
    CODES,
    CONJUNCTION,
    COORDINATOR,
    DETERMINER,
    INTERROGATIVE,
    NEGATION,
    OBJECT_PRONOUN,
    OPEN,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    QUANTIFIER,
    QUOTE,
    RELATIVE,
    SUBJECT_PRONOUN,
    TIME,
    TO,
)
from newsassay.engine.document import FieldText
from newsassay.engine.lexicon import words_of

_NOT_ADVERBS = frozenset(
    "family reply supply apply rally ally imply july italy emily kelly sally billy holly molly fly assembly anomaly"
    " monopoly butterfly early daily weekly monthly yearly elderly likely friendly deadly costly ugly silly holy only".split()
)
_PLURALS = frozenset(
    "people police women men children many some others few both all most media who that which they we you i spokesmen"
    " spokeswomen congressmen businessmen half several majority public gop staff press team two three four five six seven"
    " eight nine ten percent % cent one-third two-thirds one-quarter three-quarters".split()
)
# Past forms that hardly occur inside a noun phrase unless right behind a determiner.
_PAST_FORMS = frozenset(
    form
    for form in words_of("attribution_verbs", "speech")
    | words_of("attribution_verbs", "thought")
    | words_of("attribution_verbs", "evidence")
    if form.endswith("ed")
    or form in ("said", "told", "found", "wrote", "spoke", "thought", "knew", "felt", "saw")
)
_TIME_OPENERS = frozenset(["last", "this", "late", "early", "earlier"])
_NO_PARTICIPLES = frozenset(["wrote", "spoke", "knew", "saw"])
_SOURCE_NOUNS = words_of("source_nouns")
_NP_LIMIT = 14
_NO_NOUN = AUXILIARY | CONJUNCTION | SUBJECT_PRONOUN | INTERROGATIVE
_OPENS = DETERMINER | QUANTIFIER
_WHOLE = SUBJECT_PRONOUN | RELATIVE
_NO_NOUN_PHRASE = ~(NEGATION | TIME)
_STARTS = DETERMINER | POSSESSIVE | SUBJECT_PRONOUN | OBJECT_PRONOUN | QUANTIFIER
_PERSONAL = SUBJECT_PRONOUN | OBJECT_PRONOUN
_BEFORE_DETERMINER = PREPOSITION | QUANTIFIER | DETERMINER | COORDINATOR
_ENDS = AUXILIARY | SUBJECT_PRONOUN | OBJECT_PRONOUN | INTERROGATIVE | RELATIVE | TO
_FEW_CAPITALS = 4  # an ordinary sentence with a name or two has no more
_SHORT = 4  # letters; title case leaves shorter words small, and no adverb in -ly is
_ABBREVIATED = frozenset(
    "mr mrs ms dr rep sen gov gen lt col sgt capt prof rev st jr sr del corp inc co ltd bros cos plc".split()
)


class Syntax:
    """The tokens of one field with their codes, and the walks over them."""

    def __init__(self, text: FieldText) -> None:
        tokens = text.tokens
        self.text = text
        self.words = tokens.words
        self.lower = tokens.lower
        self.codes = list(map(CODES.get, tokens.lower, repeat(0)))
        self.sentences = text.sentences
        self.sentence_of_token = text.sentence_of_token
        for quotation in text.quotations.outermost:  # single marks look like apostrophes
            self.codes[quotation.first] |= QUOTE
            if quotation.closed:
                self.codes[quotation.last - 1] |= QUOTE
        for name in ("May", "Will"):  # capitalised inside a sentence they are names
            if name in text.text:
                self._rename(name)

    def _rename(self, name: str) -> None:
        words, i = self.words, -1
        for _ in range(words.count(name)):
            i = words.index(name, i + 1)
            first, last = self.sentences[self.sentence_of_token[i]][:2]
            if i > first and not _is_title_case(words[first:last]):
                self.codes[i] = 0

    def capitalised(self, i: int) -> bool:
        """Whether token i starts with a capital."""
        return self.words[i][0].isupper()

    def is_headline(self, i: int) -> bool:
        """Whether token i stands in a sentence written in title case: its long words are capitalised."""
        low, last = self.sentences[self.sentence_of_token[i]][:2]
        near = self.words[max(low, i - 4) : min(last, i + 5)]
        return not any(word[0].islower() and len(word) > _SHORT for word in near)

    def is_adverb(self, i: int) -> bool:
        """Whether token i is an adverb: a listed one, or in -ly."""
        code = self.codes[i]
        if code & (ADVERB | NEGATION):
            return True
        word = self.lower[i]
        if code or not word.endswith("ly") or len(word) <= _SHORT or word in _NOT_ADVERBS:
            return False
        return self.is_small(i)

    def is_small(self, i: int) -> bool:
        """Whether a capital says nothing about token i: it opens its sentence, or stands in title case."""
        if not self.words[i][0].isupper():
            return True
        return self.sentences[self.sentence_of_token[i]].first == i or self.is_headline(i)

    def is_plural(self, i: int) -> bool:
        """Whether token i can head a plural subject."""
        word = self.lower[i]
        return (
            word in _PLURALS
            or word[-1].isdigit()
            or (word[-1] == "s" and word[-2:] not in ("ss", "us", "is", "'s"))
        )

    def noun_phrase_before(self, end: int, low: int) -> int:  # noqa: C901, PLR0912, PLR0915 - one walk, a branch per class
        """First token of the noun phrase that ends before `end`, not before `low`; `end` if there is none."""
        codes, words, lower = self.codes, self.words, self.lower
        k = end - 1
        if k < low:
            return end
        if codes[k] & _WHOLE:
            return k
        floor = low if end - low < _NP_LIMIT else end - _NP_LIMIT
        start = end
        while k >= floor:
            code = codes[k]
            if not code:
                word = lower[k]
                if word in _PAST_FORMS and (k == floor or not self._is_participle(k)):
                    break
                if word[-1] in "sd" and start == k + 1 < end and self._may_be_finite(k):
                    break
            else:
                if code & PUNCTUATION:
                    if code & CLOSE:
                        opening = self._opening(k, floor)
                        if opening < 0:
                            break
                        k = opening - 1
                        continue
                    if words[k] == "." and k - 1 >= floor and self.abbreviates(k - 1):
                        k -= 1
                        continue
                    if words[k] == "-" and k + 1 < end and k > floor and self._is_hyphen(k):
                        k -= 1
                        continue
                    break
                if code & _NO_NOUN:
                    if start == k + 1 < end and lower[k] == "one":
                        start = k  # "one official"
                    break
                if code & _OPENS or (code & POSSESSIVE and words[k][-2:] not in ("'s", "’s")):
                    start = k
                    if (
                        k > floor
                        and codes[k - 1] & (PREPOSITION | QUANTIFIER)
                        and not codes[k - 1] & CONJUNCTION
                    ):
                        k -= 1
                        continue
                    break
                if code & COORDINATOR:
                    if lower[k] in ("and", "or", "&") and start == k + 1 and self._joins_nouns(k, floor):
                        k -= 1
                        continue
                    break
                if code & (PREPOSITION | TO):
                    if (
                        start > k + 1
                        or k <= floor
                        or codes[k - 1] & (PUNCTUATION | AUXILIARY | CONJUNCTION | COORDINATOR)
                    ):
                        break
                    k -= 1
                    continue
                governed = code & OBJECT_PRONOUN and k > floor and codes[k - 1] & (PREPOSITION | TO)
                possessor = code & TIME and k + 1 < end and lower[k + 1] == "'s"  # "Saturday's vote"
                if code & (ADVERB | TIME | OBJECT_PRONOUN | RELATIVE) and not governed and not possessor:
                    break
            start = k
            k -= 1
        if start < end and codes[start] & POSSESSIVE and words[start][-2:] in ("'s", "’s"):
            return start + 1
        return start

    def _is_participle(self, k: int) -> bool:
        """Whether a past form belongs to the noun phrase around it: "the alleged thief", "people briefed on"."""
        if self.codes[k - 1] & (DETERMINER | POSSESSIVE):
            return True
        if self.lower[k] in _NO_PARTICIPLES:
            return False
        if self.lower[k - 1] not in _SOURCE_NOUNS:
            return False
        return bool(self.codes[k + 1] & (PREPOSITION | TIME)) or self.lower[k + 1] in _TIME_OPENERS

    def _may_be_finite(self, k: int) -> bool:
        """Whether a lower-case word stands before a name and looks like a verb, not like a role: "shares Smith"."""
        if not self.words[k + 1][0].isupper():
            return False
        word = self.words[k]
        if word.endswith("ed") and (k == 0 or self.codes[k - 1] & PUNCTUATION):
            return False  # "..., retired General Smith"
        return word[0].islower() and word.endswith(("s", "ed")) and word not in _SOURCE_NOUNS

    def abbreviates(self, i: int) -> bool:
        """Whether a full stop behind token i belongs to it: "Sen.", "Corp.", an initial."""
        word = self.lower[i]
        return word in _ABBREVIATED or (len(word) == 1 and self.capitalised(i))

    def _is_hyphen(self, k: int) -> bool:
        """Whether a hyphen touches a word beside it; one between spaces is a dash."""
        tokens = self.text.tokens
        return tokens.glued(k) or tokens.glued(k + 1)

    def _opening(self, close: int, floor: int) -> int:
        for k in range(close - 1, max(floor, close - 10) - 1, -1):
            if self.codes[k] & OPEN:
                return k
        return -1

    def _joins_nouns(self, k: int, floor: int) -> bool:
        if k - 1 < floor:
            return False
        left, right = self.codes[k - 1], self.codes[k + 1]
        if left & PUNCTUATION and not left & CLOSE:
            return False
        if self.capitalised(k - 1):
            return self.capitalised(k + 1) or bool(right & (DETERMINER | POSSESSIVE))
        return self.is_plural(k - 1) and left == 0 and right == 0

    def noun_phrase_after(self, first: int, end: int) -> int:  # noqa: C901, PLR0912 - one walk, a branch per class
        """End of the noun phrase that starts at `first`, at most `end`; `first` if there is none."""
        if first >= end:
            return first
        codes, lower, k = self.codes, self.lower, first
        code = codes[k]
        if code & _PERSONAL and not code & POSSESSIVE:
            return k + 1
        end = min(end, first + _NP_LIMIT)
        while k < end:
            code = codes[k]
            if not code:
                if lower[k] in _PAST_FORMS and k > first and not codes[k - 1]:
                    break
            elif code & PUNCTUATION:
                if self.words[k] == "." and k > first and self.abbreviates(k - 1):
                    k += 1
                    continue
                if self.words[k] == "-" and first < k < end - 1 and self._is_hyphen(k):
                    k += 1
                    continue
                break
            elif code & _ENDS and not code & POSSESSIVE:
                break
            elif code & COORDINATOR:
                if not (lower[k] == "and" and first < k < end - 1 and self._joins_nouns(k, first)):
                    break
            elif (
                code & CONJUNCTION
                or (code & PREPOSITION and (k == first or not self._attaches(k)))
                or (code & (TIME | ADVERB) and k > first)
                or (
                    code & (DETERMINER | POSSESSIVE)
                    and k > first
                    and not codes[k - 1] & _BEFORE_DETERMINER
                    and lower[k] != "'s"
                )
            ):
                break
            k += 1
        while k > first and codes[k - 1] & (PREPOSITION | COORDINATOR):
            k -= 1
        return k

    def _attaches(self, k: int) -> bool:
        """Whether a preposition carries on the noun phrase before it: "head of", "a report by"."""
        word = self.lower[k]
        if word == "by":
            return self.lower[k - 1] in _SOURCE_NOUNS
        return word in (_ATTACHING_TO_NAMES if self.capitalised(k - 1) else _ATTACHING)

    def starts_noun_phrase(self, i: int) -> bool:
        """Whether a noun phrase can start at token i."""
        code = self.codes[i]
        if code == 0:
            return not self.is_adverb(i)
        return bool(code & _STARTS) or not code & _NO_NOUN_PHRASE


def _is_title_case(words: list[str]) -> bool:
    """Whether a sentence's words, of which title case leaves the short ones small, are capitalised."""
    capitals = sum(word[0].isupper() for word in words)
    return capitals > _FEW_CAPITALS and not any(word[0].islower() and len(word) > _SHORT for word in words)


_ATTACHING = frozenset(["of", "for", "at", "in", "with", "from", "on"])
_ATTACHING_TO_NAMES = frozenset(["of", "for", "at", "from"])
