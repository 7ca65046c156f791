"""Take a text apart into its lines and say what each line looks like: how it starts, how it ends, what parts it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OPENING = "\"'“‘«„‹([*_"
CLOSING = "\"'”’»“›)]*_"
TERMINAL = ".!?…։؟۔।。"
# "• peace", "- peace", "1. peace", "(a) peace", "iv) peace"
BULLET = re.compile(r"(?:[•●▪◦‣■*+–—-]|\(?(?:\d{1,2}|[a-zа-я]|[ivx]{1,5})[.)])\s\S", re.IGNORECASE)
# "9 November 2020 – ", "November 9, 2020:", "10.11.2020 -", "1988:", and the short labels of a memo ("Subject: ").
DAY = r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?|\d{1,2}(?:\s?[-–/]\s?\d{1,2})?\.?\s[^\W\d]{3,12}(?:,?\s\d{4})?"
ENTRY = re.compile(
    rf"(?:{DAY}|(?:[^\W\d]{{3,12}}\.?\s)?\d{{1,2}}(?:,?\s\d{{4}})?|(?:[^\W\d]{{3,12}}\.?\s)?\d{{4}})\s?(?::|\s[-–—]|[–—])\s"
    r"|[^\W\d_][\w-]{1,15}(?: [\w-]{1,15}){0,2}:\s"
)
ENTRY_END = re.compile(r"[:–—-]\s")
LONGEST_ENTRY = 80  # characters that its pattern can span, and more


class Line(NamedTuple):
    """One line that holds something: `start` to `end` in the draft, and the text that will stay of it.

    `blank` and `page` say whether an empty line or a page break stands before it; `width` counts what will be lifted
    out as well, because that is the width at which the author's program broke the line.
    """

    start: int
    end: int
    indent: int
    text: str
    width: int
    blank: bool
    page: bool

    @property
    def ends(self) -> bool:
        """Whether the line ends a sentence."""
        return self.text.rstrip(CLOSING)[-1:] in TERMINAL and self.text != ""

    @property
    def lower(self) -> bool:
        """Whether the line starts in small letters, as the rest of a sentence does."""
        return self._head.islower()

    @property
    def upper(self) -> bool:
        """Whether the line starts with a capital."""
        return self._head.isupper()

    @property
    def item(self) -> bool:
        """Whether the line starts as an item of a list does."""
        return BULLET.match(self.text) is not None

    @property
    def entry(self) -> bool:
        """Whether the line starts as an entry of a chronology, or with a label."""
        # Few lines hold the end of an entry; its beginning looks like any word.
        return ENTRY_END.search(self.text, 0, LONGEST_ENTRY) is not None and ENTRY.match(self.text) is not None

    @property
    def first_word(self) -> str:
        """What would have had to fit on the line before."""
        return self.text[:200].split(" ", 1)[0]

    @property
    def _head(self) -> str:
        return self.text[:8].lstrip(OPENING)[:1]


def split(text: str) -> list[Line]:
    """The lines that hold something, in order."""
    lines: list[Line] = []
    at = newlines = 0
    broken = False
    for page in text.split("\f"):
        for row in page.split("\n"):
            if row:
                written = row.lstrip(" ")
                end, width = at + len(row), len(written)
                lines.append(
                    Line(end - width, end, len(row) - width, written, width, newlines > 1 or not lines, broken)
                )
                newlines, broken = 0, False
            at += len(row) + 1
            newlines += 1
        newlines -= 1  # a form feed ends the page, no line end
        broken = True
    return lines


def blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Runs of lines with no empty line and no page break between them."""
    block: list[Line] = []
    for line in lines:
        if block and (line.blank or line.page):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def without(lines: Iterable[Line], dropped: set[int], *, page: bool) -> list[Line]:
    """The lines that stay when some (by index) go; the next one remembers what stood before them."""
    kept: list[Line] = []
    blank, broken = False, False
    for index, line in enumerate(lines):
        if index in dropped:
            blank, broken = blank or line.blank, broken or line.page or page
            continue
        kept.append(line._replace(blank=blank or line.blank, page=broken or line.page) if blank or broken else line)
        blank = broken = False
    return kept
