"""Say which treaty a reference cites: the one beside it, else the one that its sentence or the text before it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.articles.counted import LAST, says
from extractor.pipeline.articles.grammar import INNER, LABELS
from extractor.pipeline.articles.legal import is_of_statute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractor.knowledge.treaties import Treaty
    from extractor.pipeline.articles.counted import Counted
    from extractor.pipeline.articles.grammar import Reference
    from extractor.pipeline.spans import Found

UNKNOWN = "?"
# What may stand between a reference and the treaty beside it.
LINK_AFTER = re.compile(
    r"[\s),]*(?:(?:\([^()]{0,80}\)\s?)?(?:also\s)?(?:of|to|in|from|under)\s(?:both\s|all\s)?(?:(?:the|this|that|said|same)\s){0,3}(?:[a-z][a-z-]{2,20}\s){0,2}"
    r"(?:[A-Z][\w-]{1,20}['’]s\s)?)?",
    re.IGNORECASE,
)
LINK_BEFORE = re.compile(
    r"(?:['’]s)?(?:\s?[,(:;–-])?\s?(?:\(?(?:in|at|under|see|per|its|and|with|the|by|whose)\s){0,3}", re.IGNORECASE
)
# "Of the Criminal Code", "of the report": a text that is no treaty we know. "Of it", "of which" points back.
OF_ANOTHER = re.compile(
    r"[\s),]{1,3}of\s(?!(?:it|which|them|those|whose|course)\b)(?:the|this|that|its|their|his|her|an?|[A-Z]\w*)\b"
)
POSSESSED = re.compile(r"['’]s?\s")
POSSESSIVE = re.compile(r"\bits\s$")
NEAR = 300  # characters between "its Article 8" and what it speaks of
COUNT_BEFORE = 40  # characters before a treaty's name in which it is said how many points it has
NUMBERED = {"ARTICLE", "POINT"}
SENTENCE_END = re.compile(r"[.!?]\s|\n")
REACH = 160  # characters between a reference and a treaty named after it in the same sentence
SENTENCE = 600  # a longer stretch is taken for more than one sentence
LOOK_BACK = 24  # treaties looked at before a reference for one that has such a provision
UNITS = {
    "ARTICLE": {"article", "point", "principle", "paragraph"},
    "POINT": {"point", "principle", "article"},
    "PARAGRAPH": {"paragraph", "point", "principle"},
}


class Cited(NamedTuple):
    """The treaty that a reference cites, how that was found, and whether it has no such provision."""

    id: str
    how: str
    is_beyond: bool = False


class Treaties:
    """The treaties that a text names, in order, asked for the one that a reference means.

    `by_day` maps a date to the ids of all instruments of that day.
    """

    def __init__(
        self,
        text: str,
        named: Sequence[Found],
        registry: Mapping[str, Treaty],
        shorts: Sequence[Found] = (),
        days: Sequence[Found] = (),
        by_day: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._days = days
        self._by_day = by_day or {}
        self._shorts = shorts
        self._short_starts = [item.start for item in shorts]
        self._text = text
        self._named = sorted(named, key=lambda item: (item.start, item.end))
        self._starts = [item.start for item in self._named]
        self._all = {item.id for item in self._named if item.id}
        self._registry = registry

    def cited(self, reference: Reference) -> Cited:
        """The treaty of a reference; one that stands beside it is believed even where it has no such provision."""
        beside = self._right_after(reference)
        if not beside and (id := self._short(reference)):
            return Cited(id, "adjacent", self._is_beyond(reference, id))
        if beside := beside or self._right_before(reference):
            return Cited(
                beside.id or UNKNOWN, "adjacent" if beside.id else "none", self._is_beyond(reference, beside.id)
            )
        if OF_ANOTHER.match(self._text, reference.end) or is_of_statute(self._text, reference):
            return Cited(UNKNOWN, "none")
        if POSSESSIVE.search(self._text, max(0, reference.start - len("its ")), reference.start):
            near = next((item for item in self._before(reference) if reference.start - item.end < NEAR), None)
            if near and near.id and not self._is_beyond(reference, near.id):
                return Cited(near.id, "anaphora")
        before = next(self._fitting(reference, self._before(reference)), None)
        if before and self._is_one_sentence(before.end, reference.start):
            return Cited(before.id, "sentence")
        after = next(self._fitting(reference, self._after(reference)), None)
        if after and after.start - reference.end < REACH and self._is_one_sentence(reference.end, after.start):
            return Cited(after.id, "sentence")
        if before:
            return Cited(before.id, "antecedent")
        is_first = next(self._before(reference), None) is None
        if is_first and len(self._all) == 1 and self._has(reference, only := next(iter(self._all))):
            return Cited(only, "document")
        counting = [id for id in sorted(self._all) if self._counts_in(id, reference)]
        if is_first and len(counting) == 1:
            return Cited(counting[0], "document")
        if is_first and (id := self._of_day(reference)):
            return Cited(id, "date")
        return Cited(UNKNOWN, "none")

    def _of_day(self, reference: Reference) -> str:
        """The only instrument of a day that was told before the reference, where it counts in this unit: "On 12 August ... Point 1"."""
        days = {day.id for day in self._days if day.end <= reference.start}
        dated = {id for day in days for id in self._by_day.get(day, ())}
        fitting = [id for id in dated if self._counts_in(id, reference)]
        return fitting[0] if len(fitting) == 1 else ""

    def _counts_in(self, id: str, reference: Reference) -> bool:
        treaty = self._registry.get(id)
        return (
            treaty is not None
            and reference.label == LABELS.get(treaty.unit or "")
            and not self._is_beyond(reference, id)
        )

    def counted(self, one: Counted) -> tuple[Reference, Cited]:
        """What a provision that is counted off means: the treaty beside it, else the last one before it that counts so, to so many.

        Without a number the treaty must be near; "the last point" must be told before of how many.
        """
        beside = self._right_after(one.reference)
        for item in [beside] if beside else self._before(one.reference):
            treaty = self._registry.get(item.id)
            is_near = one.total or one.reference.start - item.end < NEAR
            if not treaty or not treaty.count or not is_near or LABELS.get(treaty.unit or "") != one.reference.label:
                continue
            if (one.total and one.total != treaty.count) or (
                one.spoken and not beside and not self._says(one.reference, item)
            ):
                continue
            numbers = tuple(str(treaty.count) if number == LAST else number for number in one.reference.numbers)
            reference = one.reference._replace(numbers=numbers)
            if not self._is_beyond(reference, item.id):
                return reference, Cited(item.id, "adjacent" if beside else "anaphora")
        return one.reference, Cited(UNKNOWN, "none")

    def is_counted(self, reference: Reference) -> bool:
        """Whether the text just said how many provisions the treaty has: "has nine clauses, and the second clause"."""
        near = next((item for item in self._before(reference) if reference.start - item.end < NEAR), None)
        return near is not None and self._counts_in(near.id, reference) and self._says(reference, near)

    def _says(self, reference: Reference, item: Found) -> bool:
        treaty = self._registry[item.id]
        return says(
            self._text[max(0, item.start - COUNT_BEFORE) : reference.start], treaty.unit or "", treaty.count or 0
        )

    def is_near(self, reference: Reference) -> bool:
        """Whether the text just before spoke of a treaty that counts in this unit: "a plan of six points. The sixth point"."""
        near = next((item for item in self._before(reference) if reference.start - item.end < NEAR), None)
        return near is not None and self._counts_in(near.id, reference)

    def is_named(self, reference: Reference) -> bool:
        """Whether the words of the reference are themselves the name of an instrument: "Protocol No. 1"."""
        at = bisect_right(self._starts, reference.start) - 1
        return at >= 0 and bool(self._named[at].id) and self._named[at].end >= reference.end

    def _right_after(self, reference: Reference) -> Found | None:
        after = next(self._after(reference), None)
        if (
            after
            and after.start - reference.end < REACH
            and LINK_AFTER.fullmatch(self._text, reference.end, after.start)
        ):
            return after
        return None

    def _right_before(self, reference: Reference) -> Found | None:
        before = next(self._before(reference), None)
        if (
            before
            and reference.start - before.end < REACH
            and LINK_BEFORE.fullmatch(self._text, before.end, reference.start)
        ):
            return None if OF_ANOTHER.match(self._text, reference.end) else before
        return None

    def _short(self, reference: Reference) -> str:
        """The treaty that is named beside the reference by what it is only called there: NATO, the Charter."""
        at = bisect_left(self._short_starts, reference.end)
        after = self._shorts[at] if at < len(self._shorts) else None
        if (
            after
            and after.start - reference.end < REACH
            and LINK_AFTER.fullmatch(self._text, reference.end, after.start)
        ):
            return after.id
        before = self._shorts[at - 1] if at else None
        if before and before.end <= reference.start and POSSESSED.fullmatch(self._text, before.end, reference.start):
            return before.id
        return ""

    def _after(self, reference: Reference) -> Iterator[Found]:
        first = bisect_left(self._starts, reference.end)
        yield from self._named[first : first + LOOK_BACK]

    def _before(self, reference: Reference) -> Iterator[Found]:
        last = bisect_left(self._starts, reference.start)
        for item in reversed(self._named[max(0, last - LOOK_BACK) : last]):
            if item.end <= reference.start:
                yield item

    def _fitting(self, reference: Reference, items: Iterator[Found]) -> Iterator[Found]:
        """Treaties that can be meant; one that was not recognised hides those beyond it."""
        for item in items:
            if not item.id:
                return
            if self._has(reference, item.id):
                yield item

    def _has(self, reference: Reference, id: str) -> bool:
        """Whether the treaty can be meant from afar: a bare "paragraph 62" is not that of a treaty made of articles, nor has a resolution
        articles or points.
        """
        treaty = self._registry.get(id)
        if treaty and (
            (treaty.unit == "article" and reference.label in INNER)
            or (treaty.kind == "resolution" and reference.label in NUMBERED)
        ):
            return False
        return not self._is_beyond(reference, id)

    def _is_one_sentence(self, start: int, end: int) -> bool:
        return end - start < SENTENCE and not SENTENCE_END.search(self._text, start, end)

    def _is_beyond(self, reference: Reference, id: str) -> bool:
        """Whether the treaty counts its provisions in this unit and has fewer."""
        treaty = self._registry.get(id)
        if treaty is None or not treaty.count or treaty.unit not in UNITS.get(reference.label, ()):
            return False
        return any(number.isdigit() and int(number) > treaty.count for number in reference.numbers)
