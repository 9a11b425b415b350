"""Writes the generated parts of README.md: run it after a change that a reader of the README would see.

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

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
SHOWN_EVIDENCE = 1


def render(readme: str, address: str) -> str:
    """Return the README with every generated part made anew, asking the server at `address`."""
    parts: dict[str, Callable[[str], str]] = {
        "report": report,
        "json": shortened_json,
        "signals": signal_table,
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
    environment = {"COLUMNS": "100", "NO_COLOR": "1"}
    result = CliRunner(env=environment).invoke(cli, command, input=DEMO)
    assert result.exit_code == 0, result.output
    return result.stdout.replace("stdin", "terminal.txt", 1)


def main() -> None:
    """Rewrite the README's generated parts."""
    with embedded_server() as address:
        README.write_text(render(README.read_text(encoding="utf-8"), address), encoding="utf-8")


if __name__ == "__main__":
    main()
