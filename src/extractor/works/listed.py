"""Read the styles of lists of works: makers, year and title are closed by full stops, or parted by strokes."""

from __future__ import annotations

import re

from extractor.works.marks import NUMBER, OPEN_IMPRINT, Work, plain_title, up_to
from extractor.works.numbers import page, serial
from extractor.works.people import CAPITAL, makers
from extractor.works.pieces import DATE, MONTH, Y, date_of, is_day
from extractor.works.printed import chapter, printed
from extractor.works.terms import terms
from extractor.works.titled import in_journal

# "Haim, D. (2010)." · "Observers' Office. (2022, September 13)." · "Dahl, Ivar. 2019."
DATED = re.compile(
    rf"^(?P<who>[^()“\"«\d]{{2,200}}?)(?:\.?\s\((?P<date>(?:(?:(?i:{MONTH})|c|ca|Spring|Summer|Autumn|Fall|Winter)\.?\s)?{Y}|{Y},\s[A-Z][a-z]{{2,8}}(?:\s\d{{1,2}})?)[a-z]?\)[.,:]?"
    rf"|\.\s(?P<year>{Y})[a-z]?\.)\s(?P<rest>.+)",
    re.DOTALL,
)
VANCOUVER = re.compile(
    rf"^(?P<who>(?:[{CAPITAL}][\w’'-]{{1,30}}\s[{CAPITAL}]{{1,3}}(?:,\s|\.\s(?![{CAPITAL}]\.))){{1,8}}(?:et al\.\s)?)(?P<rest>.+)",
    re.DOTALL,
)
RUSSIAN_NAMES = re.compile(
    rf"^(?P<who>(?:[{CAPITAL}][\w’'-]{{1,30}}\s(?:[{CAPITAL}]\.\s?){{1,3}}(?:,\s)?){{1,5}})(?P<rest>.+)", re.DOTALL
)
# "Abara, C. and Dell, R." · "Dahl, Ivar." · "Karsa Health Cluster."
LISTED_NAMES = re.compile(
    rf"^(?P<who>[{CAPITAL}][\w’'-]{{1,30}},\s(?:[{CAPITAL}]\.[\s-]?){{1,3}}(?:,?\s(?:and|&|ve)\s[^.]{{3,60}}\.?)?"
    rf"|(?:[{CAPITAL}][\w’'-]{{1,30}},\s[{CAPITAL}][\w’'-]{{2,30}}(?:\s[{CAPITAL}]\.)?(?:,\s(?:and\s|&\s)?(?:[{CAPITAL}][\w’'-]{{0,30}}\.?\s){{1,3}}[{CAPITAL}][\w’'-]{{1,30}}){{0,4}}|[{CAPITAL}][^.,“\"]{{3,80}})(?=\.))\.?\s(?P<rest>.+)",
    re.DOTALL,
)
EDITED_BY = re.compile(
    r"(?P<title>[^/]{3,150}?)\s/\s(?:[Пп]од (?:общ\. )?ред(?:\.|акцией)|[Оо]тв\. ред\.|[Сс]ост\.)\s"
    rf"(?P<who>(?:[{CAPITAL}]\.\s?){{0,3}}[{CAPITAL}]\w+)(?P<rest>.*)",
    re.DOTALL,
)
MARKED = re.compile(r"\s[\[(](?P<kind>[^\[\]()]{3,60})[\])]$")
POSTED = re.compile(r"\s\[(?:Tweet|Post|Facebook (?:post|status update)|Thread|Status update|Video)\]$")
NEWS = re.compile(r"(?P<name>[^.,\d]{2,60})\.\s")  # "Line Herald. 2021 May 3"
HOUSE = re.compile(rf"(?P<name>[^.,\d]{{2,80}}?)(?:,\s(?P<year>{Y}))?\.?$")
STOP = r"[.?!]\s|\.$"


def dated(text: str) -> Work | None:
    """The year after the makers: "Haim, D. (2010). A dissenting note. ..."."""
    found = DATED.match(text)
    if not found or found["who"].count(", ") > 5:
        return None
    initial = re.search(r"\b\w$", found["who"]) is not None  # the stop of an initial is not that of the makers
    who = makers(found["who"] + "." * initial, reversed_names=True)
    if not who or (not who[0].keys() & {"given", "literal"} and "," in found["who"]):
        return None
    if who[0].keys() & {"given", "literal"} and not all(one.keys() & {"given", "literal"} for one in who):
        return None  # "A. Holm, Roads (2020), at 14": the last comma parts maker and title
    work: Work = {"author": who}
    if date := DATE.search(found["date"] or found["year"]):
        work["issued"] = date_of(date)
    comma = text[found.start("rest") - 2] == ","
    return _after_title(work, *up_to(found["rest"], r",\s" if comma else STOP))


