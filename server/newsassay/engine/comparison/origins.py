"""What several articles rest on: agencies, outlets, documents, persons, posts, and sources that nobody can find."""

from collections.abc import Iterator, Sequence
from itertools import compress, count
from typing import NamedTuple

from newsassay.engine.attribution.extraction import attributions
from newsassay.engine.attribution.relation import Relation
from newsassay.engine.comparison.credits import find_credits, folded
from newsassay.engine.comparison.name_differences import skeleton
from newsassay.engine.comparison.report import ArticleSpan, OriginKind, SharedOrigin
from newsassay.engine.comparison.texts import ComparedText
from newsassay.engine.document import Document
from newsassay.engine.facts.name_forms import ALIASES
from newsassay.engine.facts.word_forms import stem
from newsassay.engine.finding import Location
from newsassay.engine.lexicon import LEXICONS, words_of
from newsassay.engine.report import SourceKind
from newsassay.engine.spans import Locate

_AGENCIES = {form: entry.label for form, entry in LEXICONS["news_agencies"]}
_AGENCY_OPENERS = frozenset(form.split()[0] for form in _AGENCIES)
_GENERIC = words_of("comparison_words", "generic")
_KINDS = {
    SourceKind.NAMED_PERSON: OriginKind.PERSON,
    SourceKind.NAMED_ORGANIZATION: OriginKind.ORGANIZATION,
    SourceKind.DOCUMENT: OriginKind.DOCUMENT,
    SourceKind.ROLE: OriginKind.ORGANIZATION,
    SourceKind.ANONYMOUS: OriginKind.VAGUE,
    SourceKind.VAGUE_GROUP: OriginKind.VAGUE,
}
_TOLD_ALONE = (OriginKind.VAGUE, OriginKind.OUTLET, OriginKind.SOCIAL_POST)
_ARTICLES = words_of("comparison_words", "owner")
_LONGEST = 80  # characters of a name


class Origin(NamedTuple):
    """A source of one article under the key that it has in all, with the place that names it and what it is said to tell."""

    key: tuple[OriginKind, str]
    name: str
    location: Location
    content: Location | None


def find_origins(document: Document) -> tuple[Origin, ...]:
    """The sources and credits of an article in reading order. A layer of the document."""
    found = [*_sources(document), *_credits(document), *_agencies(document)]
    return tuple(sorted(found, key=lambda o: (o.location, o.key)))


def shared_origins(texts: Sequence[ComparedText], locate: list[Locate]) -> tuple[SharedOrigin, ...]:
    """Named origins of two articles or more, and all vague ones and credits, in the order of their first mention."""
    mentions: dict[tuple[OriginKind, str], list[tuple[int, Origin]]] = {}
    for text in texts:
        for origin in text.document.layer(find_origins):
            mentions.setdefault(origin.key, []).append((text.index, origin))
    return tuple(
        SharedOrigin(
            _fullest(told),
            key[0],
            tuple(ArticleSpan(n, locate[n](origin.location)) for n, origin in _once_a_place(told)),
        )
        for key, told in mentions.items()
        if key[0] in _TOLD_ALONE or len({n for n, _ in told}) > 1
    )


def shared_keys(texts: Sequence[ComparedText]) -> frozenset[tuple[OriginKind, str]]:
    """The keys of the named origins that two articles or more have."""
    held: dict[tuple[OriginKind, str], set[int]] = {}
    for text in texts:
        for origin in text.document.layer(find_origins):
            held.setdefault(origin.key, set()).add(text.index)
    return frozenset(
        key for key, articles in held.items() if len(articles) > 1 and key[0] is not OriginKind.VAGUE
    )


def _fullest(told: list[tuple[int, Origin]]) -> str:
    """The longest name, of several the first in the alphabet: the same in whatever order articles come."""
    return min((origin.name for _, origin in told), key=lambda name: (-len(name), name))[:_LONGEST]


def _once_a_place(told: list[tuple[int, Origin]]) -> list[tuple[int, Origin]]:
    return list({(n, origin.location): (n, origin) for n, origin in told}.values())


def _sources(document: Document) -> Iterator[Origin]:
    for relation in document.layer(attributions):
        kind = _KINDS.get(relation.source_kind)
        if kind is None or relation.source is None:
            continue
        key = _key(kind, relation)
        if key:
            if kind is OriginKind.ORGANIZATION and key in _AGENCY_KEYS:
                kind, key = OriginKind.AGENCY, _AGENCY_KEYS[key]
            yield Origin((kind, key), relation.resolved_source, relation.source, relation.content)


def _key(kind: OriginKind, relation: Relation) -> str:
    """What a source is folded under: a person's surname, else the stems of its words."""
    words = [
        w.strip(".,'’\"“”")
        for w in relation.resolved_source.replace("’s", "").replace("'s", "").lower().split()
    ]
    words = [w for w in words if w and w not in _ARTICLES]
    if not words:
        return ""
    if kind is OriginKind.PERSON:
        return skeleton(words[-1])
    if kind is OriginKind.VAGUE:
        return stem(words[-1])
    alias = ALIASES.get(" ".join(words))
    if alias:
        return alias
    is_role = relation.source_kind is SourceKind.ROLE
    if all(w in _GENERIC for w in words) or (is_role and len(words) == 1):
        return ""
    return " ".join(map(stem, words))


_AGENCY_KEYS = {" ".join(map(stem, form.split())): name for form, name in _AGENCIES.items()}


def _credits(document: Document) -> Iterator[Origin]:
    for credit in document.layer(find_credits):
        if credit.name:
            text = document.field(credit.location.field).text[credit.location.start : credit.location.end]
            is_handle = "@" in text or (
                " " not in credit.name and not credit.name[1:].islower() and "." not in credit.name
            )
            kind = OriginKind.SOCIAL_POST if is_handle else OriginKind.OUTLET
            yield Origin((kind, folded(credit.name)), credit.name, credit.location, None)


def _agencies(document: Document) -> Iterator[Origin]:
    """Agencies in a dateline or a credit line: "(AP)", "Reuters"."""
    text = document.body
    lower, words = text.tokens.lower, text.tokens.words
    for i in compress(count(), map(_AGENCY_OPENERS.__contains__, lower)):
        size = next((n for n in (2, 1) if " ".join(lower[i : i + n]) in _AGENCIES), 0)
        if size and words[i][0].isupper() and (size > 1 or words[i].isupper() or len(lower[i]) > _ACRONYM):
            name = text.tokens.phrase(i, i + size)
            key = OriginKind.AGENCY, _AGENCIES[" ".join(lower[i : i + size])]
            yield Origin(key, name, text.location(i, i + size), None)


_ACRONYM = 4  # letters
