import pytest

from newsassay.engine.article import Article
from newsassay.engine.document import Document
from newsassay.engine.facts.appositions import apposition


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Ruth Calloway, the governor of Senn, spoke.", "the governor"),
        ("Ruth Calloway, a retired police officer, spoke.", "a retired police officer"),
        ("Ruth Calloway, mother of three, spoke.", "mother"),
        ("Ruth Calloway, the mayor’s brother, spoke.", "the mayor’s brother"),
        ("Ruth Calloway, who is governor, spoke.", ""),
        ("Ruth Calloway, the song, was sung.", ""),
        ("Ruth Calloway, in the governor’s car, waved.", ""),
        ("Ruth Calloway spoke.", ""),
    ],
)
def test_apposition(text: str, phrase: str) -> None:
    body = Document(Article(body=text)).body
    found = apposition(body, 2)
    assert (body.tokens.phrase(found.first, found.head + 1) if found else "") == phrase
