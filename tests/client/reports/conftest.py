"""Results of a real server, for renderers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsassay.client import Client, ScoreOptions
from newsassay.client.reading import read
from newsassay.client.reports.context import Context
from newsassay.client.reports.selection import Detail
from newsassay.client.scoring import Result, score_items

Score = Callable[..., list[Result]]


@pytest.fixture(scope="session")
def client(server: Any) -> Any:
    with Client(server.target) as client:
        yield client


@pytest.fixture(scope="session")
def context(client: Client) -> Context:
    cards = {card.signal_id: card for card in client.signals()}
    return Context(client.rubric(), cards, Detail(explain=True))


@pytest.fixture(scope="session")
def score(client: Client) -> Score:
    def run(*paths: Path) -> list[Result]:
        items = (item for path in paths for item in read(str(path)))
        return list(score_items(client, items, ScoreOptions(include_rejected=True), patience=30))

    return run


HOSTILE = """\
</pre><script>document.title = "gone"</script> Observers say </title></style><svg onload=alert(1)>\r
the <img src=x onerror=alert(1)> bridge “could” open.\r
\r
<style>body { display: none }</style> BREAKING: nobody saw it coming!!! &lt;b&gt; \u202e evil \u2066
The tower may close. Experts warn of [a](javascript:alert(1)). It is widely believed that 73 percent of it is so. If it rains, the tower floods. 😱🔥
"""


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory, score: Score) -> Result:
    """A real report on a text that tries to break out of a page."""
    path = tmp_path_factory.mktemp("hostile") / "<b onclick=alert(1)>.txt"
    path.write_bytes(HOSTILE.encode())
    (result,) = score(path)
    assert result.report
    assert len(result.report.evidence) > 5
    return result
