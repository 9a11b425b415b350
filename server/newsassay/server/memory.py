"""Memory that is given back: the C library keeps what was freed, unless it is told not to."""

import asyncio
import ctypes
from collections.abc import Callable
from contextlib import suppress

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
# What is larger is mapped on its own and unmapped when it is freed. Left alone, the C library raises this with
# every such block that is freed, and then keeps them.
_MAP_BYTES = 256 << 10
_LOOK_SECONDS = 2.0
# With more calls open there is no time for it.
_FEW_CALLS = 64


def limit_what_is_kept() -> None:
    """Let large blocks go back to the system when they are freed (glibc; elsewhere nothing happens)."""
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, _MAP_BYTES)
        library.mallopt(_M_TRIM_THRESHOLD, _MAP_BYTES)


async def give_back(calls_begun: Callable[[], int], calls_open: Callable[[], int]) -> None:
    """Return freed memory to the system, after work and whenever there is little of it; for ever."""
    with suppress(OSError, AttributeError):
        trim = ctypes.CDLL(None).malloc_trim
        seen = 0
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            begun = calls_begun()
            if begun != seen and calls_open() < _FEW_CALLS:
                trim(0)
                seen = begun
