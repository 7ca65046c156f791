"""Read printed books and chapters: place, publisher and year, editors."""

from __future__ import annotations

import re

from extractor.works.marks import EDITION, IMPRINT, OPEN_IMPRINT, Work, plain_title
from extractor.works.numbers import page, span
from extractor.works.people import Name, makers

EDITORS = re.compile(
    r"^[,.\s]*[Ii]n:?\s(?P<who>[^()]{2,120}?),?\s(?:\((?:[Ee]ds?|[Hh]rsg|[Ee]d\.\sby)\.?\)|[Ee]d(?:itor)?s?\.?)[,.:]?\s(?P<rest>.+)",
    re.DOTALL,
)
EDITED_BY = re.compile(
    r"^[,.\s]*in\s(?P<title>[^,]{3,150}),\sed(?:ited\sby|s?\.)\s(?P<who>[^(),]{3,80}?)(?P<rest>\s\(.*|,.*|\.?$)",
    re.DOTALL,
)
ICINDE = re.compile(
    r"^(?P<who>[^()]{2,120}?)\s\((?:[Ee]ds?|[Hh]az)\.?\),\s(?P<title>.{2,150}?)\siçinde\b(?P<rest>.*)", re.DOTALL
)
LONGEST = 300  # characters before the imprint


def bracketed(text: str) -> Work | None:
    """A book: "Ada Holm, The Long Line (Oslo: Fjell, 2019), p. 3."."""
    imprint = IMPRINT.search(text, 0, LONGEST + 200)
    if not imprint or imprint.start() > LONGEST:
        return None
    who, title = _who_and_title(re.sub(rf",\s{EDITION},?$", "", text[: imprint.start()]))
    work: Work = {"author": who} if who else {}
    work["title"] = plain_title(re.split(r",\s(?:trans|ed)", title)[0])
    return printed(work, imprint, text[imprint.end() :])


def chapter(work: Work, after: str) -> Work | None:
    """The book that a chapter stands in, where editors follow the title."""
    inside = EDITED_BY.match(after) or EDITORS.match(after) or ICINDE.match(after)
    if not inside:
        return None
    rest = inside["rest"]
    container = inside.groupdict().get("title") or re.split(r"\s\(|[.,]\s", rest, maxsplit=1)[0]
    work |= {"type": "chapter", "container-title": container.strip(" ,.")}
    if editors := makers(inside["who"].rstrip(",")):
        work["editor"] = editors
    if imprint := IMPRINT.search(rest) or OPEN_IMPRINT.search(rest):
        _imprint(work, imprint)
    bare = re.search(r"\),?\s(\d{1,4}(?:[-–]\d{1,4})?)\b", rest)
    if found := page(rest) or (span(bare[1]) if bare else None):
        work["page"] = found
    return work


def printed(work: Work, imprint: re.Match[str], rest: str) -> Work:
    """A book, or the report of a body, with its imprint and the page that follows."""
    work["type"] = "report" if "literal" in work.get("author", [{}])[0] else "book"
    _imprint(work, imprint)
    bare = re.match(r",?\s(\d{1,4}(?:[-–]\d{1,4})?|[ivxl]{1,6})\b", rest)
    if found := page(rest) or (span(bare[1]) if bare else None):
        work["locator"] = found
    return work


def _imprint(work: Work, imprint: re.Match[str]) -> None:
    work["publisher"] = imprint["publisher"].strip(" .")
    if imprint["place"]:
        work["publisher-place"] = imprint["place"].strip()
    if imprint["year"]:
        work["issued"] = {"date-parts": [[int(imprint["year"])]]}


def _who_and_title(text: str) -> tuple[list[Name] | None, str]:
    """Makers and title, parted by the last comma that leaves nothing but names before it."""
    best: tuple[list[Name] | None, str] = (None, text)
    for number, found in enumerate(re.finditer(r",\s", text)):
        cut = found.start()
        who = makers(text[:cut]) if number < 4 else None
        if who and (len(who) > 1 or who[0].keys() & {"given", "literal"} or not number):
            best = (who, text[cut + 2 :])
        elif best[0]:
            break
    return best
