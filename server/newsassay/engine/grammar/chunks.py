"""Chunks: a tag string is cut into noun phrases, verb groups and what stands between, one character each.

First level of a cascade of regular expressions (Abney 1996). The string of chunk characters is what clause
patterns are written over; what a chunk holds is read off its tags once per distinct string of tags.
"""

import re
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from newsassay.engine.text.word_memo import WordMemo

CHUNK_LEGEND: dict[str, str] = {
    "N": "noun phrase: the dam, three of which",
    "P": "noun phrase with a name: minister Ana Ruiz",
    "Q": "quantifier alone: all, both, some",
    "T": "phrase of time: last Tuesday, May 5",
    "S": "I, he, she, we, they",
    "M": "it, you",
    "o": "me, him, them",
    "x": "herself, theirs",
    "E": "there, of existence",
    "F": "finite verb group: has fallen",
    "K": "finite passive: was built",
    "B": "finite form of be alone: is",
    "J": "to-infinitive",
    "G": "-ing group",
    "X": "participle alone",
    "v": "base verb",
    "A": "adjective phrase outside noun phrases",
    "R": "adverb",
    "n": "not",
    "c": "but, nor",
}  # every other chunk is one position, and its character that of the tag

_NOUN_PHRASE = r"""
   (?:[DQp]{1,3} | eI(?=[CQ]) | RC(?=[NS]))
   (?:R(?=[AXGe]) | [AeXGNPC$'!] | S(?!P) | O(?=D?P{1,4}'[ANSPX])(?<=PO) | (?<=[NSPCA])· | t(?=[NSPA']) | (?:&|(?<![NSP]),)(?=A{1,2}[NSP]) | "(?=[ANSPX]{1,3}") | "(?=[ANSPXG])(?<=[ANSPX]")){0,16}
   [NSPC$] ·? (?:'(?=$))?
 | [DQp]{1,2} (?:R?[Ae]){1,2} (?![NSPAe])
 | (?:[AeC$] | R(?=[Ae]{1,2}[NS]) | [NSP] | (?<=[NSPCA])· | t(?=[NSP']) | ' | &(?=A[NSP]) | (?<![NSP]),(?=A[NSP]) | (?<=[AD])[XG](?=[NS])){0,16}
   [NSPC$] ·?
 | [QDp]{1,2}
"""
_TIME = r"(?:[DQAC]{0,2} t ·? C? (?:,C(?=[,.\n)IOVZbmhs]))?) (?! [NSP'])"
_VERB_GROUP = r"""
   (?: n?T (?:[Rn]{1,2}(?=[vjHdh]))? )?
   (?: [mdhbjqgH] (?:[Rn]{1,3}(?=[mdhbjqgHvXGV]) | n)? ){1,6}
   (?: [vXG] | (?<=[bhqjgRn])V )? z?
 | (?: n?T (?:[Rn]{1,2}(?=v))? | nR?(?=v) )? vz?
 | (?:nR?)? [VZYXG]z?
"""
_CHUNK = re.compile(
    rf"""[IO.,;&kWafUwsiyuEoB\n)]
      | [VZYG]z?
      | (?:[Dp]A?|A)? [NP]{{0,5}} [NSP] (?=[VZYvbhmdIyTukfUwWasioxEjqgH.;()\n])
      | (?=[DQACt]) {_TIME}
      | (?=[DQpAe$NSPtCRXG']) (?:{_NOUN_PHRASE})
      | (?=[mdhbjqgHvVZYXGTn]) (?:{_VERB_GROUP})
      | [RAe]{{1,3}} (?=A) [Ae]
      | [\s\S]""",
    re.VERBOSE,
)
_PASSIVE = re.compile(r"[bjqg][Rn]{0,3}[XV]z?$")
_STARTS_VERB_GROUP = frozenset("mdhbjqgHVZYXGvT")
_FINITE_TAGS = frozenset("mdhbVZY")
_NOUNS = frozenset("NSPtC$QDp")
_SINGLE = {"s": "S", "i": "M", "e": "A", "B": "c"}
_VERB = {"v": "v", "j": "v", "H": "v", "G": "G", "g": "G", "X": "X", "q": "X"}


class Chunk(NamedTuple):
    """What a chunk's tags say. Offsets are positions from its first; -1 where there is none.

    `kind` is its character; `size` its positions; `head` the noun, the last verb or auxiliary, else the last position.
    """

    kind: str
    size: int
    head: int
    tags: str
    determiner: int = -1
    possessive: int = -1
    passive: bool = False
    negated: bool = False
    modal: int = -1
    perfect: bool = False
    infinitive: bool = False


def _describe(tags: str) -> Chunk:
    if tags[0] in _STARTS_VERB_GROUP or (tags[0] == "n" and len(tags) > 1):
        return _verb_group(tags)
    last = tags[-1]
    if tags == "Q":
        return Chunk("Q", 1, 0, tags, determiner=0)
    if len(tags) == 1 and last not in _NOUNS:
        return Chunk(_SINGLE.get(last, last), 1, 0, tags)
    if last in "Ae" and tags[0] not in "DQp":
        return Chunk("A", len(tags), len(tags) - 1, tags)
    return _noun_phrase(tags)


def _verb_group(tags: str) -> Chunk:
    core = tags.rstrip("z") or tags
    head = max(i for i, tag in enumerate(core) if tag not in "Rn" or i == 0)
    passive = _PASSIVE.search(core) is not None
    if "T" in tags:
        kind = "J"
    elif tags.lstrip("nR")[0] in _FINITE_TAGS:
        kind = "K" if passive else "B" if core[head] in "bjq" else "F"
    else:
        kind = _VERB.get(core[head], "v")
    return Chunk(
        kind,
        len(tags),
        head,
        tags,
        passive=passive,
        negated="n" in tags,
        modal=tags.find("m"),
        perfect="h" in tags[:head] or "H" in tags[:head],
        infinitive="T" in tags,
    )


def _noun_phrase(tags: str) -> Chunk:
    head = max((i for i, tag in enumerate(tags) if tag in "NSPt$"), default=len(tags) - 1)
    if tags[-1] == "A":
        head = len(tags) - 1
    name = "P" in tags[tags.rfind("'", 0, head) + 1 :]
    kind = "T" if tags[head] == "t" else "P" if name else "N"
    possessive = tags.rfind("'", 0, head)
    return Chunk(
        kind,
        len(tags),
        head,
        tags,
        determiner=0 if tags[0] in "DQp" else -1,
        possessive=possessive if possessive >= 0 else 0 if tags[0] == "p" else -1,
    )


CHUNKS: WordMemo[Chunk] = WordMemo(_describe)
_KIND, _SIZE = attrgetter("kind"), attrgetter("size")


def cut(tags: str) -> tuple[list[Chunk], str, list[int]]:
    """The chunks of a tag string, their characters, and their first positions, with one more for the end. Linear."""
    chunks = list(map(CHUNKS.__getitem__, _CHUNK.findall(tags)))
    return chunks, "".join(map(_KIND, chunks)), list(accumulate(map(_SIZE, chunks), initial=0))
