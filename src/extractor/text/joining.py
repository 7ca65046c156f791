"""Put two lines together: with a space, with nothing where a link or a dash runs on, or with a mended word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.text.characters import SOFT_HYPHENS
from extractor.text.hyphens import Mend, judge

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.text.words import Words

LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
# "-azerbaijan", "news/2020", "deal.html", "page=2": what an address may go on with, and a sentence does not.
LINK_PART = re.compile(r"[/?&=#%_-]\S|[\w%~.-]{1,200}[/=&?#_%]\S|[\w-]{1,80}\.(?:html?|php|aspx?|pdf|shtml|jsp)\b")
LINK_WORD = re.compile(r"(?:\w{1,80}[.-]|\d)\w|\w+$")


def continues_link(left: str, right: str) -> bool:
    """Whether a link at the end of one line goes on at the start of the next.

    >>> continues_link("see https://example.org/news/", "talks-resume.html")
    True
    >>> continues_link("see https://example.org/news.html", "Accessed 3 May")
    False
    """
    token = left[-2000:].rpartition(" ")[2]
    if len(token) < 5 or not right or ("://" not in token and "." not in token) or not LINK.search(token):
        return False
    if token[-1] in "-_=&?%#~+" or token.endswith("//"):
        return True
    if token[-1] == "/":
        # A whole address may end in a slash as well; then an ordinary word follows.
        return LINK_PART.match(right) is not None or LINK_WORD.match(right) is not None
    return LINK_PART.match(right) is not None and not right[0].isupper()


def glue(left: str, right: str, words: Words) -> tuple[int, str]:
    """How many characters to drop at the end of the left line, and what to put between the two."""
    last, before = left[-1:], left[-2:-1]
    if last and last in SOFT_HYPHENS:
        return 1, ""
    if continues_link(left, right):
        return 0, ""
    if last in ("-", "‐") and before.isalnum():
        mend = judge(left[:-1], right, words, line_end=True)
        return int(mend is Mend.JOIN), " " if mend is Mend.LEAVE else ""
    if last in ("–", "—", "/") and before.isalnum() and right[:1].isalnum():
        return 0, ""  # the author set no space before the dash, so none belongs behind it
    if right[:1] == "—" and right[1:2].isalnum() and last.isalnum():
        return 0, ""
    return 0, " "


def one_line(parts: Iterable[str], words: Words) -> str:
    """Several lines as one, every cut mended."""
    done: list[str] = []
    last = ""  # the end of what is done: a link may run over three lines
    for part in parts:
        if last:
            drop, between = glue(last, part, words)
            done[-1] = done[-1][: len(done[-1]) - drop]
            done.append(between)
            last = last[: len(last) - drop] + between
        done.append(part)
        last = (last + part)[-2000:]
    return "".join(done)
