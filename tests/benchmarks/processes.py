"""Whole programs: how soon they serve, how long one article takes them, what memory they keep."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import grpc
from generated_articles import generated_article
from row import Row
from running import program, resident_mib, server_arguments, serving, serving_after

from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as messages

_BATCH = 64
_CHARACTERS = 1_000


def start_up(rounds: int) -> Iterator[Row]:
    """Start of the server until SERVING, and the command line on one short file."""
    with tempfile.TemporaryDirectory() as folder:
        for workers in (1, 2):
            times: list[float] = []
            for number in range(rounds):
                address = f"unix:{folder}/{workers}-{number}"
                start = time.perf_counter()
                with program(server_arguments(address, workers)):
                    serving_after(address)
                    times.append(time.perf_counter() - start)
            yield Row(
                "start", f"server to SERVING, {workers} workers, s", f"{median(times):.2f}", "", "1.0 s"
            )
        file = Path(folder) / "article.txt"
        file.write_text(generated_article(1, 1_000).body, encoding="utf-8")
        command = [sys.executable, "-m", "newsassay.client.cli", "score", str(file), "--format", "json"]
        times = []
        for _ in range(rounds):
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - start)
        yield Row("start", "command line, one short file, s", f"{median(times):.2f}", "", "1.0 s")


def memory(articles: int) -> Iterator[Row]:
    """Resident memory of server and worker after 1,000 and after `articles` distinct articles."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"unix:{folder}/memory"
        with (
            serving(server_arguments(address, 1), address) as process,
            grpc.insecure_channel(address) as channel,
        ):
            call = channel.unary_unary("/newsassay.v1.CredibilityService/BatchScoreArticles")
            scored = 0
            for goal in (1_000, articles):
                for first in range(scored, goal, _BATCH):
                    call(_batch(range(first, min(first + _BATCH, goal))))
                scored = goal
                sizes = [mib for _, mib in resident_mib(process.pid)]
                if not sizes:
                    yield Row("memory", "resident memory", "skipped", "no /proc")
                    return
                shown = " / ".join(f"{mib:.0f}" for mib in sizes)
                yield Row("memory", f"each process after {goal:,} articles, MiB", shown, "", "150 MiB, flat")


def _batch(seeds: range) -> bytes:
    articles = [generated_article(seed, _CHARACTERS) for seed in seeds]
    return messages.BatchScoreArticlesRequest(
        articles=[article_pb2.Article(title=g.title, body=g.body, byline=g.byline) for g in articles]
    ).SerializeToString()
