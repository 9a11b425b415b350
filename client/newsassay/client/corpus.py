"""`newsassay compare --corpus`: which articles of a corpus retell one text. In this process, without a server."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

from newsassay.client.exit_codes import FAILED
from newsassay.client.input_files import expand
from newsassay.client.reading import InputOptions, read
from newsassay.client.reports.comparison import corpus_clusters
from newsassay.client.terminal import one_line, say
from newsassay.engine import Article
from newsassay.v1.comparison_pb2 import ArticlePosition, ComparisonReport, RewriteCluster

_FIELDS = ("title", "body", "article_id")


class Corpus:
    """Articles with the names of where they come from, and how many could not be read."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self.names: list[str] = []
        self.failed = 0

    def add(self, article: Article, name: str) -> None:
        """Add an article."""
        self.articles.append(article)
        self.names.append(name)


def run(paths: tuple[str, ...], reading: InputOptions, output_format: str, output: TextIO) -> int:
    """Print the clusters of a corpus and return the exit code."""
    try:
        from newsassay.bulk.rewrites import rewrite_clusters  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = f"comparing a corpus needs the extra newsassay[bulk]: {error}"
        raise click.UsageError(message) from error
    if output_format not in corpus_clusters.FORMATS:
        message = f"a corpus is printed as {' or '.join(corpus_clusters.FORMATS)}, not as {output_format}"
        raise click.UsageError(message)
    corpus = _read(paths, reading)
    if sys.stderr.isatty():
        say(f"newsassay: comparing {len(corpus.articles):,} articles")
    clusters = rewrite_clusters(corpus.articles)
    cluster_of = {index: cluster.cluster_id for cluster in clusters for index in cluster.article_indices}
    report = ComparisonReport(
        articles=[
            ArticlePosition(article_index=n, article_id=article.article_id, cluster_id=cluster_of.get(n, ""))
            for n, article in enumerate(corpus.articles)
        ],
        clusters=[
            RewriteCluster(cluster_id=cluster.cluster_id, article_indices=cluster.article_indices)
            for cluster in clusters
        ],
    )
    titles = [article.title or article.body[:200] for article in corpus.articles]
    output.writelines(corpus_clusters.FORMATS[output_format](report, corpus.names, titles))
    output.flush()
    return FAILED if corpus.failed else 0


def _read(paths: tuple[str, ...], reading: InputOptions) -> Corpus:
    corpus = Corpus()
    for path in _files(paths):
        if path.endswith(".parquet"):
            for number, article in enumerate(_rows(path), start=1):
                corpus.add(article, f"{path}:{number}")
            continue
        for item in read(path, reading):
            if item.problem:
                corpus.failed += 1
                say(f"newsassay: {one_line(item.name)}: {one_line(item.problem)}")
            else:
                sent = item.article
                corpus.add(Article(title=sent.title, body=sent.body, article_id=sent.article_id), item.name)
    return corpus


def _files(paths: tuple[str, ...]) -> Iterator[str]:
    """The Parquet files of folders, then what else they hold that is read."""
    for path in paths:
        parquet = sorted(map(str, Path(path).glob("*.parquet"))) if Path(path).is_dir() else []
        yield from parquet or expand([path])


def _rows(path: str) -> Iterator[Article]:
    """The articles of a Parquet file: its columns title, body and article_id, as far as it has them."""
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - an extra

    try:
        with ParquetFile(path) as file:
            columns = [name for name in _FIELDS if name in file.schema_arrow.names]
            if "body" not in columns:
                message = f"{path} has no column body"
                raise click.UsageError(message)
            for batch in file.iter_batches(columns=columns):
                for row in batch.to_pylist():
                    title, body, article_id = (str(row.get(name) or "") for name in _FIELDS)
                    yield Article(title=title, body=body, article_id=article_id)
    except ValueError as error:
        message = f"{path}: {error}"
        raise click.UsageError(message) from error
