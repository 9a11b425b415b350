"""Measures everything and prints one Markdown table.

    python tests/benchmarks [SECTION ...] [--rounds N] [--articles N]

Python peers are found where they are installed, write-good through NODE_PATH. Figures of one run compare with
each other; machines are noisy, so look at the ratios. Only "work" compares with other runs.
"""

import argparse
import sys
from collections.abc import Callable, Iterator

from comparison import comparison
from engine_time import by_size, by_stage
from instructions import instructions
from peers import peers
from processes import memory, start_up
from row import Row, table
from service import service


def main() -> None:
    """Run the sections asked for, in order; print each row when it is known, and the table at the end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="turns that are taken; medians are of these")
    parser.add_argument(
        "--articles", type=int, default=50_000, help="articles after which memory is read again"
    )
    sections: dict[str, Callable[[argparse.Namespace], Iterator[Row]]] = {
        "engine": lambda _: by_size(),
        "stage": lambda _: by_stage(),
        "compare": lambda a: comparison(a.rounds),
        "peers": lambda a: peers(a.rounds),
        "service": lambda a: service(a.rounds),
        "start": lambda a: start_up(a.rounds),
        "memory": lambda a: memory(a.articles),
        "work": lambda _: instructions(),
    }
    parser.add_argument("section", nargs="*", choices=[*sections, []], help=", ".join(sections))
    arguments = parser.parse_args()
    rows: list[Row] = []
    for name, run in sections.items():
        if not arguments.section or name in arguments.section:
            for row in run(arguments):
                print(*filter(None, row), sep="  ", file=sys.stderr)
                rows.append(row)
    print(table(rows))


if __name__ == "__main__":
    main()
