"""What single words say about names: titles, roles, given names, places, organisations."""

from newsassay.engine.lexicon import LEXICONS

MALE, FEMALE, TITLE, ROLE, KIN, PERSON_NOUN = 1, 2, 4, 8, 16, 32
ORGANIZATION, PLACE, PLACE_NAME, PLACE_PREFIX = 64, 128, 256, 512
NATIONALITY, CALENDAR, OTHER = 1024, 2048, 4096
GIVEN_MALE, GIVEN_FEMALE, MODIFIER = 8192, 16384, 32768
GIVEN = GIVEN_MALE | GIVEN_FEMALE
GENDER = MALE | FEMALE

_GENDERS = {"m": MALE, "f": FEMALE}
_GIVEN = {"m": GIVEN_MALE, "f": GIVEN_FEMALE, "u": GIVEN}


def _read_cues() -> dict[str, int]:
    cues: dict[str, int] = {}
    for form, entry in LEXICONS["name_cues"]:  # a label is the name of its bit
        bits = globals()[entry.label.upper()] | _GENDERS.get(entry.attributes.get("gender", ""), 0)
        cues[form] = cues.get(form, 0) | bits
    for form, entry in LEXICONS["given_names"]:
        cues[form] = cues.get(form, 0) | _GIVEN[entry.label]
    return cues


NAME_CUES = _read_cues()
"""What a lower-case word says about a name in or beside which it stands, as bits."""

SHORT_FORMS: dict[str, frozenset[str]] = {
    form: frozenset(entry.attributes["short"].split())
    for form, entry in LEXICONS["given_names"]
    if "short" in entry.attributes
}
"""Given names by their short forms: "bill" stands for "william"."""
