"""A text with its marks as HTML: every mark is shown, also where several overlap; the text itself is escaped and never interpreted.

Marks are nested where they nest in the text. Where two cross, the one that ends first is closed and the other opened anew behind it. A mark
with others inside gets a level, so that its line runs below theirs.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from extractor.report.layers import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DEEPEST = 4  # levels with a line of their own
NARROW = 48  # characters: a paragraph with shorter lines is a list or a table, and keeps them
WIDEST = 160  # characters of a line that a margin wrapped
ENDS = (".", "!", "?", ":", ";", "|")
PARAGRAPH = re.compile(r"\n[^\S\n]*\n|\r\r")
# Characters that turn the direction of what follows, or are not to be seen: shown by their number, and their effect kept inside.
HIDDEN = re.compile(
    "[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
BARE = re.compile(r"[a-z0-9_.#-]+", re.IGNORECASE)  # an attribute that needs no quotes
UNWRITABLE = re.compile("[\u0000\ud800-\udfff]")  # HTML has no NUL, UTF-8 no half characters


class Mark(NamedTuple):
    """Characters of the raw text in one layer, with the numbers of what they mean. `anchor` is the id of the element, if it has one.

    `note` says what the mark alone cannot: "year from the context".
    """

    start: int
    end: int
    css: str
    keys: tuple[int, ...]
    anchor: str = ""
    note: str = ""


class _Open(NamedTuple):
    mark: Mark
    at: int  # where in the output it was opened
    first: bool


def safe(text: str) -> Markup:
    """Text as HTML: escaped, what steers direction made visible and harmless, carriage returns kept.

    >>> print(safe("a <b> & \u202e"))
    a &lt;b&gt; &amp; <bdi class="ctl" data-c="U+202E">\u202e</bdi>
    """
    made = html.escape(UNWRITABLE.sub("\ufffd", text)).replace("\r", "&#13;")
    return Markup(HIDDEN.sub(lambda m: f'<bdi class="ctl" data-c="U+{ord(m[0]):04X}">{_written(m[0])}</bdi>', made))  # noqa: S704


def plain(text: object) -> Markup:
    """Text for an attribute or a drawing, where no element may stand: escaped, what steers direction or is hidden as its number.

    >>> print(plain('a "b" \u202e'))
    a &quot;b&quot; [U+202E]
    """
    return Markup(html.escape(HIDDEN.sub(lambda m: f"[U+{ord(m[0]):04X}]", UNWRITABLE.sub("\ufffd", str(text)))))  # noqa: S704  # escaped


def _written(char: str) -> str:
    return char if ord(char) >= 0xA0 else ""  # other controls are no characters of HTML: their number stands for them


def marked(raw: str, marks: Iterable[Mark], *, offset: int = 0) -> Markup:
    """The paragraphs of a text with its marks. `offset` is where `raw` begins in the file; marks count in the file.

    >>> print(marked("Shusha fell.", [Mark(0, 6, "pl", (3,), "m0")]))
    <p data-o=0><mark class=pl id=m0 data-k=3>Shusha</mark> fell.</p>
    """
    ordered = sorted(
        (m for m in marks if m.end > m.start), key=lambda m: (m.start, -m.end, ORDER.get(m.css, 99), m.keys)
    )
    pieces: list[str] = []
    waiting = ordered[::-1]
    carried: list[Mark] = []
    for start, end in _paragraphs(raw):
        low, high = start + offset, end + offset
        here = [mark for mark in carried if mark.end > low]
        while waiting and waiting[-1].start < high:
            here.append(waiting.pop())
        carried = [mark for mark in here if mark.end > high]
        body = _paragraph(raw, low, high, here, offset)
        tight = attribute("class", "v" if _keeps_lines(raw[start:end]) else "")
        pieces.append(f"<p{tight} data-o={low}>{body}</p>")
    return Markup("\n".join(pieces))  # noqa: S704  # every piece is escaped


def joined(parts: Iterable[Markup]) -> Markup:
    """Marked parts of one text, with a sign where something between them is left out."""
    return Markup('<p class="gap">[…]</p>').join(parts)


def _paragraphs(raw: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in PARAGRAPH.finditer(raw):
        if raw[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if raw[start:].strip():
        yield start, len(raw)


def _keeps_lines(paragraph: str) -> bool:
    """Whether line ends mean something: a list, a table, entries of a chronology, and no prose wrapped at a margin."""
    lines = [line.strip() for line in paragraph.strip().splitlines()]
    if len(lines) < 2:
        return False
    full = lines[:-1]
    ended = sum(line.endswith(ENDS) for line in lines)
    return (
        min(map(len, full)) < NARROW
        or max(map(len, full)) > WIDEST
        or 2 * ended > len(lines)
        or any("  " in one for one in full)
    )


def _paragraph(raw: str, low: int, high: int, marks: Sequence[Mark], offset: int) -> str:
    out: list[str] = []
    stack: list[_Open] = []
    at = low
    queue = list(marks)[::-1]
    while queue or stack:
        begin = queue[-1].start if queue else high
        close = min((one.mark.end for one in stack), default=high + 1)
        to = min(max(begin, low), close, high)
        out.append(safe(raw[at - offset : to - offset]))
        at = to
        if close <= to or to >= high:
            _close(stack, out, at, high)
            if at >= high:
                break
        else:
            mark = queue.pop()
            stack.append(_Open(mark, len(out), first=mark.start >= low))
            out.append("")
    out.append(safe(raw[at - offset : high - offset]))
    return "".join(out)


def _close(stack: list[_Open], out: list[str], at: int, high: int) -> None:
    """Close all marks that end here, and those within them; the others among these are opened anew."""
    ending = [number for number, one in enumerate(stack) if one.mark.end <= at or at >= high]
    inner = stack[ending[0] :]
    del stack[ending[0] :]
    for one in reversed(inner):
        out[one.at] = _tag(one, _level(out, one.at))
        out.append("</mark>")
    for one in inner:
        if one.mark.end > at and at < high:
            stack.append(_Open(one.mark, len(out), first=False))
            out.append("")


def _level(out: list[str], at: int) -> int:
    """How many marks stand one in another inside the one opened at `at`."""
    depth = deepest = 0
    for piece in out[at + 1 :]:
        if piece.startswith("<mark"):
            depth += 1
            deepest = max(deepest, depth)
        elif piece == "</mark>":
            depth -= 1
    return min(deepest, DEEPEST)


def _tag(one: _Open, level: int) -> str:
    mark = one.mark
    css = mark.css + (f" l{level}" if level else "") + ("" if one.first else " on")
    anchor = attribute("id", mark.anchor) if one.first else ""
    return f"<mark{attribute('class', css)}{anchor}{attribute('data-k', ' '.join(map(str, mark.keys)))}{attribute('data-n', mark.note)}>"


def attribute(name: str, value: str) -> Markup:
    """An attribute with its blank before it, in quotes only where it needs them; nothing where it is empty.

    >>> print(attribute("class", "pl") + attribute("title", 'a "b"') + attribute("id", ""))
     class=pl title="a &quot;b&quot;"
    """
    if not value:
        return Markup()
    return Markup(f" {name}={value}" if BARE.fullmatch(value) else f' {name}="{plain(value)}"')  # noqa: S704
