"""Make the grammar's tables of forms and contexts from a treebank and an inflection library.

    python tests/fitting/fit_tagger.py TREEBANK.tsv

`forms.tsv`: readings of forms, of endings, and lemmas that no rule gives. `contexts.tsv`: what an
ambiguous class of forms is between its neighbours. Same input, same bytes.
"""

import datetime as dt
import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import lemminflect
from tagger_counts import contexts, decisions
from treebank_rows import TreebankSentence, align, character, sentences

from newsassay.engine.grammar import lemmas, word_types
from newsassay.engine.grammar.legend import BOUNDARY, LEGEND
from newsassay.engine.grammar.tagger import PARAGRAPH
from newsassay.engine.grammar.word_types import OPEN, FormTable, capital, normal, readings
from newsassay.engine.lexicon import LEXICONS
from newsassay.engine.text.tokens import Tokens

GRAMMAR = Path(word_types.__file__).parent
HEAD = """# source: counts over Universal Dependencies English EWT (web, news groups, e-mail, reviews, answers; Silveira et al. 2014)
# source: and GUM (Wikinews, interviews, biographies, Wikivoyage, textbooks, vlogs, speeches; Zeldes 2017); tests/fitting/fit_tagger.py
"""
FORMS_HEAD = """# source: inflected forms: LemmInflect (Jascob), after the NIH SPECIALIST Lexicon
# licence: CC BY-SA 4.0 (EWT: Universal Dependencies contributors; GUM: Zeldes and contributors, CC BY 4.0); LemmInflect: MIT
"""
CONTEXTS_HEAD = "# licence: CC BY-SA 4.0 (EWT: Universal Dependencies contributors; GUM: Zeldes and contributors, CC BY 4.0)\n"
OWN_FROM = 20  # occurrences from which an ambiguous form is a class of its own
SEEN_FROM = 300  # occurrences from which a class behind is seen as itself
SHARE = 0.02  # of a form's occurrences that make a reading
FEW = 5  # occurrences below which the inflection library has a say
ENDING_FROM = 5
ENDING_SHARE = 0.08
CLAUSES = frozenset({"that", "zero", "wh", "only-that", "quote"})  # frames in the lexicon of cues
POINT = "·"
APOSTROPHES = ("'", "`")  # quotation mark or possessive ending
UPOS = {"noun": "NOUN", "verb": "VERB", "adj": "ADJ", "adv": "ADV"}

Example = list[tuple[str, str, str]]  # (form, tag, lemma) by position


def positions(sentence: TreebankSentence) -> Example:
    """Forms as the grammar's positions have them, with the treebank's tags."""
    tokens = Tokens(sentence.text)
    spans: list[tuple[int, int]] = []
    for i in range(len(tokens)):
        start, end = tokens.starts[i], tokens.end(i)
        cut = start + word_types.first_part(tokens.words[i])
        spans += [(start, cut), (cut, end)] if cut < end else [(start, end)]
    example: Example = []
    for (start, end), row in zip(spans, align(sentence, spans), strict=True):
        form = normal(sentence.text[start:end])
        if row < 0:
            example.append((form, POINT if form == "." else "P" if form.isalpha() else "|", form))
        else:
            found = sentence.rows[row]
            tag = character(found.tag, form.lower())
            example.append((form, tag, found.lemma))
    return example


def inflections() -> Iterator[tuple[str, str, str]]:
    """(form, legend character, lemma) of the library's single lower-case words."""
    path = Path(lemminflect.__file__).parent / "resources" / "infl_lu.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            lemma, kind, _ = line.split(",", 2)
            if not lemma.isalpha() or not lemma.islower():
                continue
            for tag, forms in lemminflect.getAllInflections(lemma, UPOS[kind]).items():
                for form in forms:
                    if not form.isalpha() or (form == lemma and tag == "NNS"):
                        continue
                    yield form, character(tag, form), lemma


