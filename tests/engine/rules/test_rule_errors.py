"""A rule file that cannot be used is refused with file, line and what to do."""

import pytest

from newsassay.engine.rules.named import Shared
from newsassay.engine.rules.rule_file import read_rule_file
from newsassay.engine.rules.rulebook import alphabet_of, rulebook
from newsassay.engine.rules.toml_source import RuleError

GOOD = """[card]
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
[sets]
soon = "tomorrow"
[[cue]]
forms = ["may"]
says = "is possible"
lines = '''
no  _ @soon -> planned :: It may tomorrow.
yes _ NOUN  -> :: May rain.
'''
"""


def _refused(old: str, new: str) -> str:
    assert old in GOOD
    with pytest.raises(RuleError) as error:
        _compiled(GOOD.replace(old, new))
    return str(error.value)


def _compiled(content: str) -> None:
    file = read_rule_file("own.toml", content, Shared())
    rulebook([file], alphabet_of([file]))


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('soon = "tomorrow"', 'soon = "@later"', 14, "@later is no set above this line"),
        ('soon = "tomorrow"', 'soon = {lexicon = "nowhere"}', 14, "there is no lexicon nowhere"),
        ('soon = "tomorrow"', 'soon = "tomorrow"\nlate = "never"', 15, "@late is used nowhere"),
        ("yes _ NOUN", "yes ARTICLE:@late _ NOUN", 20, "ARTICLE:@late: there is no such set"),
        ('says = "', 'says = "{usual} ', 15, "no lexicon of the file has columns usual"),
        ("@soon", "@late", 19, "@late is no set here"),
        ("NOUN ", "NOWN ", 20, "NOWN is no word class; there are ADJECTIVE"),
        ("yes _ NOUN", "yes NOUN", 20, "needs one “_”"),
        ("yes _ NOUN", "perhaps _ NOUN", 20, "a line is: yes, no, quoted or skip"),
        ("-> planned", "->", 19, "needs a reason"),
        ("no  _ @soon", "no  _", 20, "never reached: line 19 decides before it"),
        ("yes _ NOUN ", "yes _ @soon", 20, "never reached: line 19 decides before it"),
        ("yes _ NOUN ", "yes ( _ NOUN )", 20, "needs one “_”"),
        ("yes _ NOUN  -> :: May rain.", "use ends", 20, "define the lines under [lines]"),
        ('["may"]', '["( may"]', 15, "forms: a bracket is not closed"),
        ('["may"]', '["!may"]', 15, "a cue must begin with a word"),
        ('["may"]', '["NOUN?"]', 15, "can match nothing at all"),
        ('["may"]', '["~ may"]', 15, "cannot start with a gap"),
        ('says = "is possible"', "", 15, "a cue needs forms, and says or otherwise"),
        ('says = "is possible"', 'say = "is possible"', 15, "“say” is no part of a cue"),
        ('date = "2026-11-21"', "", 9, "[source] needs date"),
        ('sign = "penalty"', "", 1, "[card] lacks 'sign'"),
        ("[sets]", "[words]", 13, "[words] is no part of a rule file"),
        ("[card]", "[card", 1, "not TOML"),
    ],
)
def test_the_error_names_file_line_and_cause(old: str, new: str, line: int, message: str) -> None:
    said = _refused(old, new)
    assert said.startswith(f"own.toml:{line}: "), said
    assert message in said


def test_a_file_without_cues_is_refused() -> None:
    with pytest.raises(RuleError, match="no \\[\\[cue\\]\\]"):
        read_rule_file("own.toml", GOOD.split("[sets]", maxsplit=1)[0], Shared())
