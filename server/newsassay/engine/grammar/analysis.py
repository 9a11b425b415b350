"""The grammatical analysis of a text: its word types and its tag string, one character a position.

A token takes one position, a contraction two ("couldn't" = modal + not), and a boundary stands before each
sentence and at the end, so that patterns over the string see words, not spelling.
"""

import re
from collections.abc import Iterable
from itertools import compress, count
from operator import attrgetter

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.grammar.legend import JOINT
from newsassay.engine.grammar.mending import mend
from newsassay.engine.grammar.tagger import TAGGER
from newsassay.engine.grammar.title_case import is_title_case
from newsassay.engine.grammar.word_types import BOUNDARY_TYPE, LOWERED, TYPES, WordType

_AMBIGUITY, _PARTS = attrgetter("ambiguity"), attrgetter("parts")
# A point that is not the last mark of its sentence belongs to an abbreviation.
_INNER_POINT = re.compile(rf"(?<![.;,\s])\.(?![.,;\"()|'{TYPES[chr(39)].ambiguity}\n])")

# An en dash or slash without spaces joins words: "U.S.–Japan ties".
_JOINT = re.compile(r"[–/](?<=[\w.].)(?=\w)")


class Analysis:
    """Word types and tags of a text by position, and how positions and tokens correspond.

    `types[p]` is the word type at position p, `tags[p]` its legend character. `position[i]` is the position of token i's
    first character, with an entry for the end; `token[p]` is the number of the token at position p, of a boundary
    that of the next token. `classes` is the string before tagging.
    """

    __slots__ = ("classes", "position", "tags", "token", "types")

    def __init__(
        self, words: list[str], firsts: list[int], *, title_case: bool = False, joints: Iterable[int] = ()
    ) -> None:
        by_token = list(map((LOWERED if title_case else TYPES).__getitem__, words))
        self.types, self.token, self.position = _by_position(by_token, firsts)
        characters = list(map(_AMBIGUITY, self.types))
        for joint in joints:
            characters[self.position[joint]] = JOINT
        classes = "".join(characters)
        if "." in classes:
            classes = _INNER_POINT.sub(JOINT, classes)
        self.classes = classes
        self.tags = mend(TAGGER.tag(classes), self.types)

    def __len__(self) -> int:
        return len(self.tags)

    def lemma(self, position: int) -> str:
        """Lemma of the word at a position, under its tag."""
        return self.types[position].lemma(self.tags[position])

    def tag(self, token: int) -> str:
        """The tag of a token, the first of a contraction."""
        return self.tags[self.position[token]]


def _by_position(by_token: list[WordType], firsts: list[int]) -> tuple[list[WordType], list[int], list[int]]:
    """Types and token numbers by position, and positions by token: boundaries and parts of contractions put in. Linear."""
    types: list[WordType] = []
    token: list[int] = []
    position: list[int] = []
    starts = frozenset(firsts)
    done = 0
    for i in sorted(starts.union(compress(count(), map(_PARTS, by_token)), (len(by_token),))):
        position += range(len(types), len(types) + i - done)
        types += by_token[done:i]
        token += range(done, i)
        done = i
        if i in starts:
            types.append(BOUNDARY_TYPE)
            token.append(i)
        parts = by_token[i].parts if i < len(by_token) else (BOUNDARY_TYPE,)
        if parts:
            position.append(len(types))
            types += parts
            token += [i] * len(parts)
            done = i + 1
    return types, token, position


def analyse(text: FieldText) -> Analysis:
    """The analysis of a field; a layer: `field.layer(analyse)`. Linear in the tokens."""
    firsts = [sentence.first for sentence in text.sentences]
    tokens = text.tokens
    is_joined = "–" in text.text or "/" in text.text
    joints = [tokens.at(match.start()) for match in _JOINT.finditer(text.text)] if is_joined else ()
    title_case = text.field is Field.TITLE and is_title_case(tokens.words)
    return Analysis(tokens.words, firsts, title_case=title_case, joints=joints)
