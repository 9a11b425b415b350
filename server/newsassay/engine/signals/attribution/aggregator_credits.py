"""Credits by which a page says that it retells what others published."""

from collections.abc import Iterator
from itertools import groupby

from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import words_of
from newsassay.engine.text.tokens import Tokens

AGGREGATOR_CREDIT = "attribution.aggregator_credit"


_LONGEST_LINE = 24  # tokens; a credit is a line of its own, not a clause of a report


def detect(document: Document) -> Iterator[Judgement]:
    """Judge every aggregator formula: one finding per short line that opens with one."""
    text = document.body
    hits = [hit for hit in text.hits("furniture") if hit.entry.label == "aggregator_tag"]
    for (first, last), found in groupby(hits, key=lambda hit: text.paragraph_at(hit.first)):
        formulas = list(found)
        opening, after = formulas[0].first, max(hit.last for hit in formulas)
        opens = opening == first or (opening == first + 1 and not text.tokens.words[first].isalnum())
        if not opens or last - first > _LONGEST_LINE:
            location = text.location(opening, after)
            yield Rejection(AGGREGATOR_CREDIT, location, "in a sentence, not a credit line of its own")
            continue
        handle, end = _credited(text.tokens, after, last)
        yield Finding(
            AGGREGATOR_CREDIT,
            text.location(opening, max(after, end)),
            f"The page credits {f'“{handle}”' if handle else 'others'} for its substance.",
            values=(handle,) if handle else (),
        )
    yield from _source_lines(text)


_SOURCE_LINES = 4  # at the end of the body
_FROM = "from"
_LONGEST_SOURCE = 10  # tokens
_ACCOUNTS = words_of("credit_words", "pictures_and_data")
_BEFORE_CREDITED = words_of("credit_words", "before_credited")


def _source_lines(text: FieldText) -> Iterator[Judgement]:
    """Credits such as "Source: somesite.com", "(via Some Site)" in the last lines."""
    tokens = text.tokens
    count = len(text.paragraphs)
    for first, last in map(
        text.paragraph, range(count - _SOURCE_LINES, count) if count > _SOURCE_LINES else ()
    ):
        if not 1 < last - first <= _LONGEST_SOURCE:
            continue
        opening = first + (tokens.words[first] == "(")
        after = _behind_source_word(tokens, opening)
        if opening < after < last and tokens.words[after][0].isalnum():
            location = text.location(first, last)
            if not _ACCOUNTS.isdisjoint(tokens.lower[after:last]):
                yield Rejection(AGGREGATOR_CREDIT, location, "credits a picture or a publisher of data")
            elif text.text[location.end - 1] != ".":
                named = tokens.phrase(after, last).rstrip(") ")
                yield Finding(
                    AGGREGATOR_CREDIT,
                    location,
                    f"The page names “{named[:40]}” as the source of the whole.",
                    values=(named[:40],),
                )


def _behind_source_word(tokens: Tokens, i: int) -> int:
    """Token behind "source:" or "via"; 0 if the line opens otherwise."""
    word = tokens.lower_at(i)
    if word in ("source", "sources") and tokens.word_at(i + 1) == ":":
        return i + 2
    if word == "via":
        return i + 1 + (tokens.word_at(i + 1) == ":")
    return 0


def _credited(tokens: Tokens, first: int, last: int) -> tuple[str, int]:
    """Who is credited behind a formula, and where the credit ends; a handle may be glued to "from"."""
    k = first
    if tokens.lower_at(k - 1) != "from":
        word = tokens.word_at(k)
        if word.startswith(_FROM) and not word[len(_FROM) :][:1].islower() and word != _FROM:
            return word[len(_FROM) :], k + 1
        if tokens.lower_at(k) in _BEFORE_CREDITED:
            k += 1
    if tokens.word_at(k) == "@":
        k += 1
    end = k
    while (
        end < last
        and end < k + 4
        and tokens.words[end][0].isalnum()
        and (end == k or tokens.words[end][0].isupper())
    ):
        end += 1
    return (tokens.phrase(k, end), end) if end > k else ("", first)
