"""Spellings that the gazetteer does not list: names left out of it, random misspellings, and lists of forms.

Each form is asked in carrier sentences of a finder without a model. Forms that a name still in the gazetteer equals after folding
are not asked: they would only test the list.
"""

from __future__ import annotations

import json
import random
import unicodedata
from calendar import day_name, month_name
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from extractor.knowledge import actors, places
from extractor.pipeline.places import PlaceFinder
from extractor.pipeline.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from extractor.knowledge.places import Name, Place

CARRIERS = (
    "They drove to {} on Monday.",
    "The mayor of {} declined to comment.",
    "According to the report, {} was quiet that night.",
)
OUTCOMES = ("right", "open", "part", "wrong", "missed")
EDITS = ("swap", "drop", "double", "replace")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 5  # letters of a name that is misspelt
TRIES = 20

Mode = Literal["tradition", "third"]


class Form(NamedTuple):
    """A written form, the ids of the places that bear it, and the group under which it is counted."""

    text: str
    ids: frozenset[str]
    group: str


Result = dict[str, Counter[str]]  # of forms asked, by group and outcome


def left_out(mode: Mode, seed: int, gazetteer: Sequence[Place] | None = None) -> Result:
    """Each tradition's names in turn, or a random third of each place's, asked of a finder that knows the others.

    A place keeps the names that it has when all would go.
    """
    known = places.load() if gazetteer is None else gazetteer
    dice = random.Random(seed)
    results: Result = defaultdict(Counter)
    traditions = [str(one) for one in get_args(places.Tradition)] if mode == "tradition" else [None]
    for tradition in traditions:
        out = {place.id: _chosen(place, tradition, dice) for place in known}
        rest = [_without(place, out[place.id]) for place in known]
        _ask(_finder(rest), _forms(known, out, rest), results)
    return results


def misspelt(seed: int, gazetteer: Sequence[Place] | None = None) -> Result:
    """One random misspelling of each kind for every name of five letters and more, asked of the whole gazetteer."""
    known = places.load() if gazetteer is None else gazetteer
    dice = random.Random(seed)
    listed = {fold(name.text) for place in known for name in place.names}
    ids: dict[str, set[str]] = defaultdict(set)
    written: dict[str, str] = {}
    for place in known:
        for name in place.names:
            if is_latin(name.text) and sum(map(str.isalpha, name.text)) >= SHORTEST:
                ids[fold(name.text)].add(place.id)
                written.setdefault(fold(name.text), name.text)
    forms = [
        Form(slip, frozenset(ids[key]), edit)
        for key, text in written.items()
        for edit in EDITS
        if (slip := _slip(text, edit, dice, listed)) is not None
    ]
    results: Result = defaultdict(Counter)
    _ask(_finder(known), forms, results)
    return results


def from_file(path: Path) -> tuple[Result, int]:
    """A JSONL file of ``{"form": ..., "id": ...}``, forms that the gazetteer lists apart; and how many lines could not be used."""
    known = places.load()
    ids = {place.id for place in known}
    listed = {fold(name.text) for place in known for name in place.names}
    forms, unusable = [], 0
    for line in path.read_text("utf-8-sig").split("\n"):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text, id = row["form"], row["id"]
        except (ValueError, KeyError, TypeError):
            unusable += 1
            continue
        if not isinstance(text, str) or not text.strip() or id not in ids:
            unusable += 1
            continue
        group = "listed" if fold(unicodedata.normalize("NFC", text)) in listed else "not listed"
        forms.append(Form(text.strip(), frozenset([id]), group))
    results: Result = defaultdict(Counter)
    _ask(_finder(known), forms, results)
    return results, unusable


