"""Readability: textstat's own figures on any text, whatever else is on the machine."""

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from importlib.util import find_spec
from pathlib import Path

import pyphen
import pytest
import textstat
from hypothesis import given
from hypothesis import strategies as st
from textstat.backend.counts import _count_syllables

from newsassay.engine import readability as module
from newsassay.engine.readability import readability
from newsassay.engine.report import Readability
from newsassay.engine.text.syllables import count_syllables

METRICS = [f.name for f in fields(Readability)]
SAMPLE = (
    "The committee couldn't agree on Tuesday. “We've heard enough,” said Dr. Ilse Varga, who chairs it! "
    "Nobody asked about the long-held reserve… A co-operative in Łódź reported 1,200 tonnes?! O'Brien's ''s 'tis."
)
PYPHEN = pyphen.Pyphen(lang="en_US")
CHUNKS = st.sampled_from(
    [
        *SAMPLE.split(),
        "İstanbul",
        "ΟΔΟΣ",
        "'",
        "''ll",
        "—",
        "_",
        "x_y",
        "U.S.A",
        "\u200b",
        "\ud800",
        "\x1f",
        "idea",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(CHUNKS).map(" ".join), st.lists(CHUNKS).map("\n\u00a0".join))


@pytest.fixture(scope="module", autouse=True)
def _textstat_without_cmudict() -> Iterator[None]:
    """Give textstat the syllable data that are pinned here: pyphen's alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_count_syllables, "get_cmudict", lambda _lang: None)
        _count_syllables.count_syllables.cache_clear()
        yield
    _count_syllables.count_syllables.cache_clear()


def assert_equals_textstat(text: str) -> None:
    found = readability(text)
    assert found is not None
    for metric, value in asdict(found).items():
        assert value == pytest.approx(getattr(textstat, metric)(text), rel=1e-12, abs=1e-12), metric


@given(TEXTS)
def test_values_are_textstats_own(text: str) -> None:
    if textstat.lexicon_count(text):
        assert_equals_textstat(text)
    else:
        assert readability(text) is None


@pytest.mark.parametrize("seed", range(20))
def test_values_are_textstats_own_on_running_text(seed: int) -> None:
    draw = random.Random(seed)
    words = [*SAMPLE.split(), *"of the a in extraordinary municipality budget is quickly reporters".split()]
    assert_equals_textstat(" ".join(draw.choices(words, k=600)))


@given(st.text(st.characters(categories=["L", "M", "P", "Cs"]), min_size=1))
def test_syllables_are_pyphens(word: str) -> None:
    lower = word.lower()
    assert count_syllables(lower) == 1 + len(PYPHEN.positions(lower))


def test_a_text_without_words_has_no_readability() -> None:
    assert [readability(text) for text in ("", " \n", "… — !", "' '")] == [None] * 4


def test_pinned_data_are_unchanged() -> None:
    """Figures move when these files do: a new version of either package needs a look and a new digest."""
    spec = find_spec("textstat")
    assert spec is not None
    assert spec.origin is not None
    easy = Path(spec.origin).parent / "resources" / "en" / "easy_words.txt"
    digests = [hashlib.sha256(p.read_bytes()).hexdigest() for p in (easy, pyphen.LANGUAGES["en_US"])]
    assert digests == [
        "9c75ec6f1a0e7200bc677a4d100a9b13f864db57d800087b10d30b017a856360",
        "486fb6840b1049d5d252ef784be11cd4dc2be0bf296568b74b41e4f4e17cba7d",
    ]


SCRIPT = """
import dataclasses, json, socket, sys
def refuse(*_):
    raise SystemExit("touched the network")
socket.socket.connect = socket.getaddrinfo = refuse
from newsassay.engine.readability import readability
print(json.dumps(dataclasses.asdict(readability(sys.argv[1]))))
assert "nltk" not in sys.modules and "textstat" not in sys.modules
"""


def _poison_package(folder: Path) -> dict[str, str]:
    (folder / "nltk.py").write_text("raise SystemExit('nltk was imported')\n", encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(folder), *sys.path])}


def _poison_data(folder: Path) -> dict[str, str]:
    corpus = folder / "corpora" / "cmudict"
    corpus.mkdir(parents=True)
    (corpus / "cmudict").write_text("".join(f"{w.upper()} 1 AH0 AH0 AH0 AH0\n" for w in SAMPLE.split()))
    return {"NLTK_DATA": str(folder)}


@pytest.mark.parametrize("poison", [_poison_package, _poison_data])
def test_neither_nltk_nor_its_data_nor_the_network_count(
    poison: Callable[[Path], dict[str, str]], tmp_path: Path
) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **poison(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, SAMPLE], env=environment, capture_output=True, text=True, check=True
    )
    found = readability(SAMPLE)
    assert found is not None
    assert json.loads(done.stdout) == asdict(found)


def test_no_text_is_remembered() -> None:
    module._WORDS.clear()
    glued = "confidential" * 10
    assert readability(f"{glued} is, {glued}!") is not None
    assert list(module._WORDS) == ["is"]


@pytest.mark.parametrize(
    "text", ["a" * 400_000, "a." * 200_000, "a " * 200_000, "'" * 400_000, "a!—" * 130_000]
)
def test_hostile_text_takes_no_longer_than_its_length(text: str) -> None:
    """Each of these runs for minutes if any step is quadratic."""
    assert readability(text) is None or readability(text) == readability(text)
