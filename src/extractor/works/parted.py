"""Read a work whose parts stand between commas, none of them in quotation marks."""

from __future__ import annotations

import re

from extractor.works.marks import NUMBER, OPEN_IMPRINT, Work, parts_of, without_pinpoints
from extractor.works.numbers import page, serial, span
from extractor.works.people import CAPITAL, makers
from extractor.works.pieces import DATE, MONTH, Y, date_of, is_day
from extractor.works.printed import printed, who_and_title
from extractor.works.terms import terms, words
from extractor.works.titled import RELEASE, in_journal

SENTENCE = re.compile(rf"(?<=\d\d\d\d)\.\s(?=[{CAPITAL}])")
SAME = re.compile(r"(?:[Ss]ame author|[Tt]he same)$")
NUMBERED = re.compile(r"(?:No[.:]?\s?(?P<no>\d{1,6})|(?P<code>\d{1,4}/\d{1,4})\ssayılı\s(?P<what>\w+))$")
POST = re.compile(r"(?P<network>\w+) post$")
POSTED = {"tweet", "post", "thread"}
SPOKEN = re.compile(r"(?:interview|e-?mail|letter|personal communication|conversation)\b", re.IGNORECASE)
TRANSLATED = re.compile(r"(?:trans(?:l|lated)?|çev|пер|ed|with|foreword|edited|rev|vols?)\b")
# "Ada Holm, Roads (PhD thesis, University of Line, 2011)", "(Fjell Institute, Policy Paper 12, 2011)": what the work is, in brackets.
SAID = re.compile(
    rf"\s\((?P<words>[^():]{{3,60}},\s[^():]{{3,80}}?),?\s(?:(?:{MONTH})\s)?(?P<year>{Y})\)(?:,?\s(?P<locator>\d{{1,4}}(?:[-–]\d{{1,4}})?))?",
    re.IGNORECASE,
)
# Law reviews: "Ada Holm, Roads 44-46 (3d ed. 2011)" and "Ben Ruud, Ferries, in ROADS OF THE NORTH 44, 46 (Ada Holm ed., 2011)".
CHAPTER = re.compile(
    rf"^(?P<who>[^,()]{{3,80}}),\s(?P<title>[^()]{{3,150}}?),\sin\s(?P<book>[{CAPITAL}][^()\d]{{2,100}}?)\s(?P<page>\d{{1,4}})(?:,\s[\d–-]{{1,9}})?"
    rf"\s\((?P<editors>[^()]{{3,80}}?)\seds?\.,\s(?P<year>{Y})\)"
)
BOOK = re.compile(
    rf"^(?P<who>[^,()]{{3,80}}),\s(?P<title>(?:(?!,\s\d)[^()]){{2,150}}?)\s(?P<locator>\d{{1,4}}(?:[-–]\d{{1,4}})?)\s\((?:\w{{2,5}}\sed\.\s)?(?P<year>{Y})\)$"
)
IN_NEWSPAPER = re.compile(r"[Ii]n:\s(?P<name>[^,\d]{2,60}?)(?:\svom)?\s(?=\d)")  # "in: Linien-Zeitung vom 3. Mai 2021"
DAY_IN_BRACKETS = re.compile(r"\s\((?P<date>[^()]{6,20})\)")
PLACE_AT_END = re.compile(rf"^(?P<title>.{{3,150}}?)\.\s(?=[{CAPITAL}][^:,.]{{2,40}}:\s[{CAPITAL}])")
ISSUED_AS = re.compile(r"[A-Z][A-Za-z]{1,3}\s\d{1,4}$")  # of a parliament's papers: "HC 301"
HOUSES = re.compile(r"(?:House|Senate|Parliament|Chamber|Assembly|National Assembly)\b")
# A word in the title of a book says nothing of its kind: "Black Orchard: Peace and War".
NOT_OF_A_PERSON = {"treaty", "legislation", "legal_case", "map", "dataset"}


