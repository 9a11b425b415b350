"""Memory that is given back: the C library keeps what was freed, unless it is told not to."""

import asyncio
import ctypes
import gc
from collections.abc import Callable
from contextlib import suppress

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
# What is larger is mapped on its own and unmapped when it is freed. Left alone, the C library raises this with
# every such block that is freed, and then keeps them.
_MAP_BYTES = 256 << 10
_LOOK_SECONDS = 2.0
# With more calls open there is no time for it.
_FEW_CALLS = 64
# A full collection looks at every open call, up to a tenth of a second for thousands, and nothing is answered
# meanwhile: so seldom while there are many, since nearly all cycles of a call are found by the young collections.
_YOUNG_COLLECTIONS_BEFORE_A_FULL_ONE = 1000


def begin_collections() -> None:
    """Look for garbage from now on, seldom in full, and never at what is loaded by now, for that stays."""
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _YOUNG_COLLECTIONS_BEFORE_A_FULL_ONE)
    gc.enable()


def limit_what_is_kept() -> None:
    """Let large blocks go back to the system when they are freed (glibc; elsewhere nothing happens)."""
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_MMAP_THRESHOLD, _MAP_BYTES)
        library.mallopt(_M_TRIM_THRESHOLD, _MAP_BYTES)


async def give_back(calls_over: Callable[[], int], calls_open: Callable[[], int]) -> None:
    """Collect garbage and return memory to the system, after work and whenever there is little of it; for ever."""
    trim: Callable[[int], object] | None = None
    with suppress(OSError, AttributeError):
        trim = ctypes.CDLL(None).malloc_trim
    seen = 0
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        over = calls_over()
        if over != seen and calls_open() < _FEW_CALLS:
            gc.collect()
            if trim is not None:
                trim(0)
            seen = over
