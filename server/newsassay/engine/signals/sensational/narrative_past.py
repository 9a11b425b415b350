"""Headlines that tell a tale in the past tense.

News headlines put what has just happened into the present tense and leave out articles ("Mayor Sells Pier"); a past
tense with its object in full ("A Mayor Sold His Pier") is how stories begin. Headlines that are set like sentences
("Mayor sold his pier") follow no such rule. After Straumann 1935, "Newspaper
headlines: a study in linguistic method", and Mårdh 1980, "Headlinese".
"""

from newsassay.engine.document import FieldText
from newsassay.engine.text.closed_class import WordClass

# Irregular pasts; those that are present tenses too ("hit", "cut") and "said" are left out.
_PASTS = frozenset(
    "took went saw wrote ate sang gave drew flew knew threw wore did broke chose forgot froze rode shook spoke stole"
    " woke drove ran got made found told built bought brought caught kept left lost met sent shot spent taught"
    " thought won held became had led fed paid sold".split()
)
_SHORTEST_REGULAR = 5
_OBJECTS = frozenset(
    "a an the my your his her our their its me him them himself herself themselves that why how what whether"
    " he she they it everyone everything everybody".split()
)
_REPORTED = frozenset(["say", "says", "said", "that"])  # behind these the headline reports a clause
_STOPS = frozenset(":,;-—–|/")
_REACH = 8  # tokens in which the subject of a headline ends


def past_verb(text: FieldText) -> int:
    """Token of the headline's past tense with an object or clause behind it; 0 if its first clause has none."""
    tokens = text.tokens
    lower = tokens.lower
    for i in range(1, min(_REACH, len(tokens) - 1)):
        word = lower[i]
        if (
            word in _STOPS
            or word in _REPORTED
            or (tokens.has_class(i, WordClass.AUXILIARY) and word not in _PASTS)
        ):
            return 0
        if word in _PASTS or (word.endswith("ed") and len(word) >= _SHORTEST_REGULAR):
            is_told = lower[i + 1] in _OBJECTS and tokens.words[i][0].isupper()
            return i if is_told and tokens.words[i - 1][-1].isalnum() else 0
    return 0
