"""Closed word classes of English: the words from which phrases and clauses are chunked.

Closed classes are finite, so listing them is a grammar and not a model (Huddleston & Pullum 2002,
"The Cambridge Grammar of the English Language", chapters 3 to 8).
"""

from enum import Flag


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


_MEMBERS: dict[WordClass, str] = {
    WordClass.DETERMINER: "the a an this that these those each every either neither another such no any some"
    " all both half what which",
    WordClass.POSSESSIVE: "my your his her its our their whose 's",
    WordClass.SUBJECT_PRONOUN: "i you he she it we they who one",
    WordClass.OBJECT_PRONOUN: "me you him her it us them whom myself yourself himself herself itself ourselves"
    " themselves",
    WordClass.RELATIVE: "who whom whose which that where when",
    WordClass.SUBORDINATOR: "that whether if because although though while since unless until till before after"
    " as when whenever where wherever once lest whereas so than",
    WordClass.COORDINATOR: "and or but nor yet",
    WordClass.PREPOSITION: "about above across after against along alongside amid amidst among amongst around as at"
    " before behind below beneath beside besides between beyond by concerning despite down during except following"
    " for from in including inside into like near of off on onto opposite out outside over past per regarding"
    " round since through throughout till to toward towards under underneath until unto up upon versus via with"
    " within without worth",
    WordClass.MODAL: "can could may might must shall should will would ought cannot can't couldn't won't wouldn't"
    " shouldn't mustn't mightn't shan't needn't he'd she'd they'd we'd i'd you'd it'd he'll she'll they'll"
    " we'll i'll you'll it'll",
    WordClass.BE: "be am is are was were been being isn't aren't wasn't weren't ain't i'm you're we're they're",
    WordClass.HAVE: "have has had having haven't hasn't hadn't i've you've we've they've",
    WordClass.DO: "do does did doing done don't doesn't didn't",
    WordClass.NEGATION: "not never no nor neither none nobody nothing nowhere hardly scarcely barely without cannot"
    " can't couldn't won't wouldn't shouldn't mustn't mightn't shan't needn't isn't aren't wasn't weren't ain't"
    " haven't hasn't hadn't don't doesn't didn't",
    WordClass.INTERROGATIVE: "who whom whose what which when where why how whether",
    WordClass.QUANTIFIER: "some any many much most more few fewer several all both half less least enough plenty"
    " various numerous countless multiple",
    WordClass.DEGREE: "very too so quite rather more most less least almost nearly just even only also still really"
    " increasingly particularly especially",
    WordClass.INDEFINITE_PRONOUN: "someone somebody something anyone anybody anything everyone everybody everything"
    " nobody nothing none one others",
}


def _by_word() -> dict[str, int]:
    classes: dict[str, int] = {}
    for word_class, members in _MEMBERS.items():
        for word in members.split():
            classes[word] = classes.get(word, 0) | word_class.value
    return classes


CLOSED_CLASS: dict[str, int] = _by_word()
