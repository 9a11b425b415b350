"""Relations and conflicts between outlets' articles about one event, of a labelled set that is not part of the project.

    python tests/benchmarks/outlets_on_one_event.py ARTICLES.jsonl

Each line is an Article whose `articleId` is EVENT_OUTLET, as in BASIL (Fan et al. 2019): no outlet rewrote another's, so each
REWRITE is an error, and of PARTIAL_REUSE there is little more than what all took from an agency.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from newsassay.engine import Article, compare


def main(path: str) -> None:
    """Print how many pairs of one event stand in which relation, and the conflicts by kind."""
    events: dict[str, list[Article]] = defaultdict(list)
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        events[row["articleId"].rpartition("_")[0]].append(
            Article(title=row.get("title", ""), body=row["body"])
        )
    reports = [compare(articles) for articles in events.values()]
    pairs = sum(len(articles) * (len(articles) - 1) // 2 for articles in events.values())
    relations = Counter(pair.relation.name for report in reports for pair in report.pairs)
    for relation, count in relations.most_common():
        print(f"{relation}: {count} of {pairs} pairs, {count / pairs:.1%}")
    kinds = Counter(conflict.kind.name for report in reports for conflict in report.conflicts)
    print("conflicts:", dict(kinds))


if __name__ == "__main__":
    main(sys.argv[1])
