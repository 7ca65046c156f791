"""Give every character one form: plain spaces, plain line ends, whole letters, and nothing invisible.

Letters are composed (NFC), so that a name copied out of a PDF in two parts equals the name in a gazetteer. Nothing is
replaced by a look-alike, and scripts that need joiners keep them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category, is_normalized, normalize

from extractor.text.draft import Draft, Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREADABLE = "\ufffd"
LINE_ENDS = "\r\x0b\x85\u2028\u2029"
SPACES = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Zero-width and direction marks say nothing to a reader. Joiners (U+200C, U+200D) shape Persian words and emoji.
INVISIBLE = "\ufeff\u200b\u2060\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
ODD = re.compile(f"[{LINE_ENDS}{SPACES}\ud800-\udfff{INVISIBLE}](?:(?<=\r)\n)?")
SPACE = re.compile(f"[{SPACES}]")

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# A soft hyphen shows only where a line breaks; PDFium writes a line-end hyphen as U+FFFE.
SOFT_HYPHENS = "\xad\ufffe"
# Only one that cuts a word at a line end says something.
NO_LETTER = r"\x00-/:-@\[-`{-\x7f⁰¹²³⁴-⁹"
IDLE_SOFT_HYPHEN = re.compile(rf"(?<![^{NO_LETTER}])[{SOFT_HYPHENS}]|[{SOFT_HYPHENS}](?! {{0,8}}[\n\f])")
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# Unicode's own limit for one letter with its marks ("stream-safe text"); more is an attack or a joke.
MARKS = 30

RUN = re.compile(r" (?: {1,}|(?=[\n\f]|\Z))")


def fold(draft: Draft) -> Draft:
    """The text with plain spaces and line ends, composed letters, and no invisible characters."""
    draft = draft.edit(_plain(draft.text))
    if not _is_composed(draft.text):
        draft = draft.edit(_letters(draft.text))
    if _holds(draft.text, *SOFT_HYPHENS):
        draft = draft.edit(_soft_hyphens(draft.text))
    if _holds(draft.text, "  ", " \n", " \f") or draft.text.endswith(" "):
        draft = draft.edit(_runs(draft.text))
    return draft


def _holds(text: str, *signs: str) -> bool:
    """Whether one of the signs is there: to ask is a hundred times as fast as to look for a pattern."""
    return any(sign in text for sign in signs)


def _is_composed(text: str) -> bool:
    return text.isascii() or (is_normalized("NFC", text) and not _holds(text, *LIGATURES))


def _plain(text: str) -> Iterator[Edit]:
    for match in ODD.finditer(text):
        char = match[0][0]
        if char in LINE_ENDS:
            new = "\n"
        elif SPACE.match(char):
            new = " "
        else:
            new = UNREADABLE if "\ud800" <= char <= "\udfff" else ""
        yield Edit(*match.span(), new)


def _letters(text: str) -> Iterator[Edit]:
    """Compose each letter with its marks, alone, so that no offset outside the letter moves."""
    plain: dict[str, bool] = {}
    for run in NOT_ASCII.finditer(text):
        start = run.start()
        if start and _is_mark(text[start]) and not text[start - 1].isspace():
            start -= 1
        at = start
        while at < run.end():
            letter = text[at]
            end = at + 1
            while end < run.end() and end - at <= MARKS and _is_mark(text[end]):
                end += 1
            if end - at == 1:
                if letter not in plain:
                    plain[letter] = letter not in LIGATURES and normalize("NFC", letter) == letter
                if plain[letter]:
                    at = end
                    continue
            old = text[at:end]
            new = normalize("NFC", LIGATURES.get(letter, letter) + old[1:])
            if new != old:
                yield Edit(at, end, new)
            at = end


def _is_mark(char: str) -> bool:
    # Korean vowels and finals join the consonant before them as marks do.
    return category(char)[0] == "M" or "\u1161" <= char <= "\u1175" or "\u11a8" <= char <= "\u11c2"


def _soft_hyphens(text: str) -> Iterator[Edit]:
    return (Edit(*match.span(), "") for match in IDLE_SOFT_HYPHEN.finditer(text))


def _runs(text: str) -> Iterator[Edit]:
    for match in RUN.finditer(text):
        start, end = match.span()
        if end == len(text) or text[end] in "\n\f":
            yield Edit(start, end, "")
        elif start and text[start - 1] not in "\n\f":
            yield Edit(start, end, " ")  # the indent of a line stays: it tells where a paragraph begins
