"""Cut a text into coded tokens, and take from numbers the right to be a date where they number something else.

The grammar then runs over one letter a token (see `words.py`), so that every rule is short and every pattern bounded.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import accumulate, compress
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.pipeline.dates.guard import guard
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
SIGNS = {
    ",": "c",
    "-": "z",
    "–": "z",
    "—": "z",
    "‒": "z",
    "/": "/",
    "(": "(",
    "[": "(",
    ")": ")",
    "]": ")",
    ".": ".",
    "?": ".",
    "!": ".",
    "'": "'",
    "’": "'",
    "&": "&",
}
LONGEST_NUMBER = 9
KEPT = 24  # characters of a piece whose reading is kept for other texts
SPACE = re.compile(r"\s+")
# The first kind is part of the second: plain letters are read faster.
PIECE = re.compile(r" ?[A-Za-z]++(?![^\W\d_])| ?[^\W\d_]+| ?\d+| ?\S|\s+")
# Codes while a text is read: a piece that the whole pattern must read, one that begins something if the next goes on, no token.
ASK, FIRST, GAP = "*", "^", " "
UNSETTLED = re.compile(r"[*^]|(?<=[*^Mvq])\.")
# What the whole pattern reads in another way than the lexicon: alone; first pieces; and the pieces that go on behind these.
ALONE = ("am", "pm", "ad", "bc", "bce", "ce", "q")
BEGINNINGS = ("a", "p", "b", "o", "n", "old", "new", "'", "’")
GOING_ON = frozenset((".", "style", "'", "’"))
OTHER: tuple[str, Any] = ("_", None)


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


# What a piece of text is as a token: code, value, folded word, and 1 where the piece begins with a space.
Read = tuple[str, Any, str, int]
BLANK: Read = (GAP, None, "", 0)


class Pieces(dict[str, Read]):
    """The pieces of one text as tokens, each different one read once."""

    def __missing__(self, piece: str) -> Read:
        read = self[piece] = _read(piece) if len(piece) <= KEPT else _read.__wrapped__(piece)
        return read


@lru_cache(maxsize=8192)
def _read(piece: str) -> Read:
    lead = int(piece[0] == " " and len(piece) > 1)
    written = piece[lead:]
    folded = fold(written)
    code: str = "_"
    value = None
    if coded := lexicon().words.get(folded):
        code, value = _unless_short(written, folded, coded)
    elif not written[0].isalpha():
        code = ASK if written.isdecimal() or written.count("\n") > 1 else _sign(written)
    read = BLANK if written.isspace() and code != ASK else (code, value, folded, lead)
    begins = _firsts().get(folded)
    # Where nothing goes on behind a first piece, its value says what it is by itself.
    return (begins, read, folded, lead) if begins else read


def tokens(text: str) -> Tokens:
    """The coded tokens of a text.

    A text is cut into pieces without regard to their meaning, and what each different piece means is looked up once.
    Only where a piece may begin something longer (a date in figures, a phrase) is the text there asked with the pattern.

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
        elif match[0] == FIRST and not (at + 1 < len(read) and _goes_on(read[at + 1])):
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


def _goes_on(after: Read) -> bool:
    """Whether the next piece may go on with what a first piece began."""
    return after[0] in (ASK, GAP) or after[2] in _seconds()


def _asked(text: str, at: int) -> tuple[int, int, Read]:
    """The token that begins here, or at the first line break here, by the whole pattern."""
    match = _pattern().search(text, at)
    if match is None:
        return at, at, BLANK
    written, group, value = match[0], match.lastgroup, None
    folded = fold(written)
    if group == "word":
        code, value = _unless_short(written, folded, lexicon().words.get(folded, OTHER))
    elif group == "sign":
        code = _sign(written)
    elif group == "para":
        code = "|"
    elif group == "phrase":
        code, value = "5", lexicon().phrases[SPACE.sub(" ", written.lower().replace("’", "'"))]
    else:
        code, value = _number(group or "", written)
    return *match.span(), (code, value, folded, 0)


def _unless_short(word: str, folded: str, coded: tuple[str, Any]) -> tuple[str, Any]:
    """An abbreviation that is an everyday word as well needs a capital: sat, mar; so does a month like that: may."""
    if coded[0] not in "Mv" or word[0].isupper():
        return coded
    if folded in lexicon().short:
        return OTHER
    return ("K" if coded[0] == "M" else "v"), coded[1]


def _sign(sign: str) -> str:
    return SIGNS.get(sign, "$" if sign in lexicon().signs else "_")


@cache
def _firsts() -> dict[str, str]:
    """The first pieces of all that only the whole pattern reads: `FIRST` where more must follow, `ASK` where none need."""
    phrases = [PIECE.findall(phrase) for phrase in lexicon().phrases]
    return {
        **dict.fromkeys(BEGINNINGS, FIRST),
        **{phrase[0]: FIRST for phrase in phrases},
        **{phrase[0]: ASK for phrase in phrases if len(phrase) == 1},
        **dict.fromkeys(ALONE, ASK),
    }


@cache
def _seconds() -> frozenset[str]:
    phrases = [PIECE.findall(phrase) for phrase in lexicon().phrases]
    return GOING_ON.union(phrase[1].strip() for phrase in phrases if len(phrase) > 1)


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
