"""An article leaves memory when its report is made, without waiting for the cyclic collector."""

import gc

from newsassay.engine import Article, score

_BODY = (
    "Mara Kessel, the mayor of Thornby, said on Monday that 12 people may have been hurt in the fire.\n"
    "“We counted 14,” said her deputy, Olin Brandt, 45. He reportedly left on Tuesday, May 3.\n"
    "Officials believe that the warehouse had been empty for years, according to a report."
)


def test_no_reference_cycles_are_left() -> None:
    article = Article(title="Mayor: 12 hurt in Thornby fire", body=_BODY)
    score(article)  # fills the caches
    while gc.collect():  # what other tests left, finalizers and all
        pass
    gc.disable()
    try:
        score(article)
        assert gc.collect() == 0
    finally:
        gc.enable()
