"""One summary's names and the body's, with the sentences in which they can be compared."""

from functools import cached_property

from newsassay.engine.document import FieldText
from newsassay.engine.facts.context import Contexts, Match, match, restated
from newsassay.engine.facts.summaries import Summary
from newsassay.engine.signals.consistency.proper_names import FieldNames, ProperName, abbreviates
from newsassay.engine.signals.consistency.replacement import SELDOM

_SENTENCES = 8  # of the body, those most like the summary, that are searched for rivals
_FIRST_MENTIONS = 3


class SummaryNames:
    """The names of a summary, and what the body offers to hold against them."""

    def __init__(self, summary: Summary, body: FieldText) -> None:
        self.summary, self.body = summary, body
        self.ours, self.theirs = summary.text.layer(Contexts), body.layer(Contexts)
        self.field = body.layer(FieldNames)
        named = summary.text.layer(FieldNames)
        self._in_sentence: dict[int, list[ProperName]] = {}
        self._rivals_in: dict[int, list[ProperName]] = {}
        found = [n for n in named.between(summary.first, summary.last) if named.is_name(n, self.field)]
        self.names = [part for n in found for part in named.parts(n)]

    @cached_property
    def said(self) -> frozenset[str]:
        """Forms of all names of the summary, and the stems of its other words."""
        stems = frozenset(self.ours.stems[self.summary.first : self.summary.last])
        return frozenset().union(*(n.forms for n in self.names)) | stems

    def named(self, first: int, last: int) -> list[ProperName]:
        """The body's names that start in a token range."""
        field = self.field
        return [n for n in field.between(first, last) if not n.initial or field.is_name(n, field)]

    def named_in(self, number: int) -> list[ProperName]:
        """The body's names in a sentence."""
        names = self._in_sentence.get(number)
        if names is None:
            sentence = self.body.sentences[number]
            names = self._in_sentence[number] = self.named(sentence.first, sentence.last)
        return names

    @cached_property
    def rivals(self) -> list[ProperName]:
        """The names that the summary does not have, of the body's sentences that are most like it."""
        return [n for number in sorted(self.shared) for n in self.new_in(number)]

    def new_in(self, number: int) -> list[ProperName]:
        """The names of a sentence that the summary does not have."""
        names = self._rivals_in.get(number)
        if names is None:
            names = [n for n in self.named_in(number) if n.forms.isdisjoint(self.said)]
            self._rivals_in[number] = names
        return names

    def is_said_of(self, name: ProperName) -> bool:
        """Whether the first mentions of a name in the body are of the summary's statement, as most are."""
        around, word = self.ours.around(name.first, name.last), self.summary.text.tokens.words[name.last - 1]
        words, i = self.body.tokens.words, self.summary.rest
        for _ in range(_FIRST_MENTIONS):
            try:
                i = words.index(word, i) + 1
            except ValueError:
                return False
            if match(around, self.theirs.around(i - 1, i), self.theirs).score >= SELDOM:
                return True
        return False

    def is_known_for_short(self, name: ProperName) -> bool:
        """Whether the body knows a name by another name of it or its acronym."""
        return any(form[0] in "@#" for form in name.forms) and not name.forms.isdisjoint(self.short_forms)

    @cached_property
    def short_forms(self) -> frozenset[str]:
        """The alias groups and acronyms that the body mentions, as forms of names."""
        rest, body = self.summary.rest, self.body
        aliases = {"@" + h.entry.label for h in body.hits("name_aliases") if h.first >= rest}
        acronyms = {"#" + w.replace(".", "").lower() for w in self.field.inside if w.isupper() and len(w) > 1}
        return frozenset(aliases | acronyms)

    @cached_property
    def shared(self) -> dict[int, set[str]]:
        """The summary's content words in those of the body's sentences that have most of them, two at least."""
        summary, body, stems = self.summary, self.body, self.theirs.stems
        wanted = set(self.ours.stems[summary.first : summary.last]) - {""}
        begin = body.sentence_of_token[summary.rest]
        found = [wanted.intersection(stems[s.first : s.last]) for s in body.sentences[begin:]]
        alike = sorted([(-len(words), number) for number, words in enumerate(found) if len(words) > 1])
        return {begin + number: found[number] for _, number in alike[:_SENTENCES]}

    def match(self, name: ProperName, other: ProperName) -> Match:
        """How well the contexts of a summary's and a body's name match."""
        around = self.ours.around(name.first, name.last)
        return match(around, self.theirs.around(other.first, other.last), self.theirs)

    def differ(self, name: ProperName, rival: ProperName) -> bool:
        """Whether neither of two names is an acronym of the other."""
        ours = self.summary.text.tokens.phrase(name.first, name.last)
        return not abbreviates(ours, self.body.tokens.phrase(rival.first, rival.last))

    @cached_property
    def restated(self) -> float:
        """Share of the summary's content words that the rest of the body has."""
        summary = self.summary
        return restated(self.ours, summary.first, summary.last, self.theirs, summary.rest)
