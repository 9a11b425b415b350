"""How well the grammar reads a treebank: python tests/benchmarks/treebank.py ROWS.tsv [--examples KIND]

Precision and recall of tags, noun phrases, subjects, passives, negations and content clauses against the treebank's
relations. Rows as in tests/fitting/treebank_rows.py. With --examples, what is missed or wrong of one kind.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newsassay.engine.article import Field
from newsassay.engine.attribution.extraction import draft_field
from newsassay.engine.attribution.reading import Reading
from newsassay.engine.document import FieldText
from newsassay.engine.grammar.analysis import Analysis, analyse
from newsassay.engine.grammar.clause_verbs import takes_clause
from newsassay.engine.grammar.clauses import Clause, clauses
from newsassay.engine.grammar.phrases import phrases
from newsassay.engine.grammar.subjects import SubjectFoundBy
from newsassay.engine.grammar.word_types import first_part

sys.path.append(str(Path(__file__).parents[1] / "fitting"))
from treebank_rows import TreebankSentence, align, sentences

# Differences that no rule asks for: what a noun phrase is made of before its head, and what a preposition may also be.
_SAME_BEFORE_A_NOUN = frozenset("NAPXG")
_SAME = (
    frozenset("Iz"),
    frozenset("Iu"),
    frozenset("|!;"),
    frozenset("NP"),
    frozenset("SP"),
)  # of names the capital decides
_NOMINAL = ("NN", "PRP", "CD", "DT")
_NAMES = ("flat", "compound", "fixed", "nummod", "goeswith")
_INSIDE = (
    "compound",
    "flat",
    "amod",
    "det",
    "nummod",
    "case",
    "fixed",
    "goeswith",
    "advmod",
    "mark",
    "nmod:poss",
)


class Tally:
    """Rights, findings and golds of each kind, with examples of what is wrong."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.wrong: dict[str, list[str]] = {}

    def add(self, kind: str, found: set[int], gold: set[int], sentence: TreebankSentence) -> None:
        """Compare two sets of rows."""
        self.right[kind] += len(found & gold)
        self.found[kind] += len(found)
        self.gold[kind] += len(gold)
        for sign, rows in (("+", found - gold), ("-", gold - found)):
            for row in sorted(rows):
                self.wrong.setdefault(kind, []).append(f"{sign} {sentence.rows[row].form}: {sentence.text}")

    def print(self) -> None:
        """One line a kind."""
        for kind in self.gold | self.found:
            precision = self.right[kind] / max(self.found[kind], 1)
            recall = self.right[kind] / max(self.gold[kind], 1)
            print(f"{kind:28} {precision:.3f} / {recall:.3f}   of {self.found[kind]} / {self.gold[kind]}")


def spans(text: FieldText, analysis: Analysis) -> list[tuple[int, int]]:
    """Code points of each position that is no boundary."""
    tokens = text.tokens
    found = []
    for p, i in enumerate(analysis.token[:-1]):
        if analysis.tags[p] != "\n":
            start, end = tokens.starts[i], tokens.end(i)
            cut = start + first_part(tokens.words[i])
            whole = cut == end
            found.append((start, end) if whole else (start, cut) if p == analysis.position[i] else (cut, end))
    return found


def rows_of(sentence: TreebankSentence, text: FieldText) -> list[int]:
    """The treebank's row at each position, -1 for none."""
    analysis = text.layer(analyse)
    found = iter(align(sentence, spans(text, analysis)))
    return [-1 if tag == "\n" else next(found) for tag in analysis.tags]


def nominal(sentence: TreebankSentence, row: int) -> int:
    """The head of the name or compound a row is in."""
    while sentence.rows[row].head >= 0 and sentence.rows[row].relation.split(":")[0] in _NAMES:
        row = sentence.rows[row].head
    return row


def tags(
    sentence: TreebankSentence, text: FieldText, rows: list[int], tally: Tally, wrong: Counter[str]
) -> None:
    """Compare tags, and tags merged where no rule needs the difference."""
    found = text.layer(analyse).tags
    for p, row in enumerate(rows):
        if row < 0:
            continue
        gold, got = sentence.rows[row].character, found[p]
        same = gold == got or any({gold, got} <= merged for merged in _SAME)
        if not same and found[p + 1] in "NSPtG":
            same = {gold, got} <= _SAME_BEFORE_A_NOUN
        tally.add("tags", {row} if gold == got else set(), {row}, sentence)
        tally.add("tags merged", {row} if same else set(), {row}, sentence)
        if not same:
            wrong[gold + got] += 1


def children(sentence: TreebankSentence, row: int, *relations: str) -> Iterator[int]:
    """Rows that depend on a row by one of the relations, subtypes included."""
    for i, child in enumerate(sentence.rows):
        if child.head == row and (child.relation in relations or child.relation.split(":")[0] in relations):
            yield i


