"""Work per article as a count that no other load on the machine disturbs: the figure to watch for regressions.

Bytecodes: what the interpreter executes, counted by tracing; equal in every run of one Python version.
Instructions: what the processor executes, C and Rust included, by perf or else callgrind; the difference
between many articles and few, so that start-up drops out. Nearly equal in every run on one machine.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import FrameType
from typing import Any

from engine_time import article
from generated_articles import generated_articles
from row import Row

from newsassay.engine import Article, score

_CHARACTERS = 4_000
_FEW, _MANY = 3, 15
_SEED = 42_000


def _articles(count: int) -> list[Article]:
    return [article(g) for g in generated_articles(count, _CHARACTERS, _SEED)]


def bytecodes(articles: list[Article]) -> int:
    """Bytecodes that scoring the articles executes, readability's caches being warm."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:
        nonlocal count
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        count += event == "opcode"
        return trace

    for each in articles:
        score(each)
    sys.settrace(trace)
    try:
        for each in articles:
            score(each)
    finally:
        sys.settrace(None)
    return count


def _instructions(count: int) -> int | None:
    """Instructions of a process that scores `count` articles; None where nothing counts them."""
    program = [sys.executable, __file__, str(count)]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    counters = {
        "perf": (["perf", "stat", "-x,", "-e", "instructions:u"], r"^(\d+),"),
        "valgrind": (
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"],
            r"Collected : (\d+)",
        ),
    }
    for tool, (command, pattern) in counters.items():
        if shutil.which(tool):
            done = subprocess.run([*command, *program], env=environment, capture_output=True, text=True)  # noqa: PLW1510
            found = re.search(pattern, done.stderr, re.MULTILINE)
            if found:
                return int(found[1])
    return None


def instructions() -> Iterator[Row]:
    """Bytecodes and processor instructions per article."""
    articles = _articles(_MANY)
    version = ".".join(map(str, sys.version_info[:2]))
    yield Row("work", f"bytecodes per article, Python {version}", f"{bytecodes(articles) // _MANY:,}")
    with ThreadPoolExecutor(2) as threads:
        few, many = threads.map(_instructions, (_FEW, _MANY))
    if few is None or many is None:
        yield Row("work", "instructions per article", "skipped", "neither perf nor valgrind can count here")
    else:
        yield Row("work", "instructions per article, million", f"{(many - few) / (_MANY - _FEW) / 1e6:.2f}")


if __name__ == "__main__":
    for each in _articles(int(sys.argv[1])):
        score(each)
