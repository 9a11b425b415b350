"""From files to articles: text, Markdown, JSON, JSONL.

One module per format; each maps its articles back to the file as it lies on disk.
"""

from newsassay.client.reading.files import FORMATS, InputOptions, read
from newsassay.client.reading.read_article import ReadArticle, failed

__all__ = ["FORMATS", "InputOptions", "ReadArticle", "failed", "read"]
