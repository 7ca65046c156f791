"""Fill the gaps that the words leave: years from the document, counts from the date before, deictic words from publication.

Nothing is invented: what neither the document nor its publication date can say stays open (`XXXX-02-28`), and what was
inferred carries its basis and the characters it was inferred from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from extractor.pipeline.dates.moment import Moment, of_day
from extractor.pipeline.dates.words import fold, lexicon
from extractor.pipeline.dates.years import Node, Publication, choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens

REACH = 1500  # characters back to the date that a relative expression counts from
LATE = 3  # days that a date in news may lie after publication and still be past
COARSER = {
    "D": ("D",),
    "W": ("D", "W"),
    "F": ("D",),
    "M": ("M",),
    "Q": ("M",),
    "Y": ("Y",),
    "DE": ("Y", "DE"),
    "CE": ("Y", "DE", "CE"),
}


def resolve(tokens: Tokens, found: Sequence[Expression], *, published: Moment, mode: str) -> None:
    """Complete the expressions in place."""
    paragraphs = [tokens.starts[at] for at, code in enumerate(tokens.codes) if code == "|"]
    _figures(found, published)
    for one in found:
        if (
            one.link == "same"
            and one.unit == "D"
            and one.deictic
            and one.amount == 0
            and mode == "narrative"
            and one.label == "DATE"
        ):
            if fold(tokens.text[one.start : one.end]) == "today":
                one.link, one.value = "value", "PRESENT_REF"
        if published.year and one.deictic and (mode == "news" or not _anaphoric(one)):
            _from_publication(one, published)
    _years(tokens, found, paragraphs, published, mode)
    _relatives(found, paragraphs, published, mode)


def _anaphoric(one: Expression) -> bool:
    """Whether a narrative may mean its own present by it: `this day` of the story, not of the author."""
    return one.unit == "D" and one.amount == 0


def _figures(found: Sequence[Expression], published: Moment) -> None:
    """Read 09/11/2020 in the order that the document itself proves; day first where nothing does."""
    split = [(one, [int(part) for part in re.split(r"[./-]", one.figures)]) for one in found if one.figures]
    american = sum(1 for one, (_, b, _) in split if b > 12 and "/" in one.figures)
    european = sum(1 for one, (a, _, _) in split if a > 12 and "/" in one.figures)
    for one, (a, b, year) in split:
        swap = b > 12 or (a <= 12 and "/" in one.figures and american > european)
        day, month = (b, a) if swap else (a, b)
        if len(re.split(r"[./-]", one.figures)[2]) == 2:
            limit = (published.year or 2029) % 100 + 1
            year += 2000 if year <= limit else 1900
        moment = Moment(year, month, day)
        one.moment = moment if moment.valid() else Moment()


def _from_publication(one: Expression, published: Moment) -> None:
    moment: Moment | None = None
    if one.link == "year" and published.year:
        moment = replace(one.moment, year=published.year + one.amount)
    elif one.link == "month" and published.year:
        moment = _month_near(one.moment, one.amount, published)
    elif one.link == "weekday":
        return
    elif one.link in ("same", "offset"):
        base = published.cut(one.unit) or (published if published.grain == one.unit else None)
        moved = base.moved(one.amount, one.unit) if base else None
        if one.link == "same" and one.unit == "W" and moved:
            moved = _week(published, one.amount)
        moment = replace(moved, time=one.moment.time) if moved else None
    if moment is not None:
        one.moment, one.link, one.basis = moment, "", "publication"


def _week(base: Moment, amount: int) -> Moment | None:
    moved = base.moved(amount, "W")
    return moved.cut("W") if moved else None


def _month_near(moment: Moment, amount: int, published: Moment) -> Moment | None:
    """Last June, this spring, next March: the nearest one on that side of publication."""
    year, month, order = published.year, published.month, moment.order
    if year is None or order is None:
        return None
    if amount and month:
        year += amount if (order - month) * amount <= 0 else 0
    return replace(moment, year=year)


def _years(tokens: Tokens, found: Sequence[Expression], paragraphs: list[int], published: Moment, mode: str) -> None:
    full: dict[tuple[int, int], set[int]] = {}
    repeated: set[int] = set()
    for one in found:
        if (
            one.moment.year
            and one.moment.day
            and one.moment.year in full.get((one.moment.month or 0, one.moment.day), ())
        ):
            repeated.add(one.start)
        for moment in (one.moment, one.pair):
            if moment and moment.year and moment.month and moment.day:
                full.setdefault((moment.month, moment.day), set()).add(moment.year)
    items: list[Expression] = []
    nodes: list[Node] = []
    for one in found:
        node = _node(tokens, one, full, repeated, bisect_right(paragraphs, one.start))
        if node is not None:
            items.append(one)
            nodes.append(node)
    known = any(node.year is not None for node in nodes)
    publication = None
    if published.year:
        publication = Publication(
            published.year, published.month or 12, published.day or 0, 1.0 if mode == "news" else 0.0
        )
    for one, (year, origin) in zip(items, choose(nodes, publication), strict=True):
        if one.moment.year is not None or year is None:
            continue
        _give_year(one, year)
        if origin is not None and origin >= 0 and (known and mode == "narrative" or _same_year(items[origin], year)):
            one.basis, one.anchor = one.basis or "context-year", (items[origin].start, items[origin].end)
        else:
            one.basis = one.basis or (
                "publication" if published.year and (mode == "news" or not known) else "context-year"
            )


def _same_year(one: Expression, year: int) -> bool:
    return one.moment.year == year


def _node(
    tokens: Tokens, one: Expression, full: dict[tuple[int, int], set[int]], repeated: set[int], paragraph: int
) -> Node | None:
    moment = one.moment
    if one.link == "" and moment.year is not None:
        if moment.width > 1 or one.basis == "publication":
            return None
        end = one.pair if one.pair and one.pair.year and one.pair.year - moment.year <= 1 else None
        order = end.order if end and end.year == moment.year else moment.order
        # A year in brackets or before a noun names a thing; it seldom moves the story.
        weak = moment.order is None and tokens.codes[one.last + 1 : one.last + 2] in ("_", ")")
        given = frozenset((moment.year,)) if one.start in repeated else frozenset()
        return Node(moment.year, order, moment.day, paragraph=paragraph, full=given, weak=weak)
    if one.link == "year" or (one.link in ("same", "offset") and one.unit == "Y"):
        return Node(None, None, step=one.amount, paragraph=paragraph)
    if one.link == "month":
        return Node(None, moment.order, paragraph=paragraph)
    if not one.link and moment.order is not None:
        given = frozenset(full.get((moment.month, moment.day), ())) if moment.month and moment.day else frozenset()
        return Node(
            None,
            moment.order,
            moment.day,
            paragraph=paragraph,
            full=given,
            ahead=_ahead(tokens, one),
            winter=moment.part == "WI",
        )
    return None


def _ahead(tokens: Tokens, one: Expression) -> bool:
    """Whether a word of the future stands in the dozen words before."""
    future = lexicon().sets["future"]
    for at in range(one.first - 1, max(one.first - 12, -1), -1):
        if tokens.codes[at] in ".|":
            return False
        if tokens.word(at) in future:
            return True
    return False


def _give_year(one: Expression, year: int) -> None:
    moment = Moment(year) if one.link in ("same", "offset") else replace(one.moment, year=year)
    if not moment.valid():
        return
    if one.pair is not None:
        later = (one.pair.order or 0) < (moment.order or 0)
        one.pair = replace(one.pair, year=year + later)
    if one.link in ("year", "same", "offset"):
        one.basis = "relative"
    one.moment, one.link = moment, ""


def _relatives(found: Sequence[Expression], paragraphs: list[int], published: Moment, mode: str) -> None:
    """One pass in text order: each expression counts from the nearest date before it that says enough."""
    seen: list[Expression] = []
    for one in found:
        if one.link in ("same", "offset", "day", "clock", "weekday"):
            _count_from(one, seen, published, mode)
        if not one.link and one.moment.year is not None and one.moment.grain:
            seen.append(one)


def _count_from(one: Expression, seen: list[Expression], published: Moment, mode: str) -> None:
    if one.link == "weekday" and (mode == "news" or one.deictic):
        _weekday(one, published)
        if not one.link:
            return
    unit = {"day": "M", "clock": "D", "weekday": "D"}.get(one.link, one.unit)
    for before in reversed(seen[-12:]):
        if one.start - before.end > REACH:
            break
        base = before.pair or before.moment
        moment = _apply(one, base, unit)
        if moment is not None:
            one.moment, one.link = moment, ""
            one.basis, one.anchor = "relative", (before.start, before.end)
            return
    if mode == "news" and published.day and one.link == "day":
        moment = replace(published, day=one.amount)
        if moment.valid():
            one.moment, one.link, one.basis = moment, "", "publication"


def _apply(one: Expression, base: Moment, unit: str) -> Moment | None:
    if one.link == "weekday":
        return None if one.unit != "next" else _next_weekday(base, one.amount)
    if one.link == "day":
        month = base.cut("M")
        moment = replace(month, day=one.amount) if month else None
        return moment if moment and moment.valid() else None
    if one.link == "clock":
        day = base.cut("D")
        return replace(day, time=one.moment.time) if day else None
    if one.link == "offset" and unit in ("D", "W", "F"):
        day = base.cut("D")
        return day.moved(one.amount, unit) if day else None
    cut = _week(base, one.amount) if unit == "W" and base.day else base.cut(unit)
    moved = cut if unit == "W" else cut.moved(one.amount, unit) if cut else None
    return replace(moved, time=one.moment.time) if moved and one.moment.time else moved


def _next_weekday(base: Moment, number: int) -> Moment | None:
    day = base.as_date()
    return of_day(day + timedelta(days=(number - day.isoweekday() - 1) % 7 + 1)) if day else None


def _weekday(one: Expression, published: Moment) -> None:
    """On Tuesday, in news: the last one, publication day included; `last` and `next` leave that day out."""
    day = published.as_date()
    if day is None:
        return
    if one.unit == "next":
        found = _next_weekday(published, one.amount)
    else:
        back = (day.isoweekday() - one.amount) % 7
        found = of_day(day - timedelta(days=back or (7 if one.unit == "last" else 0)))
    if found:
        one.moment, one.link, one.basis = replace(found, time=one.moment.time), "", "publication"
