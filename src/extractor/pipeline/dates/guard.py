"""Take from numbers and names the right to be a date where they say something else: Article 8, 1500 soldiers, Theresa May."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.pipeline.dates.lex import Tokens

GUARDED = re.compile("[dynoWmM]")  # numbers, weekdays, months
LINKS = "c&z2().$/'"  # between the numbers of one reference: Articles 4, 5 and 6


def guard(found: Tokens, sets: dict[str, frozenset[str]]) -> str:
    """The codes with ``n`` for numbers of articles, pages, sums and counts, and ``_`` for names of persons and papers."""
    codes = list(found.codes)
    references, counts = sets["references"], sets["counts"]
    last = len(codes) - 1
    held = False
    done = 0
    for match in GUARDED.finditer(found.codes):
        at, code = match.start(), match[0]
        linked = held and not found.codes[done:at].strip(LINKS)
        done = at + 1
        if code in "dyno":
            held = linked
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
            continue
        held = False
        if not linked and (_is_title(found, at, sets) if code == "W" else _is_name(found, at, sets)):
            codes[at] = "_"
    return "".join(codes)


def _is_title(found: Tokens, at: int, sets: dict[str, frozenset[str]]) -> bool:
    """Whether a weekday is part of the name of an event or a newspaper: Bloody Sunday, the Friday Times."""
    return at > 0 and (found.word(at - 1) in sets["before_weekday"] or found.word(at + 1) in sets["after_weekday"])


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
