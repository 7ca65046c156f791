"""Turn raw text into the text that is read for meaning, with its markers, its notes and the way back to the raw input.

The chain: characters, then lines, then the furniture of the page, then notes, then markers, then line ends and cut
words. Each step only says what to change; a draft makes the changes and keeps the address of every character.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.text import notes
from extractor.text.aligned import align
from extractor.text.characters import SOFT_HYPHENS, UNREADABLE, fold
from extractor.text.citing import remark_at
from extractor.text.draft import Draft, Edit
from extractor.text.furniture import drop_furniture
from extractor.text.hyphens import inside_lines
from extractor.text.joining import glue, one_line
from extractor.text.lifting import CLOSING, lift, rest
from extractor.text.lines import Line, split, without
from extractor.text.markers import Candidate, believed, candidates, scopes
from extractor.text.result import CleanText, Marker, NoteBlock
from extractor.text.weak import STYLES, order
from extractor.text.words import Words
from extractor.text.wrapping import SOFT, breaks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.text.aligned import Pair

Scopes = dict[tuple[int, str], int]  # of a marker, by where it begins and its label


def clean(raw: str, *, start: int = 0, edits: Sequence[Edit] = ()) -> CleanText:
    r"""The text without line wrapping, page furniture, markers and notes, each character traceable to `raw`.

    `start` is where the body begins; `edits` say which raw ranges a reader of the format wants gone (markup) or read otherwise
    ("&amp;" as "&"); what an edit puts there has the address of the whole range. Any string is accepted; characters that cannot be
    written as UTF-8 are replaced and counted.

    >>> cleaned = clean("The talks in Nagorno-\nKarabakh were post-\nponed[1].")
    >>> cleaned.text, cleaned.markers[0].label
    ('The talks in Nagorno-Karabakh were postponed.', '1')
    >>> cleaned.map.to_raw(13, 29)
    (13, 30)
    """
    draft = fold(Draft.of(raw).edit(_wanted(len(raw), start, edits)))
    text = draft.text
    words = Words(text)

    lines = drop_furniture(split(text))
    found = list(_on(lines, candidates(text)))
    listed = notes.find(lines, found)
    listed, kept, paired = _with_weak(text, lines, listed, _kept(text, lines, found, listed))
    blocks = _note_blocks(draft, lines, listed.notes, words)
    lines = _with_remarks(text, lines, listed, kept)
    lifted = sorted(lift(text, kept))
    lines = _without_markers(text, lines, lifted)

    final = draft.edit([*lifted, *inside_lines(text, words), *_joints(text, lines, words)])
    unreadable = (at for at, char in enumerate(text) if char == UNREADABLE) if UNREADABLE in text else ()
    cleaned = CleanText(
        text=final.text,
        map=final.offsets(),
        markers=(),
        notes=tuple(blocks),
        replaced=sum(raw[draft.source(at, at + 1)[0]] != UNREADABLE for at in unreadable),
    )
    return replace(cleaned, markers=tuple(_markers(raw, draft, cleaned, kept, paired)))


def _with_remarks(text: str, lines: list[Line], listed: notes.Found, kept: Iterable[Candidate]) -> list[Line]:
    """The lines that are read: what notes cite goes; a remark stays as a paragraph, but not inside a running sentence."""
    lines, dropped = list(lines), set(listed.dropped)
    called = {one.end: one.start for one in kept}
    last = max((index for index in range(len(lines)) if index not in dropped), default=-1)
    before: Line | None = None  # the last line that is read, of those seen
    seen, closed = 0, True
    for note in listed.notes:
        first, after = note.lines[0], note.lines[-1] + 1
        above = next((lines[index] for index in range(first - 1, seen - 1, -1) if index not in dropped), before)
        if above and above is not before:
            before, closed = above, _closed(text, above, called)
        seen = max(seen, first)
        if first < last and not closed:
            continue
        if (begin := _remark_of(lines, note)) is None:
            continue
        index, offset = begin
        line = lines[index]
        lines[index] = line._replace(start=line.start + offset, text=line.text[offset:], indent=0, blank=True)
        if after < len(lines):
            lines[after] = lines[after]._replace(blank=True)
        dropped.difference_update(index for index in note.lines if index >= begin[0])
    return without(lines, dropped, page=False)


def _remark_of(lines: list[Line], note: notes.Note) -> tuple[int, int] | None:
    """The line and the place in it where the running text of a note begins."""
    texts = [lines[note.lines[0]].text[note.offset :], *(lines[index].text for index in note.lines[1:])]
    at = remark_at(" ".join(texts))
    if at is None:
        return None
    for index, written in zip(note.lines, texts, strict=True):
        if at < len(written):
            return index, at + note.offset * (index == note.lines[0])
        at -= len(written) + 1
    return None


def _closed(text: str, line: Line, called: dict[int, int]) -> bool:
    """Whether a line ends a sentence, or a heading, before the markers at its end."""
    at = line.end
    while at in called:
        at = called[at]
    return line._replace(text=text[line.start : at].rstrip()).ends


def _kept(text: str, lines: list[Line], found: list[Candidate], listed: notes.Found) -> list[Candidate]:
    """The markers that are believed, on the lines that are no notes."""
    others = without(lines, listed.dropped, page=False)
    labels = {note.label for note in listed.notes}
    return believed(text, _calling(others, list(_on(others, found))), labels)


def _with_weak(
    text: str, lines: list[Line], listed: notes.Found, kept: list[Candidate]
) -> tuple[notes.Found, list[Candidate], Scopes]:
    """The notes and markers, with those that only each other prove: all of them where the plain ones are fewer, else those beside them."""
    called = {note.label for note in listed.notes} & {label for one in kept for label in one.labels}
    weak, pairs = align(text, lines, set())
    if pairs and len(weak.notes) > max(len(called), len(listed.notes) if 2 * len(kept) >= len(listed.notes) else 0):
        return weak, [pair.marker for pair in pairs], _scopes(weak.notes, pairs)
    beside, pairs = align(text, lines, listed.dropped, [style for style in STYLES if style.name == "symbol"])
    if not pairs:
        return listed, kept, {}
    both = notes.Found(
        sorted([*listed.notes, *beside.notes], key=lambda note: note.lines[0]), listed.dropped | beside.dropped
    )
    markers = sorted([*kept, *(pair.marker for pair in pairs)], key=lambda one: one.start)
    return both, markers, _scopes(both.notes, pairs)


def _scopes(listed: list[notes.Note], pairs: list[Pair]) -> Scopes:
    """The scope of each marker that was paired with its notes."""
    scope_of = {note.lines[0]: scope for note, scope in _numbered(listed)}
    return {(pair.marker.start, note.label): scope_of[note.lines[0]] for pair in pairs for note in pair.notes}


def _numbered(listed: Iterable[notes.Note]) -> Iterator[tuple[notes.Note, int]]:
    """Each note with its scope: numbering that begins anew opens the next."""
    scope = 1
    seen: set[str] = set()
    for note in listed:
        # Any label is allowed in Markdown, and only a number tells that it begins anew.
        first = note.label == "1" if note.style == "markdown" else order(note.label, note.style) == 1
        if note.label in seen and first:
            scope, seen = scope + 1, set()
        seen.add(note.label)
        yield note, scope


def _wanted(length: int, start: int, edits: Iterable[Edit]) -> Iterator[Edit]:
    for left, right, new in [Edit(0, start, ""), *edits]:
        if max(left, 0) < min(right, length):
            yield Edit(max(left, 0), min(right, length), new)


def _on(lines: Iterable[Line], found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates that stand on one of the lines; both in order."""
    ahead = iter(lines)
    line = next(ahead, None)
    for one in found:
        while line and line.end <= one.start:
            line = next(ahead, None)
        if line and line.start <= one.start:
            yield one