def vancouver(text: str) -> Work | None:
    """Initials without stops: "Adeyemi RT, Lund K. Shortened lives. J Displac Health. 2012;4(2):33-41."."""
    if not (found := VANCOUVER.match(text)):
        return None
    who = makers(re.sub(r",?\set al\.\s?$", "", found["who"].strip()).strip(". "))
    return _after_title({"author": who}, *up_to(found["rest"], STOP)) if who else None


def bibliography(text: str) -> Work | None:
    """Makers and title closed by a full stop: "Abara, C. Walls of Paper. Accra: Volta UP, 1999."."""
    found = LISTED_NAMES.match(text)
    who = makers(found["who"], reversed_names=True) if found else None
    if not found or not who or not who[0].keys() & {"given", "literal"}:
        return None
    title, rest = up_to(found["rest"], STOP)
    return _after_title({"author": who}, title, rest) if len(title) > 3 else None


def gost(text: str) -> Work | None:
    """Title and journal parted by two strokes, or a Russian imprint: "Лазарев И. П. Мосты и политика. М.: Гранит, 2021."."""
    if " // " not in text and not re.search(r"[а-яё]{3}|\s[–—]\s", text):
        return None
    rest = text
    who = None
    if named := RUSSIAN_NAMES.match(text):
        who, rest = makers(named["who"].strip(" ,")), named["rest"]
    work: Work = {"author": who} if who else {}
    title, stroke, where = rest.partition(" // ")
    if stroke:
        work["title"] = title.strip(" .")
        if edited := EDITED_BY.match(where):
            return _in_book(work, edited)
        return in_journal(work, journal) if (journal := serial(where)) else _in_newspaper(work, where)
    imprints = [one for one in OPEN_IMPRINT.finditer(rest) if one.start()]
    if not who or not imprints:
        return None
    title = re.split(r"\s:\s|\s/\s|\.\s[–—-]|(?:\.|,)\s\d{1,2}-е\sизд", rest[: imprints[-1].start()])[0]
    work["title"] = title.strip(" .–—-")
    return printed(work, imprints[-1], rest[imprints[-1].end() :])


def _in_book(work: Work, edited: re.Match[str]) -> Work:
    """A chapter: "Дороги севера / под ред. А. Б. Холм. М.: Линия, 2011. С. 44-60"."""
    work |= {"type": "chapter", "container-title": edited["title"].strip(" .")}
    if editors := makers(edited["who"].strip()):
        work["editor"] = editors
    rest = edited["rest"]
    if imprint := OPEN_IMPRINT.search(rest):
        author = work.get("author")
        printed(work, imprint, "")
        work |= {"type": "chapter"} | ({"author": author} if author else {})
    work.pop("locator", None)
    return work | ({"page": found} if (found := page(rest)) else {})


def _in_newspaper(work: Work, where: str) -> Work:
    work["container-title"] = re.split(r"\s:\s|\.\s|,\s", where, maxsplit=1)[0].strip(" .")
    if date := DATE.search(where):
        work["issued"] = date_of(date)
    if found := page(where):
        work["page"] = found
    return work


def _after_title(work: Work, title: str, rest: str) -> Work:
    """What stands after makers and title."""
    kind = None
    if (post := POSTED.search(title)) and (house := HOUSE.match(rest)):
        return work | {"type": "post", "title": title[: post.start()], "container-title": house["name"].strip()}
    if (marked := MARKED.search(title)) and (kind := terms().type_of(marked["kind"])):
        title = title[: marked.start()]
        if number := NUMBER.search(marked["kind"]):
            work["number"] = number["number"] or number["code"]
        if kind == "thesis" and ", " in marked["kind"]:
            work["publisher"] = marked["kind"].split(", ")[-1]
    work["title"] = plain_title(title)
    rest = rest.strip()
    if in_book := chapter(work, rest):
        return in_book
    if journal := serial(rest):
        return in_journal(work, journal)
    if imprint := OPEN_IMPRINT.search(rest):
        printed(work, imprint, rest[imprint.end() :])
    elif (outlet := NEWS.match(rest)) and (day := DATE.match(rest, outlet.end())) and is_day(date_of(day)):
        work |= {"type": "article-newspaper", "container-title": outlet["name"], "issued": date_of(day)}
    elif rest and not DATE.match(rest) and (house := HOUSE.match(rest)):
        news = is_day(work.get("issued")) and "given" in work["author"][0]
        work["container-title" if news else "publisher"] = house["name"].strip()
        if house["year"]:
            work["issued"] = {"date-parts": [[int(house["year"])]]}
    if kind:
        work["type"] = kind
    elif "type" in work:
        pass
    elif "literal" in work.get("author", [{}])[0]:
        work["type"] = terms().type_of(work["title"]) or "report"
    elif "publisher" in work:
        work["type"] = "book"
    return work
