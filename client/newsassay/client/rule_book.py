"""Signal cards and rubric for people, or as JSON."""

from collections.abc import Sequence
from typing import Any, TextIO

from google.protobuf.json_format import MessageToDict
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsassay.client.reports.words import dimension_name, enum_name, signed
from newsassay.client.style import console_for, print_indented
from newsassay.client.terminal import json_text
from newsassay.v1.report_pb2 import Severity
from newsassay.v1.rubric_pb2 import EXPOSURE_PER_1000_WORDS, CardExample, Rubric, Sign, SignalCard

NARROW = 75  # cells below which a table is a stack of lines


def named_cards(cards: Sequence[SignalCard], names: Sequence[str]) -> tuple[list[SignalCard], list[str]]:
    """Return the cards with these names, in the order given, and the names that no card has.

    A card is named by its id, its dimension ("sensationalism"), or its id up to the dot ("sensational").
    """
    found = {name: [card for card in cards if name in _names(card)] for name in names}
    wanted = {card.signal_id for group in found.values() for card in group}
    return [card for card in cards if card.signal_id in wanted], [name for name in names if not found[name]]


def _names(card: SignalCard) -> tuple[str, ...]:
    return card.signal_id, card.signal_id.partition(".")[0], dimension_name(card.dimension)


def write_signals(cards: Sequence[SignalCard], file: TextIO, *, as_json: bool, in_full: bool) -> None:
    """Write cards: a JSON array, a table, or each card in full."""
    if as_json:
        file.write(json_text([_as_dict(card) for card in cards], indent=2) + "\n")
        return
    console = console_for(file)
    if in_full:
        for card in cards:
            _write_card(card, console)
        return
    if console.width < NARROW:
        for card in cards:
            console.print(Text.assemble((card.signal_id, "bold"), f"  {_sign(card)}, {_severity(card)}"))
            print_indented(console, Text(card.claim), 2)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("signal", "sign", "severity", "what a hit means"):
        table.add_column(heading, no_wrap=heading == "signal")  # ids are copied
    for card in cards:
        table.add_row(card.signal_id, _sign(card), _severity(card), card.claim)
    console.print(table)


def write_rubric(rubric: Rubric, file: TextIO, *, as_json: bool) -> None:
    """Write a rubric: JSON, or a table per dimension."""
    if as_json:
        file.write(json_text(_as_dict(rubric), indent=2) + "\n")
        return
    console = console_for(file)
    console.print(Text(f"rubric {rubric.version}  sha256 {rubric.sha256}", "bold"))
    console.print(
        Text(f"{rubric.reference}\nQuoted words weigh {rubric.quoted_voice_factor:g} of the author's.\n")
    )
    for entry in rubric.dimensions:
        scale = entry.scale
        console.print(
            Text.assemble(
                (dimension_name(entry.dimension), "bold"),
                f"  weight {entry.weight:g}, baseline {entry.baseline:g},"
                f" medium from {scale.medium_from:.3f}, high from {scale.high_from:.3f}",
            )
        )
        table = Table.grid(padding=(0, 2))
        for signal in entry.signals:
            unit = "per 1,000 words" if signal.exposure == EXPOSURE_PER_1000_WORDS else "each"
            table.add_row(
                f"  {signal.signal_id}", f"{signed(signal.weight)} {unit}", f"at most {signal.cap:g}"
            )
        console.print(table)
        console.print()


def _write_card(card: SignalCard, console: Console) -> None:
    console.print(Text(f"{card.signal_id}  {_sign(card)}, {_severity(card)}", "bold"))
    facts = [card.claim, card.disclaimer]
    if card.w3c_refs:
        facts.append(f"W3C Credibility Signals: {', '.join(card.w3c_refs)}")
    if card.HasField("precision"):
        facts.append(f"Measured precision: {card.precision:.2f}")
    if card.HasField("base_rate_per_1000_words"):
        facts.append(f"Base rate: {card.base_rate_per_1000_words:g} per 1,000 words of edited news")
    print_indented(console, Text("\n".join(facts)), 2)
    for heading, examples in (("Fires on", card.fires), ("Stays silent on", card.near_misses)):
        console.print(Text(f"  {heading}"))
        for example in examples:
            print_indented(console, Text(f"· {_example(example)}"), 4, 2)
    console.print()


def _example(example: CardExample) -> str:
    return " ".join(" | ".join(filter(None, (example.title, example.byline, example.body))).split())


def _as_dict(message: SignalCard | Rubric) -> dict[str, Any]:
    return MessageToDict(message, always_print_fields_with_no_presence=True)


def _sign(card: SignalCard) -> str:
    return enum_name(Sign, card.sign, "SIGN_")


def _severity(card: SignalCard) -> str:
    return enum_name(Severity, card.severity, "SEVERITY_")