def _calling(lines: list[Line], found: list[Candidate]) -> list[Candidate]:
    """The candidates that call a note, without those that number the lines of a list."""
    heads = {one.start: one for one in found}
    starts = {line.start for line in lines}
    elsewhere = {one.labels for one in found if one.start not in starts}
    numbering: set[int] = set()
    before: Line | None = None
    for line in lines:
        head = heads.get(line.start)
        if head and head.end < line.end:
            # After a sentence: a marker that was wrapped, or a list? A list has neighbours, or labels called before.
            listed = head.labels in elsewhere or (before is not None and before.start in heads)
            goes_on = before is not None and before.start in numbering
            if line.blank or before is None or before.text.endswith(":") or goes_on or (before.ends and listed):
                numbering.add(line.start)
        before = line
    return [one for one in found if one.start not in numbering]


def _without_markers(text: str, lines: list[Line], lifted: Sequence[Edit]) -> list[Line]:
    """The lines as they will read; one that held only markers goes, and so does one of a mere soft hyphen."""
    result: list[Line] = []
    at = 0
    for line in lines:
        first = at
        while at < len(lifted) and lifted[at].start < line.end:
            at += 1
        kept = rest(line.start, line.end, text, lifted[first:at]) if at > first else line.text
        result.append(line._replace(text=kept) if at > first else line)
    empty = {index for index, line in enumerate(result) if not line.text.strip(SOFT_HYPHENS + " ")}
    return without(result, empty, page=False) if empty else result


