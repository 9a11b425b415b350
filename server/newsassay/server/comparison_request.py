"""From a CompareArticlesRequest to the engine's input, listing everything that is wrong with it."""

from collections.abc import Sequence

from newsassay.engine import Article, Aspect, CompareOptions, OffsetEncoding
from newsassay.server import errors, wire
from newsassay.server.errors import StatusError, Violation, Violations, joined, parse
from newsassay.server.limits import COMPARED_ARTICLES, OPTIONS_BYTES, Limits
from newsassay.server.validation import TEXT_FIELDS, read_article, reporting_violations
from newsassay.v1 import comparison_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

_NAME = service_pb2.CompareArticlesRequest.DESCRIPTOR.full_name
# So many articles are still looked at one by one, though they are too many; of more none is.
_MOST_READ = 4 * COMPARED_ARTICLES
_ASPECTS = {int(aspect) for aspect in Aspect}


def read_request(data: bytes, limits: Limits) -> tuple[tuple[Article, ...], CompareOptions]:
    """Read articles and options. Raises StatusError that names every bad field, articles by their index."""
    _check_size(data, limits)
    request = parse(service_pb2.CompareArticlesRequest, data)
    options, found = _read_options(request.options)
    articles = []
    for index, message in enumerate(request.articles):
        article, bad = read_article(message, limits.text_bytes, options.offset_encoding)
        articles.append(article)
        found = joined(found, _of_article(bad, index)) if bad else found
    whole = Violations([*_count_violations(len(articles)), *_text_violations(articles, limits)])
    if whole or found:
        raise StatusError(errors.invalid_argument(joined(whole, found)))
    return tuple(articles), options


def _check_size(data: bytes, limits: Limits) -> None:
    """Refuse, before any of it is parsed, what is larger than any good request."""
    if len(data) > limits.comparison_message_bytes:
        description = f"a request of {len(data)} bytes, at most {limits.comparison_message_bytes} are read"
        raise StatusError(errors.invalid_argument([Violation("articles", description, "TEXT_TOO_LARGE")]))
    articles = options = 0
    for number, start, end in wire.fields(memoryview(data), _NAME):
        articles += number == wire.ARTICLES
        options += (end - start) * (number == wire.OPTIONS)
        if articles > _MOST_READ:
            raise StatusError(errors.invalid_argument(_count_violations(articles)))
    if options > OPTIONS_BYTES:
        raise StatusError(errors.options_too_large())


def _count_violations(count: int) -> list[Violation]:
    if 2 <= count <= COMPARED_ARTICLES:  # noqa: PLR2004 - a comparison needs two
        return []
    said = f"more than {_MOST_READ}" if count > _MOST_READ else str(count)
    description = f"{said} articles, 2 to {COMPARED_ARTICLES} are allowed"
    return [Violation("articles", description, "BAD_COUNT")]


def _text_violations(articles: Sequence[Article], limits: Limits) -> list[Violation]:
    together = sum(_utf8_bytes(getattr(article, name)) for article in articles for name in TEXT_FIELDS)
    if together <= limits.comparison_bytes:
        return []
    description = (
        f"{together} bytes of UTF-8 in all articles together, at most {limits.comparison_bytes} are allowed"
    )
    return [Violation("articles", description, "TEXT_TOO_LARGE")]


def _utf8_bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _of_article(violations: Violations, index: int) -> Violations:
    """The violations of one article, under its place in the request."""
    placed = Violations(
        violation._replace(field=f"articles[{index}]{violation.field.removeprefix('article')}")
        for violation in violations
    )
    placed.total = violations.total
    return placed


def _read_options(options: comparison_pb2.CompareOptions) -> tuple[CompareOptions, Violations]:
    found = Violations(
        Violation(f"options.aspects[{index}]", "unspecified or unknown aspect", "UNKNOWN_ENUM_VALUE")
        for index, number in enumerate(options.aspects)
        if number not in _ASPECTS
    )
    found.extend(reporting_violations(options))
    if found:
        return CompareOptions(), found
    return (
        CompareOptions(
            aspects=tuple(sorted({Aspect(number) for number in options.aspects})),
            offset_encoding=OffsetEncoding(options.offset_encoding or OffsetEncoding.UTF32),
            max_findings=options.max_findings,
            include_rejected=options.include_rejected,
            rubric_version=options.rubric_version,
        ),
        found,
    )
