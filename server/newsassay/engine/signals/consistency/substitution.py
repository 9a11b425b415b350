"""Names and places of a headline or lede that the body replaces by others.

A summary's name is suspect when the body puts another name of the same sort into the same place of the
same statement, and the summary never names that other one. How much has to match depends on whether the
body knows the suspect name at all. Where a summary only says again what the body says, a name that the
body never mentions is suspect too.
"""

from typing import NamedTuple

from newsassay.engine.document import Document, FieldText
from newsassay.engine.facts.context import Match, match, same_slot
from newsassay.engine.facts.names import is_subject
from newsassay.engine.facts.summaries import Summary, find_summaries
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.finding import Finding
from newsassay.engine.signals.consistency.altered_names import is_altered, is_partly_known, numbered_otherwise
from newsassay.engine.signals.consistency.proper_names import BODY, PERSON, SITE, THING, ProperName
from newsassay.engine.signals.consistency.replacement import (
    KNOWN,
    LEAD,
    SAME_WORDS_SHARE,
    SELDOM,
    in_slot,
    in_statement,
)
from newsassay.engine.signals.consistency.summary_names import SummaryNames
from newsassay.engine.text.closed_class import WordClass

_TITLE_CASE = 0.5  # share of capitalised words from which capitals show no names
_MAIN = 2  # mentions that make a person one of those an article is about
_SURNAME = 5  # mentions from which a lone name is taken for a surname
_RESTATED = 0.75  # of a summary's content words in the body: from here on it says nothing of its own
_RESTATED_CLOSELY = 0.85
_RESTATED_PARTLY = 0.7  # from here on a name is made of the body's words
_LEAST_SHARED = 2  # content words that two statements must share to be compared
_SAID = 1.25  # least match of a rival that the summary names too
_ALIKE_PARTLY = 0.75  # least match of two names that share a word, if the summary may add to the body
_ALIKE = 0.4  # least match of contexts for a counterpart
_SUBJECT_REACH = 8  # tokens before a predicate in which its subject stands
_PREDICATE_REACH = 5  # tokens behind a subject in which its predicate stands
_BEFORE_PREDICATE = (WordClass.AUXILIARY | WordClass.DEGREE).value
_SAME_STATEMENT, _SAME_STATEMENT_SHARE = 4, 0.6  # shared words that show two statements to be one
_HOPELESS = 0.7  # score below which no bar is cleared for a name that the body knows


class Substitution(NamedTuple):
    """A summary's name and the body's, in tokens of their fields.

    `in_place` is whether the body's stands in the same statement; else it is merely whom or what the body names.
    """

    summary: Summary
    body: FieldText
    name: ProperName
    rival: ProperName
    in_place: bool


def substitutions(document: Document) -> tuple[Substitution, ...]:
    """At most one substitution for each name of each summary. A layer of the document."""
    body = document.body
    found: list[Substitution] = []
    for summary in find_summaries(document) if len(body.tokens) else ():
        if not _is_title_case(summary):
            found.extend(_Comparison(summary, body).substitutions())
    return tuple(found)


def substitution_finding(signal_id: str, found: Substitution) -> Finding:
    """The finding that tells a substitution."""
    text, body, name, rival = found.summary.text, found.body, found.name, found.rival
    ours = " ".join(text.tokens.phrase(name.first, name.last).split())
    theirs = " ".join(body.tokens.phrase(rival.first, rival.last).split())
    where = found.summary.name
    return Finding(
        signal_id,
        text.location(name.first, name.last),
        f"The {where} says “{ours}” where the body says “{theirs}”."
        if found.in_place
        else f"The {where} names “{ours}”, which the body never does; the body names “{theirs}”.",
        related=(body.location(rival.first, rival.last),),
        values=(ours, theirs),
    )


def _predicate(text: FieldText, stems: list[str], last: int) -> int | None:
    """The first word with content behind a name, if only auxiliaries and adverbs stand between."""
    tokens = text.tokens
    for i in range(last, min(last + _PREDICATE_REACH, len(stems))):
        if stems[i] and not tokens.lower[i].endswith("ly"):
            return None if tokens.words[i][0].isupper() else i
        if not (tokens.classes[i] & _BEFORE_PREDICATE or tokens.lower[i].endswith("ly")):
            return None
    return None


def _is_title_case(summary: Summary) -> bool:
    initials = summary.text.tokens.initials[summary.first : summary.last]
    return sum(map(str.isupper, initials)) > _TITLE_CASE * sum(map(str.isalpha, initials))


