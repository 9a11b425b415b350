"""What somebody may have meant by a name that there is not."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsassay.client.client import Client
    from newsassay.v1.rubric_pb2 import Rubric
_UNKNOWN = "NOT_FOUND"


def no_such(thing: str, unknown: Iterable[str], known: Iterable[str]) -> str:
    """Say that there is no such thing, and what comes close.

    >>> no_such("signal", ["hedging.modal"], ["hedging.epistemic_modal", "sensational.emoji"])
    'no such signal: hedging.modal. Did you mean hedging.epistemic_modal?'
    """
    names, unknown = sorted(known), list(unknown)
    close = dict.fromkeys(match for name in unknown for match in _close(name, names))
    message = f"no such {thing}: {', '.join(unknown)}"
    return f"{message}. Did you mean {' or '.join(close)}?" if close else message


def _close(name: str, names: list[str]) -> list[str]:
    part = name.rpartition(".")[2]
    holding = [known for known in names if len(part) > 2 and part in known]  # noqa: PLR2004 - "of" is in many
    return (get_close_matches(name, names) or holding)[:3]


def known_rubric(client: "Client", version: str) -> "Rubric":
    """Ask for a rubric. NewsassayError with the newest version's name where there is none of this version."""
    from newsassay.client.errors import NewsassayError  # noqa: PLC0415 - --help needs no gRPC

    try:
        return client.rubric(version)
    except NewsassayError as error:
        if not version or error.code != _UNKNOWN:
            raise
        message = f"no such rubric: {version}. Did you mean {client.rubric().version}?"
        raise NewsassayError(error.code, message, reason=error.reason) from error
