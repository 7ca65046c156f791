"""Drop what belongs to the page and not to the text: page numbers, running headers and footers.

Only what repeats or counts along with the pages goes. A line that occurs once amid prose stays, and so do the years of
a chronology and the numbers of sections.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from extractor.text.lines import Line, without

# "12", "- 12 -", "Page 3 of 12", "3 / 12"; labels in the languages that such papers are written in.
LABEL = r"(?:pages?|pg\.?|p\.|sayfa|səhifə|стр\.?|страница|էջ)"
NUMBER = re.compile(
    rf"(?P<dash>[-–—|] ?)?(?P<label>{LABEL} ?)?(?P<number>\d{{1,3}})"
    r"(?P<of> ?(?:of|/|из|von|sur) ?\d{1,3})?(?P<end> ?[-–—|])?",
    re.IGNORECASE,
)
# Notes that say "the same" repeat from page to page without being furniture.
AGAIN = re.compile(r"\b(?:ibid|idem|op\. ?cit|там же|a\.g\.e)\b", re.IGNORECASE)
DIGITS = re.compile(r"\d{1,9}")
EDGE = 3  # a header or footer seldom has more lines
LONGEST = 120
APART = 200  # characters between two page numbers, at the least


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that could be a page number, and whether only a page number is written so."""

    index: int
    number: int
    sure: bool


def drop_furniture(lines: list[Line]) -> list[Line]:
    """The lines of the text itself; the line after a dropped one knows that a page began."""
    if not any(line.page for line in lines):
        lines = without(lines, _counted(lines), page=True)
        if not any(line.page for line in lines):
            return lines
    else:
        lines = without(lines, _beside_breaks(lines) | _counted(lines), page=True)
    return without(lines, _running(lines), page=True)


def _numbered(lines: list[Line], index: int) -> Numbered | None:
    match = NUMBER.fullmatch(lines[index].text) if lines[index].width < 30 else None
    if not match:
        return None
    sure = bool(match["label"] or match["of"] or (match["dash"] and match["end"]))
    return Numbered(index, int(match["number"]), sure)


def _beside_breaks(lines: list[Line]) -> set[int]:
    """Numbers alone on the last or first line of a page."""
    edges = {index + side for index, line in enumerate(lines) if line.page for side in (-1, 0)}
    # The last page has no break after it; its number counts on from the page before.
    edges.add(len(lines) - 1)
    found = [number for index in sorted(edges) if index >= 0 and (number := _numbered(lines, index))]
    numbers = {number.number for number in found}
    last = len(lines) - 1
    return {
        number.index
        for number in found
        if number.index != last or lines[last].page or number.sure or number.number - 1 in numbers
    }


def _counted(lines: list[Line]) -> set[int]:
    """Numbers that count pages in a text whose page breaks were lost: one by one, far apart, cutting sentences."""
    found = [number for index in range(len(lines)) if (number := _numbered(lines, index))]
    dropped = {number.index for number in found if number.sure and _is_page_of(lines, number)}
    run: list[Numbered] = []
    for number in [*found, None]:
        if run and number and number.number == run[-1].number + 1:
            near = lines[number.index].start - lines[run[-1].index].end < APART
            if near and not number.sure and number.index < len(lines) - 1:
                continue  # too near to be the next page, unless it is the short last one; the run may go on
            run.append(number)
            continue
        sure = len(run) > 1 and all(one.sure for one in run)
        if sure or (len(run) > 2 and _of_pages(lines, run)):
            dropped |= {one.index for one in run}
        run = [number] if number else []
    return dropped


def _is_page_of(lines: list[Line], number: Numbered) -> bool:
    return re.match(rf"[-–—|]? ?{LABEL}", lines[number.index].text, re.IGNORECASE) is not None


def _of_pages(lines: list[Line], run: list[Numbered]) -> bool:
    """Whether numbers that count up are those of pages: one cuts a sentence, or a running header stands beside most.

    The number of a section does neither.
    """
    beside = Counter(
        text
        for one in run
        for text in {lines[at].text for at in (one.index - 1, one.index + 1) if 0 <= at < len(lines)}
        if len(text) <= LONGEST
    )
    return max(beside.values(), default=0) > 1 or any(_cuts(lines, one.index) for one in run)


def _cuts(lines: list[Line], index: int) -> bool:
    if not 0 < index < len(lines) - 1:
        return False
    before, after = lines[index - 1], lines[index + 1]
    return after.lower or (not before.ends and before.width > 60)


def _running(lines: list[Line]) -> set[int]:
    """Lines at the edges of pages that come again, word for word or with a number that counts along."""
    pages: list[list[int]] = []
    for index, line in enumerate(lines):
        if line.page or not pages:
            pages.append([])
        pages[-1].append(index)
    if len(pages) < 2:
        return set()
    groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for page, indices in enumerate(pages):
        for index in {*indices[:EDGE], *indices[-EDGE:]}:
            text = lines[index].text
            if len(text) <= LONGEST and any(char.isalpha() for char in text) and not AGAIN.search(text):
                groups[DIGITS.sub("#", text).casefold()].append((page, index))
    needed = 2 if len(pages) < 4 else 3
    dropped: set[int] = set()
    for places in groups.values():
        if len({page for page, _ in places}) >= needed:
            dropped |= _repeated(lines, places, needed)
    return dropped - _title(lines, pages[0], dropped)


def _repeated(lines: list[Line], places: list[tuple[int, int]], needed: int) -> set[int]:
    same: dict[tuple[str, int, int], set[int]] = defaultdict(set)
    for page, index in places:
        text = lines[index].text
        same[text, -1, 0].add(index)
        for column, digits in enumerate(DIGITS.findall(text)):
            same["", column, int(digits) - page].add(index)
    # Two dated lines on two pages may differ by one as well; only three in a row count along with the pages.
    return {index for (text, *_), group in same.items() if len(group) >= (needed if text else 3) for index in group}


def _title(lines: list[Line], first_page: list[int], dropped: set[int]) -> set[int]:
    """The title on the first page comes again as a running header; the title itself is text."""
    top = first_page[:EDGE]
    return {index for index in top if index in dropped and not DIGITS.search(lines[index].text)}
