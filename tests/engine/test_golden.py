"""Reports on a generated corpus are what they were: speed work and tidying change none of them.

Where a change of rules is meant to change reports, `python tests/benchmarks/golden.py > tests/engine/golden.tsv`
says so.
"""

from pathlib import Path

from golden import corpus, digests

GOLDEN = Path(__file__).with_name("golden.tsv")


def test_reports_are_unchanged() -> None:
    expected = dict(line.split("\t") for line in GOLDEN.read_text(encoding="utf-8").splitlines())
    found = dict(digests(corpus()))
    changed = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    assert not changed, f"{len(changed)} of {len(found)} reports changed: {', '.join(changed[:5])} ..."
