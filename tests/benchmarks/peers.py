"""Other tools on the same text in the same run. Those that are not installed are named, not counted."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median

from engine_time import article, seconds, warm_up
from generated_articles import generated_articles
from row import Row

from newsassay.engine import score
from newsassay.engine.report import Readability

Timer = Callable[[str], float]  # seconds that a tool takes for a text
_CHARACTERS = 4_000
_TURN = 8  # articles
_GOALS = {"proselint": "1/11", "write-good": "1/4", "nela_features": "1/150"}


class MissingError(Exception):
    """A peer cannot run here, for the reason given."""


def _proselint() -> Timer:
    registry = import_module("proselint.registry")
    registry.CheckRegistry().register_many(import_module("proselint.checks").__register__)
    lint_file = import_module("proselint.tools").LintFile
    return lambda text: seconds(lambda: lint_file("article", content=text).lint())


def _vader() -> Timer:
    analyzer = import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()
    return lambda text: seconds(lambda: analyzer.polarity_scores(text))


def _nela() -> Timer:
    extractor = import_module("nela_features.nela_features").NELAFeatureExtractor()
    # Without "event": its name chunker would take most of the time.
    groups = [f"extract_{g}" for g in ("style", "complexity", "bias", "affect", "moral")]

    def run(text: str) -> None:
        for group in groups:
            getattr(extractor, group)(text)

    run("A first sentence finds out whether the data are there.")
    return lambda text: seconds(lambda: run(text))


def _textstat() -> Timer:
    textstat = import_module("textstat")
    # The same syllable data as here, without a download.
    counting = import_module("textstat.backend.counts._count_syllables")
    counting.get_cmudict = lambda _lang: None
    metrics = [getattr(textstat, name) for name in Readability.__dataclass_fields__]
    return lambda text: seconds(lambda: [metric(text) for metric in metrics])


def _write_good() -> Timer:
    node = shutil.which("node")
    if node is None:
        message = "no node"
        raise MissingError(message)
    process = subprocess.Popen(
        [node, str(Path(__file__).with_name("write_good.js"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )

    def run(text: str) -> float:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(text) + "\n")
            process.stdin.flush()
        except BrokenPipeError:
            pass
        line = process.stdout.readline()
        if not line:
            message = "node finds no write-good (NODE_PATH)"
            raise MissingError(message)
        return float(line)

    run("Is it there?")
    return run


_PEERS: dict[str, Callable[[], Timer]] = {
    "textstat, the seven metrics": _textstat,
    "proselint": _proselint,
    "write-good": _write_good,
    "vaderSentiment": _vader,
    "nela_features": _nela,
}


def peers(rounds: int) -> Iterator[Row]:
    """Tools in turns, every article once: the median of each tool, and newsassay's share of it.

    A turn is some articles long, so that a tool mostly finds the processor's caches as it left them, as in a service.
    """
    warm_up()
    timers: dict[str, Timer] = {}
    for name, make in _PEERS.items():
        try:
            timers[name] = make()
        except Exception as error:  # noqa: BLE001 - a peer can fail to start in any way; it is named with it
            reason = next((line.strip() for line in str(error).splitlines() if line.strip(" *")), "")
            yield Row("peers", name, "skipped", f"{type(error).__name__}: {reason}")
    times: dict[str, list[float]] = {name: [] for name in ("newsassay", *timers)}
    for number in range(1 + rounds):
        turn = list(generated_articles(_TURN, _CHARACTERS, 500_000 + _TURN * number))
        runs = {"newsassay": [seconds(partial(score, article(g))) for g in turn]}
        runs |= {name: [timer(g.body) for g in turn] for name, timer in timers.items()}
        if number:  # the first warms up
            for name, taken in runs.items():
                times[name] += taken
    own = median(times.pop("newsassay"))
    yield Row("peers", "newsassay, everything, ms", f"{own * 1e3:.3f}")
    for name, taken in times.items():
        middle = median(taken)
        yield Row(
            "peers", f"{name}, ms", f"{middle * 1e3:.3f}", f"1/{middle / own:.1f}", _GOALS.get(name, "")
        )
