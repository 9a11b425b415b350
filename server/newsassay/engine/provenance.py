"""What produced a report: engine, rubric, and the words and rules it was made with."""

import hashlib

from newsassay.engine.lexicon import LEXICON_SHA256
from newsassay.engine.report import Provenance
from newsassay.engine.rubric import Rubric
from newsassay.engine.rules.rulebook import RULES_SHA256
from newsassay.engine.version import ENGINE_VERSION

# What `lexicon_sha256` names.
_WORDS_AND_RULES_SHA256 = hashlib.sha256(f"{LEXICON_SHA256}{RULES_SHA256}".encode()).hexdigest()


def provenance(rules: Rubric) -> Provenance:
    """The provenance of what is made with a rubric."""
    return Provenance(ENGINE_VERSION, rules.version, rules.sha256, _WORDS_AND_RULES_SHA256)
