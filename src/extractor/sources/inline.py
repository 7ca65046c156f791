"""Find the markup inside a block of Markdown: emphasis, links, images, code marks and backslashes.

More careful than a renderer, because a wrong drop loses text for good: emphasis marks are markup only at the edge of
words (``snake_case`` and ``2*3*4`` stay), a link only where its target looks like an address (``the [name](s)`` stays),
and footnote markers (``[^1]``, ``[12]``) stay even where they are links. Reference links and bare addresses stay too.
Each mark is looked at once and every look ahead is bounded or stops at the next mark, so time is linear.
"""

import re
from collections.abc import Iterator

Range = tuple[int, int]

_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<footnote>\[\^[^\]\[\s]{1,80}\])"
    r"|(?P<address>(?:https?://|www\.)[^\s<>\[\]\"*`\\]+)"
    r"|(?P<code>`+)"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\])"
    r"|(?P<emphasis>\*+|_+)"
)
_MARKER = re.compile(r"\^?\d{1,4}[a-z]?|\^.{1,80}")
_TITLE = re.compile(r"""[ \t]+(?:"[^"\r\n]*"|'[^'\r\n]*')[ \t]*""")
_POINTED = re.compile(r"<[^<>\r\n]*>")
_ADDRESS_SIGN = re.compile(r"[/.:#?@]")
_BACKTICKS = re.compile(r"`+")
_DEEPEST = 3
_STRONGEST = 3


def inline_drops(text: str, start: int, end: int) -> Iterator[Range]:
    """The ranges of markup in `text[start:end]`, one block; in no order, and apart.

    >>> sorted(inline_drops("see **the [map](m.png)**", 0, 24))
    [(4, 6), (10, 11), (14, 22), (22, 24)]
    """
    code = _CodeRuns(text, start, end)
    brackets: list[re.Match[str]] = []
    openers: dict[str, list[Range]] = {"*": [], "_": []}
    at = start
    while token := _TOKEN.search(text, at, end):
        at = token.end()
        match token.lastgroup:
            case "escape":
                yield token.start(), token.start() + 1
            case "address":
                # Emphasis around an address closes right behind it.
                at = token.start() + len(token[0].rstrip("_"))
            case "code":
                if closing := code.closing(token):
                    yield token.span()
                    yield closing
                    at = closing[1]
            case "open":
                brackets.append(token)
            case "close" if brackets:
                opening = brackets.pop()
                if target := _target(text, at, end):
                    at = target
                    yield from _link(text, opening, token, target)
            case "emphasis":
                yield from _pair(text, token, openers[token[0][0]], start, end)


class _CodeRuns:
    """Finds the run of backticks that closes another; the runs are gathered once a block, when first asked for."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._place = text, start, end
        self._runs: dict[int, list[Range]] | None = None

    def closing(self, opening: re.Match[str]) -> Range | None:
        if self._runs is None:
            self._runs = {}
            for run in reversed(list(_BACKTICKS.finditer(*self._place))):
                self._runs.setdefault(len(run[0]), []).append(run.span())
        runs = self._runs.get(len(opening[0]), [])
        while runs and runs[-1][0] < opening.end():
            runs.pop()
        return runs[-1] if runs else None


def _target(text: str, at: int, end: int) -> int | None:
    """Where ``(address "title")`` at `at` ends; none if there is no such thing."""
    if not text.startswith("(", at, end):
        return None
    at += 1
    begin = at
    if text.startswith("<", at, end):
        pointed = _POINTED.match(text, at, end)
        if pointed is None:
            return None
        at = pointed.end()
    else:
        depth = 0
        while at < end and not text[at].isspace() and (text[at] != ")" or depth):
            depth += {"(": 1, ")": -1}.get(text[at], 0)
            if depth > _DEEPEST:
                return None
            at += 2 if text[at] == "\\" else 1
        if begin < at and not _ADDRESS_SIGN.search(text, begin, min(at, end)):
            return None
    if title := _TITLE.match(text, at, end):
        at = title.end()
    return at + 1 if text.startswith(")", at, end) else None


def _link(text: str, opening: re.Match[str], closing: re.Match[str], target: int) -> Iterator[Range]:
    if opening[0] == "[" and _MARKER.fullmatch(text, opening.end(), closing.start()):
        yield closing.end(), target
        return
    yield opening.span()
    yield closing.start(), target


def _pair(text: str, run: re.Match[str], openers: list[Range], start: int, end: int) -> Iterator[Range]:
    """Close what `run` closes, marks nearest to the words first; what is left of it may open."""
    left, right = run.span()
    if right - left > _STRONGEST:
        return
    before = text[left - 1] if left > start else " "
    after = text[right] if right < end else " "
    if not before.isspace() and before not in "([{" and not after.isalnum():
        while openers and left < right:
            open_left, open_right = openers.pop()
            size = min(open_right - open_left, right - left)
            yield open_right - size, open_right
            yield left, left + size
            left += size
            if open_left < open_right - size:
                openers.append((open_left, open_right - size))
    if left < right and not before.isalnum() and not after.isspace() and after not in ")]}.,;:!?":
        openers.append((left, right))
