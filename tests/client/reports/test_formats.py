"""Every format: the same bytes in every process, whatever the hash seed, and nothing that a terminal obeys."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_reports import CARDS, results
from hypothesis import given, settings

from newsassay.client.reports.context import Context
from newsassay.client.reports.formats import FORMATS
from newsassay.client.reports.selection import Detail
from newsassay.client.scoring import Result
from newsassay.client.terminal import UNSAFE

ROOT = Path(__file__).parents[3]
DIGESTS = """
import hashlib, pickle, sys
from newsassay.client.reports.formats import FORMATS
found, context = pickle.load(sys.stdin.buffer)
for name, form in FORMATS.items():
    print(name, hashlib.sha256("".join(form.load()(found, context)).encode()).hexdigest())
"""


def test_the_same_bytes_in_every_process(hostile: Result, context: Context) -> None:
    context = Context(context.rubric, dict(context.cards), context.detail)
    data = pickle.dumps(([hostile, hostile], context))
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(str(ROOT / p) for p in ("proto", "server", "client")),
    }
    outputs = {
        subprocess.run(
            [sys.executable, "-c", DIGESTS],
            input=data,
            env={**environment, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "4711")
    }
    (only,) = outputs
    assert len(only.splitlines()) == len(FORMATS)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "html"])
@settings(max_examples=25)  # each is a report of many parts
@given(found=results())
def test_nothing_that_a_terminal_obeys(name: str, found: Result) -> None:
    context = Context(cards=CARDS, detail=Detail(explain=True))
    text = "".join(FORMATS[name].load()([found], context))
    assert not UNSAFE.search(text.replace("\n", ""))
