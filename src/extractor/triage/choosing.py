"""Read the user's list: ids, names in any spelling, names of their own (`=NAME`) and files of names (`@FILE`)."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractor.errors import ExtractorError, why
from extractor.ids import slug
from extractor.triage import folding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.triage.tables import Tables


class Entry(NamedTuple):
    """An entry of the list: what stands in the answer, and the ids that it means; none where it is the user's own name.

    `written` is the entry as it can stand in a list of its own, without the file that it may have come from.
    """

    label: str
    ids: tuple[str, ...]
    written: str


def entries(only: str | Path | Iterable[str | Path], tables: Tables) -> list[Entry]:
    """The entries of a list, or of a text with commas between them.

    Raises E411 for a word that is no id and no name of the tables (with those near to it), E412 for an empty list, E101 for no file.
    """
    ids = {*tables.places, *tables.treaties, *tables.actors}
    index: dict[str, dict[str, None]] = {}
    found: dict[str, Entry] = {}
    for item, is_own in _items(only):
        if item.startswith("="):
            entry = Entry(item[1:].strip(), (), item)
        elif (id := item.lower()) in ids:
            entry = Entry(id, (id,), id)
        elif named := (index := index or _index(tables)).get(_key(item)):
            entry = Entry(slug(item) or item, tuple(named), item)
        elif is_own:
            entry = Entry(item, (), f"={item}")
        else:
            raise ExtractorError("E411", found=item, near=", ".join(_near(item, ids, index)) or "no name")
        if not folding.name(entry.label).strip():
            raise ExtractorError("E411", found=item, near="no name")
        found.setdefault(entry.label, entry)
    if not found:
        raise ExtractorError("E412")
    return list(found.values())


def _items(only: str | Path | Iterable[str | Path]) -> Iterator[tuple[str, bool]]:
    """Each entry, and whether it stands in a file, where a name that no table knows is the user's own."""
    if isinstance(only, Path):
        yield from ((line, True) for line in _lines(only))
    elif isinstance(only, str):
        for item in filter(None, map(str.strip, only.split(","))):
            if item.startswith("@"):
                yield from ((line, True) for line in _lines(Path(item[1:])))
            else:
                yield item, False
    else:
        for one in only:
            if isinstance(one, Path) or one.startswith("@"):
                yield from ((line, True) for line in _lines(Path(str(one).removeprefix("@"))))
            elif one.strip():
                yield one.strip(), False


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ExtractorError("E101", file=path, reason=why(error)) from error
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _index(tables: Tables) -> dict[str, dict[str, None]]:
    """The ids of rows by their names, folded."""
    names = [(one.text, place.id) for place in tables.places.values() for one in place.names]
    names += [(one.text, treaty.id) for treaty in tables.treaties.values() for one in treaty.aliases if not one.beside]
    names += [(treaty.title, treaty.id) for treaty in tables.treaties.values()]
    names += [(text, actor.id) for actor in tables.actors.values() for text in (*actor.names, *actor.short)]
    index: dict[str, dict[str, None]] = {}
    for text, id in names:
        if key := _key(text):
            index.setdefault(key, {})[id] = None
    return index


def _key(text: str) -> str:
    """A name folded, its words apart by two spaces, so that none is taken for an id."""
    return folding.name(text).lower().decode().strip()


def _near(item: str, ids: set[str], index: dict[str, dict[str, None]]) -> list[str]:
    """Ids that the word is near to, by itself or by a name, the nearest first."""
    close = [id for key in difflib.get_close_matches(_key(item), index, n=8, cutoff=0.75) for id in index[key]]
    close += difflib.get_close_matches(slug(item) or item, sorted(ids), n=4, cutoff=0.75)
    return list(dict.fromkeys(close))[:5]
