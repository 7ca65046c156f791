"""Choose the main text of a web page: what an author wrote, without menus, offers, comments and the like.

trafilatura weighs the page (Apache-2.0, ``pip install "extractor[html]"``), but its text has lost its place in the file. So a
copy of the page carries a numbered sign in each block, and the signs that come back say which blocks are main text; the
words themselves are read from the file. Headings that stand right above chosen blocks are chosen with them.
"""

from __future__ import annotations

import importlib
import logging
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from extractor.sources.html_tokens import Token

SIGN = "zq{number}qz"
SIGNS = re.compile(r"zq(\d{1,6})qz")
LEAST = 0.25  # of the words that the structure of the page calls main text
DEEPEST = 200  # elements within elements, and
MOST = 10_000  # blocks: pages beyond are weighed by their structure alone
CELLS = frozenset({"td", "th", "dd", "dt"})
UNCLOSED = CELLS | {"p", "li", "tr", "option", "tbody", "thead"}  # need no closing tag
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TITLES = frozenset({"h1", "h2"})
DAY = re.compile(r"\b(?:19|20)\d\d\b")
SHORT = 15  # words of a line with a day
HEAD_START = 6  # blocks that may stand between the title and the first chosen block


@dataclass(slots=True)
class Block:
    """Text that no block element parts: its tokens, whether it is a heading, and whether it is a mere line with a day."""

    tokens: list[int] = field(default_factory=list)
    heading: str = ""
    words: int = 0
    dated: bool = False


def choose(
    raw: str, page: Sequence[Token], kept: list[bool], *, blocks: frozenset[str]
) -> tuple[list[bool] | None, str]:
    """Which tokens are main text, or none and the reason why the structure of the page must do.

    `kept` says what the structure calls main text; names of elements in `blocks` part blocks.
    """
    try:
        library = importlib.import_module("trafilatura")
    except ImportError:
        return None, "trafilatura is not installed"
    parts = list(_blocks(raw, page, blocks))
    if len(parts) > MOST or _depth(page) > DEEPEST:
        return None, "the page is too large or too deep"
    found = _weighed(library, _signed(raw, page, parts))
    if not found:
        return None, "nothing stands out"
    chosen = [number in found for number in range(len(parts))]
    _add_headings(parts, chosen)
    words = sum(part.words for part, is_chosen in zip(parts, chosen, strict=True) if is_chosen)
    if words < LEAST * sum(part.words for part in parts if kept[part.tokens[0]]):
        return None, "most of its text would be lost"
    result = [token.kind != "text" for token in page]
    for part, is_chosen in zip(parts, chosen, strict=True):
        for at in part.tokens:
            result[at] = is_chosen
    return result, ""


def _blocks(raw: str, page: Sequence[Token], names: frozenset[str]) -> Iterator[Block]:
    block = Block()
    heading = ""
    breaks = 0
    for at, token in enumerate(page):
        if token.kind == "text":
            written = raw[token.start : token.end]
            if words := len(written.split()):
                block.tokens.append(at)
                block.words += words
                block.dated = block.words <= SHORT and (block.dated or DAY.search(written) is not None)
                block.heading = heading
                breaks = 0
            continue
        breaks = breaks + 1 if token.name == "br" else breaks
        if token.name in names or token.name in CELLS or breaks > 1:
            if token.name in HEADINGS:
                heading = token.name if token.kind == "open" else ""
            if block.tokens:
                yield block
                block = Block()
    if block.tokens:
        yield block


def _depth(page: Iterable[Token]) -> int:
    depth = deepest = 0
    for token in page:
        if token.empty or token.name in UNCLOSED:
            continue
        if token.kind == "open":
            depth += 1
            deepest = max(deepest, depth)
        elif token.kind == "close":
            depth = max(0, depth - 1)
    return deepest


def _signed(raw: str, page: Sequence[Token], parts: Iterable[Block]) -> str:
    """A copy of the page with the sign of each block behind its first words."""
    pieces: list[str] = []
    done = 0
    for number, part in enumerate(parts):
        token = page[part.tokens[0]]
        end = token.start + len(raw[token.start : token.end].rstrip())
        pieces += raw[done:end], " ", SIGN.format(number=number), " "
        done = end
    return "".join([*pieces, raw[done:]])


def _weighed(library: Any, copy: str) -> set[int]:
    logger = logging.getLogger("trafilatura")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    extract: Callable[..., str | None] = library.extract
    try:
        text = extract(copy, include_comments=False, include_tables=True, deduplicate=False)
    except Exception:  # noqa: BLE001  # whatever it stumbles over, the structure of the page is still there
        text = None
    finally:
        logger.setLevel(level)
    return {int(number) for number in SIGNS.findall(text or "")}


def _add_headings(parts: Sequence[Block], chosen: list[bool]) -> None:
    for (number, part), (after, _) in reversed(list(pairwise(enumerate(parts)))):
        chosen[number] = chosen[number] or (part.heading != "" and chosen[after])
    text = (number for number, part in enumerate(parts) if chosen[number] and not part.heading)
    first = next(text, 0)
    for number in range(first - 1, max(-1, first - HEAD_START), -1):
        if parts[number].heading in TITLES:
            chosen[number] = True
            for between in range(number + 1, first):
                # Between the title and the text stand the author and the day.
                chosen[between] = chosen[between] or parts[between].dated
            break