def kept(counts: Counter[str]) -> set[str]:
    """Readings that a form has often enough."""
    total = counts.total()
    least = {"|": 0.5}  # of a word it is mostly an error
    return {
        tag for tag, n in counts.items() if n / total >= least.get(tag, SHARE) and (n > 1 or total < FEW + 1)
    }


def form_keys(examples: Iterable[Example], wide: dict[str, set[str]]) -> dict[str, str]:
    """Class keys of forms: lower-case ones, and those with capitals that the rule for capitals would get wrong."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    lower: defaultdict[str, Counter[str]] = defaultdict(Counter)  # where written so
    either: defaultdict[str, Counter[str]] = defaultdict(Counter)  # with or without capital, as no name
    for example in examples:
        for form, tag, _ in example:
            if tag == POINT:  # the grammar finds it before it tags
                continue
            counts[form][tag] += 1
            if form == form.lower():
                lower[form][tag] += 1
            if tag != "P":
                either[form.lower()][tag] += 1
    keys: dict[str, str] = {}
    for form in sorted({*lower, *wide, *either}):
        seen = lower[form] if form in wide or lower[form].total() else either[form]
        keys[form] = small_key(form, seen, wide.get(form, set()), own=either[form].total() >= OWN_FROM)
    for form, found in sorted(counts.items()):
        small = form.lower()
        if form == small or found.total() <= 1:
            continue
        key = capital_key(form, found + lower[small], own=either[small].total() >= OWN_FROM)
        if not keys.get(small) or capital(keys[small]) != key:
            keys[form] = key
    return {form: key for form, key in keys.items() if key}


def closed(allowed: set[str], form: str) -> set[str]:
    """Readings with those that always go with them: past and participle in -ed, base and present."""
    found = set(allowed)
    if form.endswith("ed") and found & {"V", "X"}:
        found |= {"V", "X"}
    if found & {"v", "Y"}:
        found |= {"v", "Y"}
    return found


def small_key(form: str, seen: Counter[str], wide: set[str], *, own: bool) -> str:
    """Class key of a lower-case form."""
    few = seen.total() < FEW and bool(wide)
    allowed = "".join(sorted(closed(kept(seen) | (wide if few else set()), form)))
    if len(allowed) <= 1:
        return allowed
    return f"{allowed}={form}" if own else "-" * few + allowed


def capital_key(form: str, seen: Counter[str], *, own: bool) -> str:
    """Class key of a form with capitals, from its occurrences and those of its lower case."""
    allowed = closed(kept(seen), form)
    if seen.total() < FEW and len(form) > 1:
        allowed.add("P")
    key = "".join(sorted(allowed))
    return key if len(key) <= 1 else f"^{key}={form.lower()}" if own else f"^{key}"


def clause_verbs(rows: Iterable[TreebankSentence]) -> set[str]:
    """Lemmas of verbs that govern a clause more than once in passing."""
    seen, governing = Counter[str](), Counter[str]()
    for sentence in rows:
        governors = {row.head for row in sentence.rows if row.relation == "ccomp"}
        for i, row in enumerate(sentence.rows):
            if row.tag[:2] == "VB":
                seen[row.lemma] += 1
                governing[row.lemma] += i in governors
    found = {lemma for lemma, times in governing.items() if times > max(1, 2 * SHARE * seen[lemma])}
    # Verbs of speech and thought that a treebank of other texts has seen too seldom.
    for form, entry in LEXICONS.get("attribution_verbs", ()):
        frames = entry.attributes.get("frames", "").split()
        if form == entry.cue and form.isalpha() and not CLAUSES.isdisjoint(frames):
            found.add(form)
    return found


def write_clause_verbs(lemmas: set[str], path: Path) -> None:
    """Write the table of verbs that take a clause."""
    path.write_text(
        f"{HEAD}{CONTEXTS_HEAD}# date: {dt.datetime.now(tz=dt.UTC).date()}\n\n{' '.join(sorted(lemmas))}\n",
        encoding="utf-8",
    )


def further_readings(table: FormTable, wide: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Readings that the inflection library adds to forms whose counts have none of them: for mending."""
    for form, allowed in sorted(wide.items()):
        listed = table.readings_of(form)
        further = closed(allowed, form) - set(listed) - {"A", "R"}
        if further and listed and not OPEN.isdisjoint(listed):
            yield form, "".join(sorted(further))


