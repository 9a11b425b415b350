"""Mending of tags by what a table of neighbours cannot know: a sentence wants a verb, be + past is a participle."""

import re
from collections.abc import Sequence

from newsassay.engine.grammar.word_types import WordType

# Each pattern starts with the character it is about: the search skips to it in C.
_NEXT_TO_IT = re.compile(
    r"""(?P<Y>v)(?<![mdbh][siE]v)(?:(?<=[siWa]v)|(?<=[siWaS]Rv)|(?<=[siWa]Qv)|(?<=[NP]&Sv))
      | (?P<X>[VvY])(?:(?<=[bjqghH].)|(?<=[bjqghH][Rn].)|(?<=[bjqghH][Rn][Rn].))
      | (?P<V>X)(?:(?<![bhd][si]X)(?:(?<=[siWa]X)|(?<=[siWa]RX))|(?:(?<=[NSPQx)]X)|(?<=[NSP]RX))(?=z?[DpoxsQ]))""",
    re.VERBOSE,
)
_VERBLESS = re.compile(r'[.\n"][^.\n"VZYbhdm]{1,250}(?=[."])')
_VERB_AT = re.compile(
    r"""(?P<V>X)(?:(?<=[NSPCQ)x,]X)|(?<=[NSPC]RX))
      | (?P<Z>S)(?<=[NPCQ)]S)(?=[DpTQIukPRofw])
      | (?P<Y>[vN])(?:(?<=[SPQC][vN])|(?<=SR[vN]))(?=[DpTQIukofwPC])
      | (?P<V2>N)(?<=[PN]N)(?=[DpTQku])""",
    re.VERBOSE,
)


def mend(tags: list[str], types: Sequence[WordType]) -> str:
    """The tag string with what its neighbours make impossible put right. Linear."""
    text = "".join(tags)
    todo = [(m.start(), m.lastgroup[0]) for m in _NEXT_TO_IT.finditer(text) if m.lastgroup]
    for verbless in _VERBLESS.finditer(text):
        for m in _VERB_AT.finditer(text, verbless.start() + 1, verbless.end() + 1):
            if m.lastgroup and m.lastgroup[0] in types[m.start()].readings:
                todo.append((m.start(), m.lastgroup[0]))
                break
    if not todo:
        return text
    for i, tag in todo:
        if tag in types[i].readings:
            tags[i] = tag
    return "".join(tags)
