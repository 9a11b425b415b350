"""Three made-up articles to try things on, read like files of the caller's own."""

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import as_file, files

from newsassay.client.reading import ReadArticle, read

SAMPLES = {"sober": "sober.md", "aggregator": "aggregator.txt", "spun": "spun.md"}


def read_sample(name: str) -> Iterator[ReadArticle]:
    """Yield the one article of a sample. `name` is a key of SAMPLES."""
    with as_file(files(__name__) / SAMPLES[name]) as path:
        for item in read(str(path)):
            item.article.article_id = name
            yield replace(item, name=name, path="")
