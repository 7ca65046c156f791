"""Read volume, issue, pages and year of a journal, in every order in which styles write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.works.pieces import MONTHS

PAGES = r"[A-Z]?\d{1,5}(?:\s?[-–—]\s?[A-Z]?\d{1,5})?"
YEAR = r"(?:1[4-9]|20)\d\d"
VOLUME = rf"(?!{YEAR}\b)(?:\d{{1,4}}|[IVXLC]{{1,7}})(?!\w)"
ISSUE = r"\d{1,4}(?:[-–/]\d{1,3})?"
MARKED = r"(?:[Nn]o\.?|[Nn]r\.?|[Ii]ss(?:ue)?\.?|[Ss]ayı|S\.|№|[Nn][°º]|[Hh]eft)\s?"
NAME = r"(?P<name>[^\W\d_][^()\[\]\d“”«»:;]{1,120}?)"
IN = re.compile(r"^[,.\s]{0,3}[Ii]n:\s")
NO_NAME = re.compile(
    r"\b(?:no|nr|pp?|ss?|sheet|episode|issue|art|arts|article|para|paras|vol|box|file|folio|ch|chapter|table|version|sayı|cilt|birleşim|dönem|tbl)\.?$|,(?!\s(?:and|&|ve|и)\s)|//",
    re.IGNORECASE,
)

SERIES = [
    re.compile(pattern)
    for pattern in (
        # (2012) 9 JTL 201 · [2004] 2 TLR 118
        rf"^[,.\s]*[(\[](?P<year>{YEAR})[)\]]\s(?:(?P<volume>\d{{1,4}})(?:\((?P<issue>{ISSUE})\))?\s)?(?P<name>[^\W\d_][^\d,()]{{1,80}}?)\s(?P<page>{PAGES})",
        # 71 Meridian L. Rev. 118 (1996)
        rf"^[,.\s]*(?P<volume>\d{{1,4}})\s(?P<name>[^\W\d_][^\d()]{{2,80}}?)\s(?P<page>\d{{1,5}})(?:,\s[\d–-]{{1,12}})?(?:\sn+\.\s?\d{{1,3}})?\s\((?:[\w.]{{1,12}}\s)?(?P<year>{YEAR})\)",
        # 8 Line Journal of International Law (2020) 12-30
        rf"^[,.\s]*(?P<volume>\d{{1,4}})(?:\((?P<issue>{ISSUE})\))?\s(?P<name>[^\W\d_][^\d()]{{2,80}}?)\s\((?P<year>{YEAR})\),?\s(?:pp?\.\s?|at\s)?(?P<page>{PAGES})",
        # J Displac Health. 2012;4(2):33-41
        rf"^[,.\s]*{NAME}[.,]?\s(?P<year>{YEAR})(?:\s[A-Z][a-z]{{2}})?;\s?(?P<volume>\d{{1,4}})?(?:\((?P<issue>{ISSUE})\))?(?::\s?(?P<page>{PAGES}))?",
        # Вестник. – 2018. – Т. 6, № 4. – С. 95–110
        (
            rf"^[,.\s]*{NAME}\.?,?\s[–—-]?\s?(?P<year>{YEAR})\.?,?\s?(?:[–—-]\s)?(?:[ТVvКкCc](?:ol|ilt|\.)?\.?\s?(?P<volume>\d{{1,4}})[.,]?\s?)?(?:[–—-]\s)?(?!S\.){MARKED}(?P<issue>{ISSUE})"
            rf"(?:[.,]?\s?[–—-]?\s?(?:[СCсc]|[Pp]p?)\.\s?(?P<page>{PAGES}))?"
        ),
        # vol. 8, no. 1 (2019), pp. 3-29 · Cilt 5, Sayı 2, 2023, ss. 77-98
        (
            rf"^[,.\s]*{NAME},?\s(?:[Vv]ol(?:ume|\.)?|[Cc]ilt:?|C\.)\s?(?P<volume>{VOLUME})(?:[,;]?\s?(?:{MARKED}|Sayı:?\s?)(?P<issue>{ISSUE}))?"
            rf"(?:,?\s\(?(?:[\w./]{{1,12}}:?\s)?(?P<year>{YEAR})\)?)?(?:[,:]\s?(?:pp?\.|ss?\.)?\s?(?P<page>{PAGES}))?"
        ),
        # 22, no. 4 (1988): 301-330 · 9:2 (2021), 134-160 · 2 (5): 3–8 · 11(2), 45-67 · 14 (2001): 55-58 · 31 (2018) 77–84
        (
            rf"^[,.\s]*{NAME}[,.]?\s(?P<volume>{VOLUME})(?:[/:.](?P<issue>{ISSUE})(?!\d)|,?\s{MARKED}(?P<issue2>{ISSUE})|\s?\((?P<issue3>(?!{YEAR}\)){ISSUE})\))?"
            rf"(?:,?\s\((?:[\w./]{{1,12}}\s)?(?P<year>{YEAR})\)|,\s(?P<year2>{YEAR}))?(?:[,:]\s?|\s)(?:pp?\.\s?|[Ss]s?\.\s?)?(?P<page>{PAGES})(?!\d|\.\d|\s(?:January|February|March|April|May|June|July|August|September|October|November|December))"
        ),
        # 9 (2021)
        rf"^[,.\s]*{NAME}[,.]?\s(?P<volume>{VOLUME})(?:[/:](?P<issue>{ISSUE})|,?\s{MARKED}(?P<issue2>{ISSUE}))?,?\s\((?:[\w./]{{1,12}}\s)?(?P<year>{YEAR})\)",
    )
]
PAGE = re.compile(rf"(?:\b[Pp][Pp]?\.|\bat|\b[sS]?[sS]\.|\b[Сс]\.|\bf\.)\s?(?P<page>{PAGES}|[ivxl]{{1,6}}\b)")


class Serial(NamedTuple):
    """A journal and where in it, and the end of all this in the text."""

    fields: dict[str, str]
    year: int | None
    end: int


def serial(text: str) -> Serial | None:
    """The journal that a text begins with.

    >>> serial(", Memory and Conflict 9:2 (2021), 134-160.")[:2]
    ({'container-title': 'Memory and Conflict', 'volume': '9', 'issue': '2', 'page': '134-160'}, 2021)
    >>> serial(", Strait Daily, 16 March 2021.")
    """
    text = IN.sub(", ", text[:400])
    for pattern in SERIES:
        match = pattern.match(text)
        if match and _is_name(match["name"]):
            groups = match.groupdict()
            fields = {"container-title": groups["name"].strip(" ,.").removeprefix("in ") + _stop(text, match)}
            for key in ("volume", "issue", "page"):
                value = next((groups[name] for name in (key, f"{key}2", f"{key}3") if groups.get(name)), None)
                if value:
                    fields[key] = span(value)
            year = groups.get("year") or groups.get("year2")
            return Serial(fields, int(year) if year else None, match.end())
    return None


def _is_name(name: str) -> bool:
    return name[:1].isupper() and name.strip(" ,.").casefold() not in MONTHS and not NO_NAME.search(name)


def _stop(text: str, match: re.Match[str]) -> str:
    """The stop of a shortened name ("Rev. Frontier Stud. 133", "Traffic Lett., vol. 19"), which is not that of a sentence."""
    name = match["name"].rstrip(", ")
    if name.endswith((".", " Rev", " L", " J", " Q")):
        return "."
    after = text[match.end("name") : match.end("name") + 2]
    return "." if after == ".," or (after == ". " and "." in name) else ""


def page(text: str) -> str | None:
    """The pages that a text names.

    >>> page(", pp. 60–79."), page(", at B4.")
    ('60-79', 'B4')
    """
    found = PAGE.search(text)
    return span(found["page"]) if found else None


def span(pages: str) -> str:
    """A range as CSL-JSON writes it, with a hyphen."""
    return re.sub(r"\s?[-–—]\s?", "-", pages)
