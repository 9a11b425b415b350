"""The columns that go in: where an article's fields are, and how they are read."""

import dataclasses
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from newsassay.v1.article_pb2 import Article


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """The input's column for each field of an article. Columns that are not there are empty.

    At least one of `title` and `body` must be there. A name that is given, other than the field's own, must be
    there, too.
    """

    article_id: str = "article_id"
    title: str = "title"
    body: str = "body"
    byline: str = "byline"
    url: str = "url"
    publisher: str = "publisher"
    published_at: str = "published_at"
    language_code: str = "language_code"

    def present_in(self, schema: pa.Schema) -> dict[str, str]:
        """Return field -> column for the columns that are there.

        Raises ValueError where a column is missing or cannot be read as text.
        """
        pairs = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        found = {field: column for field, column in pairs.items() if column in schema.names}
        missing = [column for field, column in pairs.items() if field not in found and column != field]
        if missing or not {"title", "body"} & set(found):
            message = f"no column {', '.join(missing) or f'{self.title} or {self.body}'}; there are: {', '.join(schema.names)}"
            raise ValueError(message)
        for field, column in found.items():
            if not _is_readable(field, schema.field(column).type):
                message = f"column {column} is {schema.field(column).type}, which cannot be read as {field}"
                raise ValueError(message)
        return found


def _is_readable(field: str, kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return True
    if pa.types.is_null(kind):
        return True
    if field == "article_id":
        return bool(pa.types.is_integer(kind))
    return field == "published_at" and bool(pa.types.is_date(kind) or pa.types.is_timestamp(kind))


def articles(batch: pa.RecordBatch, columns: dict[str, str]) -> Iterator[tuple[Article, bytes]]:
    """Yield the articles of a batch, each with the SHA-256 of all its fields but the id."""
    texts = [(field, _texts(batch.column(column))) for field, column in columns.items()]
    for row in range(batch.num_rows):
        article, digest = Article(), hashlib.sha256()
        for field, values in texts:
            if text := values[row]:
                setattr(article, field, text)
                if field != "article_id":
                    digest.update(f"{field}\0{len(text)}\0{text}".encode())
        yield article, digest.digest()


def _texts(column: pa.Array) -> list[str]:
    """Return a column as text, "" for null."""
    return pc.fill_null(pc.cast(column, pa.large_string()), "").to_pylist()  # type: ignore[no-any-return]
