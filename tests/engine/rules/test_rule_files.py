"""Every line and form of every rule file decides something: without it, one of the file's own examples comes out otherwise."""

from collections import ChainMap
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from newsassay.engine import Article
from newsassay.engine.document import Document
from newsassay.engine.finding import Finding
from newsassay.engine.rules.judging import Cells, cells, judge_article, judge_cells
from newsassay.engine.rules.rule_file import CueGroup, Line, RuleFile
from newsassay.engine.rules.rulebook import ALPHABET, CompiledCue, Rulebook, rule_files, rulebook

RULE_FILES = rule_files()


@cache
def _book(file_name: str) -> Rulebook:
    (file,) = (f for f in RULE_FILES if f.name == file_name)
    return rulebook([file], ALPHABET)


@cache
def _cues(file_name: str) -> list[CompiledCue]:
    return list({id(c): c for cues in _book(file_name).cues.values() for c in cues}.values())


@cache
def _cells(example: str) -> tuple[Cells, ...]:
    """An example is a body, or “title || body”."""
    title, _, body = example.rpartition(" || ")
    return cells(Document(Article(title=title, body=body.replace("\\n", "\n"))))


def _judgements(book: Rulebook, example: str) -> list[object]:
    return [j for here in _cells(example) for j in judge_cells(here, book)]


@cache
def _whole(file_name: str, example: str) -> list[object]:
    """What the whole file says of an example."""
    return _judgements(_book(file_name), example)


def _compiled(file: RuleFile, index: int) -> CompiledCue:
    (found,) = (cue for cue in _cues(file.name) if cue.group_number == file.cues[index].number)
    return found


def _lines() -> list[object]:
    """Every line once, also if several cues use it."""
    lines = {
        (file.name, line.number): (file, line) for file in RULE_FILES for g in file.cues for line in g.lines
    }
    return [pytest.param(file, line, id=f"{file.name}:{line.number}") for file, line in lines.values()]


@pytest.mark.parametrize(("file", "line"), _lines())
def test_a_line_decides_its_example(file: RuleFile, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    assert line.example, "a line needs an example behind “::”"
    whole = _whole(file.name, line.example)
    for cue in _cues(file.name):
        monkeypatch.setattr(cue, "lines", tuple(other for other in cue.lines if other.number != line.number))
    changed = replace(_book(file.name))  # its openings know the lines
    assert whole != _judgements(changed, line.example), line.text


def _examples(group: CueGroup) -> tuple[str, ...]:
    return (*group.examples, *(line.example for line in group.lines))


def _forms() -> Iterator[object]:
    for file in RULE_FILES:
        for index, group in enumerate(file.cues):
            for n in range(len(group.forms)):
                yield pytest.param(file, index, n, id=f"{file.name}:{group.number}:{n}")


@pytest.mark.parametrize(("file", "index", "n"), list(_forms()))
def test_a_form_finds_its_example(file: RuleFile, index: int, n: int) -> None:
    group = file.cues[index]
    book, cue = _book(file.name), _compiled(file, index)
    fewer = replace(group, forms=(*group.forms[:n], *group.forms[n + 1 :]))
    without = CompiledCue(fewer, cue.signal_id, file.name, ALPHABET)
    starts = {
        c: tuple(without if other is cue else other for other in book.cues[c])
        for c in cue.tags | cue.signatures
    }
    changed = replace(book, cues=ChainMap(starts, dict(book.cues)))
    assert any(_whole(file.name, e) != _judgements(changed, e) for e in _examples(group)), group.forms[n]


def _defaults() -> Iterator[object]:
    for file in RULE_FILES:
        for index, group in enumerate(file.cues):
            yield pytest.param(file, index, id=f"{file.name}:{group.number}")


@pytest.mark.parametrize(("file", "index"), list(_defaults()))
def test_what_no_line_decides_has_an_example(
    file: RuleFile, index: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cue = _compiled(file, index)
    whole = {example: _whole(file.name, example) for example in _examples(file.cues[index])}
    monkeypatch.setattr(cue, "says", "" if cue.otherwise == "" else "is accepted")
    monkeypatch.setattr(cue, "otherwise", "left out" if cue.otherwise == "" else "")
    assert any(said != _judgements(_book(file.name), example) for example, said in whole.items())


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: file.name)
def test_a_file_is_named_after_its_signal(file: RuleFile) -> None:
    assert file.name == file.card.signal_id.replace(".", "/") + ".toml"


def test_findings_and_refusals_of_the_card_come_from_the_file() -> None:
    for file in RULE_FILES:
        for example, fires in file.card.examples():
            document = Document(example.article())
            found = [j for j in judge_article(cells(document), _book(file.name)) if isinstance(j, Finding)]
            assert bool(found) is fires, (file.name, example)
