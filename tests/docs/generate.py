"""Writes the generated parts of README.md: run it after a change that a reader of the README would see.

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from newsassay.client import Client
from newsassay.client.cli import cli
from newsassay.client.embedded import embedded_server
from newsassay.v1.rubric_pb2 import SIGN_CREDIT

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
DEMO = """\
Observers say the new terminal could open on Monday, March 4, 2026. “We are on schedule,” said Ida Maro, the port's chief engineer.

According to the port's annual report, the work cost $180 million, plus or minus 5 percent. It is widely believed that 40 percent of the jobs will go abroad. The shocking truth is that nobody asked!!!
"""
STORY = {
    "agency.txt": """\
The harbour council of Westhaven voted on Tuesday to close the east quay for repairs. Thirty boats must leave their berths by the end of May, harbour master Ida Maro said.

The work is expected to cost 4 million euros, according to a report by the port authority. Fishermen protested outside the town hall on Monday evening.
""",
    "portal.txt": """\
The harbour council of Westhaven decided on Tuesday to shut the east quay for repairs. Thirty vessels must leave their berths by the end of May, harbour master Ida Maro stated.

The work is expected to cost 9 million euros, according to a report by the port authority. Fishermen demonstrated outside the town hall on Monday evening.
""",
    "town.txt": """\
Skippers fear for the season. At the east quay of Westhaven, which the harbour council wants repaired, Tove Lindqvist mends nets. "Nobody asked us," the trawler captain said. Harbour master Ida Maro told her that the boats may come back in October.
""",
}
SHOWN_EVIDENCE = 1
ENVIRONMENT = {"COLUMNS": "100", "NO_COLOR": "1"}


def render(readme: str, address: str) -> str:
    """Return the README with every generated part made anew, asking the server at `address`."""
    parts: dict[str, Callable[[str], str]] = {
        "report": report,
        "json": shortened_json,
        "signals": signal_table,
        "comparison": comparison,
    }
    return PART.sub(lambda match: f"{match[1]}{parts[match[2]](address)}{match[3]}", readme)


def report(address: str) -> str:
    """Return what the command line prints for the demonstration text."""
    return f"```console\n$ newsassay score terminal.txt\n{_run(address, 'pretty').strip()}\n```\n"


def shortened_json(address: str) -> str:
    """Return the demonstration's report as JSON, with the first entry of every long list."""
    whole = json.loads(_run(address, "json"))
    for key in ("dimensions", "evidence", "attributions"):
        whole[key] = whole.get(key, [])[:SHOWN_EVIDENCE]
    for entry in whole["dimensions"]:
        entry["signals"] = entry.get("signals", [])[:SHOWN_EVIDENCE]
    del whole["provenance"]["rubricSha256"], whole["provenance"]["lexiconSha256"]
    return f"```json\n{json.dumps(whole, ensure_ascii=False, indent=2)}\n```\n"


def comparison(address: str) -> str:
    """Return what the command line prints for three articles about one story."""
    with TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in STORY]
        for path, text in zip(paths, STORY.values(), strict=True):
            path.write_text(text, encoding="utf-8")
        command = ["compare", *map(str, paths), "--server", address]
        result = CliRunner(env=ENVIRONMENT).invoke(cli, command)
    assert result.exit_code == 0, result.output
    return f"```console\n$ newsassay compare {' '.join(STORY)}\n{result.stdout.strip()}\n```\n"


def signal_table(address: str) -> str:
    """Return the signal cards as a table."""
    with Client(address) as client:
        cards = client.signals()
    rows = [
        f"| `{card.signal_id}`{' (credit)' if card.sign == SIGN_CREDIT else ''} | {card.claim} | {card.disclaimer} |"
        for card in cards
    ]
    return "\n".join(["| signal | a hit means | it does not mean |", "|---|---|---|", *rows, ""])


def _run(address: str, output_format: str) -> str:
    """Run the command line on the demonstration text, as if it were a file."""
    command = ["score", "-", "--server", address, "--format", output_format]
    result = CliRunner(env=ENVIRONMENT).invoke(cli, command, input=DEMO)
    assert result.exit_code == 0, result.output
    return result.stdout.replace("stdin", "terminal.txt", 1)


def main() -> None:
    """Rewrite the README's generated parts."""
    with embedded_server() as address:
        README.write_text(render(README.read_text(encoding="utf-8"), address), encoding="utf-8")


if __name__ == "__main__":
    main()
