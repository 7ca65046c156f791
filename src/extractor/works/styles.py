"""The styles in which notes cite a work, in the order in which they are tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.works.listed import bibliography, dated, gost, vancouver
from extractor.works.papers import case, paper
from extractor.works.parted import parted
from extractor.works.printed import bracketed
from extractor.works.titled import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractor.works.marks import Work

# Each takes the words of a note and gives its fields, or nothing where the note is of another style.
STYLES: tuple[Callable[[str], Work | None], ...] = (
    case, quoted, gost, vancouver, paper, dated, bracketed, bibliography, parted,
)  # fmt: skip
