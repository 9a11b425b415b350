"""Every judgement of a signal under two engines: what a rule that moved or changed has changed.

    python tests/fitting/compare_judgements.py dump ARTICLES.jsonl SIGNAL > judgements.jsonl
    python tests/fitting/compare_judgements.py compare OLD.jsonl NEW.jsonl [--show N]

`dump` runs with the engine of the environment that it is started in, so that the old engine's judgements come from a
checkout of the old commit. `compare` prints the share of places judged alike and, by kind (accepted only by one, other
reason), the rest with N examples each.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

from newsassay.engine import Article, ScoreOptions, score

_CONTEXT = 60  # characters shown on each side of a place


def dump(path: Path, signal_id: str) -> None:
    """Print one line an article: places accepted and refused by the signal, with context."""
    options = ScoreOptions(include_rejected=True)
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            data = json.loads(line)
            article = Article(title=data.get("title", ""), body=data.get("body", ""))
            report = score(article, options)
            accepted = [(e.span, "yes", e.message) for e in report.evidence if e.signal_id == signal_id]
            refused = [(r.span, "no", r.reason) for r in report.rejected if r.signal_id == signal_id]
            for span, verdict, why in accepted + refused:
                text = article.title if span.field.name == "TITLE" else article.body
                context = text[max(span.start - _CONTEXT, 0) : span.end + _CONTEXT].replace("\n", " ")
                print(json.dumps([number, span.field.name, span.start, span.end, verdict, why, context]))


def compare(old_path: Path, new_path: Path, show: int) -> None:
    """Print how many places are judged alike, and the others by kind."""
    old, new = _read(old_path), _read(new_path)
    kinds: dict[str, list[str]] = defaultdict(list)
    alike = 0
    for place in sorted(old.keys() | new.keys()):
        before, after = old.get(place), new.get(place)
        verdicts = (before[0] if before else "not seen", after[0] if after else "not seen")
        if verdicts[0] == verdicts[1]:
            alike += 1
            continue
        known = after or before
        kinds[f"{verdicts[0]} → {verdicts[1]}"].append(f"{known[1]} | {known[2]}" if known else "")
    total = len(old.keys() | new.keys())
    print(f"{alike} of {total} places judged alike ({alike / max(total, 1):.1%})")
    for kind, places in sorted(kinds.items(), key=lambda item: -len(item[1])):
        print(f"\n{kind}: {len(places)}")
        for place in places[:: max(len(places) // show, 1)][:show] if show else ():
            print(f"    {place}")


def _read(path: Path) -> dict[tuple[int, str, int], tuple[str, str, str]]:
    """Verdict, reason and context by article, field and start: ends may differ where a cue became a phrase."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {
        (number, field, start): (verdict, why, context)
        for number, field, start, _, verdict, why, context in rows
    }


def main() -> None:
    """Run one of the two commands."""
    match sys.argv[1:]:
        case ["dump", path, signal_id]:
            dump(Path(path), signal_id)
        case ["compare", old, new]:
            compare(Path(old), Path(new), 5)
        case ["compare", old, new, "--show", count]:
            compare(Path(old), Path(new), int(count))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
