"""The forms by which one name is met again: words, acronym, and the group of names that stand for one another.

"EU", "European Union" and "Brussels" are forms of one; "OKC" is Oklahoma City.
"""

from newsassay.engine.document import FieldText
from newsassay.engine.facts.names import Name
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.lexicon import LEXICONS

ALIASES = {form: entry.label for form, entry in LEXICONS["name_aliases"]}


def forms_of(text: FieldText, name: Name) -> frozenset[str]:
    """Stems of a name's words and their parts, "@" and the alias group, "#" and the acronym."""
    lower = [word for word in text.tokens.lower[name.first : name.last] if word[0].isalnum()]
    parts = [part for word in lower for part in (word, *word.split("-")) if part]
    forms = set(map(stem, parts))
    if len(lower) > 1:
        forms.add("#" + "".join(word[0] for word in lower))
        parts.append(" ".join(lower))
    elif lower:
        forms.add("#" + lower[0].replace(".", ""))
    forms.update("@" + ALIASES[part] for part in parts if part in ALIASES)
    return frozenset(forms)


def abbreviates(one: str, other: str) -> bool:
    """Whether one name is an acronym whose letters stand in the other in order: OKC, Oklahoma City."""
    short, long = (one, other) if one.replace(".", "").isupper() else (other, one)
    if not short.replace(".", "").isupper():
        return False
    letters = iter(long.lower())
    return long[:1].lower() == short[:1].lower() and all(c in letters for c in short.lower() if c.isalpha())
