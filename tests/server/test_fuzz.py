"""A slice of the fuzzing that `python tests/fuzz` does at length."""

import os
import subprocess
import sys
from pathlib import Path

from newsassay.v1 import article_pb2, report_pb2
from newsassay.v1 import credibility_service_pb2 as service_pb2

ROOT = Path(__file__).parents[2]


def run(program: str) -> subprocess.CompletedProcess[str]:
    roots = os.pathsep.join(str(ROOT / part) for part in ("proto", "server", "client", "tests/fuzz"))
    return subprocess.run(
        [sys.executable, *program.split()],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": roots},
        capture_output=True,
        text=True,
        check=False,
    )


def test_made_up_inputs_are_answered_and_the_answers_hold() -> None:
    ended = run("tests/fuzz --inputs 400 --seed 20261120")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "'item 0'" in ended.stdout


def test_the_checks_find_what_is_wrong(tmp_path: Path) -> None:
    body = "Ærø says it may."
    wrong = service_pb2.StreamScoreArticlesResponse()
    wrong.report.offset_encoding = article_pb2.OFFSET_ENCODING_UTF32
    wrong.report.evidence.add(
        span=report_pb2.TextSpan(field=report_pb2.FIELD_BODY, start=12, end=15, text="may"), contribution=-0.5
    )
    (tmp_path / "sent").write_bytes(
        service_pb2.StreamScoreArticlesRequest(article=article_pb2.Article(body=body)).SerializeToString()
    )
    (tmp_path / "got").write_bytes(wrong.SerializeToString())
    (tmp_path / "program.py").write_text(
        "import pathlib, sys\n"
        "from checks import check\n"
        "from newsassay.v1 import credibility_service_pb2 as service_pb2\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "sent = service_pb2.StreamScoreArticlesRequest.FromString((folder / 'sent').read_bytes())\n"
        "got = service_pb2.StreamScoreArticlesResponse.FromString((folder / 'got').read_bytes())\n"
        "print(check(sent, got))\n"
        "got.report.evidence[0].span.start = 11\n"
        "print(check(sent, got))\n"
        "got.report.evidence[0].span.start = 12\n"
        "got.report.overall.value = 0.4\n"
        "print(check(sent, got))\n",
        encoding="utf-8",
    )
    ended = run(f"{tmp_path}/program.py {tmp_path}")
    assert ended.stdout.splitlines() == [
        "None",
        "span 11:15 of field 2 is not its text",
        "overall is not the weighted sum",
    ]
