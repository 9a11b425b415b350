"""Does the cost of an article grow in proportion to its length, whatever it holds?

    python tests/benchmarks/hostile.py [--sizes 4096 1048576] [SHAPE ...]

Prints processor microseconds per character at 4 kB, 64 kB and 1 MiB for texts that nobody should send, without
garbage collection (workers do the same), the worst ratio last. Processor time, because what is copied in C is seen
neither by counting calls nor, on a busy machine, by a clock. Exit code 1 if 1 MiB costs more than 1.2 times as much
per character as 4 kB: shapes beyond that are listed at the end.
"""

import argparse
import gc
import random
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median

from newsassay.engine import Article, score

SIZES = (4 << 10, 64 << 10, 1 << 20)
MOST = 1.2
# A shape that costs more per character than this at a size is not measured at the next.
MOST_MICROSECONDS = 200.0
_REPEATED_UP_TO = 64 << 10
REPEATED = {
    "one token": "x",
    "all quotes": '"',
    "all digits": "7",
    "cue words": "reportedly may some observers say according to about shocking unbelievable never ",
    "newlines": "\n",
    "alternating quotes": '“a” "b" ',
    "zero-width": "\u200b",
    "combining marks": "e\u0301",
    "opening quotes": "“",
    "apostrophes": "'",
    "short sentences": "A b. ",
    "names": "Anna Quill said ",
    "titles": "Dr. Anna Quill, the minister, said. ",
    "numbers": "1,234 ",
    "percentages": "12 percent of ",
    "dates": "Monday, 3 March 2026, ",
    "ages": "Anna Quill, 45, ",
    "months": "May ",
    "abbreviations": "Mr. ",
    "one sentence again": "The harbour board approved the new ferry plan on Monday after a long debate. ",
    "reopened quotations": "“x said\n\n",
    "exclamation marks": "!",
    "emoji": "🔄",
    "mojibake": "đŸ”„",
    "hashtags": "#a ",
    "negations": "is not was is no ",
    "questions": "Do you ask us why? Let's! ",
    "letters and digits": "a1",
    "capital letter": "X",
    "capitals": "SHOCKING NEWS ",
    "title case": "Harbour Board Approves ",
    "camel case": "harbourBoard",
    "underscores": "_",
    "hyphens": "-",
    "hyphenated": "well-known-",
    "dashes": "—",
    "spaced dashes": "a — ",
    "slashes": "a/",
    "full stops": ".",
    "ellipses": "… ",
    "dots and spaces": ". ",
    "commas": ",",
    "comma list": "a, ",
    "and list": "Anna and ",
    "semicolons": "he said; ",
    "colons": "a: ",
    "quiz colons": "Mayor: no ",
    "question marks": "?",
    "lost marks": "it?s ",
    "question runs": "?? ",
    "exclamation runs": "!! ",
    "mixed runs": "a!? b ",
    "spaces": "a" + " " * 40,
    "tabs": "\t",
    "carriage returns": "a\r",
    "form feeds": "a\f",
    "line separators": "a\u2028",
    "no-break spaces": "a\u00a0",
    "blank lines": "a\n\n",
    "lines of one word": "may\n",
    "headings": "# Harbour\n",
    "bullets": "- may be\n",
    "numbered lines": "1. may be\n",
    "captions": "Photo: Anna Quill / Agency\n",
    "datelines": "HARBOUR (Agency) — It may.\n",
    "bylines": "By Anna Quill\n",
    "closing quotes": "”",
    "straight quotations": 'He said "it may". ',
    "curly quotations": "“It may,” she said. ",
    "single quotations": "‘It may,’ she said. ",
    "guillemets": "«a» ",
    "low quotes": "„a“ ",
    "quotes in words": 'a"b"',
    "opening single quotes": "‘",
    "elisions": "’tis ",
    "contractions": "they're couldn't he'll ",
    "possessives": "Anna's ",
    "round brackets": "(a) ",
    "open brackets": "(",
    "square brackets": "[a] ",
    "open braces": "{{",
    "placeholders": "[NAME] ",
    "html": "<b>may</b> ",
    "entities": "&amp; ",
    "links": "https://example.org/a?b=c ",
    "addresses": "anna@example.org ",
    "handles": "@anna ",
    "handles and tags": "@anna #a ",
    "counters": "95 likes ",
    "retweets": "RT @anna: it may\n",
    "surnames": "Quill said ",
    "initials": "A. B. Quill ",
    "distinct initials": "J.R.R. ",
    "offices": "Mayor Anna Quill ",
    "organisations": "the Harbour Board of ",
    "sources": "officials said ",
    "anonymous sources": "a source who spoke on condition of anonymity said ",
    "vague sources": "Observers say ",
    "nested attribution": "said that ",
    "according to": "according to ",
    "passives": "it is said to be ",
    "agentless": "is widely believed that ",
    "hedges": "may might could perhaps ",
    "conditions": "if ",
    "whether": "whether or not ",
    "seems": "seems to ",
    "about numbers": "about 3 ",
    "ranges": "3 to 4 ",
    "money": "$1.2 million ",
    "euros": "€3,000 ",
    "spelled numbers": "twenty-one hundred thousand ",
    "digits with points": "1.2.3.4.",
    "digits with commas": "1,",
    "fractions": "½ ",
    "ordinals": "3rd ",
    "times": "12:30 p.m. ",
    "weekdays": "on Monday ",
    "years": "in 2026 ",
    "years old": "45-year-old ",
    "sums": "2 plus 3 is 5 ",
    "shares": "12 percent said yes, ",
    "pronouns": "he she they it ",
    "relatives": "who said that he who ",
    "superlatives": "the best ever ",
    "clickbait": "You won't believe what ",
    "urgency": "BREAKING: ",
    "fear": "terrifying deadly ",
    "share": "Share this! ",
    "mathematical letters": "𝐚",
    "fullwidth": "Ａ",
    "greek": "α",
    "cyrillic": "ж ",
    "arabic": "م ",
    "hebrew and latin": "שa ",
    "han": "橋",
    "thai": "ก็",
    "devanagari": "क्ष ",
    "hangul": "각 ",
    "zalgo": "e" + "\u0301" * 30,
    "joined emoji": "👩\u200d👩\u200d👧 ",
    "skin tones": "👍🏽",
    "flags": "🇫🇷",
    "keycaps": "1\ufe0f\u20e3",
    "variation selectors": "\ufe0f",
    "soft hyphens": "a\u00ad",
    "direction marks": "\u202ea\u202c",
    "byte order marks": "\ufeff",
    "replacement characters": "\ufffd",
    "private use": "\ue000",
    "controls": "\x01",
    "mojibake quotes": "â€œaâ€\u009d ",
    "mojibake accents": "Ã© ",
    "ligatures": "ﬁ",
    "tags": "\U000e0041",
}  # fmt: skip


