"""What a page may hold: refused before the extractor sees it, whose time grows with the square of these."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class HtmlLimits:
    """Largest size in bytes (characters of a str), and numbers: attributes of a tag, links, tags, nested elements."""

    size: int = 4 << 20
    attributes: int = 512
    links: int = 20_000
    tags: int = 25_000
    depth: int = 200


class HtmlReason(StrEnum):
    """Why a page is refused."""

    TOO_LARGE = "TOO_LARGE"
    TOO_MANY_ATTRIBUTES = "TOO_MANY_ATTRIBUTES"
    TOO_MANY_LINKS = "TOO_MANY_LINKS"
    TOO_MANY_TAGS = "TOO_MANY_TAGS"
    TOO_DEEP = "TOO_DEEP"
    NOT_TEXT = "NOT_TEXT"


class HtmlError(ValueError):
    """A page that is refused. `reason` says why; the message names the limit and quotes nothing of the page."""

    def __init__(self, reason: HtmlReason, message: str) -> None:
        super().__init__(f"{reason}: {message}")
        self.reason = reason
