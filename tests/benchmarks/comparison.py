"""Time of comparing articles: a pair, a newsroom's worth, the most that a call takes, and a corpus."""

from collections.abc import Iterator
from random import Random
from time import perf_counter

from generated_articles import SYLLABLES, generated_article
from row import Row

from newsassay.bulk.rewrites import rewrite_clusters
from newsassay.engine import Article, compare

CHARACTERS = 4000
TELLINGS = 4  # articles of a story: a text, two rewrites of it, and an independent account
GOALS = {2: 15.0, 50: 400.0, 200: 3000.0}  # milliseconds
CORPUS, CORPUS_GOAL = 10_000, 60.0  # articles, seconds


def stories(count: int) -> list[Article]:
    """Articles of generated stories. Each story and each account of it has words of its own; a rewrite has 15 % others."""
    return [telling(n // TELLINGS, n % TELLINGS) for n in range(count)]


def telling(story: int, number: int) -> Article:
    """One of the articles of a story."""
    account = number == TELLINGS - 1
    source = generated_article(7 * story + 2 * account, CHARACTERS)
    own = Random(f"{story} {account}")
    spun = Random(f"{story} {number}")
    words: dict[str, str] = {}
    replaced: dict[str, str] = {}

    def invented(draw: Random) -> str:
        return "".join(SYLLABLES[int(draw.random() * len(SYLLABLES))] for _ in range(3))

    def word(plain: str) -> str:
        if not plain.isalpha() or not plain.islower() or len(plain) < 2:
            return plain
        if plain not in words:
            words[plain] = plain if own.random() < 0.1 else invented(own)
            if number in (1, 2) and spun.random() < 0.15:
                replaced[plain] = invented(spun)
        return replaced.get(plain, words[plain])

    body = "\n".join(" ".join(map(word, line.split(" "))) for line in source.body.split("\n"))
    return Article(title=source.title, body=body, article_id=f"{story}-{number}")


def comparison(rounds: int) -> Iterator[Row]:
    """A row for each number of articles."""
    compare(stories(8))
    for count, goal in GOALS.items():
        articles = stories(count)
        taken = []
        for _ in range(rounds if count <= 50 else 1):
            start = perf_counter()
            found = compare(articles)
            taken.append((perf_counter() - start) * 1000)
        note = f"{len(found.pairs)} pairs, {len(found.clusters)} clusters"
        yield Row("compare", f"{count} articles, ms ({note})", f"{min(taken):.1f}", goal=f"≤ {goal:g}")
    articles = stories(CORPUS)
    start = perf_counter()
    clusters = rewrite_clusters(articles)
    seconds = perf_counter() - start
    note = f"{len(clusters)} clusters of {CORPUS // TELLINGS} stories"
    yield Row("compare", f"corpus of {CORPUS:,}, s ({note})", f"{seconds:.1f}", goal=f"≤ {CORPUS_GOAL:g}")
