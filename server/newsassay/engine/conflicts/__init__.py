"""What an article says of one thing in two ways that exclude each other: the families of its signals."""

from newsassay.engine.conflicts import age, arithmetic, date, gender, headline, name, number, polarity, role
from newsassay.engine.family import Family

FAMILIES: tuple[Family, ...] = tuple(
    Family(module.CARDS, module.detect)
    for module in (number, date, age, arithmetic, headline, polarity, name, gender, role)
)
