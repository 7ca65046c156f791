"""Write a place of the gazetteer for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.knowledge.places import Name, Place


def describe(place: Place) -> str:
    """A place in lines: id, kind and point; its names by tradition; what it lies in and by whose authority; sources."""
    where = "no coordinates"
    if place.lat is not None and place.lon is not None:
        where = f"{place.lat:.3f}, {place.lon:.3f}" + (f" (to {place.precision} m)" if place.precision else "")
    lines = [f"{place.id}  {place.kind}  {where}"]
    for tradition in dict.fromkeys(form.tradition for form in place.names):
        forms = dict.fromkeys(_form(form) for form in place.names if form.tradition == tradition)
        lines.append(f"  {tradition:9}" + ", ".join(forms))
    lines += [f"  in       {one.id} ({_span(one.authority, one.since, one.until)})" for one in place.parents]
    lines += [f"  not      {other.id}: told apart by {other.clue}" for other in place.confusable_with]
    ids = [f"{name} {id}" for name, id in place.external.items()] + [
        f"{name} {id} (close)" for name, id in place.close.items()
    ]
    if ids:
        lines.append("  ids      " + ", ".join(ids))
    lines.append(f"  source   {place.source}; compared: {', '.join(place.checked) or 'nothing'}")
    return "\n".join(lines)


def _form(name: Name) -> str:
    what = "" if name.role == "name" else name.role
    said = _span(what, name.since, name.until)
    return f"{name.text} ({said})" if said else name.text


def _span(what: str, since: str | None, until: str | None) -> str:
    time = f"{since or ''}–{until or ''}" if since or until else ""
    return " ".join(part for part in (what, time) if part)