class _Comparison(SummaryNames):
    """Judges the names of one summary."""

    def substitutions(self) -> list[Substitution]:
        summary, body = self.summary, self.body
        if not self.names:
            return []
        known = self.theirs.known(summary.rest)
        found: list[Substitution] = []
        for name in self.names:
            altered = self._altered(name, known)
            if altered is not None:
                found.append(Substitution(summary, body, name, altered, in_place=True))
                continue
            words = {stem(word) for word in summary.text.tokens.lower[name.first : name.last]}
            if not name.sure and words & known and words - known:
                continue  # "Understated Perez": a known name behind a capitalised word
            is_known = not name.forms.isdisjoint(known) or self.is_known_for_short(name)
            if is_known and not name.sure and self.is_said_of(name) and not self._other_subject(name):
                continue
            rival = self._rival(name, is_known=is_known) or self._other_subject(name)
            in_place = rival is not None
            if rival is None and not is_known and self._must_be_known(name):
                rival = self._counterpart(name) or self._said_elsewhere(name)
            if rival is not None:
                found.append(Substitution(summary, body, name, rival, in_place))
        return found

    def _rival(self, name: ProperName, *, is_known: bool) -> ProperName | None:
        """The body's name that stands where the summary has this one."""
        around = self.ours.around(name.first, name.last)
        # A shared word scores 1 at most.
        most = {number: len(around.keys() & self.shared[number]) for number in sorted(self.shared)}
        alike = [number for number, score in most.items() if score >= _LEAST_SHARED]
        if not alike:
            return None
        own = self._best_own(name, most) if is_known else 0.0
        is_place = self.summary.text.tokens.lower_at(name.first - 1) == "in"
        if own >= SELDOM and (not (name.sure or is_place) or max(most.values()) < own + LEAD):
            return None  # the body says it of this name
        likeliest = self._likeliest(name, {number: most[number] for number in alike})
        if likeliest is None:
            return None
        how, rival, slot = likeliest
        placed = self._is_placed(name, rival)
        if placed:
            name, rival = (n._replace(sort=SITE, sure=True) for n in (name, rival))
        if is_known and how.score < _HOPELESS and how.share < SAME_WORDS_SHARE:
            return None
        replaced = in_slot(name, rival, how, slot, own) if slot else False
        return rival if replaced or in_statement(name, rival, how, slot, own) else None

    def _likeliest(self, name: ProperName, most: dict[int, int]) -> tuple[Match, ProperName, int] | None:
        """The rival that matches best, with the number of sides on which it has the name's neighbours."""
        around, tokens = self.ours.around(name.first, name.last), self.body.tokens
        best, found = 0.0, None
        for number, score in most.items():
            for rival in self.new_in(number) if found is None or score + 1 > best else ():
                if (
                    (
                        rival.sort != name.sort
                        and THING not in (rival.sort, name.sort)
                        and not self._is_placed(name, rival)
                    )
                    or not self.theirs.meets(around, rival.first, rival.last)
                    or self.body.is_quoted(tokens.starts[rival.first])
                ):
                    continue
                how = self.match(name, rival)
                slot = 0
                if how.score >= _ALIKE:
                    span, other = (name.first, name.last), (rival.first, rival.last)
                    slot = same_slot(self.summary.text, span, self.body, other)
                if (found is None or how.score + slot / 2 > best) and self.differ(name, rival):
                    best, found = how.score + slot / 2, (how, rival, slot)
        return found

    def _is_placed(self, name: ProperName, rival: ProperName) -> bool:
        """Whether both names stand behind "in", which makes them places whatever their words tell."""
        return (
            self.summary.text.tokens.lower_at(name.first - 1) == "in"
            and self.body.tokens.lower_at(rival.first - 1) == "in"
            and not {name.sort, rival.sort} & {BODY}
        )

    def _best_own(self, name: ProperName, most: dict[int, int]) -> float:
        """How well the body's own mentions of a name that it knows match, by what sentences score at most.

        From SELDOM on any will do if the name is not sure.
        """
        best = KNOWN
        forms, stems = name.forms, self.theirs.stems
        is_word = not any(form[0] in "@#" for form in forms)  # else a mention may have none of its words
        for number, score in most.items():
            sentence = self.body.sentences[number]
            if score <= best or (is_word and forms.isdisjoint(stems[sentence.first : sentence.last])):
                continue
            for mention in self.named_in(number):
                if not mention.forms.isdisjoint(forms):
                    best = max(best, self.match(name, mention).score)
                    if best >= SELDOM and not name.sure:
                        return best
        return best

    def _altered(self, name: ProperName, known: frozenset[str]) -> ProperName | None:
        """The body's name that shares one end with a name whose other words the body never has."""
        ours = self.summary.text.tokens.lower[name.first : name.last]
        if len(ours) == 1 and "-" not in ours[0]:
            return None
        begin = self.summary.rest
        rest = self.body.tokens.lower[begin:]
        if not is_partly_known(name, ours, rest, known) and "-" not in ours[0]:
            return None
        if self.restated < _RESTATED_PARTLY:
            return None
        numbered = numbered_otherwise(ours, rest)
        if numbered is not None:
            return name._replace(first=begin + numbered[0], last=begin + numbered[1])
        if any(form[0] == "#" and form in self.short_forms for form in name.forms):
            return None
        least = _ALIKE if self.restated >= _RESTATED_CLOSELY else _ALIKE_PARTLY
        best, rival = 0.0, None
        for number in sorted(self.shared):
            for other in self.named_in(number):
                theirs = self.body.tokens.lower[other.first : other.last]
                if is_altered(name, ours, other, theirs, self.said):
                    score = self.match(name, other).score
                    if score > max(best, least):
                        best, rival = score, other
        return rival

    def _other_subject(self, name: ProperName) -> ProperName | None:
        """The subject that the body has of the predicate of which the summary makes this name the subject.

        Only where the body repeats nearly the whole statement, and never has the name before that predicate.
        """
        if self.restated < _RESTATED:
            return None
        text, begin = self.summary.text, self.summary.rest
        predicate = _predicate(text, self.ours.stems, name.last)
        if predicate is None or name.sort == SITE or not is_subject(text, name.first, name.last):
            return None
        around = self.ours.around(predicate, predicate + 1)
        wanted = self.ours.stems[predicate]
        found = None
        for place in self.theirs.places({wanted}).get(wanted, ()):
            first = max(self.body.sentence_at(place).first, place - _SUBJECT_REACH)
            if place < begin:
                continue
            before = self.named(first, place)
            if any(not n.forms.isdisjoint(name.forms) for n in before):
                return None
            how = match(around, self.theirs.around(place, place + 1), self.theirs)
            if before and len(how.shared) >= _SAME_STATEMENT and how.share >= _SAME_STATEMENT_SHARE:
                rival = before[-1]
                is_next = _predicate(self.body, self.theirs.stems, rival.last) == place
                same_sort = rival.sort == name.sort or THING in (rival.sort, name.sort)
                if is_next and same_sort and self.differ(name, rival):
                    found = found or rival
        return found

    def _must_be_known(self, name: ProperName) -> bool:
        """Whether the body would name this too: a person with whom a sentence opens, or a name of a mere summary."""
        if name.sort == THING:
            before = self.summary.text.tokens.word_at(name.first - 1)
            return before[:1].islower() and self.restated >= _RESTATED_CLOSELY
        if name.initial:  # else the place of a dateline, or a credit
            return name.sure and name.sort == PERSON
        return name.sure and self.restated >= _RESTATED

    def _counterpart(self, name: ProperName) -> ProperName | None:
        """The body's name of the same sort in the most similar context, or else its most frequent one."""
        same = [n for n in self.rivals if n.sort == name.sort and self.differ(name, n)]
        best = max(same, key=lambda n: self.match(name, n).score, default=None)
        if best is not None and self.match(name, best).score >= _ALIKE:
            return best
        return self._main(name.sort) if name.sort in (PERSON, SITE) and name.sure else None

    def _said_elsewhere(self, name: ProperName) -> ProperName | None:
        """The body's name in this one's very place, though the summary has it too, of something else."""
        around = self.ours.around(name.first, name.last)
        span = name.first, name.last
        for number in sorted(self.shared):
            for other in self.named_in(number):
                if (
                    other.sort == name.sort
                    and self.theirs.meets(around, other.first, other.last)
                    and same_slot(self.summary.text, span, self.body, (other.first, other.last))
                    and self.match(name, other).score >= _SAID
                ):
                    return other
        return None

    def _main(self, sort: str) -> ProperName | None:
        """The name of a sort that the body has most often, of those that the summary does not name.

        A person may go by a surname alone, which does not show what it names, if it is frequent.
        """
        counts: dict[str, int] = {}
        everything = self.named(self.summary.rest, len(self.body.tokens))
        for n in everything:
            for form in n.forms:
                counts[form] = counts.get(form, 0) + 1
        often = [
            (max(counts[f] for f in n.forms), -n.first, n)
            for n in everything
            if n.forms.isdisjoint(self.said)
        ]
        same = [
            found
            for found in often
            if (found[2].sort == sort and found[0] >= _MAIN)
            or (sort == PERSON and found[2].sort == THING and found[0] >= _SURNAME)
        ]
        return max(same)[2] if same else None
