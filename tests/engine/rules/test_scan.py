"""Where cues are looked for: a form that starts with a word class is looked for whole, one that starts with a word by it."""

from newsassay.engine import Article
from newsassay.engine.document import Document
from newsassay.engine.rules.alphabet import CELL
from newsassay.engine.rules.judging import Cells, judge_cells
from newsassay.engine.rules.rule_file import Shared, read_rule_file
from newsassay.engine.rules.rulebook import alphabet_of, rulebook

FILE = """[card]
id = "hedging.epistemic_modal"
sign = "penalty"
severity = "low"
claim = "c"
disclaimer = "d"
fires = []
near_misses = []
[source]
text = "own"
licence = "Apache-2.0"
date = "2026-11-21"
[[cue]]
forms = ["BE ADVERB? said", "may"]
says = "is open"
"""


def test_a_class_starts_a_candidate_only_where_the_whole_form_stands() -> None:
    file = read_rule_file("own.toml", FILE, Shared())
    book = rulebook([file], alphabet_of([file]))
    body = "It is old. It is often said to leak. It was sold. It may be said."
    here = Cells(Document(Article(body=body)).body, book.alphabet)
    words = [here.analysis.types[at.start() // CELL].lower for at in book.scan.finditer(here.cells)]
    assert words == ["is", "may", "be"]
    found = [body[j.location.start : j.location.end] for j in judge_cells(here, book)]
    assert found == ["is often said", "may", "be said"]
