"""Families of the sensationalism dimension.

Base rates on the cards are hits per 1,000 words in 924 political articles of edited outlets (700,000 words).
Precision is the share of at most 60 of those hits that a reader found right, or, for signals of headlines,
the share of hits on 6,410 headlines (half of them bait) that fell on bait. None: too few hits to tell.
"""

from newsassay.engine.family import Family
from newsassay.engine.signals.sensational import (
    capitals,
    emoji_runs,
    engagement_counter,
    mojibake,
    punctuation_runs,
    single_marks,
    tags,
)

FAMILIES = (
    Family(emoji_runs.CARDS, emoji_runs.detect),
    Family(mojibake.CARDS, mojibake.detect),
    Family(capitals.CARDS, capitals.detect),
    Family(punctuation_runs.CARDS, punctuation_runs.detect),
    Family(single_marks.CARDS, single_marks.detect),
    Family(engagement_counter.CARDS, engagement_counter.detect),
    Family(tags.CARDS, tags.detect),
)
