"""The dates of a text: `find_dates`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.pipeline.dates import figures
from extractor.pipeline.dates.find import find
from extractor.pipeline.dates.moment import Moment, of_edtf
from extractor.pipeline.dates.resolve import resolve
from extractor.pipeline.dates.timex2 import widened
from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline.dates.expression import Expression

# One to five words with capitals, parted by commas: Baku, Azerbaijan.
PLACE = re.compile(r"[^\W\d_a-z][\w.'’-]{1,30}(?:,? [^\W\d_a-z][\w.'’-]{1,30}){0,4}")
DATELINE = 300  # characters at the start in which an agency puts place and date


class Reading(NamedTuple):
    """The dates of a text, and the day of publication that its dateline gives ("" where it has none with a year)."""

    dates: list[Found]
    dateline: str


def find_dates(
    text: str, *, published: str | None = None, mode: str | None = None, timex2: bool = False
) -> list[Found]:
    """Every expression of time in a clean text, with its EDTF date or ISO duration as id, in text order and apart.

    `published` is the EDTF date of publication. `mode` is "narrative" (years come from the story) or "news" (years come
    from publication); without it the text decides. `timex2` adds the vague words that TIMEX2 corpora mark and our
    guidelines do not (former, that time).

    >>> [(text[d.start:d.end], d.id) for text in ["It began on 27 September 2020 and ended on 9 November."]
    ...  for d in find_dates(text)]
    [('27 September 2020', '2020-09-27'), ('9 November', '2020-11-09')]
    """
    dates = read(text, published=published, mode=mode).dates
    return widened(text, dates) if timex2 else dates


def read(text: str, *, published: str | None = None, mode: str | None = None) -> Reading:
    """As `find_dates`, with what the dateline says."""
    tokens, found = find(text)
    day = of_edtf(published)
    figures.read(tokens, found, day)
    figures.centuries(found, day)
    line = _dateline(text, found)
    if line is not None:
        day = _published(line, day)
    resolve(tokens, found, published=day, mode=mode or _mode(found, dateline=line is not None))
    dates = [_mention(one) for one in found if not one.figures or one.moment.grain]
    return Reading(dates, replace(line.moment, time="").edtf() if line and line.moment.year else "")


def _dateline(text: str, found: Sequence[Expression]) -> Expression | None:
    """The date at the top that an agency puts behind the place it reports from.

    YEREVAN, SEPTEMBER 21, ...; Baku/03.06.21/Turan; Tbilisi (21 December 2022) - ...; a line of place and date alone.
    """
    for place, one in enumerate(found):
        if one.start > DATELINE:
            break
        if one.moment.day and not one.pair and _is_dateline(text, one, is_first=place == 0):
            return one
    return None


def _is_dateline(text: str, one: Expression, *, is_first: bool) -> bool:
    """Whether a day stands behind a place as in a dateline; below a title that holds a date of its own, on a line alone."""
    end = text.find("\n", one.end)
    head = text[text.rfind("\n", 0, one.start) + 1 : one.start].strip()
    after = text[one.end : end if end >= 0 else None][:DATELINE].strip()
    place = head.rstrip(",/ (").split(",")[0]
    named = bool(PLACE.fullmatch(head.rstrip("(,/ ")))
    slashed = head.endswith("/") and after[:1] == "/"
    capital = place.isupper() and 3 <= len(place) <= 40
    dashed = named and re.match(r"\)?\s{0,2}[–—-]", after) is not None
    alone = named and not after
    return alone or (is_first and (capital or slashed or dashed))


def _published(line: Expression, day: Moment) -> Moment:
    """The day of publication, which a dateline may give or take its year from."""
    if line.moment.year:
        return day if day.year else line.moment
    if day.year and line.yearless:
        # A paper of January may carry a report of December.
        last_year = (line.moment.month or 0) > (day.month or 12) + 1
        line.moment, line.basis = replace(line.moment, year=day.year - last_year), "publication"
    return day


def _mode(found: Sequence[Expression], *, dateline: bool) -> str:
    """News counts from its own day: a dateline, or weekdays and deictic words where a narrative would have years."""
    if dateline:
        return "news"
    days = sum(1 for one in found if one.link == "weekday" or (one.deictic and one.unit == "D"))
    years = sum(1 for one in found if not one.link and one.moment.year)
    return "news" if days > years else "narrative"


def _mention(one: Expression) -> Found:
    value, id_, mod = one.value, one.id, one.mod
    if one.link != "value":
        rest = one.moment if one.link in ("", "year", "month") else Moment()
        value, id_ = _timex(one), rest.edtf(approximate=mod == "approx")
        if one.pair is not None:
            id_ = f"{rest.edtf().split('/')[0]}/{one.pair.edtf().split('/')[-1]}"
    attrs: dict[str, Any] = {"timex": value, "basis": _basis(one)}
    if mod:
        attrs["mod"] = mod
    if one.order:
        attrs["order"] = one.order
    if one.anchor:
        attrs["anchor"] = list(one.anchor)
    if one.sides and one.pair is not None:
        attrs["ends"] = [[*one.sides[0], one.moment.timex()], [*one.sides[1], one.pair.timex()]]
    if one.sides and one.limits:
        attrs["ends"] = [[*one.sides[0], one.limits[0]], [*one.sides[1], one.limits[1]]]
    return Found(one.start, one.end, one.label, id_, attrs)


def _timex(one: Expression) -> str:
    if one.link == "weekday":
        return f"XXXX-WXX-{one.amount}" + (f"T{one.moment.time}" if one.moment.time else "")
    if one.link in ("same", "offset"):
        open_ = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(one.unit, "")
        return open_ + (f"T{one.moment.time}" if one.moment.time and one.unit == "D" else "")
    if one.link == "day":
        return f"XXXX-XX-{one.amount:02d}"
    return one.moment.timex()


def _basis(one: Expression) -> str:
    if one.basis:
        return one.basis
    if one.link == "value":
        return "explicit" if one.value else "unresolved"
    return "explicit" if one.moment.year is not None and not one.link else "unresolved"
