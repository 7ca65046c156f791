"""The days that a text names, asked for those beside an instrument; and lists of instruments told apart by their days."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.pipeline.spans import Found

ATTACHED = re.compile(r"\s(?:of|dated)\s(?:the\s)?")
NEAR = 16  # characters between the end of a noun and the date that is attached to it
PLURAL = re.compile(
    r"\b(?P<phrase>(?:(?:joint|trilateral|tripartite|quadrilateral|ceasefire|peace)\s){0,2}(?P<noun>statement|agreement|declaration|accord|protocol)s)"
    r"\s(?:of|dated)\s(?:the\s)?$",
    re.IGNORECASE,
)
NEXT = re.compile(r",\s(?:and\s)?|\sand\s")
REACH = 60  # characters before a date in which its plural noun stands


class Days:
    """The dates of a text that can be days of signature, in order."""

    def __init__(self, text: str, dates: Sequence[Found]) -> None:
        self._text = text
        self.all = [
            date._replace(id=date.id.partition("T")[0]) for date in dates if date.id and date.label in ("DATE", "TIME")
        ]
        self.ids = {date.id for date in self.all}
        self._starts = [date.start for date in self.all]

    def within(self, start: int, end: int) -> list[Found]:
        """The dates that begin in these characters."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def end_with_date(self, end: int) -> int:
        """The end of a mention, with the date that is attached to it: "statement of 9 November 2020"."""
        near = self.within(end, end + NEAR)
        return near[0].end if near and ATTACHED.fullmatch(self._text, end, near[0].start) else end

    def lists(self) -> Iterator[tuple[int, str, list[Found]]]:
        """Lists such as "the statements of 9 November 2020 and 11 January 2021": where the phrase begins, its noun, the dates."""
        n = 0
        while n < len(self.all):
            date = self.all[n]
            plural = PLURAL.search(self._text, max(0, date.start - REACH), date.start)
            members = [date]
            n += 1
            while plural and n < len(self.all) and NEXT.fullmatch(self._text, members[-1].end, self.all[n].start):
                members.append(self.all[n])
                n += 1
            if plural and len(members) > 1:
                yield plural.start("phrase"), plural["noun"].lower(), members
