"""What a program finds in newsassay.client: every name, from one place, to be explored."""

import pydoc
import rlcompleter

import pytest
from google.protobuf.descriptor import FileDescriptor

import newsassay.client
from newsassay.v1 import article_pb2, comparison_pb2, report_pb2, rubric_pb2


@pytest.mark.parametrize(
    "file",
    [article_pb2.DESCRIPTOR, comparison_pb2.DESCRIPTOR, report_pb2.DESCRIPTOR, rubric_pb2.DESCRIPTOR],
)
def test_every_message_and_enum_is_there(file: FileDescriptor) -> None:
    names = {*file.message_types_by_name, *file.enum_types_by_name}
    assert names - set(newsassay.client.__all__) == set()


def test_dir_help_and_completion_show_all_of_it() -> None:
    names = newsassay.client.__all__
    assert set(names) <= set(dir(newsassay.client))
    shown = pydoc.plain(pydoc.render_doc(newsassay.client))
    assert "class Client(" in shown
    assert "class NewsassayError(" in shown
    complete = rlcompleter.Completer({"newsassay": newsassay}).complete
    assert complete("newsassay.client.Newsass", 0) == "newsassay.client.NewsassayError("
    assert [name for name in names if getattr(newsassay.client, name) is None] == []


def test_what_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Clinet'"):
        newsassay.client.Clinet  # noqa: B018
