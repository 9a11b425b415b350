"""From requests to the engine's input, listing everything that is wrong with them.

Readers return what they read together with all violations, so that a caller learns of every bad
field at once. Descriptions never repeat text from the request.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from newsassay.engine import Article, CustomCue, Dimension, OffsetEncoding, ScoreOptions, rubric, signal_cards
from newsassay.engine.custom_cues import check_pattern
from newsassay.engine.rules.notation import NotationError
from newsassay.server import errors
from newsassay.server.errors import StatusError, Violation, Violations
from newsassay.server.limits import CUE_WORDS, CUSTOM_CUES, ID_CHARACTERS, OPTIONS_BYTES
from newsassay.server.ranges import read_disabled, read_quoted
from newsassay.v1 import article_pb2, comparison_pb2

TEXT_FIELDS = ("title", "body", "url", "publisher", "byline", "published_at", "language_code")
_RFC3339 = re.compile(
    r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d))?", re.ASCII
)
_BCP47 = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}", re.ASCII)
_UTF8_BYTES_PER_CHARACTER = 4
_DIMENSIONS = {int(dimension) for dimension in Dimension}
_ENCODINGS = {int(encoding) for encoding in OffsetEncoding}


def read_article(
    article: article_pb2.Article, text_bytes: int, encoding: OffsetEncoding = OffsetEncoding.UTF32
) -> tuple[Article, Violations]:
    """Read one article whose text fields together may hold `text_bytes` bytes of UTF-8.

    Its ranges are in `encoding`, the options' unit of offsets.
    """
    read = Article(
        title=article.title,
        body=article.body,
        byline=article.byline,
        article_id=article.article_id,
        url=article.url,
        publisher=article.publisher,
        published_at=article.published_at,
        language_code=article.language_code,
    )
    found = Violations()
    if not read.title.strip() and not read.body.strip():
        found.append(Violation("article.body", "title and body are both blank", "EMPTY_TEXT"))
    if len(read.article_id) > ID_CHARACTERS:
        found.append(Violation("article.article_id", f"longer than {ID_CHARACTERS} characters", "TOO_LONG"))
    texts = [(name, getattr(read, name)) for name in TEXT_FIELDS]
    together = "".join([text for _, text in texts])  # next to no article is too long or holds a NUL
    if len(together) * _UTF8_BYTES_PER_CHARACTER > text_bytes:
        found.extend(_size_violations(texts, text_bytes))
    if "\0" in together or "\0" in read.article_id:
        found.extend(
            Violation(f"article.{name}", f"NUL character at position {text.index(chr(0))}", "NUL_CHARACTER")
            for name, text in [*texts, ("article_id", read.article_id)]
            if "\0" in text
        )
    if read.published_at and not _is_rfc3339(read.published_at):
        found.append(Violation("article.published_at", "not an RFC 3339 date or date-time", "BAD_DATE"))
    if read.language_code and not _BCP47.fullmatch(read.language_code):
        found.append(Violation("article.language_code", "not a BCP 47 language tag", "BAD_LANGUAGE_TAG"))
    if article.quoted_ranges or article.disabled_ranges:
        quoted, bad = read_quoted(article, encoding)
        disabled, worse = read_disabled(article, encoding)
        read = replace(read, quoted_ranges=quoted, disabled_ranges=disabled)
        found.extend(bad)
        found.extend(worse)
    return read, found


def read_options(options: article_pb2.ScoreOptions) -> tuple[ScoreOptions, Violations]:
    """Read scoring options; ids and versions that do not exist are violations.

    Raises StatusError for options of more than OPTIONS_BYTES: what is in them is not even looked at.
    """
    if options.ByteSize() > OPTIONS_BYTES:
        raise StatusError(errors.options_too_large())
    found = Violations(_dimension_violations(options))
    found.extend(_signal_violations(options))
    found.extend(_cue_violations(options))
    found.extend(reporting_violations(options))
    if found:
        return ScoreOptions(), found
    return _options(options), found


def reporting_violations(
    options: article_pb2.ScoreOptions | comparison_pb2.CompareOptions,
) -> Iterator[Violation]:
    """Yield what is wrong with the options that every kind of report has: unit of offsets, and rubric."""
    if options.offset_encoding and options.offset_encoding not in _ENCODINGS:
        yield Violation("options.offset_encoding", "unknown offset encoding", "UNKNOWN_ENUM_VALUE")
    if options.rubric_version and not _rubric_exists(options.rubric_version):
        yield Violation("options.rubric_version", "unknown rubric version", "UNKNOWN_RUBRIC")


def _options(options: article_pb2.ScoreOptions) -> ScoreOptions:
    return ScoreOptions(
        dimensions=tuple(sorted({Dimension(number) for number in options.dimensions})),
        offset_encoding=OffsetEncoding(options.offset_encoding or OffsetEncoding.UTF32),
        include_rejected=options.include_rejected,
        disabled_signals=frozenset(options.disabled_signals),
        custom_cues=tuple(CustomCue(cue.signal_id, cue.phrase, cue.pattern) for cue in options.custom_cues),
        rubric_version=options.rubric_version,
        max_evidence=options.max_evidence,
        max_attributions=options.max_attributions,
    )


def _size_violations(texts: list[tuple[str, str]], text_bytes: int) -> list[Violation]:
    sizes = {name: len(text.encode("utf-8", "surrogatepass")) for name, text in texts}
    total = sum(sizes.values())
    if total <= text_bytes:
        return []
    largest = max(sizes, key=lambda name: sizes[name])
    description = f"{total} bytes of UTF-8 in all text fields together, at most {text_bytes} are allowed"
    return [Violation(f"article.{largest}", description, "TEXT_TOO_LARGE")]


def _is_rfc3339(text: str) -> bool:
    if not _RFC3339.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:19].upper())
    except ValueError:
        return False
    return True


def _dimension_violations(options: article_pb2.ScoreOptions) -> Iterator[Violation]:
    return (
        Violation(f"options.dimensions[{index}]", "unspecified or unknown dimension", "UNKNOWN_ENUM_VALUE")
        for index, number in enumerate(options.dimensions)
        if number not in _DIMENSIONS
    )


def _signal_violations(options: article_pb2.ScoreOptions) -> Iterator[Violation]:
    known = _signal_ids()
    return (
        Violation(f"options.disabled_signals[{index}]", "unknown signal id", "UNKNOWN_SIGNAL")
        for index, signal_id in enumerate(options.disabled_signals)
        if signal_id not in known
    )


def _cue_violations(options: article_pb2.ScoreOptions) -> Iterator[Violation]:
    if len(options.custom_cues) > CUSTOM_CUES:
        description = f"{len(options.custom_cues)} cues, at most {CUSTOM_CUES} are allowed"
        yield Violation("options.custom_cues", description, "TOO_MANY")
        return
    known = _signal_ids()
    for index, cue in enumerate(options.custom_cues):
        path = f"options.custom_cues[{index}]"
        if cue.signal_id not in known:
            yield Violation(f"{path}.signal_id", "unknown signal id", "UNKNOWN_SIGNAL")
        if cue.pattern:
            yield from _pattern_violations(cue, path)
        else:
            yield from _phrase_violations(cue.phrase, f"{path}.phrase")


def _phrase_violations(phrase: str, path: str) -> list[Violation]:
    if not 1 <= len(phrase.split()) <= CUE_WORDS:
        return [Violation(path, f"must have 1 to {CUE_WORDS} words", "BAD_PHRASE")]
    if len(phrase) > ID_CHARACTERS:
        return [Violation(path, f"longer than {ID_CHARACTERS} characters", "TOO_LONG")]
    if "\0" in phrase:
        return [Violation(path, "contains a NUL character", "NUL_CHARACTER")]
    return []


def _pattern_violations(cue: article_pb2.CustomCue, path: str) -> list[Violation]:
    if cue.phrase:
        return [Violation(f"{path}.phrase", "a cue has a phrase or a pattern, not both", "BAD_PHRASE")]
    try:
        check_pattern(cue.pattern)
    except NotationError as error:
        return [Violation(f"{path}.pattern", str(error), "BAD_PATTERN")]
    return []


def _signal_ids() -> frozenset[str]:
    return frozenset(card.signal_id for card in signal_cards())


def _rubric_exists(version: str) -> bool:
    try:
        rubric(version)
    except KeyError:
        return False
    return True
