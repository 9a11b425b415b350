"""The memo of words: what it holds is right, short and bounded."""

import pytest

from newsassay.engine.text import word_memo
from newsassay.engine.text.word_memo import WordMemo


def test_each_word_is_asked_for_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    memo = WordMemo(length)
    assert list(map(memo.__getitem__, ["a", "of", "a", "of"])) == [1, 2, 1, 2]
    assert asked == ["a", "of"]


def test_what_is_longer_than_a_word_is_not_kept() -> None:
    memo = WordMemo(len)
    assert memo["x" * 41] == 41
    assert not memo
    assert memo["x" * 40] == 40
    assert len(memo) == 1


def test_a_full_memo_keeps_what_is_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_memo, "_MOST", 3)
    asked: list[str] = []

    def upper(word: str) -> str:
        asked.append(word)
        return word.upper()

    memo = WordMemo(upper)
    assert [memo[word] for word in "abcdafghib"] == [*"ABCDAFGHIB"]
    assert asked == [*"abcdfghib"]  # "a" came back from the elder generation, "b" was forgotten with it
    assert len(memo) <= 3


def test_a_memo_never_holds_more_than_two_generations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_memo, "_MOST", 8)
    memo = WordMemo(len)
    for number in range(100):
        memo[str(number)]
    assert len(memo) + len(memo._elder) <= 16
