"""Take out of a note what is the same in every style: address, DOI, the day it was looked up, asides; and read dates and pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

Date = dict[str, list[list[int]]]

MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
} | {"sept": 9}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
Y = r"(?:1[4-9]|20)\d\d"
DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:\s?[-–]\s?(?P<until>\d{{1,2}}))?\.?\s(?P<month>{MONTH})\.?,?\s(?P<year>{Y})\b"
    rf"|\b(?P<month2>{MONTH})\.?\s(?:(?P<day2>\d{{1,2}}),\s)?(?P<year2>{Y})\b"
    rf"|\b(?P<day3>\d{{1,2}})\.(?P<month3>\d{{1,2}})\.(?P<year3>{Y})\b"
    rf"|\b(?P<year4>{Y})-(?P<month4>[01]\d)-(?P<day4>[0-3]\d)\b"
    rf"|\b(?P<year5>{Y})(?:,?\s|\.\s[–—-]?\s?)(?:(?P<month5>{MONTH})\.?\s(?P<day5>\d{{1,2}})\b|(?P<day6>\d{{1,2}})\s(?P<month6>{MONTH})\b(?!\.?,?\s{Y}))"
    rf"|(?<![\d/.:-])(?P<year6>{Y})(?:[-–/](?P<to>\d\d(?:\d\d)?))?(?![\d/:-])",
    re.IGNORECASE,
)
URL = re.compile(r"<?(?P<url>(?:https?://|www\.)[^\s<>\"”»]{3,1000})>?")
DOI = re.compile(r"\b(?:doi:?\s?|https?://(?:dx\.)?doi\.org/)(10\.\d{4,9}/[^\s;,]{1,200})", re.IGNORECASE)
LOOKED_UP = re.compile(
    r"[(\[]?\b(?:last |son )?(?:accessed|retrieved|visited|consulted|cited|viewed|Erişim(?: tarihi)?|дата обращения)\b:?\s?(?:on\s|:\s)?",
    re.IGNORECASE,
)
TAKEN_FROM = re.compile(r"adresinden\s(?=.{6,30}tarihinde\s(?:alın|eriş))")
ARCHIVED = re.compile(r"\bArchived from the original(?: on [^.]{6,30})?\.?", re.IGNORECASE)
ASIDE = re.compile(
    r"\s?[\[(](?:Internet|in [A-Z][a-z]{3,12}|hereinafter[^\])]{0,80}|online|emphasis added)[\])]"
    r"|\s?:\s\[?(?:сайт|электронный ресурс|монография|учебник)\]?|\bISBN[\s:]?[\dXx-]{9,20}"
    r"|(?:\bAvailable (?:at|from)|\bURL|\bat):?\s?(?=$|[<.,;(]|\s{2})|^[\^↑]\s?(?:[a-z]\s(?=[a-z]\s|[A-Z“\"])){0,6}",
    re.IGNORECASE,
)
LINK = re.compile(r"\[(?P<words>[^\[\]]{2,300})\]\((?P<url>https?://[^\s()]{3,500})\)")
ITALIC = re.compile(r"(?<![\w*])[*_](?P<words>[^*_\n]{2,200})[*_](?![\w*])")
DAY_AND_MONTH = re.compile(rf"\b(?P<day>\d{{1,2}})\s(?P<month>{MONTH})\b(?!\.?,?\s{Y})", re.IGNORECASE)
LONGEST_SPAN = 30  # years that one date can span; "2011/44" is a number
QUOTED = re.compile(
    r"“([^“”]{2,300})”|«([^«»]{2,300})»|„([^„“”]{2,300})[“”]|\"([^\"]{2,300})\""
    r"|(?<![\w])‘((?:[^‘’]|’(?=\w)){2,300})’(?!\w)|(?<!\w)'((?:[^']|'(?=\w)){2,300})'(?!\w)"
)
LANGUAGE = re.compile(r"\s\[[^\[\]]{3,120}\](?=[,.])")


@dataclass(frozen=True, slots=True)
class Note:
    """The words of a note without the parts that were taken out, and those parts under their CSL names."""

    words: str
    taken: dict[str, Any]


def take(text: str) -> Note:
    """The note without address, DOI and the day it was looked up, and those.

    >>> note = take("Ada Holm, “No road”, Line Herald, https://line.example/a (accessed 4 June 2022).")
    >>> note.words, note.taken["URL"], note.taken["accessed"]
    ('Ada Holm, “No road”, Line Herald,', 'https://line.example/a', {'date-parts': [[2022, 6, 4]]})
    """
    taken: dict[str, Any] = {}
    if doi := DOI.search(text):
        taken["DOI"] = doi[1].rstrip(".")
    if link := LINK.search(text):
        taken["URL"] = link["url"]
        text = LINK.sub(lambda one: one["words"] if QUOTED.match(one["words"]) else f"“{one['words']}”", text)
    elif (url := URL.search(text)) and "doi.org/" not in url[0]:
        taken["URL"] = url["url"].rstrip(".,;)>")
    text = DOI.sub(" ", URL.sub(" ", text))
    text = text.replace("*", "") if QUOTED.search(text) else ITALIC.sub(r"“\g<words>”", text)
    if since := TAKEN_FROM.search(text):
        if seen := DATE.match(text, since.end()):
            taken["accessed"] = date_of(seen)
        text = text[: since.start()]
    if (looked := LOOKED_UP.search(text)) and (seen := DATE.match(text, looked.end())):
        taken["accessed"] = date_of(seen)
        text = text[: looked.start()] + text[seen.end() :].lstrip(")].")
    if "[Internet]" in text:
        taken["type"] = "webpage"
    text = ASIDE.sub(" ", ARCHIVED.sub(" ", text))
    return Note(re.sub(r"\s{2,}", " ", text).strip(" (["), taken)


def date_of(match: re.Match[str]) -> Date:
    """A date that `DATE` found, as CSL-JSON writes it.

    >>> date_of(DATE.search("Varna, 20-21 June 2014"))
    {'date-parts': [[2014, 6, 20], [2014, 6, 21]]}
    """
    groups = {key: value for key, value in match.groupdict().items() if value}
    year = next(int(value) for key, value in groups.items() if key.startswith("year"))
    month = next((value for key, value in groups.items() if key.startswith("month")), None)
    day = next((value for key, value in groups.items() if key.startswith("day")), None)
    parts = [year]
    if month and (number := int(month) if month.isdecimal() else MONTHS[month.replace("İ", "i").lower()]) in range(
        1, 13
    ):
        parts.append(number)
        if day and 1 <= int(day) <= 31:
            parts.append(int(day))
    if "until" in groups and len(parts) == 3 and int(groups["until"]) > parts[2]:
        return {"date-parts": [parts, [*parts[:2], int(groups["until"])]]}
    if "to" in groups:
        last = int(str(year)[: 4 - len(groups["to"])] + groups["to"])
        return {"date-parts": [[year], [last]] if year < last < year + LONGEST_SPAN else [[year]]}
    return {"date-parts": [parts]}


def with_day(year: Date, text: str) -> Date:
    """A year that stands before a title, with the day that stands behind it.

    >>> with_day({"date-parts": [[2019]]}, ", Line Herald, 5 December, p. 3")
    {'date-parts': [[2019, 12, 5]]}
    """
    found = DAY_AND_MONTH.search(text)
    if not found or len(year["date-parts"]) > 1 or len(year["date-parts"][0]) > 1:
        return year
    month = MONTHS[found["month"].replace("İ", "i").lower()]
    return {"date-parts": [[year["date-parts"][0][0], month, int(found["day"])]]}


def is_day(date: Date | None) -> bool:
    """Whether a date names a day."""
    return date is not None and len(date["date-parts"][0]) == 3