def _nested_brackets(size: int, _draw: random.Random) -> str:
    return "(" * (size // 2) + ")" * (size // 2)


def _nested_quotations(size: int, _draw: random.Random) -> str:
    return "“" * (size // 6) + "”" * (size // 6)


def _distinct_names(size: int, draw: random.Random) -> str:
    words = (f"{_word(draw).title()} {_word(draw).title()} said no. " for _ in range(size // 12))
    return "".join(words)[:size]


def _distinct_words(size: int, draw: random.Random) -> str:
    return " ".join(_word(draw) for _ in range(size // 5))[:size]


def _distinct_numbers(size: int, _draw: random.Random) -> str:
    return "".join(f"{number} boats sank. " for number in range(100, 100 + size // 15))[:size]


def _distinct_sources(size: int, draw: random.Random) -> str:
    return "".join(f"“It may,” said {_word(draw).title()}. " for _ in range(size // 18))[:size]


def _repeated_names(size: int, draw: random.Random) -> str:
    """Many persons of one surname, and one of many spellings of it."""
    return "".join(
        f"{_word(draw).title()} Quill, {draw.randrange(20, 80)}, said. " for _ in range(size // 20)
    )[:size]


def _near_sentences(size: int, draw: random.Random) -> str:
    """Sentences that differ in one word."""
    return "".join(
        f"The harbour board approved the {_word(draw)} plan on Monday. " for _ in range(size // 52)
    )[:size]


def _random_characters(size: int, draw: random.Random) -> str:
    alphabet = "aAbB1 .,!?\"'“”‘’()#@-—\n:;%$é"
    return "".join(draw.choices(alphabet, k=size // 2))


def _random_cues(size: int, draw: random.Random) -> str:
    cues = "may said according to Anna Quill , . “ ” not never about 12 percent who that officials is it !! ? May".split(
        " "
    )
    return " ".join(draw.choices(cues, k=size // 5))[:size]


def _one_long_sentence(size: int, _draw: random.Random) -> str:
    return "the board said that it may and " * (size // 31)


def _long_line_then_lines(size: int, _draw: random.Random) -> str:
    return "may " * (size // 8) + "may.\n" * (size // 10)


def _word(draw: random.Random) -> str:
    return "".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=draw.randrange(3, 9)))


MADE: dict[str, Callable[[int, random.Random], str]] = {
    make.__name__.removeprefix("_").replace("_", " "): make
    for make in (
        _nested_brackets, _nested_quotations, _distinct_names, _distinct_words, _distinct_numbers, _distinct_sources,
        _repeated_names, _near_sentences, _random_characters, _random_cues, _one_long_sentence, _long_line_then_lines,
    )
}  # fmt: skip
KINDS = (*MADE, *REPEATED)


def text(kind: str, size: int, seed: int = 0) -> str:
    """A text of this kind of at most `size` bytes of UTF-8; made words are others with another seed."""
    if kind in MADE:
        return MADE[kind](size, random.Random(seed))
    unit = REPEATED[kind]
    return unit * (size // len(unit.encode()))


def microseconds(kind: str, size: int) -> float:
    """Processor time per character, the mean of as many runs as 64 kB hold, behind one that loads what is asked for."""
    spent, characters = 0.0, 0
    runs = max(1, _REPEATED_UP_TO // size)
    for seed in range(1 + runs):
        # Words that have not been seen before, at every size: they cost more than those that have.
        article = Article(body=text(kind, min(size, SIZES[0]) if not seed else size, size + seed))
        start = time.process_time()
        score(article)
        if seed:
            spent += time.process_time() - start
            characters += max(1, len(article.body))
        gc.collect()
    return spent / characters * 1e6


def measured(kind: str, sizes: Sequence[int]) -> list[float]:
    """Microseconds per character at each size; sizes beyond a cost that is too high are left out."""
    costs: list[float] = []
    for size in sizes:
        if not costs or costs[-1] < MOST_MICROSECONDS:
            costs.append(microseconds(kind, size))
    return costs


def settled(kind: str, sizes: Sequence[int]) -> tuple[list[float], float]:
    """Costs, and the last over the first.

    What seems too high is measured twice more, and the medians count: the clock of a busy machine changes by a third
    between the seconds of one size and those of another.
    """
    rounds = [measured(kind, sizes)]
    if rounds[0][-1] > MOST * rounds[0][0]:
        rounds += [measured(kind, sizes) for _ in range(2)]
    costs = [median(found) for found in zip(*rounds, strict=False)]
    is_whole = len(costs) == len(sizes)
    return costs, median(found[-1] / found[0] for found in rounds) if is_whole else float("inf")


def main() -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shapes", nargs="*", metavar="SHAPE")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="BYTES")
    arguments = parser.parse_args()
    gc.disable()
    ratios: dict[str, float] = {}
    for kind in arguments.shapes or KINDS:
        costs, ratios[kind] = settled(kind, arguments.sizes)
        print(
            f"{kind:22} " + " ".join(f"{cost:8.3f}" for cost in costs) + f"  ratio {ratios[kind]:.2f}",
            flush=True,
        )
    worst = sorted(ratios, key=lambda kind: -ratios[kind])
    print(f"{len(ratios)} shapes; worst: " + ", ".join(f"{kind} {ratios[kind]:.2f}" for kind in worst[:5]))
    return 1 if ratios[worst[0]] > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
