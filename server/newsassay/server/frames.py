"""The wire between the serving process and its workers: length-prefixed frames on a socket pair."""

import marshal
import struct
from typing import NamedTuple

from newsassay.server.outcome import Fault, Outcome

# Job: number, method, largest reply in bytes (0: the usual limit), payload length.
JOB = struct.Struct("<QBII")
# Reply: job number, kind, seconds of work, body length, notes length.
REPLY = struct.Struct("<QBdII")
# Cancellation, on the control socket: job number. No job has the number of a heartbeat, which is sent back.
CANCEL = struct.Struct("<Q")
HEARTBEAT = 0

STATUS, OK, CANCELLED, READY = range(4)


class Reply(NamedTuple):
    """One frame from a worker."""

    number: int
    kind: int
    seconds: float
    body: bytes
    notes: bytes


def pack_outcome(number: int, outcome: Outcome, seconds: float) -> bytes:
    """Frame an outcome for the serving process."""
    # marshal: both ends are the same interpreter.
    notes = marshal.dumps(
        (outcome.articles, dict(outcome.evidence), [tuple(fault) for fault in outcome.faults])
    )
    kind = OK if outcome.ok else STATUS
    return b"".join((REPLY.pack(number, kind, seconds, len(outcome.body), len(notes)), outcome.body, notes))


def unpack_outcome(reply: Reply) -> Outcome:
    """Read back what `pack_outcome` framed."""
    articles, evidence, faults = marshal.loads(reply.notes)  # noqa: S302 - from our own worker
    return Outcome(reply.kind == OK, reply.body, articles, evidence, tuple(Fault(*fault) for fault in faults))


def take_reply(buffer: bytearray) -> Reply | None:
    """Remove the first whole reply from `buffer`; None while it is incomplete."""
    if len(buffer) < REPLY.size:
        return None
    number, kind, seconds, body_length, notes_length = REPLY.unpack_from(buffer)
    end = REPLY.size + body_length + notes_length
    if len(buffer) < end:
        return None
    view = memoryview(buffer)
    body = bytes(view[REPLY.size : REPLY.size + body_length])
    notes = bytes(view[REPLY.size + body_length : end])
    view.release()
    del buffer[:end]
    return Reply(number, kind, seconds, body, notes)
