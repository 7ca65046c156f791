"""Small numbers for ids: whatever shares an id in a report, in text, tables, map or timeline, carries one number and lights up together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.knowledge import actors, places, treaties
from extractor.report.saying import say, words

if TYPE_CHECKING:
    from extractor.knowledge.places import Gazetteer, Place
    from extractor.knowledge.treaties import Registry, Treaty
    from extractor.records import Event, Mention

LONGEST = 160
KINDS = ("entity", "date", "place", "route", "treaty", "article", "footnote")


class Keys:
    """Numbers, and what the page says of each: kind, id, and what the id means by the tables."""

    def __init__(self, gazetteer: Gazetteer | None = None, registry: Registry | None = None) -> None:
        self.places: dict[str, Place] = {place.id: place for place in places.load(gazetteer)}
        self.treaties: dict[str, Treaty] = {treaty.id: treaty for treaty in treaties.load(registry)}
        self._actors = {actor.id: actor for actor in actors.load()}
        self._numbers: dict[str, int] = {}
        self.said: list[tuple[int, str, str] | str] = []

    def of_mention(self, mention: Mention, document: str) -> int:
        """The number of a mention: that of its id, or of its words where it has none. A note counts within its document."""
        if not mention.id:
            text = " ".join(mention.text.split())
            return self._number(f"{mention.kind}:{text.casefold()}", mention.kind, "", text)
        return self.of_id(mention.id, mention.kind, document)

    def of_words(self, text: str) -> int:
        """The number of somebody or somewhere that has words and no id."""
        return self._number(f"entity:{text.casefold()}", "entity", "", text)

    def of_id(self, id: str, kind: str, document: str) -> int:
        """The number of an id of any kind. An article of an unknown treaty, like a note, counts within its document."""
        local = kind == "footnote" or id.startswith("?")
        return self._number(f"{document}#{id}" if local else id, kind, id, self._meaning(id, kind))

    def of_event(self, event: Event) -> int:
        """The number of an event. The page tells it by its row, so only its id is kept."""
        return self._number(event.id, "", event.id, "")

    def _number(self, key: str, kind: str, id: str, meaning: str) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.said)
            self.said.append((KINDS.index(kind), id, " ".join(meaning.split())[:LONGEST]) if kind else id)
        return self._numbers[key]

    def _meaning(self, id: str, kind: str) -> str:
        if kind == "date":
            return say(id)
        if kind == "article":
            treaty, _, path = id.partition("/")
            row = self.treaties.get(treaty)
            return "; ".join(provision.topic for provision in row.cited(path)) if row else "treaty unknown"
        if row := self.treaties.get(id):
            return row.title
        if place := self.places.get(id):
            return words(place.kind)  # whose it is, the report does not say
        base, _, sector = id.partition("/")
        if actor := self._actors.get(base):
            return f"{actor.names[0]}{f', sector {sector.upper()}' if sector else ''}"
        return ""
