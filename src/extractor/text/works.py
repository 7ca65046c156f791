"""Read the fields of a work that a note cites, under the names of CSL-JSON; only what the marks of the genre make sure.

Sure parts are an address, a DOI, the day it was looked up, a title in quotation marks with what stands before and behind
it, and the imprint "Title (Place: Publisher, Year)". A field that is not sure stays away.
"""

from __future__ import annotations

import re
from typing import Any

from extractor.text.citing import SIGNAL

MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
} | {"sept": 9}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = re.compile(
    rf"(?P<day>\d{{1,2}})\.?\s(?P<month>{MONTH})\.?,?\s(?P<year>[12]\d{{3}})|(?P<month2>{MONTH})\.?\s(?:(?P<day2>\d{{1,2}}),\s)?(?P<year2>[12]\d{{3}})"
    r"|(?P<day3>\d{1,2})\.(?P<month3>\d{1,2})\.(?P<year3>[12]\d{3})|(?P<year4>(?:1[5-9]|20)\d\d)(?![\d/-])",
    re.IGNORECASE,
)
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"”»]{3,1000}")
DOI = re.compile(r"\b(?:doi:?\s?|https?://(?:dx\.)?doi\.org/)(10\.\d{4,9}/[^\s;,]{1,200})", re.IGNORECASE)
ACCESSED = re.compile(
    r"[(\[]?\b(?:last )?(?:accessed|retrieved|visited|consulted|Erişim(?: tarihi)?|дата обращения)\b:?\s?(?:on\s)?",
    re.IGNORECASE,
)
QUOTED = re.compile(
    r"“([^“”]{2,300})”|«([^«»]{2,300})»|„([^„“”]{2,300})[“”]|\"([^\"]{2,300})\"|(?<![\w])‘([^‘’]{2,300})’(?!\w)|(?<!\w)'([^']{2,300})'(?!\w)"
)
IMPRINT = re.compile(
    r"^(?P<before>[^()]{3,300}?)\s\((?:\d(?:st|nd|rd|th)\sedn,?\s)?(?:(?P<place>[^():,;]{2,60}):\s)?(?P<publisher>[^():;,]{2,80}),?\s(?P<year>(?:1[5-9]|20)\d\d)\)"
)
NAME = r"(?:[^\W\d_][\w’'.-]{0,30}\s){0,3}[^\W\d_][\w’'-]{1,30}"
AUTHORS = re.compile(rf"(?P<all>{NAME}(?:(?:,\s|,?\s(?:and|&|ve|и)\s){NAME}){{0,4}}),\s$")
VOLUME = re.compile(r"\b(?:[Vv]ol\.?|cilt|[Cc]\.|[Тт]\.)\s?(\d{1,4})\b")
ISSUE = re.compile(r"\b(?:[Nn]o\.?|[Ii]ssue|sayı|S\.|№)\s?(\d{1,5})\b")
PAGE = re.compile(r"(?:\bpp?\.|\bss?\.|[Сс]\.)\s?(\d{1,5}(?:\s?[-–]\s?\d{1,5})?)")
JOURNAL = re.compile(
    r"^[,.]?\s?(?P<name>[^\W\d_][^,()0-9]{2,100}?),?\s(?P<volume>\d{1,4})(?:[.,:]\s?(?:no\.\s?)?(?P<issue>\d{1,4}))?\s\((?:[^()]{0,20}\s)?(?P<year>[12]\d{3})\)(?::\s(?P<page>\d{1,5}(?:[-–]\d{1,5})?))?"
)
OUTLET = re.compile(r"^[,.]?\s?(?:in\s)?(?P<name>[^\W\d_][^,()]{1,100}?)(?=,|\s\(|\.|$)")
# "Haim, D. (2010). A dissenting note. Velm Studies, 4(1), 101-119."
DATED = re.compile(
    r"^(?P<who>[^()“\"]{2,200}?)\s\((?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)\.\s(?P<title>[^.?!]{2,300}[?!]?)\.?(?:\s|$)"
)
SERIAL = re.compile(
    r"(?P<name>[^,.()\d]{2,100}),\s(?P<volume>\d{1,4})(?:\((?P<issue>\d{1,4})\))?,\s(?P<page>\d{1,5}[-–]\d{1,5})"
)
INVERTED = re.compile(r"([^\W\d_][\w’'-]{1,30}),\s((?:[A-ZÀ-ÞА-ЯİÖÜÇŞ]\.[\s-]?){1,3})")
# An instrument or an official paper: its name stands first, up to its date or a bracket.
PAPER = re.compile(
    r"^(?P<title>(?:[A-Z][\w’'-]+\s){0,3}(?P<kind>Treaty|Agreement|Convention|Covenant|Protocol|Truce|Peace|Memorandum|Statement|[Ss]tatement|Declaration|Minutes|"
    r"Remarks|Decision|Charter|Communiqué|Press [Rr]elease)\b[^,()“\"]{0,160}?)(?=,\s|\s\()"
)
TREATIES = {"Treaty", "Agreement", "Convention", "Covenant", "Protocol", "Truce", "Peace", "Charter"}
# "Лазарев И. П. Мосты и политика // Вестник. 2019."
GOST = re.compile(
    r"^(?:(?P<who>(?:[А-Я][а-яё-]+\s(?:[А-Я]\.\s?){1,2}(?:,\s)?){1,4}))?(?P<title>[А-ЯЁ][^/]{2,250}?)"
    r"(?:\s//\s(?P<name>[^./]{2,120})\.|\.\s(?:[–—-]\s)?(?P<place>М|СПб|[А-Я][а-яё]+)\.?:\s(?P<publisher>[^,.]{2,60}),)"
)
RUSSIAN = re.compile(r"([А-Я][а-яё-]+)\s((?:[А-Я]\.\s?){1,2})")
LONGEST = 2000