def table(results: Result) -> str:
    """Shares of the outcomes, in percent, a line for each group and one for all."""
    groups = {key: count for key, count in results.items() if count}
    total: Counter[str] = sum(groups.values(), Counter())
    lines = [f"{'':12}{'asked':>8}" + "".join(f"{outcome:>9}" for outcome in OUTCOMES)]
    for key, count in [*groups.items(), ("all", total)]:
        shares = "".join(f"{100 * count[outcome] / max(1, count.total()):9.1f}" for outcome in OUTCOMES)
        lines.append(f"{key:12}{count.total():8,}{shares}")
    return "\n".join(lines)


def is_latin(text: str) -> bool:
    """Whether all letters are Latin.

    >>> is_latin("Kəlbəcər"), is_latin("Շուշի")
    (True, False)
    """
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(char, "") for char in letters)


def outcome(finder: PlaceFinder, sentence: str, start: int, end: int, right: Iterable[str]) -> str:
    """What the finder says of the characters: the place, one left open between several, another place, or nothing.

    ``part`` is another place too: a shorter name inside the form, as Lachin in *Lachin road*.
    """
    over = [(min(item.end, end) - max(item.start, start), item) for item in finder.find(sentence)]
    best = max((pair for pair in over if pair[0] > 0), key=lambda pair: pair[0], default=None)
    if best is None:
        return "missed"
    said = best[1]
    if said.id in right:
        return "right"
    if said.id:
        return "wrong" if said.start <= start and said.end >= end else "part"
    candidates = said.attrs.get("candidates") or ()
    return "open" if not set(right).isdisjoint(candidates) else "missed"


def _finder(gazetteer: Sequence[Place]) -> PlaceFinder:
    others = [*month_name[1:], *day_name]
    for actor in actors.load():
        if actor.label in {"PERSON", "ORG"}:
            others += actor.names
        others += actor.demonyms
    listed = {fold(name.text) for place in gazetteer for name in place.names}
    return PlaceFinder(
        gazetteer, [word for word in others if fold(word) not in listed], spans_key="place", use_model=False
    )


def _chosen(place: Place, tradition: str | None, dice: random.Random) -> set[Name]:
    if tradition is None:
        size = round(len(place.names) / 3)
        return set(dice.sample(place.names, size))
    names = {name for name in place.names if name.tradition == tradition}
    return names if len(names) < len(set(place.names)) else set()


def _without(place: Place, names: set[Name]) -> Place:
    kept = tuple(name for name in place.names if name not in names)
    return place.model_copy(update={"names": kept})


def _forms(known: Sequence[Place], out: dict[str, set[Name]], rest: Sequence[Place]) -> Iterator[Form]:
    """What was left out and is unknown now, once for each folded form."""
    listed = {fold(name.text) for place in rest for name in place.names}
    bearers: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Name] = {}
    for place in known:
        for name in place.names:
            key = fold(name.text)
            if name in out[place.id] and key not in listed and is_latin(name.text):
                bearers[key].add(place.id)
                first.setdefault(key, name)
    for key, name in first.items():
        yield Form(name.text, frozenset(bearers[key]), name.tradition)


def _ask(finder: PlaceFinder, forms: Iterable[Form], results: Result) -> None:
    for form in forms:
        for carrier in CARRIERS:
            start = carrier.index("{")
            said = outcome(finder, carrier.format(form.text), start, start + len(form.text), form.ids)
            results[form.group][said] += 1


def _slip(text: str, edit: str, dice: random.Random, listed: set[str]) -> str | None:
    """The text with one slip of the pen after its first letter; None where every slip gives a listed name."""
    places_ = [at for at in range(1, len(text)) if text[at].isalpha() and text[at].islower()]
    for _ in range(TRIES if places_ else 0):
        at = dice.choice(places_)
        if edit == "swap":
            if at + 1 >= len(text) or not text[at + 1].islower():
                continue
            slip = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        else:
            new = {"drop": "", "double": 2 * text[at], "replace": dice.choice(LETTERS)}[edit]
            slip = text[:at] + new + text[at + 1 :]
        if fold(slip) not in listed and fold(slip) != fold(text):
            return slip
    return None
