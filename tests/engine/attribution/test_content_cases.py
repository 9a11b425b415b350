"""Contents that verbs attribute, in labelled sentences: tests/cases/attribution_contents.tsv."""

import re
from pathlib import Path

from labelled_cases import Case, all_hold

from newsassay.engine import Article
from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.document import Document

FILE = Path(__file__).parents[2] / "cases" / "attribution_contents.tsv"
ROWS = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line[0] != "#"][1:]
MARKS = re.compile(r"[*\[\]]")


def test_contents() -> None:
    all_hold(_is_found, [Case(row, (row.removeprefix("?"),), row[0] == "?") for row in ROWS])


def _is_found(marked: str) -> None:
    plain = MARKS.sub("", marked)
    before, verb, _ = marked.split("*")
    first = len(MARKS.sub("", before))
    content = re.search(r"\[(.*)\]", marked)
    expected = [MARKS.sub("", content[1])] if content else []
    found = attributions(Document(Article(body=plain)))
    at_verb = [r.content for r in found if r.cue and r.cue.start < first + len(verb) and first < r.cue.end]
    assert [plain[place.start : place.end] for place in at_verb] == expected
