"""Time of comparing articles: a pair, a newsroom's worth, the most that a call takes, and a corpus."""

import gc
import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from time import perf_counter, process_time

from generated_articles import BODIES, FIRST, LAST, PLACES, SYLLABLES, generated_article
from row import Row

from newsassay.bulk.rewrites import rewrite_clusters
from newsassay.engine import Article, compare

CHARACTERS = 4000
TELLINGS = 4  # articles of a story: a text, two rewrites of it, and an independent account
GOALS = {2: 15.0, 50: 400.0, 200: 3000.0}  # milliseconds
CORPUS, CORPUS_GOAL = 10_000, 60.0  # articles, seconds
NAMES = frozenset(
    word for name in (*FIRST, *LAST, *PLACES, *BODIES) for word in name.split() if word[0].isupper()
)


def one_beat(count: int) -> list[Article]:
    """Articles of stories with the names, places and rarer words of one generator: all of them hang together."""
    return [telling(n // TELLINGS, n % TELLINGS) for n in range(count)]


def several_stories(count: int) -> list[Article]:
    """Articles of stories of which each has names, numbers and words of its own, as what an aggregator holds of one day."""
    return [telling(n // TELLINGS, n % TELLINGS, own_names=True) for n in range(count)]


def one_text(count: int) -> list[Article]:
    """Rewrites of one text, each with a seventh of its words replaced by others."""
    return [telling(0, 0, spun=f"retold {n}") for n in range(count)]


SHAPES: dict[str, tuple[Callable[[int], list[Article]], Sequence[int]]] = {
    "several stories": (several_stories, (2, 50, 200)),
    "one beat": (one_beat, (50, 200)),
    "one text": (one_text, (50, 200)),
}


def telling(story: int, number: int, *, own_names: bool = False, spun: str = "") -> Article:
    """One of the articles of a story: each account of it has words of its own; a rewrite has 15 % others."""
    account = number == TELLINGS - 1
    source = generated_article(7 * story + 2 * account, CHARACTERS)
    own = Random(f"{story} {account}")
    rewriter = Random(spun or f"{story} {number}")
    retold = bool(spun) or number in (1, 2)
    words: dict[str, str] = {}
    replaced: dict[str, str] = {}

    def invented(draw: Random) -> str:
        return "".join(SYLLABLES[int(draw.random() * len(SYLLABLES))] for _ in range(3))

    def word(plain: str) -> str:
        name = own_names and plain in NAMES
        if not name and (not plain.isalpha() or not plain.islower() or len(plain) < 2):
            return plain
        if plain not in words:
            if name:
                words[plain] = invented(Random(f"{plain} {story}")).title()
            else:
                words[plain] = plain if own.random() < 0.1 else invented(own)
            if retold and not name and rewriter.random() < 0.15:
                replaced[plain] = invented(rewriter)
        return replaced.get(plain, words[plain])

    spaced = re.compile(r"[^\W\d_]+" if own_names else r"[^ \n]+")
    body = spaced.sub(lambda found: word(found[0]), source.body)
    return Article(title=source.title, body=body, article_id=f"{story}-{number}")


def comparison(rounds: int) -> Iterator[Row]:
    """A row for each shape and number of articles: processor time, which a busy machine lengthens least."""
    compare(one_beat(8))
    for shape, (articles_of, counts) in SHAPES.items():
        for count in counts:
            articles = articles_of(count)
            taken = []
            for _ in range(rounds if count <= 50 else 1):
                gc.collect()
                gc.disable()  # as a worker of the service does while it answers
                start = process_time()
                found = compare(articles)
                taken.append((process_time() - start) * 1000)
                gc.enable()
            note = f"{shape}: {len(found.pairs)} pairs, {len(found.clusters)} clusters"
            yield Row(
                "compare", f"{count} articles, ms ({note})", f"{min(taken):.1f}", goal=f"≤ {GOALS[count]:g}"
            )
    articles = one_beat(CORPUS)
    start_wall = perf_counter()
    clusters = rewrite_clusters(articles)
    seconds = perf_counter() - start_wall
    note = f"{len(clusters)} clusters of {CORPUS // TELLINGS} stories"
    yield Row("compare", f"corpus of {CORPUS:,}, s ({note})", f"{seconds:.1f}", goal=f"≤ {CORPUS_GOAL:g}")
