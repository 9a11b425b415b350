"""What an article does again and again, as one finding: each place would say the same."""

from collections.abc import Sequence

from newsassay.engine.finding import Finding, Location

_SHOWN = 7  # places listed beside the first


def habit(signal_id: str, places: Sequence[Location], message: str) -> Finding:
    """One finding for all places (at least one), at the first of them; it weighs as much as there are places."""
    return Finding(signal_id, places[0], message, related=tuple(places[1 : _SHOWN + 1]), weight=len(places))
