"""Frames of verbs: which complements a lemma takes, from a table learnt with the tagger's."""

from enum import Enum
from importlib.resources import files


class Frame(Enum):
    """What a verb can be followed by."""

    CLAUSE = "clause"  # say that, say he left
    INFINITIVE = "infinitive"  # refuse to
    OBJECT_INFINITIVE = "object-infinitive"  # ask him to
    OBJECT_CLAUSE = "object-clause"  # tell him that
    OBJECT = "object"  # sell it


_NONE: frozenset[Frame] = frozenset()


def _read(content: str) -> dict[str, frozenset[Frame]]:
    frames: dict[str, set[Frame]] = {}
    for line in content.splitlines():
        if line and not line.startswith("# "):
            name, lemmas = line.split("\t")
            for lemma in lemmas.split(" "):
                frames.setdefault(lemma, set()).add(Frame(name))
    return {lemma: frozenset(found) for lemma, found in frames.items()}


_FRAMES = _read(files("newsassay.engine.grammar").joinpath("frames.tsv").read_text(encoding="utf-8"))


def frames_of(lemma: str) -> frozenset[Frame]:
    """Frames of a verb by its lemma; empty if none is known."""
    return _FRAMES.get(lemma, _NONE)
