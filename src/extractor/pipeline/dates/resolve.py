"""Fill the gaps that the words leave: years from the document, deictic words from publication, and then what counts on.

Nothing is invented: what neither the document nor its publication date can say stays open (`XXXX-02-28`), and what was
inferred carries its basis and the characters it was inferred from.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import MAXYEAR
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.knowledge import treaties
from extractor.pipeline.dates.anchors import count, week_of
from extractor.pipeline.dates.costs import Node, Publication
from extractor.pipeline.dates.moment import Moment, of_edtf
from extractor.pipeline.dates.moves import FROM_PUBLICATION
from extractor.pipeline.dates.words import fold, lexicon
from extractor.pipeline.dates.years import choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens


TO_BE = frozenset(("is", "are", "likely", "set", "intends", "hopes", "wants"))  # before `to`: what lies ahead
PUT_OFF = frozenset(("postponed", "delayed", "moved", "deferred", "rescheduled", "adjourned"))
PUT = frozenset(
    ("put", "pushed", "moved", "set")
)  # before `off to` and `back to`; what "dates back to October" lies behind
ARTICLE = 2  # tokens back to a preposition, an article between
CLOSE = 8
BEFORE = 20  # tokens before a date in which words of its tense are looked for
SUMMER = 7
HEADING = 60  # characters of a heading at most


def resolve(tokens: Tokens, found: Sequence[Expression], *, published: Moment, mode: str) -> None:
    """Complete the expressions in place."""
    paragraphs = [tokens.starts[at] for at, code in enumerate(tokens.codes) if code == "|"]
    for one in found:
        one.ahead = _before(tokens, one, "future", CLOSE if one.link == "weekday" else BEFORE)
        if mode == "narrative" and fold(tokens.text[one.start : one.end]) == "today":
            one.link, one.value = "value", "PRESENT_REF"
        if published.year and one.deictic and (mode == "news" or not _anaphoric(one)):
            _from_publication(one, published)
    _years(tokens, found, paragraphs, published, mode)
    count(found, published, mode)


def _anaphoric(one: Expression) -> bool:
    """Whether a narrative may mean its own present by it: `this day` of the story, not of the author."""
    return one.unit == "D" and one.amount == 0 and not one.moment.time


def _from_publication(one: Expression, published: Moment) -> None:
    moment: Moment | None = None
    if one.link == "year" and published.year:
        moment = replace(one.moment, year=published.year + one.amount)
    elif one.link == "month" and published.year:
        moment = _month_near(one.moment, one.amount, published)
    elif one.link == "weekday":
        return
    elif one.link in ("same", "offset"):
        base = published.cut("D" if one.link == "offset" and one.unit in ("W", "F") else one.unit)
        moved = base.moved(one.amount, one.unit) if base else None
        if one.link == "same" and one.unit == "W":
            moved = week_of(published, one.amount)
        moment = replace(moved, time=one.moment.time) if moved else None
    if moment is not None:
        one.moment, one.link, one.basis = moment, "", "publication"


def _month_near(moment: Moment, amount: int, published: Moment) -> Moment | None:
    """Last June, this spring, next March: the nearest one on that side of publication."""
    year, month, order = published.year, published.month, moment.order
    if year is None or order is None:
        return None
    if amount and month:
        year += amount if (order - month) * amount <= 0 else 0
    if moment.part == "WI":
        # January's year; in autumn this winter is the one to come.
        year += not amount and (month or 0) > SUMMER
        moment = replace(moment, part="WE")
    return replace(moment, year=year)


def _years(tokens: Tokens, found: Sequence[Expression], paragraphs: list[int], published: Moment, mode: str) -> None:
    full, repeated = _full_dates(found)
    items: list[Expression] = []
    nodes: list[Node] = []
    for one in found:
        if one.deictic and not one.basis and (mode == "news" or one.amount):
            continue
        node = _node(tokens, one, full, repeated, bisect_right(paragraphs, one.start), published)
        if node is None:
            continue
        # A lone year in news without a date of its own is background: rioting since 1961.
        background = mode == "news" and not published.year and node.year is not None and node.month is None
        if not background:
            items.append(one)
            nodes.append(node)
    _look_ahead(tokens, items, nodes)
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
        if origin == FROM_PUBLICATION:
            one.basis = one.basis or "publication"
        elif (
            origin is not None
            and origin >= 0
            and ((known and mode == "narrative") or items[origin].moment.year == year)
        ):
            one.basis, one.anchor = one.basis or "context-year", (items[origin].start, items[origin].end)
        else:
            one.basis = one.basis or (
                "publication" if published.year and (mode == "news" or not known) else "context-year"
            )


def _look_ahead(tokens: Tokens, items: list[Expression], nodes: list[Node]) -> None:
    """Tell each year-less date the year that its sentence goes on to give: on 21 February and on 24 February 2022."""
    for at, (one, after) in enumerate(pairwise(items)):
        between = tokens.codes[one.last + 1 : after.first]
        if nodes[at].year is None and nodes[at + 1].year is not None and not {".", "|"} & set(between):
            nodes[at] = nodes[at]._replace(soon=nodes[at + 1].year)


def _full_dates(found: Sequence[Expression]) -> tuple[dict[tuple[int, int], set[int]], set[int]]:
    """The years given for each day of the year, and where a full date stands that was given before."""
    full: dict[tuple[int, int], set[int]] = {}
    repeated: set[int] = set()
    for one in found:
        for moment in (one.moment, one.pair):
            if moment and moment.year and moment.month and moment.day:
                years = full.setdefault((moment.month, moment.day), set())
                if moment.year in years:
                    repeated.add(one.start)
                years.add(moment.year)
    return full, repeated


def _node(
    tokens: Tokens,
    one: Expression,
    full: dict[tuple[int, int], set[int]],
    repeated: set[int],
    paragraph: int,
    published: Moment,
) -> Node | None:
    moment = one.moment
    if one.link == "" and moment.year is not None:
        if moment.width > 1:
            return None
        if one.basis == "publication":
            return Node(moment.year, moment.order, paragraph=paragraph, spoken=True)
        end = one.pair if one.pair and one.pair.year and one.pair.year - moment.year <= 1 else None
        order = end.order if end and end.year == moment.year else moment.order
        # A year before a noun names a thing, a date in brackets or behind `of` as well; they seldom move the story.
        after = tokens.codes[one.last + 1 : one.last + 2]
        weak = (moment.order is None and after == "_") or after == ")"
        given = frozenset((moment.year,)) if one.start in repeated else frozenset()
        back = _before(tokens, one, "pluperfect")
        return Node(
            moment.year,
            order,
            moment.day,
            paragraph=paragraph,
            full=given,
            weak=weak or _of_a_thing(tokens, one),
            back=back,
            heading=_heading(tokens, one),
        )
    if one.link == "year" or (one.link in ("same", "offset") and one.unit == "Y"):
        return Node(None, None, step=one.amount, paragraph=paragraph)
    if one.link == "month":
        return Node(None, moment.order, paragraph=paragraph, turn=one.amount, winter=moment.part == "WI")
    if not one.link and moment.order is not None:
        given = frozenset(full.get((moment.month, moment.day), ())) if moment.month and moment.day else frozenset()
        return Node(
            None,
            moment.order,
            moment.day,
            paragraph=paragraph,
            full=given,
            ahead=one.ahead,
            winter=moment.part == "WI",
            standing=_standing(tokens, one),
            now=_now(tokens, one),
            back=_before(tokens, one, "pluperfect"),
            weak=_of_a_thing(tokens, one),
            named=_named(tokens, one, given, published.year or MAXYEAR),
        )
    return None


def _standing(tokens: Tokens, one: Expression) -> bool:
    """Whether "as of" stands before and no past tense follows: the state of things when the text was written."""
    if (tokens.word(one.first - 2), tokens.word(one.first - 1)) != ("as", "of"):
        return False
    return not any(tokens.word(at) in {"had", "was", "were"} for at in range(one.last + 1, one.last + 9))


def _of_a_thing(tokens: Tokens, one: Expression) -> bool:
    """Whether the date belongs to a noun: the armistice of 27 July 1953, a law dated 3 May."""
    at = one.first - 1
    return at > 0 and (tokens.codes[at] == "f" or tokens.word(at) in ("dated", "signed"))


def _heading(tokens: Tokens, one: Expression) -> bool:
    """Whether the date stands in a short line that ends no sentence."""
    start = tokens.text.rfind("\n", max(0, one.start - HEADING), one.start) + 1
    end = tokens.text.find("\n", one.end, one.end + HEADING)
    line = tokens.text[start:end].strip() if end > 0 and (start or one.start < HEADING) else ""
    return 0 < len(line) <= HEADING and line[-1] not in ".,;?!"


def _before(tokens: Tokens, one: Expression, name: str, reach: int = BEFORE) -> bool:
    """Whether a word of this list stands shortly before, in the same sentence."""
    start = max(one.first - reach + 1, 0)
    for end in ".|":
        start = max(start, tokens.codes.rfind(end, start, one.first) + 1)
    words = tokens.words[start : one.first]
    if not lexicon().sets[name].isdisjoint(words):
        return True
    return (
        name == "future"
        and "to" in words
        and any(_looks_ahead(tokens, at, one.first) for at in range(start, one.first) if tokens.words[at] == "to")
    )


def _looks_ahead(tokens: Tokens, at: int, first: int) -> bool:
    """Whether this `to` speaks of the future: is to, hopes to; postponed to October."""
    return tokens.word(at - 1) in TO_BE or (first - at <= ARTICLE and _is_put_off(tokens, at - 1))


def _is_put_off(tokens: Tokens, at: int) -> bool:
    """Whether the verb that ends here moves something to a later date."""
    word = tokens.word(at)
    return word in PUT_OFF or (word in ("off", "back") and tokens.word(at - 1) in PUT)


def _now(tokens: Tokens, one: Expression) -> bool:
    """Whether the sentence speaks in the present: the first such verb around the date decides."""
    listed, past = lexicon().sets["present_tense"], lexicon().sets["past_tense"]
    for step, start, reach in ((-1, one.first - 1, 12), (1, one.last + 1, 12)):
        for away in range(reach):
            at = start + step * away
            if not 0 <= at < len(tokens.codes) or tokens.codes[at] in ".|":
                break
            word = tokens.word(at)
            if word in listed:
                return True
            if word in past:
                return False
    return False


def _named(tokens: Tokens, one: Expression, given: frozenset[int], latest: int) -> frozenset[int]:
    """The years of the instruments of this day, where the word for one stands beside: the 9 November statement.

    What the text gives in full elsewhere, `given`, outranks what the library knows; none is later than the text, `latest`.
    """
    month, day = one.moment.month, one.moment.day
    known = instruments().get((month, day), ()) if month and day else ()
    if not known and not given:
        return frozenset()
    after = [tokens.word(at) for at in range(one.last + 1, one.last + 4)]
    words = set(after[: next((n for n, word in enumerate(after) if not word.isalpha()), 3)])
    before = [tokens.word(at) for at in range(one.first - 4, one.first)]
    if before[-1:] == ["of"] or before[-1:] == ["dated"] or before[-2:] in (["signed", "on"], ["of", "the"]):
        words |= set(before)
    if given:
        return given if words & lexicon().sets["instruments"] else frozenset()
    return frozenset(year for year, nouns in known if nouns & words and year <= latest)


@cache
def instruments() -> dict[tuple[int, int], tuple[tuple[int, frozenset[str]], ...]]:
    """The instruments that the library knows, by month and day: the year of each, and the nouns that it goes by."""
    found: dict[tuple[int, int], list[tuple[int, frozenset[str]]]] = {}
    for row in treaties.load():
        nouns = frozenset(name.split()[-1].lower() for name in (row.kind, *row.described_as)) - {
            "document",
            "text",
            "paper",
        }
        for day in row.dates:
            moment = of_edtf(day)
            if moment.year and moment.month and moment.day:
                found.setdefault((moment.month, moment.day), []).append((moment.year, nouns))
    return {day: tuple(rows) for day, rows in found.items()}


def _give_year(one: Expression, year: int) -> None:
    moment = Moment(year) if one.link in ("same", "offset") else replace(one.moment, year=year)
    if not moment.valid():
        return
    if one.pair is not None:
        later = (one.pair.order or 0) < (moment.order or 0)
        one.pair = replace(one.pair, year=year + later)
    if one.link in ("year", "same", "offset"):
        one.basis = "relative"
    if moment.part == "WI" and one.link != "year":
        moment = replace(moment, part="WE")
    one.moment, one.link = moment, ""
