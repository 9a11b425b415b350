"""Words stand in rule files and lexicons, with their source: no new list of them in Python."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ENGINE = Path(__file__).parents[2] / "server" / "newsassay" / "engine"
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’ .-][^\W\d_]+)*\.?")
_FEW = 3

# Names of the grammar's legend and the rules' notation are no word lists; nor are names of attributes.
NOTATION = ("grammar", "rules")
ATTRIBUTES = frozenset(["__slots__", "__all__", "__match_args__"])


def word_lists(tree: ast.AST) -> Iterator[list[str]]:
    """Literal collections of three and more plain lower-case words."""
    for node in ast.walk(tree):
        words = [word for word in _strings(node) if _WORD.fullmatch(word) and word == word.lower()]
        if len(words) >= _FEW:
            yield words


def _strings(node: ast.AST) -> list[str]:
    match node:
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
            values = parts
        case ast.Dict(keys=keys):
            values = [key for key in keys if key is not None]
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split")):
            return text.split()
        case _:
            return []
    return [v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)]


def _without_attributes(tree: ast.Module) -> ast.Module:
    """The module without assignments of names to `__slots__` and its like, and without string formats' names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id in ATTRIBUTES for target in node.targets
        ):
            node.value = ast.Tuple(elts=[], ctx=ast.Load())
    return tree


def _counts() -> Counter[str]:
    counts: Counter[str] = Counter()
    for file in ENGINE.rglob("*.py"):
        folder = file.relative_to(ENGINE).parts[0]
        if folder not in NOTATION:
            tree = _without_attributes(ast.parse(file.read_text(encoding="utf-8")))
            counts[folder] += sum(1 for _ in word_lists(tree))
    return counts


def test_no_word_list_stands_in_python() -> None:
    assert not +_counts(), "words belong in rule files or lexicons"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("X = frozenset(['may', 'might', 'can'])", 3),
        ("X = 'may might can'.split()", 3),
        ("X = {'may': 1, 'might': 2, 'can': 3}", 3),
        ("X = ('may', 'might')", 0),
        ("X = ('A', 'B', 'C')", 0),
        ("__slots__ = ('one', 'two', 'three')", 0),
    ],
)
def test_a_word_list_is_told_from_other_collections(code: str, words: int) -> None:
    assert sum(map(len, word_lists(_without_attributes(ast.parse(code))))) == words
