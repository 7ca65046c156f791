"""Cut a text into coded tokens.

The grammar then runs over one letter a token (see `words.py`), so that every rule is short and every pattern bounded.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate, compress
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.pipeline.dates.guard import guard
from extractor.pipeline.dates.pieces import (
    BLANK,
    FIRST,
    OTHER,
    PIECE,
    Pieces,
    Read,
    goes_on,
    sign_code,
    unless_short,
)
from extractor.pipeline.dates.words import fold, lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

PATTERN = r"""(?P<para>\n\s*\n)
    |(?P<phrase>(?<![\w-])(?:PHRASES)(?![\w-]))
    |(?P<iso>(?<![\d./-])\d{4}(?:-\d{2}-|\.\d{2}\.|/\d{2}/)\d{2}(?![\d/.-]\d|\d))
    |(?P<figures>(?<![\d.-])(?<!\d/)\d{1,2}(?:\.\d{1,2}\.|/\d{1,2}/|-\d{1,2}-)(?:\d{4}|\d{2})(?![\d/.-]\d|\d))
    |(?P<clock>(?<![\d.,:])\d{1,2}(?::\d{2}){1,2}(?![\d:]))
    |(?P<decade>(?<![\d.,])\d{3}0['’]?s\b|(?<![\d.,])\d{2}0s(?=\s(?:BC|B\.))|(?<!\w)['’]\d0s\b)
    |(?P<short_year>(?<!\w)['’]\d{2}(?!\w))
    |(?P<ordinal>(?<![\d.,])\d{1,3}(?:st|nd|rd|th|er)\b)
    |(?P<number>\d+(?:[.,]\d+)*)
    |(?P<era>(?<!\w)(?:B\.\s?C\b\.?(?:\s?E\.)?|A\.D\.|BCE?|AD|CE)(?!\w))
    |(?P<noon>(?<![^\W\d_])[ap]\.\s?m\b\.?|(?<![^\W\d_])[AaPp][Mm]\b)
    |(?P<style>(?<!\w)[ON]\.\s?S\.|(?<!\w)(?:[Oo]ld|[Nn]ew)\ [Ss]tyle\b)
    |(?P<quarter>(?<!\w)Q[1-4](?!\w))
    |(?P<word>[^\W\d_]+)
    |(?P<sign>\S)"""
LONGEST_NUMBER = 9
SPACE = re.compile(r"\s+")
UNSETTLED = re.compile(r"[*^]|(?<=[*^Mvq])\.")


class Tokens(NamedTuple):
    """Parallel lists, one entry a token: code letter, start, end, value, folded word; `codes` is what the grammar reads."""

    text: str
    codes: str
    starts: list[int]
    ends: list[int]
    values: Sequence[Any]
    words: Sequence[str]

    def word(self, at: int) -> str:
        """The token at this place, folded; empty outside the text."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def tight(self, at: int) -> bool:
        """Whether no space parts the token from the one before it."""
        return at > 0 and self.starts[at] == self.ends[at - 1]


def tokens(text: str) -> Tokens:
    """The coded tokens of a text.

    Each piece is what it is by itself (`pieces.py`), but where it may begin something longer (a date in figures, a phrase)
    the text there is asked with the whole pattern.

    >>> tokens("On 9 November 2020, under Article 8").codes
    'pdmycq_n'
    """
    pieces = PIECE.findall(text)
    known = Pieces()
    read = [known[piece] for piece in pieces]
    ends = list(accumulate(map(len, pieces)))
    starts = list(map(add, [0, *ends], [one[3] for one in read]))
    done = 0
    for match in UNSETTLED.finditer("".join([one[0] for one in read])):
        at = match.start()
        if starts[at] < done:
            continue
        if match[0] == ".":
            if pieces[at] == "." and _is_short(pieces[at - 1], read[at - 1]):
                code, value, word, lead = read[at - 1]
                read[at - 1], read[at], ends[at - 1] = (code, value, f"{word}.", lead), BLANK, ends[at]
        elif match[0] == FIRST and not (at + 1 < len(read) and goes_on(read[at + 1])):
            read[at] = read[at][1]
        else:
            starts[at], done, read[at] = _asked(text, starts[at])
            covered = at + 1
            while ends[covered - 1] < done:
                read[covered] = BLANK
                covered += 1
            ends[at] = done
    kept = [one is not BLANK for one in read]
    codes, values, words, _ = zip(*compress(read, kept), strict=True) if any(kept) else ((), (), (), ())
    found = Tokens(text, "".join(codes), list(compress(starts, kept)), list(compress(ends, kept)), values, words)
    return found._replace(codes=guard(found, lexicon().sets))


def _asked(text: str, at: int) -> tuple[int, int, Read]:
    """The token that begins here, or at the first line break here, by the whole pattern."""
    match = _pattern().search(text, at)
    if match is None:
        return at, at, BLANK
    written, group, value = match[0], match.lastgroup, None
    folded = fold(written)
    if group == "word":
        code, value = unless_short(written, folded, lexicon().words.get(folded, OTHER))
    elif group == "sign":
        code = sign_code(written)
    elif group == "para":
        code = "|"
    elif group == "phrase":
        code, value = "5", lexicon().phrases[SPACE.sub(" ", written.lower().replace("’", "'"))]
    else:
        code, value = _number(group or "", written)
    return *match.span(), (code, value, folded, 0)


@cache
def _pattern() -> re.Pattern[str]:
    """The pattern of one token; the name of a day has capitals, any other phrase may stand at the start of a sentence."""
    written = []
    for phrase, value in lexicon().phrases.items():
        first, rest = phrase[0], phrase[1:]
        form = phrase.title().replace("'S", "'s") if value[:1].isdigit() else f"[{first.upper()}{first}]{rest}"
        written.append(form.replace("'", "['’]").replace(" ", r"\s{1,3}"))
    listed = "|".join(sorted(written, key=len, reverse=True))
    return re.compile(PATTERN.replace("PHRASES", listed), re.VERBOSE)


def _is_short(piece: str, read: Read) -> bool:
    """Whether the full stop behind this belongs to it: Sept., Mon., ca."""
    return read[0] in "Mvq" and (read[2] in lexicon().short or piece.lstrip() in ("c", "ca"))


def _number(group: str, text: str) -> tuple[str, Any]:
    if group in ("iso", "figures"):
        return "D", text
    if group == "clock":
        parts = [int(part) for part in text.split(":")]
        return ("C", parts) if parts[0] <= 24 and max(parts[1:]) <= 59 else OTHER
    if group == "decade":
        digits = re.sub(r"\D", "", text)
        return "x", int(digits)
    if group == "short_year":
        return "j", int(text[1:])
    if group == "ordinal":
        return ("o", int(text[:-2])) if int(text[:-2]) <= 31 else ("n", int(text[:-2]))
    if group == "number":
        if not text.isdigit():
            return "n", float(text) if re.fullmatch(r"\d{1,4}\.\d{1,2}", text) else text
        number = int(text) if len(text) <= LONGEST_NUMBER else 0
        if 1 <= number <= 31 and len(text) <= 2:
            return "d", number
        return ("y" if 1500 <= number <= 2099 and len(text) == 4 else "n"), number
    if group == "era":
        return "R", -1 if text[0] == "B" else 1
    if group == "noon":
        return "a", text[0].lower()
    return ("J", text) if group == "quarter" else ("O", text[0].upper())