def _joints(text: str, lines: list[Line], words: Words) -> Iterator[Edit]:
    """What becomes of everything between the lines."""
    if not lines:
        yield Edit(0, len(text), "")
        return
    yield Edit(0, lines[0].start, "")
    for (line, after), kind in zip(pairwise(lines), breaks(lines), strict=True):
        drop, between = _seam(text, line, after, kind, words)
        if drop:
            yield Edit(line.end - drop, line.end, "")
        # Where a footer or a note stood between, the space stands for the line end alone.
        stop = line.end + 1 if text[line.end : after.start].strip() else after.start
        yield Edit(line.end, stop, between)
        if stop < after.start:
            yield Edit(stop, after.start, "")
    yield Edit(lines[-1].end - (lines[-1].text[-1] in SOFT_HYPHENS), len(text), "")


def _seam(text: str, line: Line, after: Line, kind: str, words: Words) -> tuple[int, str]:
    """How many characters go at the end of a line, and what stands between it and the next."""
    drop, between = glue(line.text, after.text, words) if kind == SOFT else (int(line.text[-1] in SOFT_HYPHENS), kind)
    if kind == SOFT and after.text[0] in CLOSING and text[after.start] != after.text[0]:
        between = ""  # a marker stood at the head of the line; the full stop behind it closes the line before
    # Behind a marker the last character of the line is not the hyphen.
    return drop if text[line.end - 1] == line.text[-1] else 0, between


def _note_blocks(draft: Draft, lines: list[Line], found: Iterable[notes.Note], words: Words) -> list[NoteBlock]:
    blocks: list[NoteBlock] = []
    for note, scope in _numbered(found):
        first, *others = (lines[index] for index in note.lines)
        start, end = draft.source(first.start, (others or [first])[-1].end)
        written = one_line([first.text[note.offset :], *(line.text for line in others)], words).strip()
        blocks.append(NoteBlock(note.label, scope, start, end, written))
    return blocks


def _markers(raw: str, draft: Draft, cleaned: CleanText, kept: Sequence[Candidate], paired: Scopes) -> Iterator[Marker]:
    plain = [one for one in kept if (one.start, one.labels[0]) not in paired]
    if all(note.scope == 1 for note in cleaned.notes):
        # A label of Markdown names its note, wherever it is called.
        paired = paired | {(one.start, label): 1 for one in plain if one.style == "markdown" for label in one.labels}
        plain = [one for one in plain if one.style != "markdown"]
        if cleaned.notes and kept and cleaned.notes[0].start > draft.source(kept[-1].start, kept[-1].end)[0]:
            # One list at the end: its numbers are called in any order.
            paired = paired | {(one.start, label): 1 for one in plain for label in one.labels}
            plain = []
    scope_of = paired | _counted(draft, cleaned, plain)
    for one in kept:
        start, end = draft.source(one.start, one.end)
        for label in one.labels:
            scope = scope_of[one.start, label]
            yield Marker(label, scope, start, end, _hung(cleaned, start, end), raw[start:end])


def _counted(draft: Draft, cleaned: CleanText, kept: Sequence[Candidate]) -> Scopes:
    """The scopes of markers that only their numbers tell."""
    calls = [(one.start, label, draft.source(one.start, one.end)[0]) for one in kept for label in one.labels]
    openings = [note.start for note in cleaned.notes if note.label == "1"]
    given: list[int] = []
    passed = 0
    for _, _, start in calls:
        while passed < len(openings) and openings[passed] < start:
            passed += 1
        given.append(passed)
    counted = scopes([label for _, label, _ in calls], given)
    return {(at, label): scope for (at, label, _), scope in zip(calls, counted, strict=True)}


def _hung(cleaned: CleanText, start: int, end: int) -> int:
    """The end of what a marker hung on; a marker at the head of a paragraph hangs on nothing before it."""
    text, at = cleaned.text, cleaned.map.to_clean(start, end)[0]
    if text[max(0, at - 2) : at] == "\n\n":
        return at
    while at and text[at - 1].isspace():
        at -= 1
    return at