def read_work(text: str) -> dict[str, Any] | None:
    """The fields of the one work that a note cites, as far as they are sure; nothing where none is.

    >>> read_work("Ilse Holm, “No road”, Line Herald, 3 May 2021, https://line.example/a (accessed 4 June 2022).")["container-title"]
    'Line Herald'
    >>> read_work("Ada Holm, The Long Line (Oslo: Fjell, 2019), p. 3.")["publisher"]
    'Fjell'
    """
    text = re.sub(rf"^{SIGNAL}", "", text[:LONGEST].strip())
    work: dict[str, Any] = {}
    if doi := DOI.search(text):
        work["DOI"] = doi[1].rstrip(".")
    if (url := URL.search(text)) and "doi.org/" not in url[0]:
        work["URL"] = url[0].rstrip(".,;)")
    rest = URL.sub(" ", text)
    if looked := ACCESSED.search(rest):
        if seen := DATE.match(rest, looked.end()):
            work["accessed"] = _date(seen)
        rest = rest[: looked.start()]
    title = QUOTED.search(rest)
    if title:
        _article(rest, title, work)
    elif dated := DATED.match(rest):
        _dated(rest, dated, work)
    elif gost := GOST.match(rest):
        _gost(rest, gost, work)
    elif paper := PAPER.match(rest):
        work |= {"title": paper["title"], "type": "treaty" if paper["kind"] in TREATIES else "document"}
    elif imprint := IMPRINT.search(rest):
        _book(rest, imprint, work)
    if "issued" not in work and len(dates := list(DATE.finditer(rest))) == 1:
        work["issued"] = _date(dates[0])
    return work or None


