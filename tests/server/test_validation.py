"""What is refused, and how clearly; what is odd but legal, and scored."""

from collections.abc import Callable
from typing import Any

import grpc
import pytest

from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

Failing = Callable[[Callable[[], object]], Any]

CANARY = "Zanzibarquux"


def score(server: Any, options: article_pb2.ScoreOptions | None = None, **fields: str) -> Any:
    request = service_pb2.ScoreArticleRequest(article=article_pb2.Article(**fields), options=options)
    return server.stub().ScoreArticle(request)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"article.body": "EMPTY_TEXT"}),
        ({"title": " ", "body": "\n\u00a0\t"}, {"article.body": "EMPTY_TEXT"}),
        ({"body": "a\0b"}, {"article.body": "NUL_CHARACTER"}),
        ({"title": "\0", "url": "\0"}, {"article.title": "NUL_CHARACTER", "article.url": "NUL_CHARACTER"}),
        ({"body": "é" * (1 << 19) + "x"}, {"article.body": "TEXT_TOO_LARGE"}),
        ({"body": "x", "title": "y" * (1 << 20)}, {"article.title": "TEXT_TOO_LARGE"}),
        ({"body": "x", "article_id": "i" * 257}, {"article.article_id": "TOO_LONG"}),
        ({"body": "x", "published_at": "last week"}, {"article.published_at": "BAD_DATE"}),
        ({"body": "x", "published_at": "2026-02-30"}, {"article.published_at": "BAD_DATE"}),
        ({"body": "x", "language_code": "en_GB!"}, {"article.language_code": "BAD_LANGUAGE_TAG"}),
    ],
)
def test_a_bad_article_is_refused(
    server: Any, failure: Failing, fields: dict[str, str], expected: dict[str, str]
) -> None:
    failed = failure(lambda: score(server, **fields))
    assert failed.code is grpc.StatusCode.INVALID_ARGUMENT
    assert failed.reason == "INVALID_REQUEST"
    assert failed.violations == expected


def test_all_violations_are_listed_at_once(server: Any, failure: Failing) -> None:
    options = article_pb2.ScoreOptions(
        dimensions=[article_pb2.DIMENSION_HEDGING, 0, 9],
        offset_encoding=7,
        disabled_signals=["sensational.exclamation_run", CANARY],
        custom_cues=[
            article_pb2.CustomCue(signal_id=CANARY, phrase="fine"),
            article_pb2.CustomCue(signal_id="sensational.exclamation_run", phrase=" "),
            article_pb2.CustomCue(
                signal_id="sensational.exclamation_run", phrase="one two three four five six seven eight 9"
            ),
            article_pb2.CustomCue(signal_id="sensational.exclamation_run", pattern="the ("),
            article_pb2.CustomCue(signal_id="sensational.exclamation_run", pattern="the", phrase="the"),
            article_pb2.CustomCue(signal_id="sensational.exclamation_run", pattern="x" * 501),
            article_pb2.CustomCue(signal_id="sensational.exclamation_run", pattern="ANY NOUN"),
        ],
        rubric_version=CANARY,
    )
    failed = failure(lambda: score(server, options, article_id="i" * 300, body=f"{CANARY}\0"))
    assert failed.violations == {
        "article.article_id": "TOO_LONG",
        "article.body": "NUL_CHARACTER",
        "options.dimensions[1]": "UNKNOWN_ENUM_VALUE",
        "options.dimensions[2]": "UNKNOWN_ENUM_VALUE",
        "options.disabled_signals[1]": "UNKNOWN_SIGNAL",
        "options.custom_cues[0].signal_id": "UNKNOWN_SIGNAL",
        "options.custom_cues[1].phrase": "BAD_PHRASE",
        "options.custom_cues[2].phrase": "BAD_PHRASE",
        "options.custom_cues[3].pattern": "BAD_PATTERN",
        "options.custom_cues[4].phrase": "BAD_PHRASE",
        "options.custom_cues[5].pattern": "BAD_PATTERN",
        "options.custom_cues[6].pattern": "BAD_PATTERN",
        "options.offset_encoding": "UNKNOWN_ENUM_VALUE",
        "options.rubric_version": "UNKNOWN_RUBRIC",
    }
    assert CANARY not in str(failed.status)


def test_many_violations_still_fit_into_the_trailers(server: Any, failure: Failing) -> None:
    cues = [article_pb2.CustomCue(signal_id="no.such", phrase="x") for _ in range(256)]
    failed = failure(lambda: score(server, article_pb2.ScoreOptions(custom_cues=cues), body="x"))
    assert failed.code is grpc.StatusCode.INVALID_ARGUMENT
    assert len(failed.violations) == 32
    assert "253 more" in failed.message


def test_too_many_cues_are_refused(server: Any, failure: Failing) -> None:
    cues = [article_pb2.CustomCue(signal_id="sensational.exclamation_run", phrase="x") for _ in range(257)]
    failed = failure(lambda: score(server, article_pb2.ScoreOptions(custom_cues=cues), body="x"))
    assert failed.violations == {"options.custom_cues": "TOO_MANY"}


# A protobuf string field that holds the bytes of a lone surrogate, and bytes that are no message at all.
@pytest.mark.parametrize("data", [b"\x0a\x05\x1a\x03\xed\xa0\x80", b"\xff\xff\xff"])
def test_what_is_not_utf8_or_no_message_is_refused(server: Any, failure: Failing, data: bytes) -> None:
    with server.channel() as channel:
        raw = channel.unary_unary("/newsassay.v1.CredibilityService/ScoreArticle")
        failed = failure(lambda: raw(data))
    assert failed.code is grpc.StatusCode.INVALID_ARGUMENT
    assert failed.violations == {"request": "UNDECODABLE"}


def test_a_message_beyond_the_limit_is_refused_unread(server: Any, failure: Failing) -> None:
    failed = failure(lambda: score(server, body="x" * (18 << 20)))
    assert failed.code is grpc.StatusCode.RESOURCE_EXHAUSTED


@pytest.mark.parametrize(
    "body",
    [
        "x",
        "x" + "\n" * 5000,
        "x" * 100_000,
        "שלום עולם. هذا خبر.",
        "zero\u200bwidth\u200d\u2060 \ufeffmarks",
        "👩‍👩‍👧‍👦🏳️‍🌈" * 500,
        "e" + "\u0301" * 20_000,
        "đŸ”„ mojibake â€œquotesâ€\u009d",
        "\u0001\u0002\u001b[31m",
        "“" * 3000,
        "x" * (1 << 20),
    ],
    ids=lambda body: ascii(body[:12]),
)
def test_odd_but_legal_text_is_scored(server: Any, body: str) -> None:
    report = score(server, body=body).report
    assert report.stats.characters == len(body)


def test_another_language_is_scored_with_a_warning(server: Any) -> None:
    body = "Der Rat vertagte die Abstimmung über die Brücke, sagte die Bürgermeisterin am Dienstag. " * 5
    report = score(server, body=body, language_code="de").report
    assert not report.language.supported
    assert "LANGUAGE_NOT_SUPPORTED" in {warning.code for warning in report.warnings}
