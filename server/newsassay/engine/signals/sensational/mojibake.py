"""Mis-encoded emoji: the UTF-8 bytes of an emoji, shown in a single-byte code page.

U+1F504 is F0 9F 94 84 in UTF-8; read as windows-1258 it shows as U+0111 U+0178 U+201D U+201E. Encoding the
shown characters in the right code page and decoding the bytes as UTF-8 gives the emoji back, and nothing
but an emoji would survive that by chance.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import emoji

from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Location
from newsassay.engine.kept_tables import kept
from newsassay.engine.report import Voice
from newsassay.engine.signals.sensational.emoji_runs import emoji_name, non_ascii

MOJIBAKE_EMOJI = "sensational.mojibake_emoji"


# Every single-byte code page that Python ships, the likeliest first (WHATWG's web encodings, then Apple's,
# then the consoles').
CODE_PAGES = tuple(
    "cp1252 latin-1 cp1258 cp1254 cp1251 cp1250 cp1253 cp1255 cp1256 cp1257 mac_roman mac_cyrillic mac_greek"
    " mac_turkish mac_latin2 mac_iceland mac_croatian mac_romanian mac_arabic mac_farsi"
    " iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-11"
    " iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u koi8-t kz1048 ptcp154 tis-620 cp874"
    " cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866"
    " cp869 cp1006 cp1125 hp_roman8 palmos".split()
)

# First two bytes of an emoji in UTF-8: of all astral ones, and of the blocks U+2300 and U+2600 to U+2B7F.
_LEADS = (b"\xf0\x9f", *(bytes([0xE2, b]) for b in (0x8C, 0x8F, *range(0x98, 0x9F), 0xAC, 0xAD)))
_LONGEST = 28  # bytes of the longest joined sequence that is looked for
_ASTRAL_BYTES = 4
_C1 = range(0x80, 0xA0)


def _alphabets() -> tuple[tuple[str, str], ...]:
    """(code page, its 256 characters) pairs; U+FFFD stands where a page has none.

    Pages as browsers show them come last: there bytes 80 to 9F stand for themselves where the page has no
    character (WHATWG Encoding, "index-windows-1252").
    """
    strict = [(page, bytes(range(256)).decode(page, "replace")) for page in CODE_PAGES]
    shown = [
        (page, "".join(chr(b) if c == _NONE and b in _C1 else c for b, c in enumerate(alphabet)))
        for page, alphabet in strict
    ]
    return (*strict, *(pair for pair in shown if pair not in strict))


def _by_lead(alphabets: tuple[tuple[str, str], ...]) -> dict[str, tuple[int, ...]]:
    """Numbers of the alphabets in which a pair of characters is the start of an emoji."""
    numbers: dict[str, list[int]] = {}
    for number, (_, alphabet) in enumerate(alphabets):
        for lead in _LEADS:
            pair = alphabet[lead[0]] + alphabet[lead[1]]
            if _NONE not in pair:
                numbers.setdefault(pair, []).append(number)
    return {pair: tuple(found) for pair, found in numbers.items()}


_NONE = "\ufffd"


class _Tables(NamedTuple):
    """By number of an alphabet: its code page and characters, and their bytes; alphabets by starts of emoji."""

    alphabets: tuple[tuple[str, str], ...]
    bytes_of: tuple[dict[str, int], ...]
    by_lead: dict[str, tuple[int, ...]]


def _tables() -> _Tables:
    alphabets = _alphabets()
    bytes_of = tuple(
        {c: b for b, c in enumerate(alphabet) if b >= _C1.start and c != _NONE} for _, alphabet in alphabets
    )
    return _Tables(alphabets, bytes_of, _by_lead(alphabets))


_ALPHABETS, _BYTES, _BY_LEAD = kept("mojibake", _tables)
_FIRST = f"[{re.escape(''.join(sorted({pair[0] for pair in _BY_LEAD})))}]"
_MAY_LEAD = re.compile(_FIRST)
_LEAD = re.compile(f"{_FIRST}(?=[{re.escape(''.join(sorted({pair[1] for pair in _BY_LEAD})))}])")


class Mojibake(NamedTuple):
    """A mis-encoded emoji at the code points [start, end), the emoji, and the code page it was read in."""

    start: int
    end: int
    emoji: str
    code_page: str


def find_mojibake(text: FieldText) -> tuple[Mojibake, ...]:
    """All mis-encoded emoji of a text, in order. A layer. Linear: windows of 28 characters at each lead."""
    if not _MAY_LEAD.search(text.layer(non_ascii)):
        return ()
    found: list[Mojibake] = []
    reach = 0
    for lead in _LEAD.finditer(text.text):
        start = lead.start()
        if start >= reach:
            repaired, page = _longest_repair(text.text[start : start + _LONGEST])
            end = start + len(repaired.encode())
            if repaired and not _is_word_part(text.text, start, end):
                reach = end
                found.append(Mojibake(start, end, repaired, page))
    return tuple(found)


def detect(document: Document) -> Iterator[Judgement]:
    """One finding for each mis-encoded emoji; the writer's voice, for no speaker says bytes."""
    for text in document.fields:
        for start, end, repaired, page in text.layer(find_mojibake):
            yield Finding(
                MOJIBAKE_EMOJI,
                Location(text.field, start, end),
                f"This is a mis-encoded {repaired} ({emoji_name(repaired)}): UTF-8 bytes were read as {page}.",
                voice=Voice.AUTHOR,
                values=(repaired,),
            )


def _longest_repair(shown: str) -> tuple[str, str]:
    """The longest emoji whose bytes some code page shows at the start, with the first such page; or ""s."""
    best = ("", "")
    for number in _BY_LEAD.get(shown[:2], ()):
        repaired = _repair(shown, _BYTES[number])
        if len(repaired) > len(best[0]):
            best = (repaired, _ALPHABETS[number][0])
    return best


def _repair(shown: str, byte_of: dict[str, int]) -> str:
    """The emoji whose UTF-8 bytes are shown at the start, or ""."""
    code: list[int] = []
    for character in shown:
        byte = byte_of.get(character)
        if byte is None:
            break
        code.append(byte)
    found = emoji.emoji_list(bytes(code).decode("utf-8", "ignore"))
    repaired = str(found[0]["emoji"]) if found and found[0]["match_start"] == 0 else ""
    return repaired if bytes(code).startswith(repaired.encode()) else ""


def _is_word_part(text: str, start: int, end: int) -> bool:
    """Whether a three-byte repair is all letters beside a letter: then a word of some language holds it."""
    if end - start >= _ASTRAL_BYTES or not text[start:end].isalpha():
        return False
    return text[max(0, start - 1) : start].isalpha() or text[end : end + 1].isalpha()
