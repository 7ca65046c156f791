"""Find the notes behind the markers: at the foot of a page, after a rule, under a heading, or as Markdown.

A note is believed when its label fits: it counts on from the note before it and a marker in the text calls it. A
numbered list that no marker calls is part of the text and stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from extractor.text.carried import carry_over
from extractor.text.cues import cues
from extractor.text.markers import CIRCLES, PLAIN_DIGITS, RAISED
from extractor.text.weak import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.text.lines import Line
    from extractor.text.markers import Candidate

OF_PART = re.compile(r"\s(?:to|for|of|on)\s(?:the\s)?(?:section|chapter|part)(?:\s\w{1,8})?$")
CHAPTER = re.compile(
    r"(?:notes\s(?:to|for|on)\s)?(?:chapter|part|section|kapitel|teil|abschnitt|bölüm|kısım|fəsil|hissə|глава|часть|раздел"
    r"|chapitre|partie)\s\w{1,8}[.:]?",
    re.IGNORECASE,
)
RULE = re.compile(r"[_\-–—―⸺*=.·─━]{3,200}|(?:[_*–—-] ){2,99}[_*–—-]")
NUMBER = r"\d{1,3}"
NOTE_WORD = "note|fn|n|anm|anmerkung|прим|примечание|сноска|dipnot|qeyd|nota"
START = re.compile(
    rf"\[\\?\[?\^?(?P<linked>{NUMBER})\\?\]?\]\(#[^()\s]{{1,60}}\)[.:]? ?"
    rf"|(?:\.\. )?\\?\[(?P<bracket>{NUMBER})\\?\][.:]? ?"
    rf"|(?i:[\[(]?(?:{NOTE_WORD})(?:\. ?|:| )?(?P<word>{NUMBER})[\]).:]{{1,2}}) ?(?=\S)"
    rf"|\[\[(?P<double>{NUMBER})\]\] ?|［(?P<wide>{NUMBER})］ ?|[<{{/](?P<angle>{NUMBER})[>}}/][.:]? ?(?=\S)"
    r"|\[\^(?P<markdown>[^\s\[\]^]{1,40})\]: ?"
    rf"|⁽?(?P<raised>[{RAISED}]{{1,3}})[.)⁾]? ?(?=\S)|(?P<circle>[{CIRCLES}]) ?(?=\S)"
    rf"|<sup>(?P<sup>{NUMBER})</sup>[.)]? ?(?=\S)|\^\{{?(?P<caret>{NUMBER})[}}^]?[.):]? ?(?=\S)"
    rf"|\((?P<paren>{NUMBER})\) ?(?=\S)|(?P<dot>{NUMBER})[.)–-] (?=\S)|(?P<tight>{NUMBER})[.)](?=[^\W\d_]{{2}}|[\"“„«])"
    rf"|(?P<colon>{NUMBER}): (?=\S)|(?P<dash>{NUMBER}) [–—-] (?=\S)"
    rf"|(?P<bare>{NUMBER}) (?!(?:{MONTHS})\b)(?=[^\W\d_]|[\"'“‘«„(@])"
)
# The characters that START begins with: most lines need no look at it.
BEGINNING = frozenset(
    "0123456789[\\([<{/.^［⁽" + RAISED + CIRCLES + "".join({one[0] for one in NOTE_WORD.split("|")}).upper()
) | {one[0] for one in NOTE_WORD.split("|")}
# What a source note holds and a list of demands does not.
SOURCE = re.compile(
    r"https?://|www\.|[“”«»\"]|\bIbid|\bSee\b|\bpp?\. ?\d|\bop\. cit|[(,] ?(?:1[89]|20)\d\d\b|\bBkz\b|\bСм\.",
    re.IGNORECASE,
)
# What ends a list of notes: a rule, or the line above a signature.
ENDING = re.compile(rf"-- ?|{RULE.pattern}")
UNSURE = (
    "paren",
    "dot",
    "tight",
    "colon",
    "dash",
    "bare",
    "word",
    "angle",
    "circle",
)  # numbered lists begin so as well
TAIL = 12  # lines behind such an ending
LONGEST = 12  # lines of one note after its first, before it is taken for text
LONGEST_HEADING = 50
SHORT = 80  # letters of a chapter's title
ENOUGH = 0.7  # of the notes behind a part of the text must be called
SKIPPED = 3  # labels lost between two notes


@dataclass(slots=True)
class Note:
    """A note as lines: its label, where its text starts in the first of them, and the indices of all."""

    label: str
    style: str
    offset: int
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """The notes of a text and the lines that go with them: headings and rules."""

    notes: list[Note]
    dropped: set[int]


def find(lines: list[Line], markers: list[Candidate]) -> Found:
    """All notes whose labels fit, in the order of the text."""
    starts = {index: note for index, line in enumerate(lines) if (note := _start(line, index))}
    # A marker at the head of a line that could be a note calls nothing.
    heads = {lines[index].start for index in starts}
    called = [one for one in markers if one.start not in heads]
    labels = {label for one in called for label in one.labels}
    found = Found([], set())
    _markdown(lines, starts, found)
    for index, line in enumerate(lines):
        if index not in found.dropped and (RULE.fullmatch(line.text) or is_heading(line.text)):
            _listed(lines, starts, index, labels, found)
    pages = [*(index for index, line in enumerate(lines) if line.page or not index), len(lines)]
    for first, last in pairwise(pages):
        _footed(lines, starts, range(first, last), called, found)
    _blocks(lines, starts, called, found)
    if len(pages) > 2:
        _footed(lines, starts, range(len(lines)), called, found)
    carry_over(lines, found)
    found.notes.sort(key=lambda note: note.lines[0])
    return found


def is_heading(text: str) -> bool:
    """Whether a line is the heading of a list of notes.

    >>> is_heading("## Notes:"), is_heading("DİPNOTLAR"), is_heading("Notes to chapter 2"), is_heading("Notes of the meeting")
    (True, True, True, False)
    >>> is_heading("Sources and notes"), is_heading("Notes and queries")
    (True, False)
    """
    if len(text) >= LONGEST_HEADING:
        return False
    words = text.strip("#*_: .").replace("İ", "i").casefold()
    known = cues().note_headings
    if not words or words in known or OF_PART.sub("", words) in known:
        return words != ""
    pieces = words.split(" ")
    at = next((at for at in range(1, len(pieces) - 1) if pieces[at] in cues().joining), 0)
    return at > 0 and " ".join(pieces[:at]) in known and " ".join(pieces[at + 1 :]) in known


def _start(line: Line, index: int) -> Note | None:
    match = START.match(line.text) if line.text[:1] in BEGINNING else None
    if not match:
        return None
    style = match.lastgroup or ""
    label = match[style].translate(PLAIN_DIGITS)
    return Note(label if style == "markdown" else str(int(label)), style, match.end(), [index])


def _markdown(lines: list[Line], starts: dict[int, Note], found: Found) -> None:
    """Markdown says plainly what a note is; indented paragraphs after it belong to it."""
    current: Note | None = None
    for index, line in enumerate(lines):
        start = starts.get(index)
        if start and start.style == "markdown":
            current = start
            found.notes.append(start)
        elif current and ((not line.blank and not line.page) or line.indent > 1) and not is_heading(line.text):
            current.lines.append(index)
        else:
            current = None
            continue
        found.dropped.add(index)


def _listed(lines: list[Line], starts: dict[int, Note], index: int, labels: set[str], found: Found) -> None:
    """Notes in a row under a heading or a rule."""
    first = index + 1
    headings: set[int] = set()
    if first not in starts and first + 1 in starts and is_heading(lines[index].text) and len(lines[first].text) < SHORT:
        # Notes of several chapters, each under its title.
        headings.add(first)
        first += 1
    chain = _chain(lines, starts, first, labels, found.dropped)
    while chain and headings and (after := _next_chapter(lines, starts, chain[-1].lines[-1] + 1)):
        more = _chain(lines, starts, after + 1, labels, found.dropped)
        if not more:
            break
        headings.add(after)
        chain += more
    if not chain:
        return
    fitting = sum(note.label in labels for note in chain)
    last = chain[-1].lines[-1]
    if labels and 2 * fitting < len(chain):
        return
    if not labels and (last < len(lines) - 1 or chain[0].label != "1" or not is_heading(lines[index].text)):
        return
    if not is_heading(lines[index].text) and chain[0].style in UNSURE and not like_sources(lines, chain):
        return
    # A rule often stands above the heading.
    above = {index - 1} if index and RULE.fullmatch(lines[index - 1].text) else set()
    found.notes.extend(chain)
    found.dropped.update({index}, above, headings, *(note.lines for note in chain))


def _next_chapter(lines: list[Line], starts: dict[int, Note], at: int) -> int | None:
    """Where the title of a chapter stands, with its first note on the next line."""
    return at if _is_title(lines, starts, at) else None


def _is_title(lines: list[Line], starts: dict[int, Note], at: int) -> bool:
    """Whether a line is the title of a chapter, or names its number, and notes begin anew behind it."""
    note = starts.get(at + 1)
    if at >= len(lines) - 1 or note is None or note.label != "1" or at in starts:
        return False
    text = lines[at].text
    return len(text) < SHORT and ((lines[at].blank and not lines[at].ends) or CHAPTER.fullmatch(text) is not None)


def _chain(lines: list[Line], starts: dict[int, Note], first: int, labels: set[str], taken: set[int]) -> list[Note]:
    if first not in starts or first in taken or starts[first].style == "markdown":
        return []
    chain = [starts[first]]
    pending: list[int] = []
    for index in range(first + 1, len(lines)):
        start = starts.get(index)
        if index in taken or is_heading(lines[index].text) or ENDING.fullmatch(lines[index].text):
            break
        if start and start.style == chain[-1].style and _follows(chain[-1], start, labels):
            chain[-1].lines += pending
            pending = []
            chain.append(start)
            continue
        if _is_title(lines, starts, index) and starts[index + 1].style == chain[0].style:
            break
        pending.append(index)
        if len(pending) > LONGEST:
            break
    chain[-1].lines += _own(lines, pending)
    return chain


def _follows(before: Note, note: Note, labels: set[str]) -> bool:
    """Whether a label goes on from the one before; a gap needs a marker, or brackets, which prose does not begin a line with."""
    step = int(note.label) - int(before.label)
    return step == 1 or (1 < step <= SKIPPED and (note.label in labels or note.style == "bracket"))


def _own(lines: list[Line], pending: list[int]) -> Iterator[int]:
    """The lines after the last note that still belong to it: up to the next empty line or page."""
    for index in pending:
        if lines[index].blank or lines[index].page:
            return
        yield index


def _footed(lines: list[Line], starts: dict[int, Note], page: range, markers: list[Candidate], found: Found) -> None:
    """Notes at the end of a page or text: each label that the text above calls, in order, and nothing after them."""
    whole = len(page) == len(lines)
    page = _before_ending(lines, starts, page)
    if not page or page[-1] in found.dropped:
        return
    begin = bisect_left(markers, lines[page[0]].start, key=attrgetter("start"))
    end = bisect_left(markers, lines[page[-1]].end, key=attrgetter("start"))
    calls: dict[str, int] = {}
    for one in markers[begin:end]:
        for label in one.labels:
            calls.setdefault(label, one.start)
    done = {note.label for note in found.notes} if whole else set()
    labels = sorted((label for label in calls if label not in done and label.isdecimal()), key=int)
    chain: list[Note] = []
    index = page[-1]
    while labels and index >= page[0] and index not in found.dropped:
        start = starts.get(index)
        if start and start.label == labels[-1] and (not chain or chain[0].style == start.style):
            chain.append(start)
            labels.pop()
        index -= 1
    if not chain or labels:
        return
    chain.reverse()
    top = chain[0].lines[0]
    if any(calls[note.label] >= lines[top].start for note in chain):
        return
    raised = {one.style for one in markers[begin:end]} <= {"raised", "sup"}
    if chain[0].style in UNSURE and not raised and not like_sources(lines, chain):
        return
    stop = _end_of_last(lines, chain, page[-1] + 1)
    for note, after in zip(chain, [*(one.lines[0] for one in chain[1:]), stop], strict=True):
        note.lines[:] = range(note.lines[0], after)
        found.dropped.update(note.lines)
    if top and RULE.fullmatch(lines[top - 1].text):
        found.dropped.add(top - 1)
    found.notes.extend(chain)


def _end_of_last(lines: list[Line], chain: list[Note], stop: int) -> int:
    """Where the last note ends: before a new paragraph, set as the text is, where no note before it has a second one."""
    heads = {note.lines[0] for note in chain}
    last = chain[-1].lines[0]
    if any(lines[at].blank and at not in heads for at in range(chain[0].lines[0], last)):
        return stop
    new = (at for at in range(last + 1, stop) if lines[at].blank and not lines[at].indent and lines[at - 1].ends)
    return next(new, stop)


def _blocks(lines: list[Line], starts: dict[int, Note], markers: list[Candidate], found: Found) -> None:
    """Notes right behind the part of the text that calls them: paragraphs of their own, each label called above."""
    places: dict[str, list[int]] = {}
    for one in markers:
        for label in one.labels:
            places.setdefault(label, []).append(one.start)
    at, done = 0, 0
    raised = {one.style for one in markers} <= {"raised", "sup"}
    for index in starts:
        if index < at or index in found.dropped or not (lines[index].blank or lines[index].page):
            continue
        chain = _block(lines, starts, index, found.dropped)
        at = chain[-1].lines[-1] + 1
        above = lines[index].start
        calls = [places.get(note.label, []) for note in chain]
        called = [bisect_left(starts_of, done) < bisect_left(starts_of, above) for starts_of in calls]
        if not called[0] or sum(called) < ENOUGH * len(chain):
            continue
        sure = chain[0].style not in UNSURE or raised
        if (len(chain) > 1 and sure) or like_sources(lines, chain):
            found.notes.extend(chain)
            found.dropped.update(line for note in chain for line in note.lines)
            done = lines[at - 1].end


def _block(lines: list[Line], starts: dict[int, Note], first: int, taken: set[int]) -> list[Note]:
    """Notes that count on without a paragraph of text between them."""
    chain = [starts[first]]
    for index in range(first + 1, len(lines)):
        start = starts.get(index)
        if index in taken:
            break
        if start and start.style == chain[0].style and _follows(chain[-1], start, set()):
            chain.append(start)
        elif lines[index].blank or lines[index].page or len(chain[-1].lines) > LONGEST:
            break
        else:
            chain[-1].lines.append(index)
    return chain


def _before_ending(lines: list[Line], starts: dict[int, Note], page: range) -> range:
    """The lines of a page up to a rule or a signature that no note follows."""
    for index in page[: -TAIL - 1 : -1]:
        if index in starts:
            break
        if ENDING.fullmatch(lines[index].text):
            return range(page[0], index)
    return page


def like_sources(lines: list[Line], chain: list[Note]) -> bool:
    """Whether half of these notes or more look like sources."""
    like = sum(any(SOURCE.search(lines[index].text[:2000]) for index in note.lines) for note in chain)
    return 2 * like >= len(chain)
