import pytest

from newsassay.engine.article import Article
from newsassay.engine.document import Document


def test_hits_of_a_lexicon_that_is_not_searched_are_an_error_not_empty() -> None:
    with pytest.raises(KeyError, match="given_names"):
        Document(Article(body="Anna spoke.")).body.hits("given_names")
