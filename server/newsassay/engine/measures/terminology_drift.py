"""One thing under two forms of its name: acronyms in two casings, places with two names, country and adjective."""

from collections.abc import Iterator

from newsassay.engine.conflicts.name import TERMINOLOGY_DRIFT
from newsassay.engine.document import Document, FieldText
from newsassay.engine.finding import Finding, Judgement, Rejection
from newsassay.engine.lexicon import words_of
from newsassay.engine.phrase_matcher import Hit

_INSTITUTIONS = words_of("consistency_guards", "institution")
_EXPLAINS = words_of("consistency_guards", "respelt") | words_of("consistency_guards", "another_term")


def detect(document: Document) -> Iterator[Judgement]:
    """Compare the forms of each term in the body's own voice."""
    text = document.body
    written: set[str] = set()
    forms: dict[str, dict[str, Hit]] = {}
    for hit in text.hits("terms"):
        label = hit.entry.label
        if label == "country":
            if (phrase := text.tokens.phrase(hit.first, min(hit.last + 1, len(text.tokens)))) not in written:
                written.add(phrase)
                yield from _country(text, hit)
        elif not text.is_quoted(text.tokens.starts[hit.first]):
            form = text.tokens.phrase(hit.first, hit.last)
            if label == "acronym" and not (form.isupper() or form.istitle()):
                continue
            key = hit.entry.attributes.get("group") or hit.entry.cue
            form = form if label == "acronym" else hit.entry.cue
            forms.setdefault(key, {}).setdefault(form, hit)
    for found in forms.values():
        if len(found) > 1:
            yield _judge(text, *sorted(found.values())[:2])


def _judge(text: FieldText, earlier: Hit, later: Hit) -> Judgement:
    location = text.location(later.first, later.last)
    for hit in (earlier, later):
        sentence = text.sentence_at(hit.first)
        words = text.tokens.lower[sentence.first : sentence.last]
        if hit.entry.label == "place" and not _EXPLAINS.isdisjoint(words):
            return Rejection(TERMINOLOGY_DRIFT, location, "the other name is explained")
        if all(
            word.isupper() for word in text.tokens.words[sentence.first : sentence.last] if word[0].isalpha()
        ):
            return Rejection(TERMINOLOGY_DRIFT, location, "a line in capitals")
    if text.sentence_at(earlier.first) == text.sentence_at(later.first):
        return Rejection(TERMINOLOGY_DRIFT, location, "both forms in one sentence: told apart on purpose")
    values = tuple(text.tokens.phrase(h.first, h.last) for h in (later, earlier))
    related = (text.location(earlier.first, earlier.last),)
    message = f"The body writes “{values[0]}” here and “{values[1]}” elsewhere."
    return Finding(TERMINOLOGY_DRIFT, location, message, related=related, values=values)


def _country(text: FieldText, hit: Hit) -> Iterator[Judgement]:
    """A country before an institution where the body also has its adjective there: "Thailand authorities"."""
    tokens = text.tokens
    noun = tokens.lower_at(hit.last)
    if (
        noun not in _INSTITUTIONS
        or tokens.words[hit.last][0].isupper()
        or text.is_quoted(tokens.starts[hit.first])
    ):
        return
    usual = f"{hit.entry.attributes['adjective']} {noun}"
    if f" {usual} " in tokens.joined_lower:
        written = tokens.phrase(hit.first, hit.last + 1)
        message = f"The body writes “{written}” here and “{usual.capitalize()}” elsewhere."
        location = text.location(hit.first, hit.last + 1)
        yield Finding(TERMINOLOGY_DRIFT, location, message, values=(written, usual.capitalize()))
