"""What reading yields, whatever the format: an article and its place, or why there is none."""

from dataclasses import dataclass, field

from newsassay.client.source_map import SourceMap, SourceText
from newsassay.v1.article_pb2 import Article
from newsassay.v1.report_pb2 import Warning as ReportWarning

LONGEST_ID = 256


def _nowhere() -> SourceMap:
    return SourceMap(SourceText(""), ())


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """One article to score, or why there is none.

    `name` says where it comes from ("news.jsonl:17"), `path` is the file as it was given ("-" for standard
    input, "" for none), `size` how many bytes of input it stands for. `source_map` leads from spans to the
    file and holds its decoded text; it is empty where there is a `problem`. `warnings` tell what was read
    with a doubt.
    """

    name: str
    article: Article
    problem: str = ""
    size: int = 0
    path: str = ""
    source_map: SourceMap = field(default_factory=_nowhere, compare=False)
    warnings: tuple[ReportWarning, ...] = ()


def failed(name: str, problem: str, size: int = 0, article_id: str = "", path: str = "") -> ReadArticle:
    """Return what stands for an article that could not be read."""
    return ReadArticle(name, Article(article_id=(article_id or name)[-LONGEST_ID:]), problem, size, path)
