"""Tell instruments that share a name apart by the parties that the text names: "Pristina quotes the Ohrid agreement"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.pipeline.names import NameIndex
from extractor.pipeline.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractor.knowledge.actors import Actor
    from extractor.knowledge.treaties import Treaty

REACH = 160  # characters on each side within the sentence
BEFORE = 300  # characters before it, where the sentence names nobody
STOP = re.compile(r"[.!?]\s|\n")


class Parties:
    """Knows by which names a text can speak of the states and communities that concluded an instrument."""

    def __init__(self, registry: Mapping[str, Treaty], actors: Iterable[Actor]) -> None:
        self._treaties = registry
        # A state that is no party of ours says as well which instrument is not meant.
        self._names = NameIndex(
            (name, actor.id)
            for actor in actors
            if actor.label in ("GPE", "NORP")
            for name in (*actor.names, *actor.demonyms, *actor.seats)
        )

    def chosen(self, text: str, start: int, end: int, candidates: Sequence[str]) -> str:
        """The candidate of which most parties are named, with one of them alone if no stranger is; empty where that tells nothing."""
        named = self._named(text, self._sentence(text, start, end)) or self._named(text, (max(0, start - BEFORE), end))
        shares = {id: len(named & set(self._treaties[id].parties)) for id in candidates}
        best = [id for id, share in shares.items() if share and share == max(shares.values())]
        best = [id for id in best if not self._is_annex_of(id, best)]
        if len(best) != 1 or (len(candidates) == 1 and named - set(self._treaties[best[0]].parties)):
            return ""
        return best[0]

    def _is_annex_of(self, id: str, others: Sequence[str]) -> bool:
        """Whether this is but the annex to another one that is as likely."""
        treaty = self._treaties[id]
        return treaty.parent in others and "annex" in treaty.described_as

    def _named(self, text: str, window: tuple[int, int]) -> set[str]:
        said = text[slice(*window)]
        return {id for hit in self._names(said, Words(said)) for id in hit.values}

    @staticmethod
    def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
        begin = max(0, start - REACH)
        for stop in STOP.finditer(text, begin, start):
            begin = stop.end()
        after = STOP.search(text, end, end + REACH)
        return begin, after.start() if after else end + REACH
