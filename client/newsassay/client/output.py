"""Results as JSON and JSONL, in the canonical protobuf JSON mapping."""

from collections.abc import Iterable
from typing import TextIO

from google.protobuf.json_format import MessageToDict

from newsassay.client.scoring import Result
from newsassay.client.terminal import json_text


def write_jsonl(results: Iterable[Result], file: TextIO) -> None:
    """Write a line per result: a CredibilityReport, or {"articleId": ..., "error": {"code": ..., "message": ...}}."""
    file.writelines(json_text(as_dict(result)) + "\n" for result in results)


def write_json(results: Iterable[Result], file: TextIO) -> None:
    """Write one object for one result and an array for several; results are not collected."""
    texts = (json_text(as_dict(result), indent=2) for result in results)
    first, second = next(texts, None), next(texts, None)
    if first is None:
        file.write("[]\n")
    elif second is None:
        file.write(first + "\n")
    else:
        file.write(f"[\n{first},\n{second}")
        file.writelines(f",\n{text}" for text in texts)
        file.write("\n]\n")


def as_dict(result: Result) -> dict[str, object]:
    """Return a result as canonical JSON has it."""
    if result.report is not None:
        return MessageToDict(result.report)
    error = {"code": result.error.code, "message": result.error.message} if result.error else {}
    return {"articleId": result.item.article.article_id, "error": error}
