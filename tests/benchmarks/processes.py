"""Whole programs: how soon they serve, how long one article takes them, what memory they keep."""

import os
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
from running import processor_seconds, program, resident_mib, server_arguments, serving, serving_after

from newsassay.v1 import article_pb2
from newsassay.v1 import credibility_service_pb2 as messages

_BATCH = 64
_CHARACTERS = 1_000


def start_up(rounds: int) -> Iterator[Row]:
    """Start of the server until SERVING, the command line on one short file, and the import of the client."""
    with tempfile.TemporaryDirectory() as folder:
        for workers in (1, 2):
            times: list[float] = []
            needed: list[float] = []
            for number in range(rounds):
                address = f"unix:{folder}/{workers}-{number}"
                start = time.perf_counter()
                with program(server_arguments(address, workers)) as process:
                    serving_after(address)
                    times.append(time.perf_counter() - start)
                    needed.append(processor_seconds(process.pid))
            found = f"{median(times):.2f} ({median(needed):.2f} of processor time)"
            yield Row("start", f"server to SERVING, {workers} workers, s", found, "", "1.0 s")
        file = Path(folder) / "article.txt"
        file.write_text(generated_article(1, 1_000).body, encoding="utf-8")
        cli = ["-m", "newsassay.client.cli", "score", str(file), "--format", "json"]
        for name, arguments, goal in (
            ("command line, one short file, s", cli, "1.0 s"),
            ("import of the client, s", ["-c", "import newsassay.client"], "0.35 s"),
        ):
            times, needed = [], []
            for _ in range(rounds):
                start, used = time.perf_counter(), _of_children()
                subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
                times.append(time.perf_counter() - start)
                needed.append(_of_children() - used)
            found = f"{median(times):.2f} ({median(needed):.2f} of processor time)"
            yield Row("start", name, found, "", goal)


def _of_children() -> float:
    """Processor seconds of all processes that were started here and have ended."""
    used = os.times()
    return used.children_user + used.children_system


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
