"""A server and files that try to write to the terminal, and answers that make no sense."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import pytest
from click.testing import CliRunner, Result
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from newsassay.client.cli import cli
from newsassay.client.terminal import UNSAFE, json_text, safe
from newsassay.v1 import credibility_service_pb2 as service_pb2
from newsassay.v1 import credibility_service_pb2_grpc as service_grpc
from newsassay.v1.report_pb2 import CredibilityReport

# Escape and C1 sequences, a bell, an override, an Arabic letter mark, annotation marks, tags.
HOSTILE = "x\x1b]0;title\x07\x9b31m\u202e\u061c\ufff9\ufffa\ufffb\U000e0041\r"

Run = Callable[..., Result]


def fill(message: Message, depth: int = 6) -> Message:
    """Put hostile text into every string field, and unknown numbers into enums."""
    for field in message.DESCRIPTOR.fields:
        if field.type == FieldDescriptor.TYPE_STRING:
            if field.is_repeated:
                getattr(message, field.name).append(HOSTILE)
            elif field.name != "next_page_token":
                setattr(message, field.name, HOSTILE)
        elif field.type == FieldDescriptor.TYPE_ENUM and not field.is_repeated:
            setattr(message, field.name, 97)
        elif field.type == FieldDescriptor.TYPE_MESSAGE and depth and field.containing_oneof is None:
            own = getattr(message, field.name)
            if field.message_type.GetOptions().map_entry:
                continue
            fill(own.add() if field.is_repeated else own, depth - 1)
    return message


class HostileServer(service_grpc.CredibilityServiceServicer):
    def __init__(self) -> None:
        self.report: CredibilityReport | None = None
        self.endless = False
        self.comparable = True
        self.error = ""

    def GetRubric(self, _request: Any, context: Any) -> Any:  # noqa: N802 - generated name
        if self.error:
            context.abort(grpc.StatusCode.PERMISSION_DENIED, self.error)
        return fill(service_pb2.GetRubricResponse())

    def ListSignals(self, _request: Any, _context: Any) -> Any:  # noqa: N802 - generated name
        reply = fill(service_pb2.ListSignalsResponse())
        if self.endless:
            reply.next_page_token = HOSTILE
        return reply

    def CompareArticles(self, _request: Any, _context: Any) -> Any:  # noqa: N802 - generated name
        reply = fill(service_pb2.CompareArticlesResponse())
        if self.comparable:
            reply.report.articles.add().CopyFrom(reply.report.articles[0])
            reply.report.articles[1].article_index = 1
            reply.report.pairs[0].right_index = 1
        return reply

    def StreamScoreArticles(self, requests: Any, _context: Any) -> Iterator[Any]:  # noqa: N802 - generated name
        for request in requests:
            reply = service_pb2.StreamScoreArticlesResponse(request_id=request.request_id)
            if self.report is not None:
                reply.report.CopyFrom(self.report)
            elif self.error:
                reply.status.code, reply.status.message = 3, self.error
            yield reply


@pytest.fixture
def hostile() -> HostileServer:
    return HostileServer()


@pytest.fixture
def run(hostile: HostileServer, tmp_path: Path) -> Iterator[Run]:
    server = grpc.server(ThreadPoolExecutor(2))
    service_grpc.add_CredibilityServiceServicer_to_server(hostile, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()

    def invoke(*arguments: object) -> Result:
        environment = {"NEWSASSAY_SERVER": f"127.0.0.1:{port}"}
        return CliRunner(env=environment).invoke(cli, [str(a) for a in arguments])

    yield invoke
    server.stop(None).wait()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a\x1b[31m.jsonl"
    lines = [json.dumps({"articleId": HOSTILE, "body": f"{HOSTILE} may.\nSo."}), f'{{"{HOSTILE[:2]}\\u001b[2J": 1}}', HOSTILE]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def hostile_report() -> CredibilityReport:
    report = CredibilityReport()
    fill(report)
    for score in (report.overall, *(entry.score for entry in report.dimensions)):
        score.value = 0.5
    return report


def is_clean(text: str) -> bool:
    return not UNSAFE.search(text.replace("\n", ""))


@pytest.mark.parametrize("output_format", ["pretty", "json", "jsonl"])
def test_reports_and_errors_reach_a_terminal_neutralised(
    run: Run, hostile: HostileServer, article: Path, output_format: str
) -> None:
    hostile.report = hostile_report()
    result = run("score", article, "--explain", "--format", output_format)
    assert result.exit_code == 3, result.output  # two lines are no articles
    assert is_clean(result.stdout), result.stdout
    assert is_clean(result.stderr), result.stderr
    assert len(result.stderr.splitlines()) == 2
    if output_format == "jsonl":
        first = json.loads(result.stdout.splitlines()[0])
        assert first["articleId"] == HOSTILE


@pytest.mark.parametrize(
    "command", [("signals",), ("signals", HOSTILE), ("rubric",), ("signals", "nothing\x1b[2J")]
)
@pytest.mark.parametrize("output_format", ["pretty", "json"])
def test_the_rule_book_reaches_a_terminal_neutralised(
    run: Run, command: tuple[str, ...], output_format: str
) -> None:
    result = run(*command, "--format", output_format)
    assert result.exit_code == (2 if "nothing" in command[-1] else 0), result.output
    assert is_clean(result.output)


def test_a_failed_call_is_one_clean_line(run: Run, hostile: HostileServer, article: Path) -> None:
    hostile.error = HOSTILE + "\nnewsassay: all is well"
    result = run("score", article)
    assert result.exit_code == 3
    assert is_clean(result.stderr)
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("output_format", ["pretty", "json", "markdown"])
def test_comparisons_reach_a_terminal_neutralised(run: Run, tmp_path: Path, output_format: str) -> None:
    path = tmp_path / "b\x1b[31m.jsonl"
    path.write_text(
        "".join(json.dumps({"title": HOSTILE, "body": f"{HOSTILE} may."}) + "\n" for _ in "ab"),
        encoding="utf-8",
    )
    result = run("compare", path, "--explain", "--format", output_format, "--fail-on", "conflict")
    assert result.exit_code == 1, result.output
    assert is_clean(result.output)


def test_a_broken_comparison_is_one_clear_line(run: Run, hostile: HostileServer, tmp_path: Path) -> None:
    hostile.comparable = False
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "It may."}\n' * 2, encoding="utf-8")
    result = run("compare", path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "the server's answer is broken" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_pages_without_end_are_an_error(run: Run, hostile: HostileServer) -> None:
    hostile.endless = True
    result = run("signals")
    assert result.exit_code == 3
    assert "more than 100 pages" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("kind", ["nan", "infinite", "no scores", "nothing"])
@pytest.mark.parametrize("output_format", ["pretty", "json"])
def test_a_broken_report_is_one_clear_line(
    run: Run, hostile: HostileServer, tmp_path: Path, kind: str, output_format: str
) -> None:
    report = hostile_report()
    if kind == "nan":
        report.overall.value = float("nan")
    elif kind == "infinite":
        report.dimensions[0].score.low = float("-inf")
    else:
        report.ClearField("overall")
    hostile.report = None if kind == "nothing" else report
    path = tmp_path / "a.txt"
    path.write_text("It may.", encoding="utf-8")
    result = run("score", path, "--format", output_format, "--fail-under", "0.9")
    assert result.exit_code == 3, result.output
    assert "the server's answer is broken" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_nothing_that_a_terminal_obeys_gets_through() -> None:
    assert safe("a\x1b[31mb\u202ec\rd\te") == "a·[31mb·c·d e"
    assert is_clean(safe("".join(map(chr, range(0x110000)))))


def test_json_means_what_it_meant() -> None:
    text = "".join(map(chr, range(0x300))) + HOSTILE + "👩‍👧"
    assert json.loads(json_text({"text": text})) == {"text": text}
    assert is_clean(json_text(text))
    assert "👩‍👧" in json_text(text)
