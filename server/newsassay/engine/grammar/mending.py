"""Mending of tags by what a table of neighbours cannot know.

A name is one wherever it stands; a pronoun, a clause and a sentence want a verb; be or have + past tense is a
participle; what follows "to" or a modal is a verb. Each pattern proposes a tag for one position; it is taken if the
form can have it.
"""

import re
from collections.abc import Iterator, Sequence

from newsassay.engine.grammar.word_types import WordType

# Each pattern starts with characters that are rare, so that the search skips to them, and looks around from there.
# The name of the group that took part starts with the tag proposed.
_NEXT_TO_IT = re.compile(
    r"""[vVXYZ] (?:
        (?<=v)(?<![mdbh][siE]v)(?<![mdbh][siE]Rv)(?<![vVZYG]iv)
        (?:(?<=[siWa]v)|(?<=[siWaS][Rn]v)|(?<=[siWa]Qv)|(?<=[\n,n][QA]v)|(?<=[NP]&Sv))(?P<Y>)
      | (?<=[VvY])(?:(?<=[bjqghH].)|(?<=[bjqghH][Rn].)|(?<=[bjqghH][Rn][Rn].))(?P<X>)
      | (?<=V)(?<=[\n",]h[si].)(?P<X2>)
      | (?<=X)(?:(?<![bhd][si]X)(?:(?<=[siWa]X)|(?<=[siWa][Rn]X))|(?:(?<=[NSPQx)]X)|(?<=[NSP][Rn]X))(?=z?[DpoxsQ]))(?P<V>)
      | (?<=pZ)(?P<S>)
      )
    | [VZYXvGA]R?D (?=[ANP]{0,3}S(?![NSP'])|R?[NSPAGQCX$'·][NSPAGCX$'·&IOR]{0,10}(?:[VZYbhdm]|X[NSDpA])) (?P<k2>)
    | [NP]S (?=k) (?P<Z>)
    | \nA (?=[VZ]) (?P<P>)
    | \nZ (?=[OTI&,XR]) (?P<S2>)
    | I (?=[vX]) (?P<T>)
    | (?:[Dp]A?)v (?P<N>)
    | WN (?=[Dpo]) (?P<Y3>)
    | [VZYXvGA]a (?!R?[VZYbhdm]) (?P<k>)
    | [NSP]k (?=R?[VZYbhdm]) (?P<a>)
    | [Tmd] (?:(?<=d)[si]|(?<=d)n|(?<=[Tm])[Rn]{0,2})[NASY](?<!d[NASY])(?![NSP])(?:(?<!T.)|(?![.,\n]))(?P<v>)""",
    re.VERBOSE,
)
_NOMINAL = r"[DQpAeNSPC$'IOyRt·]"
# Clauses whose verb was taken for something else: up to the next barrier there is no other.
_CLAUSES = re.compile(
    rf"""[\n,;"kfwWuUB&]{_NOMINAL}{{0,16}}SR?(?P<Y>v)
       | [Tm]R?(?P<v>[XV])
       | [NSP](?P<X>V)T[vjH][^VZYbhdm.,;"\nkWafwuU&s]{{0,40}}[bhm]
       | \n&?{_NOMINAL}{{1,24}}(?P<V4>X)z?(?:{_NOMINAL}{{0,24}}(?:,?B|,&)|&){_NOMINAL}{{1,12}}[VZYbhdm]
       | WD[AN]{{0,2}}N(?P<Z2>S)b
       | \n[uUfwI][^.;\n"]{{3,80}},{_NOMINAL}{{0,14}}[NSPC](?P<V3>X)[^,;\n"()VZYbhdm]{{0,60}}[.\n]
       | \n{_NOMINAL}{{1,24}}(?P<V>X)z?{_NOMINAL}{{0,24}}[wkfUu]
       | [kfUw][^.;,\n"()VZYbhdmXv]{1, 40}[NP](?P<Z>S)(?=[DpTkIofRA.][^;\n"()VZYbhdm]{0, 40}[.;\n"])
       | [kfUawW][^.;,\n"()VZYbhdm]{{1,40}}?[NSPC](?P<V2>X)(?!y)(?=[^,;\n"()VZYbhdm]{{0,40}}[.;\n"])""",
    re.VERBOSE,
)
_BEFORE_FINITE = re.compile("[GXAVZYvRI](?=[VZXbhdm])")
_IN_NAME = re.compile("P|(?<=P)[GAvYNR]")
_FOREIGN = re.compile(r"\|")
_VERBLESS = re.compile(r'[.\n"](?!!?v)[^.\n"VZYbhdm]{1,250}(?=[."])')
_VERB_AT = re.compile(
    r"""(?P<V>X)(?:(?<=[NSPCQ)x,]X)|(?<=[NSPC][Rn]X))(?!y)
      | (?P<Z>S)(?:(?<=[NPCQ)]S)|(?<=DAS))(?=[DpTQkofA])
      | (?P<Y2>[vN])(?<=S[vN])(?=[IOuR])
      | (?P<Y>[vN])(?:(?<=[SPQC][vN])|(?<=SR[vN]))(?=[DpTQkof])
      | (?P<V2>N)(?<=[PN]N)(?=[DpTQku])""",
    re.VERBOSE,
)


def mend(tags: list[str], types: Sequence[WordType]) -> str:
    """The tag string with what its neighbours make impossible put right. Linear."""
    text = "".join(tags)
    if "|" in text:  # a foreign word stands as names do
        for match in _FOREIGN.finditer(text):
            if types[match.start()].lower.isalpha():
                tags[match.start()] = "P"
        text = "".join(tags)
    for proposals in (_as_elsewhere, _next_to_it, _in_its_clause):
        changed = False
        for i, tag in proposals(text, types):
            if tag in types[i].readings:
                tags[i] = tag
                changed = True
        if changed:
            text = "".join(tags)
    return text


def _as_elsewhere(text: str, types: Sequence[WordType]) -> Iterator[tuple[int, str]]:
    """A capitalised form before a finite verb that is a name elsewhere: "Tom Harding ... Harding said"."""
    places = [m.start() for m in _BEFORE_FINITE.finditer(text) if "P" in types[m.start()].readings]
    if places:
        names = {types[m.end() - 1] for m in _IN_NAME.finditer(text)}
        for i in places:
            if types[i] in names:
                yield i, "P"


def _next_to_it(text: str, _: Sequence[WordType]) -> Iterator[tuple[int, str]]:
    for match in _NEXT_TO_IT.finditer(text):
        yield match.end() - 1, (match.lastgroup or "")[:1]


def _in_its_clause(text: str, types: Sequence[WordType]) -> Iterator[tuple[int, str]]:
    for match in _CLAUSES.finditer(text):
        group = match.lastgroup or ""
        yield match.start(group), group[0]
    for verbless in _VERBLESS.finditer(text):
        for match in _VERB_AT.finditer(text, verbless.start() + 1, verbless.end() + 1):
            group = match.lastgroup or ""
            if group[0] in types[match.start()].readings:
                yield match.start(), group[0]
                break
