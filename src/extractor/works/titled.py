"""Read a work whose title stands in quotation marks: its makers before it, and behind it where it stands."""

from __future__ import annotations

import re

from extractor.works.marks import IMPRINT, NUMBER, PINPOINT, Work, parts_of
from extractor.works.numbers import Serial, page, serial
from extractor.works.papers import kind_of_paper
from extractor.works.people import makers
from extractor.works.pieces import DATE, LANGUAGE, QUOTED, Y, date_of, is_day, with_day
from extractor.works.printed import chapter, printed
from extractor.works.terms import terms, words

MARKED = re.compile(r"\s\[(?P<kind>podcast|video|interview|thesis)\]")
YEAR_BEFORE = re.compile(rf"\s\((?P<date>[^():;,\d]{{0,14}}{Y})[a-z]?\)[.,:]?$|(?<=\.)\s(?P<year>{Y})\.$")
IN_BRACKETS = re.compile(r"[,.]?\s\((?P<words>[^()]{5,160})\)")
SECTION = re.compile(r"[A-Z]\d{1,2}")  # a page of a newspaper: B4
COUNTED = re.compile(r"(?:[Nn]o\.?|[Ii]ssue|(?P<episode>[Ee]pisode)|[Ss]ayı)\s?(?P<number>\d{1,5})$")
REPORT_NUMBER = re.compile(r"\d{1,4}$|\d/\d")
PAPERS = {"papers", "paper", "reports", "report", "briefs"}
SPOKEN = {"podcast", "video", "radio programme", "tv programme"}
WEBLOG = {"blog post", "blog", "weblog"}
# "Line Herald (Oslo, 3 May 2021) 4", "Line Law Blog (3 May 2021)": the outlet and in brackets its day.
DAILY = re.compile(
    rf"^[,.\s]*(?P<name>[^\W\d_][^(),\d]{{1,60}}?)\s\((?:(?P<place>[A-Z][^(),\d]{{1,30}}),\s)?(?P<date>[^(),]{{6,24}}|[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}},\s{Y})\)(?:,?\s(?P<page>[A-Z]?\d{{1,3}})\b)?"
)
RELEASE = re.compile(
    r"(?:[Pp]ress|[Nn]ews|[Mm]edia)\s(?:[Rr]elease|[Ss]tatement)\b|[Bb]asın\s(?:[Aa]çıklaması|[Bb]ildirisi|[Bb]ülteni)|[Пп]ресс-релиз"
)
NO_OUTLET = {"n.d.", "opinion", "editorial"}


def quoted(text: str) -> Work | None:
    """A title in quotation marks, with its makers before it and where it stands behind it."""
    title = QUOTED.search(text)
    if not title:
        return None
    before, after = text[: title.start()].strip(), text[title.end() :]
    written = next(group for group in title.groups() if group)
    # A stop that a comma follows is that of the last sentence of a post: "“The road is open. Drive slowly.”, Twitter".
    whole = after.startswith(",") and re.search(r"[.?!]\s", written) is not None
    work: Work = {"title": written.strip(" ," if whole else " ,.")}
    if LANGUAGE.match(after) and not MARKED.match(after):
        after = LANGUAGE.sub("", after, count=1)
    marked = MARKED.match(after)
    after = after[marked.end() :] if marked else after
    year = YEAR_BEFORE.search(before)
    if year:
        if date := DATE.search(year["date"] or year["year"]):
            work["issued"] = with_day(date_of(date), after)
        before = before[: year.start()]
    if terms().is_outlet(before):
        station = set(words(before)) & terms().stations
        work |= (
            {"type": "broadcast", "publisher": before.strip(" ,:")}
            if station
            else {"container-title": before.strip(" ,:.")}
        )
    elif kind := kind_of_paper(before):
        work["type"] = "document" if kind == "treaty" else kind
    elif names := makers(before, reversed_names="issued" in work or before.endswith(".")):
        work["author"] = names
    if in_book := chapter(work, after):
        return in_book
    journal = serial(after)
    if journal and words(journal.fields["container-title"])[-1] in PAPERS:
        return work | {"type": "report"}
    return in_journal(work, journal) if journal else _outlet(work, after, marked["kind"] if marked else "")


def in_journal(work: Work, journal: Serial) -> Work:
    """The work with its journal; a year that is known already stays."""
    work |= {"type": "article-journal"} | journal.fields
    if journal.year:
        work.setdefault("issued", {"date-parts": [[journal.year]]})
    return work


