"""Subjects: the noun phrase that a finite verb group has for its subject, found by patterns over chunks read backwards.

Every answer says how it was found, since they are not equally sure.
"""

import re
from enum import Enum


class SubjectFoundBy(Enum):
    """How a subject was found, in falling order of certainty."""

    PRONOUN = "pronoun"  # a subject pronoun before the verb
    RELATIVE = "relative"  # who, which, that; `antecedent` is what it stands for
    THERE = "there"  # there is …: the noun phrase behind the verb
    NOUN_PHRASE = "noun phrase"  # a noun phrase before the verb
    INVERTED = "inverted"  # behind the verb: questions, "…," said Ruiz
    SHARED = "shared"  # that of the verb group before, with which it is joined
    NONE = "none"


# What may stand between a noun and its verb, read backwards: attached phrases, relative clauses, participles ("led by").
_POST = r"""(?:
   "? (?:N'T|[NTMoxASGPQ]) (?:,?&(?:[NP],){0,4}[NP])? (?:[Iy]|OI?) R? (?:An?)? &? "?
 | "? [NMoTxAPQ]? R? [XGJ] [Rn]?
 | "? [NMoTxAPQ]? (?:[NTMAP][IOyu])? R? [FKB] R? [SMNP]? [Wawu] I?
 | (?<=[IyT]) (?<!,[NPT][IyT]) F (?=[NP])
)"""
# Asides between commas: appositions, attached phrases, relative clauses, who says so.
_ASIDE = r"""(?:
   ,(?:R|[NAP])?(?:&,|[IOyu&GXRA]|[NPTMoxAQ]|[FKB]R?[NP]?[Wa]){1,9},
 | ,(?:[NTP][IOyu]){0,2}F[NPS]u?,
 | ,[NPS]F,
 | T
)"""
# Asides of any length: without a finite verb, or with a clause behind what opens one; and brackets.
_LONG_ASIDE = r"""(?:
   (?P<mark{n}>,|;{{1,2}}) (?: [^.;\nFKB]{{1,40}}? (?:(?<=[Iy])F)? (?:(?<!&)|(?=;)) | [^.;\n]{{1,40}}? [WaXGuw] [^.;\nFKB]{{0,12}}? ) (?P=mark{n})
   (?:\)[^()\n]{{1,12}}\()?
 | ,?\),?[^()\n]{{1,12}}\(
)"""
# A last word that the tagger took for an adjective or verb ("attorney general", "poll"), what is attached, what is joined.
_BEHIND_NOUN = rf"""(?:(?:A(?='?[NPT])|[FvX](?=[NP](?![Waw])))'?)? {_POST}{{0,5}} "?
   (?:[NPS],?&(?:[NPS],){{0,4}}(?=[NPS](?![FKBJGXvIOy&])))?"""
# Reversed, from the verb: bounded everywhere.
_SUBJECT = re.compile(
    rf"""R{{0,2}} (?:[xQ](?=[SMNPWa]))? (?:
       (?P<relative>[Wa])
     | (?P<pronoun>[SME]) (?!&[SNMP])
     | {_LONG_ASIDE.format(n=1)} {_BEHIND_NOUN} (?P<told>[NPQSM]) (?![IOyJGXvFKB])
     | {_LONG_ASIDE.format(n=2)} {_BEHIND_NOUN} (?P<in_clause>[NPQSM]) (?=[FKB])
     | {_ASIDE}? {_BEHIND_NOUN} (?P<noun>[NPSTQox]) (?![IOy](?![NP][&,]))
     | (?:[NTMoxPQ][IOy])? (?P<doubtful>[FGXvA]) (?=[\n",;kfU&cW(APT])
     | (?:,[^.;\nFKB]{{1,8}}?,)? {_POST}{{0,5}} (?P<governed>[NPQ]) (?=IR?[\n",;&kfU])
    )""",
    re.VERBOSE,
)
_BY = {
    "relative": SubjectFoundBy.RELATIVE,
    "pronoun": SubjectFoundBy.PRONOUN,
    "told": SubjectFoundBy.NOUN_PHRASE,
    "in_clause": SubjectFoundBy.NOUN_PHRASE,
    "noun": SubjectFoundBy.NOUN_PHRASE,
    "doubtful": SubjectFoundBy.NONE,
    "governed": SubjectFoundBy.NONE,
}
_CHAIN = 4


def subject_before(string: str, backwards: str, verb: int) -> tuple[int, SubjectFoundBy] | None:
    """The chunk that is the subject of the finite verb group starting at chunk `verb`, if one stands before it.

    `backwards` is the string of chunks reversed. NONE says that the chunk is one only if its tag is wrong, as of a name
    that looks like a verb.
    """
    size = len(string)
    match = _SUBJECT.match(backwards, size - verb)
    if match is None:
        return None
    group = match.lastgroup or "noun"
    chunk = size - 1 - match.start(group)
    if group == "told":
        for _ in range(_CHAIN):  # "Ana Ruiz, 52, the mayor, who left,": its first noun phrase
            if string[chunk - 1] != ",":
                break
            earlier = _SUBJECT.match(backwards, size - chunk + 1)
            name = size - 1 - earlier.start("noun") if earlier and earlier["noun"] else chunk
            opens = string[name - 1] in '\n"' and string[chunk] == "P"
            if string[name] not in "NP" or not (opens or string[chunk] + string[name] == "NP"):
                break
            chunk = name
    return chunk, _BY[group]