def leave_out_what_rules_say(table: FormTable) -> None:
    """Leave out numbers, marks and names whose class the rules for forms that are not listed give as well."""
    for form, key in sorted(table.forms.items()):
        if len(key) == 1 and not form.islower():
            del table.forms[form]
            if readings(table.key(form)) != key and not form[0].isdigit():
                table.forms[form] = key
        elif form[0].isdigit() or (form not in APOSTROPHES and not any(map(str.isalnum, form))):
            del table.forms[form]


def ending_keys(examples: Iterable[Example]) -> dict[str, str]:
    """Readings by the last letters of lower-case forms."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for example in examples:
        for form, tag, _ in example[1:]:
            if form[0].islower() and form.isalpha():
                for n in (2, 3, 4):
                    if len(form) > n:
                        counts[form[-n:]][tag] += 1
    found: dict[str, str] = {}
    for ending, tags in sorted(counts.items()):
        total = tags.total()
        allowed = sorted(t for t, n in tags.items() if n / total > ENDING_SHARE and t in "NSAVZYvGXR")
        if total >= ENDING_FROM and allowed:
            found[ending] = "".join(sorted(closed(set(allowed), ending)))
    return {
        ending: key
        for ending, key in found.items()
        if len(ending) == 2 or found.get(ending[1:]) != key  # an ending says no more than its own ending
    }


def irregular_lemmas(
    examples: Iterable[Example], wide: Iterable[tuple[str, str, str]], table: FormTable
) -> dict[tuple[str, str], str]:
    """Lemmas by lower-case form and tag where the rule gives another one; of several the commonest, else the first."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for example in examples:
        for form, tag, lemma in example:
            if form.isalpha() and (tag in "SZVXG"):
                counts[form.lower(), tag][lemma] += 3
    for form, tag, lemma in wide:
        if tag in "SZVXGA":
            counts[form, tag][lemma] += 2
    counts["n't", "n"]["not"] = counts["ca", "m"]["can"] = counts["wo", "m"]["will"] = 9
    counts["'ll", "m"]["will"] = counts["'d", "m"]["would"] = counts["sha", "m"]["shall"] = 9
    found = {}
    for (form, tag), seen in sorted(counts.items()):
        lemma = max(sorted(seen), key=seen.__getitem__)
        if (
            seen[lemma] > 1
            and " " not in lemma
            and lemmas.regular_lemma(form, tag, table.readings_of) != lemma
        ):
            found[form, tag] = lemma
    return found


def context_counts(
    examples: list[Example], table: FormTable, after: dict[str, str]
) -> dict[str, dict[str, Counter[str]]]:
    """Counts of readings by class and neighbours. Forms seen once stand for those never seen."""
    often = Counter(form for example in examples for form, *_ in example)
    counts: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for example in examples:
        keys = [POINT if tag == POINT else class_key(table, form, often) for form, tag, _ in example]
        seen = [after.get(key) or readings(key)[0] for key in keys[1:]] + ["\n"]
        seen = [
            key if character == "=" else character
            for key, character in zip([*keys[1:], ""], seen, strict=True)
        ]
        before = "\n"
        for (_, tag, _), key, behind in zip(example, keys, seen, strict=True):
            if len(readings(key)) > 1:
                for row, neighbours in dict.fromkeys(contexts(key, before, behind)):
                    counts[row][neighbours][tag] += 1
            before = tag
    return {key: rows for key, rows in counts.items() if key[-1] != "*" or counts.get(key[:-1]) != rows}


def class_key(table: FormTable, form: str, often: Counter[str]) -> str:
    """The class of a form, of one seen once as if it had not been seen."""
    return table.unlisted_key(form) if often[form] == 1 and form[0].isalpha() else table.key(form)


