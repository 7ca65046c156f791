"""Find instruments that a text calls by their town alone: "those who call Montreux a relic", "Sarajevo lives under Dayton".

A town is an instrument only where it does, or suffers, what a text does ("binds", "was signed") and where the document shows which one
it means: by its full name anywhere, or by a provision cited right after that it has.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from extractor.pipeline.articles.grammar import LABELS, find_articles
from extractor.pipeline.names import NameIndex
from extractor.pipeline.spans import Found
from extractor.pipeline.treaties.nouns import NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractor.knowledge.treaties import Treaty
    from extractor.pipeline.articles.grammar import Reference

NEAR = 200  # characters between the town and the provision that shows what is meant
UNDER = re.compile(r"\b(?:[Uu]nder|[Ss]ince|[Bb]efore|[Aa]fter|[Bb]eyond)\s$")
TREATED = re.compile(
    r"\b(?:read|quot|cit|sign|breach|violat|amend|abandon|denounc|renegotiat|reopen|implement|honou?r|call|ratif|defend|respect|uphold|"
    r"revis|replac|scrap|invok)\w{0,4}\s$",
    re.IGNORECASE,
)
STATE = re.compile(
    r"\s(?:is|was|has\sbeen|remains)\s(?:(?:now|long|still|not|already|only|just|also)\s){0,2}"
    r"(?:dead|alive|in\sforce|obsolete|outdated|binding|void|broken|finished|about)\b(?!\s(?:in|on)\s[A-Z])"
)
ACT = re.compile(
    r"\s(?:(?:still|only|also|alone|itself|never)\s){0,2}(?:(?:does|did|will|would|can|could)\s(?:not\s)?)?"
    r"(?:bind|oblige|forbid|forbade|prohibit|ban|allow|permit|require|provide|guarantee|promise|recogni[sz]e|regulate|govern|protect|end|create|"
    r"set|give|gave|keep|kept|leave|left|limit|cap|lapse|survive|apply|applies|grant|say|said|speak|spoke|call)(?:s|d|ed|ned)?\b"
)
NAME_AFTER = re.compile(r"[-–]|,?\s[A-Z]|['’]")  # "Dayton, Ohio", "Montreux Palace", "Dayton's mayor"
NAME_BEFORE = re.compile(r"(?:\b[A-Z][\w’-]{1,20}|\b(?:of|in|at|to|from|near|into|via|around|through))\s$")


class Towns:
    """Knows the towns that stand for an instrument; of a seat of government it believes least, for that town speaks for a state."""

    def __init__(self, registry: Sequence[Treaty], seats: Iterable[str]) -> None:
        self._treaties = {treaty.id: treaty for treaty in registry}
        self._names = NameIndex(
            (alias.text, treaty.id)
            for treaty in registry
            for alias in treaty.aliases
            if alias.beside and alias.text.lower() not in NOUNS and not alias.text.isupper()
        )
        self._seats = set(seats)

    def __call__(self, text: str, named: set[str]) -> Iterator[Found]:
        """The towns that mean an instrument; `named` holds those that the text names in full."""
        hits = [hit for hit in self._names(text) if len(hit.values) == 1]
        cited = list(find_articles(text)) if hits else []
        starts = [reference.start for reference in cited]
        for hit in hits:
            id = hit.values[0]
            if not self._is_spoken_of(text, hit.start, hit.end):
                continue
            near = cited[bisect_left(starts, hit.end) : bisect_left(starts, hit.end + NEAR)]
            if id in named or any(self._has(self._treaties[id], reference) for reference in near):
                yield Found(hit.start, hit.end, "NAMED", id, {"resolved": "town"})

    def _is_spoken_of(self, text: str, start: int, end: int) -> bool:
        """Whether the words around treat the town as a text."""
        before = text[max(0, start - 24) : start]
        if NAME_AFTER.match(text, end) or (NAME_BEFORE.search(before) and not UNDER.search(before)):
            return False
        is_seat = text[start:end] in self._seats
        acts = not is_seat and (TREATED.search(before) or ACT.match(text, end))
        return bool(acts or UNDER.search(before) or STATE.match(text, end))

    @staticmethod
    def _has(treaty: Treaty, reference: Reference) -> bool:
        if reference.needs_treaty:
            return False
        if treaty.unit and LABELS.get(treaty.unit) == reference.label:
            return all(not n.isdigit() or not treaty.count or int(n) <= treaty.count for n in reference.numbers)
        keys = (f"{reference.label}-{number.replace('-', '')}".lower() for number in reference.numbers)
        return all(key in treaty.provisions for key in keys)
