"""Read the works that a note cites as CSL-JSON; a field that the marks of no style make sure stays away."""

from __future__ import annotations

import re

from extractor.text.citing import kind_of
from extractor.text.pointing import pointing
from extractor.works.marks import SYMBOL, Work
from extractor.works.numbers import page
from extractor.works.pieces import DATE, QUOTED, Date, date_of, is_day, take
from extractor.works.plainer import plain
from extractor.works.several import several
from extractor.works.styles import STYLES
from extractor.works.terms import terms, words

__all__ = ["Work", "read_work", "read_works"]

LONGEST = 2000  # characters of a note that are read
# What leads up to a work: "For a list see", "The phrase is that of", "cited in".
LEAD = re.compile(
    r"(?:\bsee(?: also| generally| further)?(?:,? e\.g\.)?|\b(?:cited|quoted|reprinted) in|\bthat of|\baccording to|\bbkz\.?"
    r"|^[^,.;:“‘\"(]{3,60}\s(?:is|are|in|include|remains?)(?= [^\W\d_]+ [^,“‘]{2,40},\s[“‘\"])|\bfor (?:the other|another)(?: view)?"
    r"|\bсм\.(?: также)?:?|\bЦит\. по:|\bcompare|\bcf\.?|\bcontra|account:)[,:]?\s(?-i:(?=[^\W\d_a-zа-я]|[“«„\"‘']))",
    re.IGNORECASE,
)
PAGED = {"book", "report", "document", "treaty"}  # what a page is a place in, and not a part of
INTERVIEWS = (["interview"], ["röportaj"], ["интервью"])
IDEM = re.compile(r"^(?:[Ii]dem|[Ii]d\.|[Оо]н же|[Aa]ynı yazar),\s")
BACK = re.compile(r";\s(?:see (?:also )?(?:note|above|ibid|supra)\b).*$", re.IGNORECASE | re.DOTALL)


def read_works(text: str) -> Work | list[Work] | None:
    """The work that a note cites, or all of them where there are several; *idem* is the author of the work before.

    >>> [one["title"] for one in read_works("Ada Holm, The Line (Oslo: Fjell, 2019), 4; “No road”, Line Herald, 3 May 2021.")]
    ['The Line', 'No road']
    """
    kind = kind_of(text)
    parts = several(text[:LONGEST], by_marks=kind == "multi") if kind in ("multi", "bib") else []
    if len(parts) < 2:
        return read_work(text)
    works: list[Work] = []
    for part in parts:
        own = IDEM.sub("", part)
        if kind_of(own) == "bib" and (work := read_work(own)):
            if own != part and works and "author" in works[-1]:
                work.setdefault("author", works[-1]["author"])
            works.append(work)
    return works[0] if len(works) == 1 else works or None


def read_work(text: str) -> Work | None:
    """The fields of the one work that a note cites, as far as they are sure; nothing where none is.

    >>> read_work("Ilse Holm, “No road”, Line Herald, 3 May 2021, https://line.example/a (accessed 4 June 2022).")["container-title"]
    'Line Herald'
    >>> read_work("Ada Holm, The Long Line (Oslo: Fjell, 2019), p. 3.")["publisher"]
    'Fjell'
    """
    note = take(BACK.sub("", text[:LONGEST].strip()))
    said, of_editors = plain(_without_lead(note.words))
    work: Work = next((fields for style in STYLES if (fields := style(said))), {}) | note.taken
    if of_editors and "author" in work:
        work["editor"] = work.pop("author")
    title = work.get("title", "")
    if "issued" not in work:
        outside, inside = _one_date(said.replace(title, " ") if title else said), _one_date(title)
        work["issued"] = outside or (inside if is_day(inside) else None)
    if symbol := SYMBOL.search(said):  # what the United Nations print is a document, or a resolution
        work |= {"type": "legislation" if "/RES/" in symbol["symbol"] else "document"}
        work.setdefault("number", symbol["symbol"])
    if "type" not in work:
        work["type"] = _type(work)
    if work["type"] in PAGED and not work.keys() & {"page", "locator"}:
        work["locator"] = page(said)
    return {field: value for field, value in work.items() if value} or None


def _without_lead(text: str) -> str:
    """A note from the work on, without the words that lead up to it."""
    titles = [found.span() for found in QUOTED.finditer(text)]
    leads = [one.end() for one in LEAD.finditer(text) if not any(start < one.start() < end for start, end in titles)]
    text = text[leads[-1] if leads else 0 :]
    signal = pointing().signal.match(text)
    return text[signal.end() :] if signal else text


def _one_date(text: str) -> Date | None:
    """The date of a text that gives one, or one that names a day."""
    dates = {str(date): date for found in DATE.finditer(text) if (date := date_of(found))}
    days = [date for date in dates.values() if is_day(date)]
    return days[0] if len(days) == 1 else next(iter(dates.values())) if len(dates) == 1 else None


def _type(work: Work) -> str | None:
    """The type of a work that its style leaves open."""
    day = is_day(work.get("issued"))
    online = bool(work.keys() & {"URL", "accessed"})
    maker = work.get("author", [{}])[0].get("literal", "")
    if words(work.get("title", ""))[:1] in INTERVIEWS:
        return "interview"
    if "volume" in work or ("issue" in work and not day):
        return "article-journal"
    if "container-title" in work:
        if "number" in work:
            return "report"
        if online and terms().is_institute(work["container-title"]):
            return "webpage"
        return "article-newspaper" if day else "webpage" if online else "article-magazine" if work["issued"] else None
    if maker.startswith("@"):
        return "post"
    if day and not terms().type_of(work.get("title", "")) and (maker.isupper() or set(words(maker)) & terms().agencies):
        return "article-newspaper"  # an agency
    return terms().type_of(work.get("title", "")) or ("webpage" if online else "document" if "title" in work else None)