def seen_after(examples: list[Example], table: FormTable) -> dict[str, str]:
    """What the tagger sees of a class behind: "=" for itself, else its commonest reading."""
    often = Counter(form for example in examples for form, *_ in example)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for example in examples:
        for form, tag, _ in example:
            counts[class_key(table, form, often)][tag] += 1
    return {
        key: "=" if found.total() >= SEEN_FROM else max(sorted(found), key=found.__getitem__)
        for key, found in sorted(counts.items())
        if len(readings(key)) > 1
    }


def write_forms(table: FormTable, path: Path) -> None:
    """Write the table of forms: section, readings, forms."""
    rows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for form, key in sorted(table.forms.items()):
        own = key.partition("=")[1] if len(key) > 1 else ""
        rows["own" if own else "listed", key.split("=")[0] if own else key].append(form)
    for form, further in sorted(table.also.items()):
        rows["also", further].append(form)
    for ending, key in sorted(table.endings.items()):
        rows["ending", key].append(ending)
    for (form, tag), lemma in sorted(table.lemmas.items()):
        rows["lemma", tag].append(f"{form}={lemma}")
    today = dt.datetime.now(tz=dt.UTC).date()
    lines = [f"{section}\t{key}\t{' '.join(forms)}\n" for (section, key), forms in sorted(rows.items())]
    path.write_text(f"{HEAD}{FORMS_HEAD}# date: {today}\n\n{''.join(lines)}", encoding="utf-8")


def write_contexts(
    counts: dict[str, dict[str, Counter[str]]], table: FormTable, after: dict[str, str], path: Path
) -> None:
    """Write the table of contexts: what each class is, by its neighbours; what is seen of classes behind comes first."""
    today = dt.datetime.now(tz=dt.UTC).date()
    lines = ["after\t" + " ".join(f"{key}:{seen}" for key, seen in sorted(after.items())) + "\n"]
    afters = sorted({*LEGEND, *(key for key, seen in after.items() if seen == "=")})
    for key in sorted(table.characters):
        decided = decisions(key, LEGEND, afters, counts)
        lines.append("\t".join([key, *(_written(before, tags) for before, tags in sorted(decided.items()))]))
        lines.append("\n")
    path.write_text(f"{HEAD}{CONTEXTS_HEAD}# date: {today}\n\n{''.join(lines)}", encoding="utf-8")


def _written(before: str, tags: dict[str, str]) -> str:
    """Tags before, what the class mostly is behind them, and what else it is where."""
    mostly, _ = Counter(tags.values()).most_common(1)[0]
    others: defaultdict[str, str] = defaultdict(str)
    for after, tag in tags.items():
        if tag != mostly:
            others[tag] += after if len(after) == 1 else f"{{{after}}}"
    groups = "".join(f" {tag}={afters}" for tag, afters in sorted(others.items()))
    return f"{before}:{mostly}{groups}".replace(BOUNDARY, PARAGRAPH)


def main() -> None:
    """Make both tables."""
    rows = list(sentences(Path(sys.argv[1])))
    write_clause_verbs(clause_verbs(rows), GRAMMAR / "clause_verbs.tsv")
    examples = [positions(sentence) for sentence in rows]
    listed = list(inflections())
    wide: defaultdict[str, set[str]] = defaultdict(set)
    for form, tag, _ in listed:
        wide[form].add(tag)
        if tag == "Y":
            wide[form].add("v")
    for form, tags in wide.items():
        # The library lacks many a noun that is also a verb (dam); context decides.
        if "v" in tags and not form.endswith(("ize", "ise", "ify", "ate")):
            tags.add("N")
    table = FormTable(form_keys(examples, wide), ending_keys(examples), {})
    leave_out_what_rules_say(table)
    table.lemmas.update(irregular_lemmas(examples, listed, table))
    after = seen_after(examples, table)
    counts = context_counts(examples, table, after)
    table.also.update(further_readings(table, wide))
    write_forms(table, GRAMMAR / "forms.tsv")
    write_contexts(counts, table, after, GRAMMAR / "contexts.tsv")


if __name__ == "__main__":
    main()
