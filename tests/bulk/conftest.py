"""Corpora of generated articles, with rows among them that no service would score."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from generated_articles import generated_articles

BAD_BODIES = (" ", "A NUL \0 in the text.", "x" * (1 << 20) + "y", None)


def make_corpus(rows: int, characters: int = 300) -> pa.Table:
    """Every tenth row is bad."""
    articles = generated_articles(rows, characters)
    bodies = [
        BAD_BODIES[n // 10 % len(BAD_BODIES)] if n % 10 == 9 else article.body
        for n, article in enumerate(articles)
    ]
    return pa.table(
        {
            "article_id": [f"a{n}" for n in range(rows)],
            "title": [
                " " if body in BAD_BODIES else article.title
                for article, body in zip(articles, bodies, strict=True)
            ],
            "body": bodies,
            "shelf": pa.array(range(rows), pa.int64()),
        }
    )


@pytest.fixture(scope="session")
def corpus() -> pa.Table:
    return make_corpus(60)


@pytest.fixture
def write_corpus(tmp_path: Path) -> Callable[..., Path]:
    def write(*sizes: int, **settings: int) -> Path:
        folder = tmp_path / "in"
        folder.mkdir()
        for number, size in enumerate(sizes):
            pq.write_table(make_corpus(size), folder / f"{number}.parquet", **settings)
        return folder

    return write
