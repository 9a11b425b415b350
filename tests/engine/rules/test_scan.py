"""Where cues are looked for: a form that starts with a word class is looked for whole, one that starts with a word by it."""

from newsassay.engine import Article
from newsassay.engine.document import Document
from newsassay.engine.rules.judging import Cells, judge_cells
from newsassay.engine.rules.openings import Zone
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
    places = book.openings(Zone(headline=False, title=False)).places(here.cells, 0, len(here.analysis))
    assert [here.analysis.types[position].lower for position, _ in places] == ["is", "may", "be"]
    found = [body[j.location.start : j.location.end] for j in judge_cells(here, book)]
    assert found == ["is often said", "may", "be said"]


def test_a_word_starts_a_candidate_only_before_a_word_that_goes_on_with_it() -> None:
    told = FILE.replace('"BE ADVERB? said", "may"', '"at @rank ADVERB? glance", "on the whole"')
    file = read_rule_file(
        "own.toml", told.replace("[[cue]]", '[sets]\nrank = "first second our_last"\n[[cue]]'), Shared()
    )
    book = rulebook([file], alphabet_of([file]))
    body = "At best it sank. At our last glance, at first, it was, on the hill, on the whole at second glance afloat."
    here = Cells(Document(Article(body=body)).body, book.alphabet)
    places = book.openings(Zone(headline=False, title=False)).places(here.cells, 0, len(here.analysis))
    tokens = [here.analysis.token[position] for position, _ in places]
    assert [here.text.tokens.phrase(i, i + 2) for i in tokens] == [
        "At our",
        "at first",
        "on the",
        "on the",
        "at second",
    ]
    found = [body[j.location.start : j.location.end] for j in judge_cells(here, book)]
    assert found == ["At our last glance", "on the whole", "at second glance"]


def test_a_phrase_stands_only_behind_its_own_first_word() -> None:
    told = FILE.replace('"BE ADVERB? said", "may"', '"@rank", "NOUN glance"')
    file = read_rule_file(
        "own.toml", told.replace("[[cue]]", '[sets]\nrank = "second old_glance_back"\n[[cue]]'), Shared()
    )
    book = rulebook([file], alphabet_of([file]))
    body = "The dog glance back was second. The old glance back was not."
    here = Cells(Document(Article(body=body)).body, book.alphabet)
    found = [body[j.location.start : j.location.end] for j in judge_cells(here, book)]
    assert found == ["dog glance", "second", "old glance back"]


def test_a_cue_that_lives_in_headlines_starts_nowhere_in_a_body() -> None:
    lines = "lines = '''\nskip BODY _ -> :: x\nyes TITLE _ -> is open in a title :: y\n'''\n"
    file = read_rule_file("own.toml", FILE + lines, Shared())
    book = rulebook([file], alphabet_of([file]))
    here = Cells(Document(Article(body="It may rain.")).body, book.alphabet)
    starts = {
        headline: book.openings(Zone(headline=headline, title=False)).places(
            here.cells, 0, len(here.analysis)
        )
        for headline in (True, False)
    }
    assert [position for position, _ in starts[True]] == [here.analysis.position[1]]
    assert not starts[False]
