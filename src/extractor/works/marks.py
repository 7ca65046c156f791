"""The marks that several styles share: imprints, numbers, symbols, pinpoints; and how a note falls into parts."""

from __future__ import annotations

import re
from typing import Any

from extractor.works.people import CAPITAL
from extractor.works.pieces import MONTH, Y

Work = dict[str, Any]

EDITION = r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s(?:rev\.?\s)?(?:edn?|edition|[Bb]askı|изд)\.?)"
PLACE = rf"(?P<place>[{CAPITAL}][^():,;.\d]{{0,40}}\.?)"
NO_MONTH = rf"(?!(?i:{MONTH})\b)"  # "(May 3, 2021)" is no imprint
PUBLISHER = rf"{NO_MONTH}(?P<publisher>[^():;,\d][^():;,]{{1,80}}?)"
WHEN = rf"(?:(?P<month>(?i:{MONTH}))\.?\s)?(?P<year>{Y})"
# (Place: Publisher, Year) · (2nd edn, Publisher Year) · (Publisher, Year) · (Place, ST: Publisher, Month Year) · (Publisher, 3rd ed, Year)
IMPRINT = re.compile(
    rf"\s\((?:{EDITION},?\s)?(?:(?P<place>[{CAPITAL}][^():,;.\d]{{0,40}}(?:\.|,\s[A-Z][A-Z.]{{1,4}})?):\s)?{PUBLISHER}(?:[,;]\s{EDITION})?[,;]?\s{WHEN}\)"
)
# Place: Publisher, Year · Place : Publisher; Year
OPEN_IMPRINT = re.compile(rf"(?:(?<=[.,]\s)|(?<=[–—-]\s)|^){PLACE}\s?:\s{PUBLISHER}(?:[,;]?\s{WHEN}|(?=[.,]?$|[.,]\s))")
NUMBER = re.compile(
    r"\b(?:[Nn]o[.:]?\s?|[Nn]umber\s|№\s?|[Ee]pisode\s|[Ii]ssue\s)(?P<number>\d{1,5}(?:/\d{2,4})?)\b"
    r"|\b(?P<code>[A-Z]{2,4}-\d{1,4}|\d{1,4}/\d{2,4}|\d{4}/\d{1,4})\b"
)
SYMBOL = re.compile(r"\b(?:UN\s?Docs?\.?\s)?(?P<symbol>(?:[ASE]|ST|CCPR|CERD|CAT|CEDAW)/[A-Z0-9./-]{2,40}[A-Z0-9])")
PINPOINT = re.compile(
    r"^(?:(?:(?:[Aa]rticle|[Pp]aragraph|[Pp]oint|[Ll]ine|[Nn]ote|[Ss]ection|[Cc]hapter)s?|arts?|paras?|ch|ss?|sec|§|cl|md|ст|pp?|[Сс]|at|folio|fol"
    r"|box|file|fond|table|sheet|n|madde|col)\.?\s?(?:\d|[IVXLC]+\b|[A-Za-z]\b)|[Aa]nnex\b|[Pp]reamble\b|entry of\b)"
)
ABBREVIATED = re.compile(r"\b(?:[Nn]o|[Vv]ol|St|Dr|Mr|vs?|U\.S|U\.N|ca?|[A-Z])$")


def plain_title(title: str) -> str:
    """A title without the number of its edition.

    >>> plain_title("The Long Line (2nd ed.)"), plain_title("The Long Line, 3. Baskı")
    ('The Long Line', 'The Long Line')
    """
    return re.sub(rf"(?:,\s{EDITION}|\s\({EDITION}\))$", "", title.strip(" ,")).strip(' .,“”"')


def up_to(text: str, closing: str) -> tuple[str, str]:
    r"""A title up to what closes it, and the rest; a question mark belongs to the title.

    >>> up_to("Who owns No. 5? Velm Studies, 4.", r"[.?!]\s")
    ('Who owns No. 5?', 'Velm Studies, 4.')
    """
    for found in re.finditer(closing, text):
        before = text[: found.start()]
        if before.count("(") == before.count(")") and not ABBREVIATED.search(before):
            return text[: found.start() + (found[0][:1] in "?!")], text[found.end() :]
    return text, ""


def parts_of(text: str) -> list[str]:
    """The parts between commas, but for commas in brackets and in "May 3, 2021".

    >>> parts_of("Liv Harte, Twelve Trials (a, b), Mor. Times, Dec. 2, 1984, at B4.")
    ['Liv Harte', 'Twelve Trials (a, b)', 'Mor. Times', 'Dec. 2, 1984', 'at B4']
    """
    parts: list[str] = []
    depth = at = 0
    for index, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth <= 0:
            year = re.match(r",\s\d{4}", text[index : index + 6])
            if year and re.search(r"[A-Z][a-z]{2,8}\.?\s\d{1,2}$", text[max(0, index - 15) : index]):
                continue
            parts.append(text[at:index])
            at = index + 1
    parts.append(text[at:])
    return [part.strip(" .") if part.count(".") == 1 else part.strip() for part in parts if part.strip(" .")]


def without_pinpoints(parts: list[str]) -> list[str]:
    """The parts that are no article, page, symbol, edition or bare number."""
    return [
        part
        for part in parts
        if re.search(r"[^\W\d_]{2}", part)
        and not (PINPOINT.match(part) or SYMBOL.match(part) or re.fullmatch(EDITION, part))
    ]