def _outlet(work: Work, after: str, marked: str) -> Work:
    """A newspaper, a station, a network, a report or an address, and the date."""
    parts = _parts_after(after)
    for release in [part for part in parts if RELEASE.match(part)][:1]:
        parts.remove(release)
        work["type"] = "document"
        if number := NUMBER.search(release):
            work["number"] = number["number"] or number["code"]
    if (daily := DAILY.match(after)) and (date := DATE.fullmatch(daily["date"])) and is_day(date_of(date)):
        return work | _of_daily(daily) | {"issued": date_of(date)}
    if date := DATE.search(after):
        work["issued"] = with_day(date_of(date), after)
    if found := page(after):
        work["page"] = found
    elif parts and SECTION.fullmatch(parts[-1]):
        work["page"] = parts[-1]
    for report in [part for part in parts if _is_numbered_report(part)][:1]:
        parts.remove(report)
        _report(work, report)
    if any(part.startswith("interview ") for part in parts):
        work["type"] = "interview"
        parts = [part for part in parts if not part.startswith("interview ")]
    names = _names([re.sub(rf"\s{Y}$", "", part) if terms().is_body(part) else part for part in parts])
    if any(terms().type_of(one) == "thesis" for one in names[:2]):
        school = [one for one in names if terms().type_of(one) != "thesis"]
        return work | {"type": "thesis"} | dict(zip(("publisher", "publisher-place"), school[:2], strict=False))
    if "container-title" in work or work.get("type") == "broadcast":
        return work
    if names and names[0].casefold() in SPOKEN:
        marked = names.pop(0)
    for count in [one for part in parts if (one := COUNTED.match(part))][:1]:
        work["number" if count["episode"] else "issue"] = count["number"]
    return work | _of_outlet(work, names[0], parts, marked, after) if names else work


def _of_daily(daily: re.Match[str]) -> Work:
    """A newspaper or a weblog with place and page."""
    if set(words(daily["name"])) & WEBLOG:
        return {"type": "post-weblog", "container-title": daily["name"]}
    if daily["name"].casefold() in terms().networks:
        return {"type": "post", "container-title": daily["name"]}
    fields = {"container-title": daily["name"], "publisher-place": daily["place"], "page": daily["page"]}
    return {"type": "article-newspaper"} | {field: value for field, value in fields.items() if value}


def _of_outlet(work: Work, name: str, parts: list[str], marked: str, after: str) -> Work:
    """What the name behind the title is."""
    if name.casefold() in WEBLOG:
        return {"type": "post-weblog"}
    if "type" in work:
        prints = terms().is_body(name) or bool(set(words(name)) & terms().houses)
        field = "publisher" if prints else "publisher-place" if len(name.split()) < 3 else "container-title"
        return {} if field in work else {field: name}
    if name.casefold() in terms().networks:
        return {"type": "post", "container-title": name}
    if set(words(name)) & terms().stations or any(part.startswith("dir.") for part in parts):
        return {"type": "broadcast", "publisher": name}
    if marked:
        return {"type": "broadcast", "container-title": name}
    if set(words(name)) & WEBLOG:
        return {"type": "post-weblog", "container-title": name}
    if " " not in name and terms().type_of(work["title"]) in ("speech", "document"):
        return {"publisher-place": name}
    if "issued" in work and not is_day(work["issued"]) and terms().is_institute(name):
        place = next((one for one in _names(parts) if one != name), None)
        return {"type": "report", "publisher": name} | ({"publisher-place": place} if place else {})
    season = any(set(words(part)) & set(terms().seasons) and DATE.search(part) for part in parts)
    return {"container-title": name} | ({"type": "article-magazine"} if season or "(magazine)" in after else {})


def _parts_after(after: str) -> list[str]:
    """The parts of what follows a title, between commas or, in some styles, full stops."""
    if inside := IN_BRACKETS.match(after):
        after = ", " + inside["words"] + after[inside.end() :]
    if after.startswith(". "):
        return [part.strip() for part in re.split(r"\.\s", after.strip(". ")) if part.strip()]
    directed = after.lstrip(" ,").startswith("dir.")
    return parts_of(after if directed else re.split(r"(?<!\b[Nn]o)\.\s(?=[^\W\d_a-zа-я])", after.lstrip(" ."))[0])


def _names(parts: list[str]) -> list[str]:
    """The parts that can name an outlet, without what stands in brackets behind them."""
    return [
        re.sub(r"\s[(\[][^()\[\]]{2,40}[)\]]$", "", part)
        for part in parts
        if not (DATE.search(part) or PINPOINT.match(part) or NUMBER.match(part) or SECTION.fullmatch(part))
        and part.casefold() not in NO_OUTLET
        and not part.startswith("dir.")
        and not part[:1].isdigit()
    ]


def _is_numbered_report(part: str) -> bool:
    part = re.sub(r"\s\([^()]*\)$", "", part)
    return terms().type_of(part) == "report" and bool(REPORT_NUMBER.search(part)) and not DATE.match(part)


def _report(work: Work, part: str) -> None:
    """A numbered report: "Policy Brief 12/2022 (Oslo: Fjell, 2022)", "Staff Papers no. 31"."""
    if imprint := IMPRINT.search(part):
        printed(work, imprint, "")
    work["type"] = "report"
    if number := NUMBER.search(part):
        work["number"] = number["number"] or number["code"]
    elif last := re.search(r"\d{1,4}$", part):
        work["number"] = last[0]
    series = re.sub(r",?\s?(?:no\.|No\.|№|\d).*$", "", part).strip()
    if series.endswith("s") and " " in series:
        work["container-title"] = series
