"""Closed word classes of English as bits of a form, for what works on tokens that have no tags yet."""

from enum import Flag

from newsassay.engine.lexicon import LEXICONS


class WordClass(Flag):
    """Closed classes that a word form can belong to; a form can belong to several."""

    DETERMINER = 1
    POSSESSIVE = 2
    SUBJECT_PRONOUN = 4
    OBJECT_PRONOUN = 8
    RELATIVE = 16
    SUBORDINATOR = 32
    COORDINATOR = 64
    PREPOSITION = 128
    MODAL = 256
    BE = 512
    HAVE = 1024
    DO = 2048
    NEGATION = 4096
    INTERROGATIVE = 8192
    QUANTIFIER = 16384
    DEGREE = 32768
    INDEFINITE_PRONOUN = 65536
    AUXILIARY = MODAL | BE | HAVE | DO
    PRONOUN = SUBJECT_PRONOUN | OBJECT_PRONOUN


CLOSED_CLASS: dict[str, int] = {}
"""Bits of the classes that a word form belongs to, by form."""

for _form, _entry in LEXICONS["closed_classes"]:
    CLOSED_CLASS[_form] = CLOSED_CLASS.get(_form, 0) | WordClass[_entry.label.upper()].value
