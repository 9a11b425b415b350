"""The sweep over code pages: it repairs what it says it repairs, and leaves words alone."""

import encodings
import pkgutil

import emoji
import pytest

from newsassay.engine import Article, score
from newsassay.engine.signals.sensational.mojibake import CODE_PAGES

SAMPLE = "\U0001f504 \U0001f602 \U0001f525 \U0001f680 \u2705 \u26a1 \u2728 \u2b50".split()
NO_CODE_PAGES = ("charmap", "unicode_escape", "raw_unicode_escape")  # single bytes, but nobody's alphabet
ASCII = bytes(range(0x20, 0x7F))


def _mistaken(text: str, code_page: str) -> str | None:
    """What a reader of the code page sees of UTF-8, or None where the page lacks a byte."""
    try:
        return text.encode().decode(code_page)
    except UnicodeDecodeError:
        return None


def _repaired(body: str) -> list[tuple[str, ...]]:
    report = score(Article(title="", body=body))
    return [e.normalized_values for e in report.evidence if e.signal_id == "sensational.mojibake_emoji"]


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_every_sample_is_repaired_in_every_code_page(code_page: str) -> None:
    shown = {sign: _mistaken(sign, code_page) for sign in SAMPLE}
    wrong = {
        sign: found
        for sign, text in shown.items()
        if text is not None and (found := _repaired(f"The pier is open {text} tonight.")) != [(sign,)]
    }
    assert not wrong


def test_all_single_byte_code_pages_that_keep_ascii_are_swept() -> None:
    swept = {bytes(range(256)).decode(page, "replace") for page in CODE_PAGES}
    for module in pkgutil.iter_modules(encodings.__path__):
        if module.name in NO_CODE_PAGES:
            continue
        try:
            alphabet = bytes(range(256)).decode(module.name, "replace")
            keeps_ascii = ASCII.decode(module.name) == ASCII.decode()
        except (LookupError, UnicodeError, AttributeError, AssertionError):
            continue
        if keeps_ascii and len(alphabet) == 256 and alphabet.count("\ufffd") < 128:
            assert alphabet in swept, module.name


@pytest.mark.parametrize("sign", SAMPLE)
def test_the_repair_is_named_as_the_pinned_data_names_it(sign: str) -> None:
    name = emoji.EMOJI_DATA[sign]["en"].strip(":").replace("_", " ")
    shown = _mistaken(sign, "cp437")
    assert shown is not None
    report = score(Article(title="", body=f"Open {shown} now"))
    messages = [e.message for e in report.evidence if e.signal_id == "sensational.mojibake_emoji"]
    assert len(messages) == 1
    assert sign in messages[0]
    assert f"({name})" in messages[0]


def test_a_long_run_of_leads_stays_linear_and_silent() -> None:
    assert _repaired("\u00f0\u0178" * 5000) == []
