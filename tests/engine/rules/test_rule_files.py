"""Every line and form of every rule file decides something: without it, one of the file's own examples comes out otherwise."""

from collections import ChainMap
from dataclasses import replace
from functools import cache

import pytest
from labelled_cases import Case, all_hold

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


FILES = pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: file.name)


@FILES
def test_lines_decide_their_examples(file: RuleFile) -> None:
    lines = {line.number: line for group in file.cues for line in group.lines}  # several cues may use a line
    all_hold(_line_decides, [Case(f"{file.name}:{line.number}", (file, line)) for line in lines.values()])


def _line_decides(file: RuleFile, line: Line) -> None:
    assert line.example, "a line needs an example behind “::”"
    whole = _whole(file.name, line.example)
    with pytest.MonkeyPatch.context() as patch:
        for cue in _cues(file.name):
            patch.setattr(cue, "lines", tuple(other for other in cue.lines if other.number != line.number))
        changed = replace(_book(file.name))  # its openings know the lines
        assert whole != _judgements(changed, line.example), line.text


def _examples(group: CueGroup) -> tuple[str, ...]:
    return (*group.examples, *(line.example for line in group.lines))


@FILES
def test_forms_find_their_examples(file: RuleFile) -> None:
    cases = [
        Case(f"{file.name}:{group.number}:{n}", (file, index, n))
        for index, group in enumerate(file.cues)
        for n in range(len(group.forms))
    ]
    all_hold(_form_finds, cases)


def _form_finds(file: RuleFile, index: int, n: int) -> None:
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


@FILES
def test_what_no_line_decides_has_an_example(file: RuleFile) -> None:
    cases = [Case(f"{file.name}:{group.number}", (file, n)) for n, group in enumerate(file.cues)]
    all_hold(_default_decides, cases)


def _default_decides(file: RuleFile, index: int) -> None:
    cue = _compiled(file, index)
    whole = {example: _whole(file.name, example) for example in _examples(file.cues[index])}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cue, "says", "" if cue.otherwise == "" else "is accepted")
        patch.setattr(cue, "otherwise", "left out" if cue.otherwise == "" else "")
        assert any(said != _judgements(_book(file.name), example) for example, said in whole.items())


@FILES
def test_a_file_is_named_after_its_signal(file: RuleFile) -> None:
    assert file.name == file.card.signal_id.replace(".", "/") + ".toml"


def test_findings_and_refusals_of_the_card_come_from_the_file() -> None:
    for file in RULE_FILES:
        for example, fires in file.card.examples():
            document = Document(example.article())
            found = [j for j in judge_article(cells(document), _book(file.name)) if isinstance(j, Finding)]
            assert bool(found) is fires, (file.name, example)
