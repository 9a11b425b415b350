"""What the system says of a process."""

from pathlib import Path

_STOPPED = frozenset("Tt")  # by a signal, by a debugger: see proc(5)


def is_stopped(pid: int | None) -> bool:
    """Whether a process is stopped and waits to be continued; False where the system does not tell (no /proc)."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return status.rpartition(") ")[2][:1] in _STOPPED
