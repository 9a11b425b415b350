"""Results as JSON and JSONL, in the canonical protobuf JSON mapping, with zeros and empty lists written out."""

from collections.abc import Iterable, Iterator

from google.protobuf.json_format import MessageToDict

from newsassay.client.reports.context import Context
from newsassay.client.scoring import Result
from newsassay.client.terminal import json_text


def render_jsonl(results: Iterable[Result], _: Context) -> Iterator[str]:
    """Yield a line per result: a CredibilityReport, or {"articleId": ..., "error": {"code": ..., "message": ...}}."""
    for result in results:
        yield json_text(as_dict(result)) + "\n"


def render_json(results: Iterable[Result], _: Context) -> Iterator[str]:
    """Yield one object for one result and an array for several; results are not collected."""
    texts = (json_text(as_dict(result), indent=2) for result in results)
    first, second = next(texts, None), next(texts, None)
    if first is None:
        yield "[]\n"
    elif second is None:
        yield first + "\n"
    else:
        yield f"[\n{first},\n{second}"
        for text in texts:
            yield f",\n{text}"
        yield "\n]\n"


def as_dict(result: Result) -> dict[str, object]:
    """Return a result as canonical JSON has it: every field but messages that are not there."""
    if result.report is not None:
        return MessageToDict(result.report, always_print_fields_with_no_presence=True)
    error = {"code": result.error.code, "message": result.error.message} if result.error else {}
    return {"articleId": result.item.article.article_id, "error": error}
