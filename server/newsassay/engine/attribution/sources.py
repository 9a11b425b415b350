"""Whose words they are: what kind of source a draft has, and who it means."""

from collections.abc import Iterable

from newsassay.engine.attribution.classification import SourceClassifier
from newsassay.engine.attribution.cue_frames import WORDS, Draft, Range, Shape
from newsassay.engine.attribution.reading import Reading
from newsassay.engine.attribution.referent import GROUP, PERSON, THING, Referent
from newsassay.engine.attribution.referents import Referents
from newsassay.engine.attribution.relation import Source
from newsassay.engine.attribution.source_phrases import head_of
from newsassay.engine.document import Document
from newsassay.engine.facts.people import PRONOUN_GENDER
from newsassay.engine.report import SourceKind
from newsassay.engine.text.lazy import lazy

NOUN = Shape.NOUN
# Unpacked once: attribute access on an Enum class is slow.
_PERSON, _ANONYMOUS, _NONE = SourceKind.NAMED_PERSON, SourceKind.ANONYMOUS, SourceKind.NONE
_NO_SOURCE = Source(_NONE, "")
_SHORT = 2  # tokens: "Kranz", "the CSB"


class SourceReader:
    """Reads the sources of one field in order."""

    def __init__(self, document: Document, reading: Reading, drafts: Iterable[Draft]) -> None:
        self._document, self._reading, self._drafts = document, reading, drafts
        self._classifier = SourceClassifier(document, reading)
        self._read: dict[Range, Source] = {}
        self._own: dict[int, Source] = {}  # of whoever was heard, by first token

    @lazy
    def _referents(self) -> Referents:
        heard = (d.source for d in self._drafts if d.source is not None and d.shape is not NOUN)
        return Referents(self._document, self._reading, heard)

    def read(self, draft: Draft) -> Source:
        """The source of a draft; asked again for a further piece of its content, the same."""
        known = self._read.get(draft.cue)
        if known is None:
            known = self._read[draft.cue] = self._resolve(draft)
        return known

    def _resolve(self, draft: Draft) -> Source:
        mention = draft.antecedent or draft.source
        if mention is None:
            return _NO_SOURCE
        first, last = mention
        if last - first == 1:
            word = self._reading.lower[first]
            base = word.split("'", 1)[0]
            if base in WORDS["author"]:
                return Source(_NONE, self._reading.words[first])
            if base in PRONOUN_GENDER:
                return self._meaning(self._referents.pronoun(first, PERSON), first)
            if word in WORDS["they"]:
                return self._meaning(self._referents.pronoun(first, GROUP | THING), first)
            if base in WORDS["thing_pronoun"]:
                return self._meaning(self._referents.pronoun(first, THING), first)
        return self._of_phrase(mention)

    def _meaning(self, referent: Referent | None, token: int) -> Source:
        """The source that a pronoun means, none of a name where that is unclear."""
        return Source(_NONE, self._reading.words[token]) if referent is None else self._source_of(referent)

    def _of_phrase(self, mention: Range) -> Source:
        """The source that a name or noun phrase is: by what it was first called if it takes up that."""
        first, last = mention
        head = head_of(self._reading, mention)
        source, person = self._classifier.classify(mention, head)
        is_short = self._reading.lower[first] in WORDS["definite"] or (
            last - first <= _SHORT and self._reading.capitalised(head)
        )
        if is_short and person is None and source.kind is not _ANONYMOUS:
            referent = self._referents.at(mention, head)
            if referent is not None and not referent.first <= head < referent.last:
                return self._source_of(referent)
        self._own[first] = source
        return source

    def _source_of(self, referent: Referent) -> Source:
        if referent.source is None:
            if referent.person is not None:
                referent.source = Source(_PERSON, referent.person.name)
            elif referent.first in self._own:
                referent.source = self._own[referent.first]
            else:
                mention = referent.first, referent.last
                referent.source, _ = self._classifier.classify(mention, referent.head, referent.kind)
        return referent.source