def parted(text: str) -> Work | None:
    """Maker, title, place, publisher, date between commas, in so far as they are there."""
    text = SENTENCE.split(text, maxsplit=1)[0].rstrip(" .")
    text = DAY_IN_BRACKETS.sub(lambda one: f", {one['date']}" if DATE.fullmatch(one["date"]) else one[0], text)
    if (said := SAID.search(text)) and (work := _said(text[: said.start()], said)):
        return work
    if work := _law_review(text):
        return work
    parts = parts_of(text)
    if len(parts) > 2 and re.fullmatch(
        rf"(?:[{CAPITAL}]\.?[\s-]?){{1,3}}", parts[1]
    ):  # "Holm, A., Roads without rules"
        parts = [f"{parts[0]}, {parts[1].rstrip('.')}.", *parts[2:]]
    if not parts:
        return None
    if len(parts) > 1 and parts[1].casefold() in terms().networks:
        channel = re.sub(r"\s(?:channel|account|page)$", "", parts[0])
        return {"type": "post", "author": [{"literal": channel}], "container-title": parts[1]}
    if SAME.match(parts[0]):
        return _made({}, parts[1:], text)
    if (
        len(parts) > 3
        and (HOUSES.match(parts[0]) or terms().is_body(parts[0]))
        and terms().is_body(parts[1])
        and not terms().type_of(parts[1])
        and not DATE.fullmatch(parts[2])
    ):
        return _made({"author": [{"literal": ", ".join(parts[:2])}]}, parts[2:], text)
    if len(parts) > 2 and len(parts[0].split()) == 1 and terms().is_body(parts[1]) and DATE.fullmatch(parts[2]):
        return {
            "type": "document",
            "title": parts[0],
            "author": makers(parts[1]),
        }  # "Photograph, Line Press Agency, 3 May 2011"
    if len(parts) > 1 and DATE.fullmatch(parts[1]) and terms().is_outlet(parts[0]):
        return _anonymous(parts, text)
    who = makers(parts[0])
    if len(parts) > 1 and who and (who[0].keys() & {"given", "literal"} or len(parts) > 2):
        return _made({"author": who}, parts[1:], text)
    return _anonymous(parts, text)


def _law_review(text: str) -> Work | None:
    """A book, or a chapter, whose page stands right behind the title and the year alone in brackets."""
    for pattern in (CHAPTER, BOOK):
        if (found := pattern.match(text)) and (who := makers(found["who"])) and not terms().type_of(found["title"]):
            work: Work = {"author": who, "title": found["title"], "issued": {"date-parts": [[int(found["year"])]]}}
            if pattern is BOOK:
                return work | {"type": "book", "locator": span(found["locator"])}
            work |= {"type": "chapter", "container-title": found["book"], "page": found["page"]}
            return work | ({"editor": editors} if (editors := makers(found["editors"])) else {})
    return None


def _said(before: str, said: re.Match[str]) -> Work | None:
    """A thesis or a numbered paper of an institute that brackets behind the title tell of."""
    inside = said["words"].split(", ")
    kinds = [terms().type_of(part) for part in inside]
    kind = next((one for one in kinds if one in ("thesis", "report")), None)
    who, title = who_and_title(before)
    if not kind or not who:
        return None
    work: Work = {"type": kind, "author": who, "title": title.strip(), "issued": {"date-parts": [[int(said["year"])]]}}
    others = [part for part, one in zip(inside, kinds, strict=True) if one != kind]
    if others:
        work["publisher"] = others[0]
    if number := re.search(r"\d{1,4}(?:/\d{1,4})?$", inside[kinds.index(kind)]):
        work["number"] = number[0]
    return work | ({"locator": said["locator"]} if said["locator"] else {})


def _anonymous(parts: list[str], text: str) -> Work | None:
    """A newspaper with a day, or a title."""
    head = parts[0]
    date = DATE.search(text, len(head))
    kind = terms().type_of(head)
    if date and is_day(date_of(date)) and not kind and len(head.split()) < 6 and not re.search(r"\d", head):
        return {"type": "article-newspaper", "container-title": head, "issued": date_of(date)}
    if not kind and not date:
        return None
    work: Work = {"title": head} | ({"type": kind} if kind else {})
    if len(parts) > 1 and terms().is_body(parts[1]) and (maker := makers(parts[1])):
        work["author"] = maker
    return work


