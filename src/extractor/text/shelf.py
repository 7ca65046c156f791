"""The works that a text has cited in full, found again by a short title: "Holm, op. cit." means the last work that names Holm."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+")


class Shelf:
    """Works in the order they were put there, each under the label of its note.

    >>> shelf = Shelf()
    >>> shelf.put("1", "Ada Holm, The Long Line, 2019")
    >>> shelf.put("2", "Bo Lund, Roads, 2020")
    >>> shelf.last_with("Holm"), shelf.last_with("Line, 2020")
    ('1', None)
    """

    def __init__(self) -> None:
        self._works: list[tuple[str, str]] = []
        self._holding: dict[str, list[int]] = {}  # the works that hold a word, by their places
        self._indexed = 0

    def put(self, label: str, work: str) -> None:
        """Put a work behind the others."""
        self._works.append((label, work))

    def last_with(self, name: str) -> str | None:
        """The label of the last work that holds a name as whole words."""
        self._index()
        words = WORD.findall(name)
        places = min((self._holding.get(word, []) for word in words), key=len, default=[])
        if words == [name]:
            return self._works[places[-1]][0] if places else None
        whole = re.compile(rf"\b{re.escape(name)}\b")
        return next((self._works[at][0] for at in reversed(places) if whole.search(self._works[at][1])), None)

    def _index(self) -> None:
        # Most texts never ask, so words are looked up only when one does.
        for at in range(self._indexed, len(self._works)):
            for word in set(WORD.findall(self._works[at][1])):
                self._holding.setdefault(word, []).append(at)
        self._indexed = len(self._works)