def subjects(sentence: TreebankSentence, row: int) -> set[int]:
    """Heads of a verb's subject: its own, or that of the verb it is joined to."""
    relation = sentence.rows[row].relation
    if relation == "cop" or (relation.startswith("aux") and sentence.rows[row].head >= 0):
        return subjects(sentence, sentence.rows[row].head)
    found = {nominal(sentence, i) for i in children(sentence, row, "nsubj", "expl", "csubj")}
    if not found and relation == "conj":
        return subjects(sentence, sentence.rows[row].head)
    return found


def content_clause(sentence: TreebankSentence, row: int) -> bool:
    """Whether a clause, with or without "that", stands behind a verb for its complement."""
    for child in children(sentence, row, "ccomp"):
        marks = {sentence.rows[i].form.lower() for i in children(sentence, child, "mark")}
        if child > row and "to" not in marks:
            return True
    return False


def noun_phrases(sentence: TreebankSentence, text: FieldText, rows: list[int], tally: Tally) -> None:
    """Compare heads of noun phrases."""
    position = text.layer(analyse).position
    heads = {
        nominal(sentence, rows[position[np.head]])
        for np in text.layer(phrases).noun_phrases
        if rows[position[np.head]] >= 0
    }
    gold = {
        i
        for i, row in enumerate(sentence.rows)
        if row.tag.startswith(_NOMINAL)
        and not row.tag.startswith("PRP$")
        and not row.relation.startswith(_INSIDE)
        and row.relation != "nmod:poss"
        and i in {r for r in rows if r >= 0}
    }
    tally.add("noun phrase heads", heads, gold, sentence)


def _subject_row(clause: Clause, text: FieldText, rows: list[int], sentence: TreebankSentence) -> int:
    position = text.layer(analyse).position
    if clause.found_by is SubjectFoundBy.RELATIVE:
        p = position[clause.group.first] - 1
        while p > 0 and text.layer(analyse).tags[p] not in "Wa":
            p -= 1
        return rows[p]
    return nominal(sentence, rows[position[clause.subject.head]]) if clause.subject else -1


def verbs(sentence: TreebankSentence, text: FieldText, rows: list[int], tally: Tally) -> None:
    """Compare subjects, passives, negations and content clauses of verb groups."""
    analysis, found = text.layer(analyse), text.layer(clauses)
    attributing = {
        token
        for draft in draft_field(Reading(text))
        if draft.clausal and draft.contents[-1][0] >= draft.cue[1]
        for token in range(*draft.cue)
    }
    for group in text.layer(phrases).verb_groups:
        row = rows[_head_position(group.head, analysis)]
        if row < 0 or sentence.rows[row].tag[:2] not in ("VB", "MD"):
            continue
        clause = found.of(group)
        if group.finite:
            gold = subjects(sentence, row)
            subject = _subject_row(clause, text, rows, sentence)
            answered = {subject} if subject >= 0 else set()
            right = answered & gold
            one = right or (set(sorted(gold)[:1]) if gold else set())
            if gold:
                tally.add("subjects", answered, one, sentence)
                tally.add(f"  by {clause.found_by.value}", answered, one if answered else set(), sentence)
                if takes_clause(group.lemma):
                    tally.add("  of verbs of saying and thinking", answered, one, sentence)
        contents = {row} if group.head in attributing else set()
        tally.add("content clauses", contents, {row} if content_clause(sentence, row) else set(), sentence)
        passive = any(True for _ in children(sentence, row, "aux:pass"))
        tally.add("passive", {row} if group.passive else set(), {row} if passive else set(), sentence)
        top = sentence.rows[row].head if sentence.rows[row].relation in ("cop", "aux") else row
        negated = any(
            sentence.rows[i].lemma in ("not", "n't", "never") for i in children(sentence, top, "advmod")
        )
        tally.add("negation", {row} if group.negated else set(), {row} if negated else set(), sentence)


def _head_position(token: int, analysis: Analysis) -> int:
    """Position of a verb group's head token: of a contraction the part that is a verb."""
    p = analysis.position[token]
    if (
        p + 1 < len(analysis.token)
        and analysis.token[p + 1] == token
        and analysis.tags[p] not in "mdbhVZYXGvjqgH"
    ):
        return p + 1
    return p


def main() -> None:
    """Print the table."""
    tally, wrong = Tally(), Counter[str]()
    for sentence in sentences(Path(sys.argv[1])):
        text = FieldText(Field.BODY, sentence.text)
        rows = rows_of(sentence, text)
        tags(sentence, text, rows, tally, wrong)
        noun_phrases(sentence, text, rows, tally)
        verbs(sentence, text, rows, tally)
    tally.print()
    if "--examples" in sys.argv:
        kind = sys.argv[sys.argv.index("--examples") + 1]
        print(*tally.wrong.get(kind, wrong.most_common(40)), sep="\n")


if __name__ == "__main__":
    main()
