"""Does the cost of an article grow in proportion to its length, whatever it holds?

    python tests/benchmarks/linearity.py [KIND ...]

Prints microseconds per character at 4 kB, 64 kB and 1 MiB for texts that nobody should send, without
garbage collection (workers do the same). Exit code 1 if 1 MiB costs 1.5 times 4 kB or more per character.
"""

import gc
import sys
import time

from newsassay.engine import Article, score

SIZES = (4 << 10, 64 << 10, 1 << 20)
MOST = 1.5
REPEATED = {
    "one token": "x",
    "all quotes": '"',
    "all digits": "7",
    "cue words": "reportedly may some observers say according to about shocking unbelievable never ",
    "newlines": "\n",
    "alternating quotes": '“a” "b" ',
    "zero-width": "\u200b",
    "combining marks": "e\u0301",
    "opening quotes": "“",
    "apostrophes": "'",
    "short sentences": "A b. ",
    "names": "Anna Quill said ",
    "titles": "Dr. Anna Quill, the minister, said. ",
    "numbers": "1,234 ",
    "percentages": "12 percent of ",
    "dates": "Monday, 3 March 2026, ",
    "ages": "Anna Quill, 45, ",
    "months": "May ",
    "abbreviations": "Mr. ",
    "one sentence again": "The harbour board approved the new ferry plan on Monday after a long debate. ",
    "reopened quotations": "“x said\n\n",
    "exclamation marks": "!",
    "emoji": "🔄",
    "mojibake": "đŸ”„",
    "hashtags": "#a ",
    "negations": "is not was is no ",
    "questions": "Do you ask us why? Let's! ",
}  # fmt: skip
KINDS = ("nested brackets", *REPEATED)


def text(kind: str, size: int) -> str:
    """A text of this kind of at most `size` bytes of UTF-8."""
    if kind == "nested brackets":
        return "(" * (size // 2) + ")" * (size // 2)
    unit = REPEATED[kind]
    return unit * (size // len(unit.encode()))


def _microseconds(kind: str, size: int) -> float:
    article = Article(body=text(kind, size))
    best = float("inf")
    for _ in range(5 if size == SIZES[0] else 2):
        start = time.process_time()
        score(article)
        best = min(best, time.process_time() - start)
        gc.collect()
    return best / len(article.body) * 1e6


def main(kinds: list[str]) -> int:
    """Print the table; return the exit code."""
    gc.disable()
    worst = 0.0
    for kind in kinds or KINDS:
        costs = [_microseconds(kind, size) for size in SIZES]
        ratio = costs[-1] / costs[0]
        worst = max(worst, ratio)
        print(f"{kind:20} " + " ".join(f"{cost:7.3f}" for cost in costs) + f"  ratio {ratio:.2f}", flush=True)
    return 1 if worst >= MOST else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