def _made(work: Work, parts: list[str], text: str) -> Work | None:
    """What stands after the makers."""
    title, rest = parts[0], parts[1:]
    if DATE.fullmatch(title):
        return None
    if fields := _without_title(title, rest):
        return work | fields
    kinds = [kind for part in parts if (kind := terms().type_of(part))]
    if closed := PLACE_AT_END.match(title):
        title = closed["title"]
    if imprint := OPEN_IMPRINT.search(", ".join(parts), len(title)):
        work = printed(work, imprint, text) | {"title": title.rstrip(".")}
        return work | ({"type": "thesis"} if "thesis" in kinds else {})
    if journal := serial(", " + ", ".join(rest)):
        return in_journal(work | {"title": title}, journal)
    work["title"] = re.sub(rf"\s\([^()]{{0,14}}{Y}\)$", "", title)
    if rest and (news := IN_NEWSPAPER.match(rest[0])) and (day := DATE.match(rest[0], news.end())):
        work |= {"type": "article-newspaper", "container-title": news["name"], "issued": date_of(day)}
        return work | ({"page": pages} if (pages := page(text)) else {})
    date = next((date_of(found) for part in (", ".join(rest), title) if (found := DATE.search(part))), None)
    texts = [part for part in without_pinpoints(rest) if not DATE.search(part) and not TRANSLATED.match(part)]
    for number in [part for part in texts if ISSUED_AS.match(part)]:
        work["number"] = number
        texts.remove(number)
    if "thesis" in kinds:
        school = [part for part in texts if terms().type_of(part) != "thesis"]
        return work | {"type": "thesis"} | ({"publisher": school[0]} if school else {})
    return _kinded(work, texts, date, kinds, text)


def _without_title(head: str, rest: list[str]) -> Work | None:
    """A number, a post or a talk in place of a title."""
    if numbered := NUMBERED.match(head):
        kind = terms().type_of(numbered["what"] or "") or "document"
        return {"type": kind, "number": numbered["no"] or numbered["code"]}
    if RELEASE.match(head):
        number = next((found for part in (head, *rest) if (found := NUMBER.search(part))), None)
        work: Work = {"type": "document"} | ({"title": head} if head[0].isupper() else {})
        return work | ({"number": number["number"] or number["code"]} if number else {})
    if post := POST.match(head):
        return {"type": "post", "container-title": post["network"]}
    if head.casefold() in POSTED:
        return {"type": "post"}
    if head[0].islower() and terms().type_of(head) == "speech":
        return {"type": "speech"} | ({"publisher-place": rest[0]} if len(rest) > 1 and not DATE.search(rest[0]) else {})
    if not SPOKEN.match(head):
        return None
    work = {"type": terms().type_of(head) or "personal_communication"}
    if outlet := re.search(r"\bwith\s(?P<name>[^,]{3,60})", head):
        work["publisher"] = outlet["name"]
    elif rest and set(words(rest[0])) & terms().stations:
        work["publisher"] = rest[0]
    return work


def _prints(name: str) -> bool:
    return terms().is_body(name) or bool(set(words(name)) & terms().houses)


def _kinded(work: Work, texts: list[str], date: dict[str, list[list[int]]] | None, kinds: list[str], text: str) -> Work:
    """Report, newspaper, book or paper, by its maker, its number and its date."""
    person = "literal" not in work.get("author", [{}])[0]
    kind = next((one for one in kinds if not (person and one in NOT_OF_A_PERSON)), None)
    numbered = next((part for part in texts if NUMBER.search(part) and terms().type_of(part) == "report"), None)
    if numbered and (number := NUMBER.search(numbered)):
        work |= {"type": "report", "number": number["number"] or number["code"]}
        texts.remove(numbered)
    elif person and is_day(date) and texts:
        found = page(text)
        kind = "post-weblog" if "blog" in words(texts[0]) else "article-newspaper"
        return work | {"type": kind, "container-title": texts[0]} | ({"page": found} if found else {})
    if len(texts) == 2 and person and date:
        house, place = (texts[0], texts[1]) if _prints(texts[0]) else (texts[1], texts[0])
        work |= {"publisher-place": place, "publisher": house}
        kind = None
    elif len(texts) == 1:
        work["publisher" if _prints(texts[0]) else "publisher-place"] = texts[0]
    if kind or not person:
        work.setdefault("type", kind or ("report" if date and not is_day(date) else "document"))
    work.setdefault("type", "book")
    if found := page(text):
        work["locator"] = found
    return work
