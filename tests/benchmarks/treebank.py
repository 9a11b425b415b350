"""How well the grammar reads a treebank: python tests/benchmarks/treebank.py ROWS.tsv"""

import sys
from collections import Counter
from pathlib import Path

from newsassay.engine.article import Field
from newsassay.engine.document import FieldText
from newsassay.engine.grammar.analysis import Analysis, analyse
from newsassay.engine.grammar.word_types import first_part

sys.path.append(str(Path(__file__).parents[1] / "fitting"))
from treebank_rows import align, sentences

MERGED = str.maketrans({"P": "N", "z": "I", "!": "|"})


def spans(text: FieldText, analysis: Analysis) -> list[tuple[int, int]]:
    """Code points of each position, () for boundaries."""
    tokens = text.tokens
    found = []
    for p, i in enumerate(analysis.token[:-1]):
        if analysis.tags[p] == "\n":
            found.append((-1, -1))
            continue
        start, end = tokens.starts[i], tokens.end(i)
        cut = start + first_part(tokens.words[i])
        found.append(
            (start, end) if cut == end else (start, cut) if p == analysis.position[i] else (cut, end)
        )
    return found


def main() -> None:
    right = merged = total = 0
    wrong: Counter[tuple[str, str]] = Counter()
    examples = {}
    for sentence in sentences(Path(sys.argv[1])):
        text = FieldText(Field.BODY, sentence.text)
        analysis = text.layer(analyse)
        places = [(p, span) for p, span in enumerate(spans(text, analysis)) if span[0] >= 0]
        for (p, _), row in zip(places, align(sentence, [s for _, s in places]), strict=True):
            if row < 0:
                continue
            gold, got = sentence.rows[row].character, analysis.tags[p]
            total += 1
            right += gold == got
            same = gold.translate(MERGED) == got.translate(MERGED)
            merged += same
            if not same:
                wrong[gold + got] += 1
                examples.setdefault(gold + got, []).append(sentence.rows[row].form)
    print(f"tags {right / total:.4f} merged {merged / total:.4f} of {total}")
    if "-v" in sys.argv:
        for k, n in wrong.most_common(40):
            print(k, n, " ".join(examples[k][:14]))


main()
