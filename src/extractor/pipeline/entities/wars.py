"""Find the names of wars: "the Second Karabakh War", "the 44-Day War"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.pipeline.spans import Found
from extractor.pipeline.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = r"[^\W\d_a-z][\w'’]{1,40}(?:[-–\s][^\W\d_a-z][\w'’]{1,40}){0,2}?"
# A war is named by a place, with or without its number, or by its length; "the war of 1992" and "a 44-day war" only describe.
NO_NAME = r"(?!(?:The|This|That|An?|In|Of|After|Before|During|Since|Post|Civil|No|Both|Our|Their|His|Star|Price|Trade|Cold|World)\s)"
WAR = re.compile(
    rf"\b{NO_NAME}(?:(?:First|Second|Third|1st|2nd|[12]\d{{3}})\s{NAME}\s[Ww]ars?|{NAME}(?:\s[12]\d{{3}})?\sWars?|\d{{1,3}}-[Dd]ay\sWar)\b(?!\s[A-Z])"
)
BEFORE, BEHIND = 144, 8  # characters of the name before the word, and from there on


def find_wars(text: str) -> Iterator[Found]:
    """Named wars in the order of the text.

    >>> text = "After the Second Karabakh War the 44-Day War had a name."
    >>> [text[war.start : war.end] for war in find_wars(text)]
    ['Second Karabakh War', '44-Day War']
    """
    done = 0
    for at in words_of(text).at({"war", "wars"}):
        match = WAR.search(text, max(done, at - BEFORE), at + BEHIND) if at >= done else None
        if match and match.start() <= at:
            yield Found(match.start(), match.end(), "EVENT")
            done = match.end()
