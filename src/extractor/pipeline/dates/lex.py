"""Cut a text into coded tokens, and take from numbers the right to be a date where they number something else.

The grammar then runs over one letter a token (see `words.py`), so that every rule is short and every pattern bounded.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.pipeline.dates.words import fold, lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

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
SPACE = re.compile(r"\s+")


class Tokens(NamedTuple):
    """Parallel lists: one code letter, start, end and value a token; `codes` is the string the grammar reads."""

    text: str
    codes: str
    starts: list[int]
    ends: list[int]
    values: list[Any]

    def word(self, at: int) -> str:
        """The token at this place, folded; empty outside the text."""
        return fold(self.text[self.starts[at] : self.ends[at]]) if 0 <= at < len(self.starts) else ""

    def tight(self, at: int) -> bool:
        """Whether no space parts the token from the one before it."""
        return at > 0 and self.starts[at] == self.ends[at - 1]


def tokens(text: str) -> Tokens:
    """The coded tokens of a text.

    >>> tokens("On 9 November 2020, under Article 8").codes
    'pdmycq_n'
    """
    words, phrases, short, sets, signs = lexicon()
    codes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[Any] = []
    seen: dict[str, tuple[str, Any]] = {}
    for match in _pattern().finditer(text):
        group = match.lastgroup
        start, end = match.span()
        value: Any = None
        if group == "word":
            word = text[start:end]
            coded = seen.get(word)
            if coded is None:
                coded = seen[word] = _word(word, words, short)
            code, value = coded
        elif group == "sign":
            sign = match[0]
            code = SIGNS.get(sign, "$" if sign in signs else "_")
            if (
                sign == "."
                and codes
                and codes[-1] in "Mvq"
                and ends[-1] == start
                and _dotted(text, starts[-1], start, short)
            ):
                ends[-1] = end
                continue
        elif group == "para":
            code = "|"
        elif group == "phrase":
            code, value = "5", phrases[SPACE.sub(" ", match[0].lower().replace("’", "'"))]
        else:
            code, value = _number(group or "", match[0])
        codes.append(code)
        starts.append(start)
        ends.append(end)
        values.append(value)
    found = Tokens(text, "".join(codes), starts, ends, values)
    return found._replace(codes=_guard(found, sets))


OTHER: tuple[str, Any] = ("_", None)


def _word(word: str, words: Mapping[str, tuple[str, Any]], short: frozenset[str]) -> tuple[str, Any]:
    code, value = words.get(fold(word), OTHER)
    if code == "M":
        code = _unsure(word, short)
    return OTHER if code in "Mv" and fold(word) in short and not word[0].isupper() else (code, value)


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


def _unsure(word: str, short: frozenset[str]) -> str:
    # "may" in lower case is a month only in the shape 9 may 2020.
    if word[0].isupper():
        return "M"
    return "_" if fold(word) in short else "K"


def _dotted(text: str, start: int, end: int, short: frozenset[str]) -> bool:
    return fold(text[start:end]) in short or text[start:end] in ("c", "ca")


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


def _guard(found: Tokens, sets: dict[str, frozenset[str]]) -> str:
    """Take numbers of articles, pages, sums and counts for ``n``, and names of persons and papers for ``_``."""
    codes = list(found.codes)
    references, counts = sets["references"], sets["counts"]
    last = len(codes) - 1
    held = False
    for at, code in enumerate(found.codes):
        if code in "dyno":
            before = codes[at - 1] if at else "|"
            after = codes[at + 1] if at < last else "|"
            if not held and before in "_.$(/z'&":
                held = before == "$" or _refers(found, at, references)
            elif held and before == "_":
                held = False
            if before == "(" and code == "y":
                held = False
            if held and not (after in "mMK" and code != "n" and before != "_"):
                codes[at] = "n"
                continue
            held = False
            if code != "o" and before not in "mMK" and at < last and _counted(found, codes, at, counts):
                codes[at] = "n" if code in "ny" else code
        elif held and code not in "c&z2().$/'":
            held = False
        elif (
            code == "W"
            and at
            and (found.word(at - 1) in sets["before_weekday"] or found.word(at + 1) in sets["after_weekday"])
        ) or (code in "mM" and _is_name(found, at, sets)):
            codes[at] = "_"
    return "".join(codes)


def _is_name(found: Tokens, at: int, sets: dict[str, frozenset[str]]) -> bool:
    """Whether a month is a person or the title of an event: Theresa May, April Glaspie, Black January."""
    before = found.codes[at - 1] if at else "|"
    back = at - 1 - (before == ".")
    if found.word(back) in sets["titles"] or (
        back >= 0 and found.word(back) in sets["before_weekday"] and found.text[found.starts[back]].isupper()
    ):
        return True
    after = found.codes[at + 1 : at + 2]
    return (
        before in ".|_"
        and found.word(at) in sets["given_names"]
        and after == "_"
        and found.text[found.starts[at + 1]].isupper()
    )


def _refers(found: Tokens, at: int, references: frozenset[str]) -> bool:
    back = at - 1
    if found.word(back) in {".", "("}:
        back -= 1
    word = found.word(back)
    return word in references and not (
        back == at - 1 and word in {"line", "group", "road", "unit"} and found.codes[at] == "y"
    )


def _counted(found: Tokens, codes: list[str], at: int, counts: frozenset[str]) -> bool:
    """Whether the next word says that the number counts things: 1500 soldiers, 40 %, 2020[3]."""
    if codes[at + 1] == "_" and found.text[found.starts[at + 1]] in "%‰":
        return True
    if found.codes[at] == "n" or found.word(at + 1) not in counts:
        return False
    return codes[at - 1 : at] != ["T"] or codes[at + 1] in "UuY"