def _article(text: str, title: re.Match[str], work: dict[str, Any]) -> None:
    work["title"] = next(group for group in title.groups() if group).rstrip(",.")
    _authors(text[: title.start()], work)
    after = text[title.end() :]
    if journal := JOURNAL.match(after):
        work |= {"type": "article-journal", "container-title": journal["name"].strip(), "volume": journal["volume"]}
        work |= {key: journal[key].replace("-", "–") for key in ("issue", "page") if journal[key]}
        work["issued"] = {"date-parts": [[int(journal["year"])]]}
        return
    outlet = OUTLET.match(after)
    if outlet and not DATE.fullmatch(outlet["name"].strip()):
        work["container-title"] = outlet["name"].strip()
    if date := DATE.search(after):
        work["issued"] = _date(date)
    for key, pattern in (("volume", VOLUME), ("issue", ISSUE), ("page", PAGE)):
        if found := pattern.search(after):
            work[key] = found[1].replace("-", "–").replace(" ", "")
    has_day = len(work.get("issued", {}).get("date-parts", [[]])[0]) == 3
    if "volume" in work or ("issue" in work and not has_day):
        work["type"] = "article-journal"
    elif "container-title" in work and has_day:
        work["type"] = "article-newspaper"
    elif "URL" in work:
        work["type"] = "webpage"


def _book(text: str, imprint: re.Match[str], work: dict[str, Any]) -> None:
    before = imprint["before"]
    name, comma, title = before.partition(", ")
    if comma and AUTHORS.match(name + comma):
        _authors(name + comma, work)
        before = title
    work |= {"type": "book", "title": before.strip(" ,"), "publisher": imprint["publisher"].strip()}
    if imprint["place"]:
        work["publisher-place"] = imprint["place"].strip()
    work["issued"] = {"date-parts": [[int(imprint["year"])]]}
    if page := PAGE.search(text, imprint.end()):
        work["locator"] = page[1].replace("–", "-").replace(" ", "")


def _dated(text: str, match: re.Match[str], work: dict[str, Any]) -> None:
    work["title"] = match["title"]
    work["issued"] = {"date-parts": [[int(match["year"])]]}
    people = INVERTED.findall(match["who"])
    work["author"] = (
        [{"family": family, "given": given.strip()} for family, given in people]
        if people
        else [{"literal": match["who"].strip(" .,")}]
    )
    if serial := SERIAL.match(text, match.end()):
        work |= {"type": "article-journal", "container-title": serial["name"].strip(), "volume": serial["volume"]}
        work |= {key: serial[key].replace("-", "–") for key in ("issue", "page") if serial[key]}


def _gost(text: str, match: re.Match[str], work: dict[str, Any]) -> None:
    work["title"] = match["title"].strip(" .")
    if match["who"]:
        work["author"] = [{"family": family, "given": given.strip()} for family, given in RUSSIAN.findall(match["who"])]
    if match["name"]:
        work["container-title"] = match["name"].strip()
    else:
        work |= {"type": "book", "publisher": match["publisher"].strip()}
    if found := DATE.search(text, match.end()):
        work["issued"] = _date(found)


def _authors(before: str, work: dict[str, Any]) -> None:
    """Names such as "Milos Anker and J. Poole", and nothing where anything else stands before the title."""
    match = AUTHORS.search(before)
    if not match or match.start() > 0:
        return
    names = [name.split(" ") for name in re.split(r",\s(?:and\s)?|\s(?:and|&|ve|и)\s", match["all"])]
    if all(1 < len(parts) < 5 and all(part[:1].isupper() for part in (parts[0], parts[-1])) for parts in names):
        work["author"] = [{"family": parts[-1], "given": " ".join(parts[:-1])} for parts in names]


def _date(match: re.Match[str]) -> dict[str, list[list[int]]]:
    groups = match.groupdict()
    year = next(int(groups[key]) for key in ("year", "year2", "year3", "year4") if groups[key])
    month = next((groups[key] for key in ("month", "month2", "month3") if groups[key]), None)
    day = next((groups[key] for key in ("day", "day2", "day3") if groups[key]), None)
    parts = [year]
    if month and (number := int(month) if month.isdecimal() else MONTHS[month.lower()]) <= 12:
        parts.append(number)
        if day and 1 <= int(day) <= 31:
            parts.append(int(day))
    return {"date-parts": [parts]}
