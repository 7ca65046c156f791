"""Read what is numbered in a reference: "1-3 and 5(2)(a)" is the articles 1, 2, 3 and 5, of the last one paragraph 2, letter a."""

from __future__ import annotations

import re

Item = tuple[str, tuple[str, ...]]  # a number and its sub-provisions, outermost first
_Open = tuple[str, list[list[str]]]  # the same while it is read: each level can still grow

RANGE = {"-", "–", "—", "to", "through"}
LONGEST_RANGE = 60  # a longer one is no list of provisions: its ends stand for it
MOST = 100  # numbers that one id can hold
SECTION_NEXT = re.compile(r"\s?§")
VALUES = {"I": 1, "V": 5, "X": 10}
TOKEN = re.compile(
    r"\((?:(?:19|20)[0-9][0-9]|[IVXL]{1,6})\)|(?P<sections>§§?)|(?P<paren>[(«“](?P<inside>[0-9]{1,2}|[a-z]|[ivx]{1,5})[)»”])|(?P<sub>[/.](?P<deeper>[0-9]{1,4}))|(?P<suffix>(?<![a-z])(?:bis|ter|quater|quinquies)\b)|"
    r"(?P<number>(?:ES|S)-[0-9]{1,2}/[0-9]{1,3}|[0-9]{1,4}(?:-[A-H]\b|[A-Ca-z]\b|[D-H](?=\())?|[IVX]{1,6}\b|[A-H]\b)|(?P<join>[-–—]|,|\b(?:and|or|to|through)\b|&)"
)


def items_of(written: str) -> list[Item]:
    """The numbers of a list with ranges written out, each with its own sub-provisions.

    >>> items_of("1, 3–5 and 9"), items_of("I–III"), items_of("31-3")
    ([('1', ()), ('3', ()), ('4', ()), ('5', ()), ('9', ())], [('I', ()), ('II', ()), ('III', ())], [('31', ()), ('32', ()), ('33', ())])
    >>> items_of("5 §§ 1 and 3"), items_of("4(2)-(3)"), items_of("8(2)(b)")
    ([('5', ('1+3',))], [('4', ('2+3',))], [('8', ('2', 'b'))])
    """
    numbers: list[_Open] = []
    join, sections = "", ""
    for token in TOKEN.finditer(written):
        if not token.lastgroup:
            continue  # the year or the session of a resolution
        if token["join"]:
            join = join if join in RANGE else token["join"]
            continue
        if token["sections"]:
            sections = token["sections"]
            numbers[-1][1].append([])
        elif token["suffix"]:
            numbers[-1] = (numbers[-1][0] + token["suffix"], numbers[-1][1])
        elif token["number"] and sections and not SECTION_NEXT.match(written, token.end()):
            level = numbers[-1][1][-1]
            level += _range(level[-1], token["number"]) if level and join in RANGE else [token["number"]]
            sections = sections if sections == "§§" else ""
        elif token["number"]:
            sections = ""
            span = _range(numbers[-1][0], token["number"]) if numbers and join in RANGE else [token["number"]]
            numbers += [(number, []) for number in span]
        else:
            _deeper(numbers, token["inside"] or token["deeper"], join)
        join = ""
    return [(number, tuple("+".join(level) for level in levels if level)) for number, levels in numbers[:MOST]]


def _deeper(numbers: list[_Open], value: str, join: str) -> None:
    """A sub-provision: one level further in, or one more of the same level where a word or a dash joins it."""
    if not numbers:
        numbers.append((value, []))  # "points (a) and (b)"
    elif not join:
        numbers[-1][1].append([value])
    elif not numbers[-1][1]:
        numbers += [(number, []) for number in (_range(numbers[-1][0], value) if join in RANGE else [value])]
    elif (outer := _outer_level(numbers[-1][1], value)) is not None:
        numbers.append((numbers[-1][0], [*numbers[-1][1][:outer], [value]]))  # "(1)(a), (2)": back to the paragraphs
    else:
        level = numbers[-1][1][-1]
        level += _range(level[-1], value) if join in RANGE else [value]


def _outer_level(levels: list[list[str]], value: str) -> int | None:
    """The level further out that a number goes on with, where the innermost one is of letters."""
    if not value.isdigit() or levels[-1][-1].isdigit():
        return None
    return next((at for at, level in enumerate(levels) if level[-1].isdigit()), None)


def _range(first: str, last: str) -> list[str]:
    """What follows `first` up to `last`, both written alike: digits, Roman numerals or letters; only `last` where they are not."""
    if first.isdigit() and last.isdigit():
        if int(last) < int(first):  # an elided range: 31-3 is 31 to 33
            last = first[: -len(last)] + last if len(last) < len(first) else last
        inner = range(int(first) + 1, int(last))
        return [*map(str, inner if len(inner) < LONGEST_RANGE else ()), last]
    one, other = _value(first), _value(last)
    if one and other and first.isupper() == last.isupper():
        between = [_roman(n) for n in range(one + 1, other)]
        return [*(word if last.isupper() else word.lower() for word in between), last]
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha():
        return [chr(code) for code in range(ord(first) + 1, ord(last))] + [last]
    return [last]


def _value(roman: str) -> int:
    """The value of a Roman numeral in either case; 0 when it is none."""
    digits = [VALUES.get(letter, 0) for letter in roman.upper()]
    if not all(digits):
        return 0
    total = sum(-digit if digit < max(digits[n:]) else digit for n, digit in enumerate(digits))
    return total if _roman(total) == roman.upper() else 0


def _roman(number: int) -> str:
    """A Roman numeral below forty."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
