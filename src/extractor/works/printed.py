"""Read printed books and chapters: place, publisher and year, editors."""

from __future__ import annotations

import re

from extractor.works.marks import EDITION, IMPRINT, OPEN_IMPRINT, Work, plain_title
from extractor.works.numbers import page, span
from extractor.works.people import Name, makers
from extractor.works.pieces import MONTHS, Y
from extractor.works.terms import terms, words

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
# "in Handbook of Counting, P. Ruiz, Ed. Basel: Ziffer, 2009"
EDITOR_AFTER = re.compile(
    r"^[,.\s]*in\s(?P<title>[^,]{3,150}),\s(?P<who>[^()]{3,80}?),\sEds?(?P<rest>\.,?\s.*)", re.DOTALL
)
# "Roads of the North, edited by Ada Holm, Fjell Press, 2011"
MLA = re.compile(
    r"^[,.\s]*(?P<title>[^,]{3,150}),\sedited\sby\s(?P<who>[^()]{3,80}?)(?P<rest>,\s[^,]{3,60},\s\d{4}.*)", re.DOTALL
)
# "“Ferries”, Ada Holm (ed.), Roads of the North, Fjell Press, 2011"
BARE_EDITORS = re.compile(
    r"^[,.\s]*(?P<who>[^()“”]{3,80}?)\s\((?:[Ee]ds?|[Hh]az|[Dd]er|[Hh]rsg)\.?\)[,:]\s(?P<rest>.+)", re.DOTALL
)
# Where the title of the book ends: at a bracket, a stop before a capital, or a comma where neither comes.
IN_BOOK_ENDS = re.compile(
    r"\s\(|\.\s(?=[A-ZÀ-ÞА-Я]|\d{1,2}(?:st|nd|rd|th)\s)|,\s(?![^(.]{0,200}(?:\s\(|\.\s[A-ZÀ-ÞА-Я][^.]{0,60}:))"
)
HOUSE_AND_YEAR = re.compile(
    rf"^,\s(?P<publisher>[^,\d]{{2,60}}),\s(?:(?P<place>[A-Z][^,\d]{{2,30}})\s)?(?P<year>{Y})(?P<month>)\b"
)
AFTER_PAGES = re.compile(r"\)\.\s(?P<publisher>[A-Z][^.,:()]{2,60})\.?$")  # "(pp. 44–60). Fjell Press."
JOINS = re.compile(r"\b(?:and|ve|и|und|et)\s|&|\b[^\W\d_]\.")
SCHOOLS = {"university", "üniversitesi", "universität", "université"}
LONGEST = 300  # characters before the imprint


def bracketed(text: str) -> Work | None:
    """A book: "Ada Holm, The Long Line (Oslo: Fjell, 2019), p. 3."."""
    imprint = IMPRINT.search(text, 0, LONGEST + 200)
    if not imprint or imprint.start() > LONGEST or imprint["publisher"].endswith((" ed.", " eds.")):
        return None
    who, title = who_and_title(re.sub(rf",\s{EDITION},?$", "", text[: imprint.start()]))
    work: Work = {"author": who} if who else {}
    work["title"] = plain_title(re.split(r",\s(?:trans|ed)", title)[0])
    return printed(work, imprint, text[imprint.end() :])


def chapter(work: Work, after: str) -> Work | None:
    """The book that a chapter stands in, where editors follow the title."""
    patterns = (EDITED_BY, EDITOR_AFTER, EDITORS, ICINDE, MLA, BARE_EDITORS)
    inside = next((found for one in patterns if (found := one.match(after))), None)
    if not inside:
        return _in_edited(work, after)
    rest = inside["rest"]
    container = (inside.groupdict().get("title") or "").removeprefix("In ") or IN_BOOK_ENDS.split(rest, maxsplit=1)[0]
    work |= {"type": "chapter", "container-title": container.strip(" ,.")}
    if editors := makers(inside["who"].rstrip(",")):
        work["editor"] = editors
    imprint = IMPRINT.search(rest) or OPEN_IMPRINT.search(rest) or HOUSE_AND_YEAR.match(rest.removeprefix(container))
    if imprint:
        _imprint(work, imprint)
    elif house := AFTER_PAGES.search(rest):
        work["publisher"] = house["publisher"]
    bare = re.match(r",\s(\d{1,4}[-–]\d{1,4})(?=\.)", rest) or re.search(r"\),?\s(\d{1,4}(?:[-–]\d{1,4})?)\b", rest)
    pages = page(rest) or (span(bare[1]) if bare else None)
    return work | ({"page": pages} if pages else {})


def _in_edited(work: Work, after: str) -> Work | None:
    """A chapter of a book whose editors are not named: "in Encyclopaedia of Roads (Oslo: Fjell, 2001), 14"."""
    begun = re.match(r"^[,.\s]*[Ii]n:?\s(?=[A-ZÀ-ÞА-Я])", after)
    imprint = IMPRINT.search(after, 0, LONGEST) if begun else None
    if not begun or not imprint:
        return None
    work |= {"type": "chapter", "container-title": after[begun.end() : imprint.start()].strip(" ,.")}
    _imprint(work, imprint)
    rest = after[imprint.end() :]
    bare = re.match(r",?\s(\d{1,4}(?:[-–]\d{1,4})?)\b", rest)
    found = page(rest) or (span(bare[1]) if bare else None)
    return work | ({"page": found} if found else {})


def printed(work: Work, imprint: re.Match[str], rest: str) -> Work:
    """A book, or the report of a body, with its imprint and the page that follows."""
    house = imprint["publisher"]
    of_body = terms().is_body(house) and not set(words(house)) & (terms().houses | SCHOOLS)
    work["type"] = "report" if "literal" in work.get("author", [{}])[0] or of_body else "book"
    _imprint(work, imprint)
    bare = re.match(r",?\s(\d{1,4}(?:[-–]\d{1,4})?|[ivxl]{1,6})\b", rest)
    if found := page(rest) or (span(bare[1]) if bare else None):
        work["locator"] = found
    return work


def _imprint(work: Work, imprint: re.Match[str]) -> None:
    house = imprint["publisher"].strip(" .")
    is_body = bool(work.get("author")) and "literal" in work["author"][0]
    is_place = is_body and not imprint["place"] and not (terms().is_body(house) or set(words(house)) & terms().houses)
    work["publisher-place" if is_place else "publisher"] = house
    if imprint["place"]:
        work["publisher-place"] = imprint["place"].strip()
    if imprint["year"]:
        month = imprint["month"]
        parts = [int(imprint["year"]), *([MONTHS[month.replace("İ", "i").lower()]] if month else [])]
        work["issued"] = {"date-parts": [parts]}


def who_and_title(text: str) -> tuple[list[Name] | None, str]:
    """Makers and title, parted by the last comma that leaves nothing but names before it."""
    best: tuple[list[Name] | None, str] = (None, text)
    for number, found in enumerate(re.finditer(r",\s", text)):
        cut = found.start()
        who = makers(text[:cut]) if number < 4 else None
        added = text[: found.start()].rpartition(", ")[2] if best[0] else ""
        if added and not JOINS.search(added):
            break  # "A. Holm, Roads Without Rules, ...": capitals alone make no second maker
        if who and (len(who) > 1 or who[0].keys() & {"given", "literal"} or not number):
            best = (who, text[cut + 2 :])
        elif best[0]:
            break
    return best
