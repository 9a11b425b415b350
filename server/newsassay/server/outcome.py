"""What kinds of jobs there are, and what becomes of one."""

from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple


class Method(IntEnum):
    """A kind of job."""

    SCORE_ARTICLE = 1
    BATCH = 2
    STREAM_ITEM = 3
    LIST_SIGNALS = 4
    GET_RUBRIC = 5
    COMPARE_ARTICLES = 6


class Work(NamedTuple):
    """A serialised request to be answered.

    Connections (`peer`) take turns. Reports are cut to `reply_bytes` in all; 0 means the usual limit.
    """

    method: Method
    data: bytes
    peer: str = ""
    reply_bytes: int = 0


class Fault(NamedTuple):
    """An internal error: its opaque id, and what and where it was, without any request text."""

    incident: str
    error: str


class Outcome(NamedTuple):
    """A serialised response, or (where not ok) a serialised google.rpc.Status; and what it took."""

    ok: bool
    body: bytes
    articles: int
    evidence: Mapping[str, int]
    faults: tuple[Fault, ...]
