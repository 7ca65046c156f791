"""Search texts for the names of a list, all at once, in time that grows with the text and not with the list."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from extractor.triage import choosing, folding, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ahocorasick_rs import BytesAhoCorasick

    from extractor.knowledge.places import Gazetteer
    from extractor.knowledge.treaties import Registry
    from extractor.triage.named import Name
    from extractor.triage.tables import Tables

NEAR = 160  # bytes of evened out text between a day and the noun of the instrument
Hit = tuple[int, int, int]  # which form, from where to where in the evened out text


class Touched(NamedTuple):
    """What a text touches: entries of the list in its order, and how often each row is named, the most frequent first."""

    entries: tuple[str, ...]
    rows: dict[str, int]


class Triage:
    """Says which entries of a list a text touches.

    `only` holds ids of places, treaties and actors, or their names in any spelling, with commas between them or as a list; a state or a
    region stands for all that lies in it. ``=NAME`` is a name of your own, ``@FILE`` (or a `Path`) a file of one name a line, in which
    names that the tables lack are your own too. A name of your own in small letters is found in any case, one of one word with a
    capital only so. Raises E411 for a word that no table knows, E412 for an empty list.

    >>> Triage("georgia").touches("Georgia and Russia talked in Tbilisi."), Triage("=gas hub").touches("A GAS HUB at sea")
    (('georgia',), ('gas hub',))
    """

    def __init__(
        self,
        only: str | Path | Iterable[str | Path],
        *,
        gazetteer: Gazetteer | None = None,
        treaties: Registry | None = None,
    ) -> None:
        known = tables.load(gazetteer, treaties)
        self.entries = tuple(choosing.entries(only, known))
        self._order = {entry.label: at for at, entry in enumerate(self.entries)}
        names = dict.fromkeys(name for entry in self.entries for name in known.chosen(entry))
        names |= dict.fromkeys(known.context(hint for name in names for hint in name.needs))
        self._forms: dict[tuple[bytes, bool], int] = {}
        self._meant: list[list[Name]] = []  # by form; a form without a name blocks what lies in it
        for name in names:
            for form in name.forms():
                self._add(form).append(name)
        self._searches = self._compiled()
        blockers = [form for form in self._blockers(known) if not any(name.entry for name in self._add(form))]
        self._blocking = {self._forms[form] for form in blockers}
        if self._blocking:
            self._searches = self._compiled()
        self._gives = [{hint for name in names for hint in name.gives} for names in self._meant]
        self._dated = {form for form, names in enumerate(self._meant) if any(name.near for name in names)}

    def touches(self, text: str) -> tuple[str, ...]:
        """The entries of the list that the text touches, in the order of the list; empty where it touches none."""
        found = self._found(text)
        forms = {ids[at] for ids, hits in found for at, _, _ in hits}
        if self._blocking.isdisjoint(forms) and self._dated.isdisjoint(
            forms
        ):  # then it does not matter where they stand
            hints = {hint for form in forms for hint in self._gives[form]}
            entries = {
                name.entry
                for form in forms
                for name in self._meant[form]
                if name.entry and (not name.needs or hints.issuperset(name.needs))
            }
        else:
            entries = {name.entry for name, _ in self._counted(self._unblocked(_joined(found)))}
        return self._in_order(entries)

    def count(self, text: str) -> dict[str, int]:
        """How often the text names what was chosen and what lies in it, by id; a name of your own by itself."""
        return self.read(text).rows

    def read(self, text: str) -> Touched:
        """What the text touches and how often, in one pass."""
        counted = self._counted(self._unblocked(_joined(self._found(text))))
        if not counted:
            return Touched((), {})
        entries = {name.entry for name, _ in counted}
        rows: dict[str, list[Hit]] = {}
        for name, hits in counted:
            rows.setdefault(name.row, []).extend(hits)
        numbers = [(row, _apart(hits)) for row, hits in rows.items()]
        ordered = dict(sorted(numbers, key=lambda one: (-one[1], one[0])))
        return Touched(self._in_order(entries), ordered)

    def _found(self, text: str) -> list[tuple[list[int], list[Hit]]]:
        """For each search the ids of its forms, and which of them, by their place in it, stand where."""
        data = folding.words(text)
        small = data.lower()
        return [
            (ids, search.find_matches_as_indexes(data if exact else small, overlapping=True))
            for search, ids, exact in self._searches
        ]

    def _in_order(self, entries: set[str]) -> tuple[str, ...]:
        return tuple(sorted(entries, key=self._order.__getitem__))

    def _unblocked(self, hits: list[Hit]) -> list[Hit]:
        """The hits that are no part of a longer name of something else."""
        blocked = [hit for hit in hits if hit[0] in self._blocking]
        if not blocked:
            return hits
        inside = {at for _, start, end in blocked for at in range(start, end)}
        return [hit for hit in hits if hit[0] in self._blocking or not (hit[1] in inside and hit[2] - 1 in inside)]

    def _counted(self, hits: list[Hit]) -> list[tuple[Name, list[Hit]]]:
        """The names that count, each with where it stands."""
        by_form: dict[int, list[Hit]] = {}
        for hit in hits:
            by_form.setdefault(hit[0], []).append(hit)
        hints = {hint for form in by_form for hint in self._gives[form]}
        counted = []
        places: dict[str, list[int]] = {}
        for form, found in by_form.items():
            for name in self._meant[form]:
                if not name.entry or not hints.issuperset(name.needs) or (name.near and name.near not in hints):
                    continue
                standing = found
                if name.near:
                    places = places or self._places(hits)
                    standing = [hit for hit in found if _is_near(hit, places[name.near])]
                if standing:
                    counted.append((name, standing))
        return counted

    def _places(self, hits: list[Hit]) -> dict[str, list[int]]:
        """Where each hint stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for form, start, _ in hits:
            for hint in self._gives[form]:
                found[hint].append(start)
        return {hint: sorted(starts) for hint, starts in found.items()}

    def _add(self, form: tuple[bytes, bool]) -> list[Name]:
        if form not in self._forms:
            self._forms[form] = len(self._meant)
            self._meant.append([])
        return self._meant[self._forms[form]]

    def _blockers(self, known: Tables) -> Iterator[tuple[bytes, bool]]:
        """Longer names that hold a chosen one and mean something else: "South Sudan" for Sudan, "Bank of Georgia" for Georgia."""
        chosen = {name.row for names in self._meant for name in names if name.entry}
        for place in known.places.values():
            if place.id in chosen:
                yield from ((folding.name(phrase).lower(), False) for phrase in place.excluded)
                continue
            for one in place.names:
                if len(one.text.split()) == 1 and "-" not in one.text:
                    continue
                held = [name for hit in _joined(self._found(one.text)) for name in self._meant[hit[0]] if name.entry]
                owners = [known.places.get(name.row) for name in held]
                if held and all(owner and not set(owner.country) & set(place.country) for owner in owners):
                    yield folding.name(one.text).lower(), False

    def _compiled(self) -> list[tuple[BytesAhoCorasick, list[int], bool]]:
        """A search for the forms whose capitals do not count, and one for those whose do."""
        from ahocorasick_rs import BytesAhoCorasick  # noqa: PLC0415  (only for who searches)

        made = []
        for exact in (False, True):
            forms = [(form, at) for (form, is_exact), at in self._forms.items() if is_exact == exact]
            if forms:
                made.append((BytesAhoCorasick([form for form, _ in forms]), [at for _, at in forms], exact))
        return made


def _joined(found: list[tuple[list[int], list[Hit]]]) -> list[Hit]:
    return [(ids[at], start, end) for ids, hits in found for at, start, end in hits]


def _apart(hits: list[Hit]) -> int:
    """How many hits there are when those inside a longer one, and those of another form of the same name, are left out."""
    number = done = 0
    for _, _, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        if end > done:
            number, done = number + 1, end
    return number


def _is_near(hit: Hit, starts: list[int]) -> bool:
    at = bisect_left(starts, hit[1] - NEAR)
    return at < len(starts) and starts[at] <= hit[2] + NEAR
