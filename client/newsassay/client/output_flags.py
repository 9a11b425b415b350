"""Flags that several commands share: where output goes, and in which unit it counts."""

import click

# click writes UTF-8 to it whatever the locale, standard output included.
output_option = click.option(
    "-o", "--output", type=click.File("w", encoding="utf-8", lazy=False), default="-", help="Default: stdout."
)
browser_option = click.option(
    "--open", "in_browser", is_flag=True, help="Show the report as a page in the browser."
)
offset_encoding_option = click.option(
    "--offset-encoding",
    type=click.Choice(["utf8", "utf16", "utf32"]),
    default="utf32",
    show_default=True,
    help="Unit of offsets in JSON: bytes, UTF-16 units or code points.",
)
