"""Say in words what an id means: a date, a place, an actor, a treaty, an article, a footnote."""

from __future__ import annotations

from extractor import ids
from extractor.errors import ExtractorError
from extractor.knowledge import actors, places, treaties


def explain(id: str) -> str | None:
    """What an id means, or None when nothing has it.

    >>> explain("2020-11")
    '2020-11: month, 2020-11-01 to 2020-11-30'
    >>> explain("armenia/mil").splitlines()[0]
    'armenia/mil: Armenia, sector MIL'
    """
    for say in (_table_row, _article, _footnote, _date):
        if text := say(id):
            return text
    return None


def _table_row(id: str) -> str | None:
    lines = [
        f"{id}: place, {place.kind}; names: {', '.join(dict.fromkeys(name.text for name in place.names))}; source: {place.source}"
        for place in places.load()
        if place.id == id
    ]
    state, _, sector = id.partition("/")
    lines += [
        f"{id}: {actor.names[0]}"
        + (f", sector {sector.upper()}" if sector else f", {actor.label}; source: {actor.source}")
        for actor in actors.load()
        if actor.id == state and (not sector or len(sector) == 3)
    ]
    for treaty in treaties.load():
        if treaty.id == id:
            known = f"; {treaty.count} {treaty.unit}s" if treaty.count and treaty.unit else ""
            lines.append(
                f"{id}: {treaty.title} ({treaty.kind}, {treaty.signed or 'not signed'}){known}; source: {treaty.source}"
            )
            lines += [f"  {number}: {provision.topic}" for number, provision in treaty.provisions.items()]
    return "\n".join(lines) or None


def _article(id: str) -> str | None:
    try:
        article = ids.parse_article(id)
    except ExtractorError:
        return None
    treaty = next((treaty for treaty in treaties.load() if treaty.id == article.treaty), None)
    if treaty is None:
        return (
            f"{id}: number {', '.join(article.numbers)} of a treaty that the text does not settle"
            if article.treaty is None
            else None
        )
    lines = [f"{id}: {treaty.title}"]
    for number in article.numbers:
        path = "/".join((number, *article.subs))
        topics = [provision.topic for provision in treaty.cited(path)] or ["no topic on file"]
        lines.append(f"  {treaty.unit or 'article'} {path}: {'; or '.join(topics)}")
    return "\n".join(lines)


def _footnote(id: str) -> str | None:
    try:
        footnote = ids.parse_footnote(id)
    except ExtractorError:
        return None
    return f"{id}: footnote {footnote.label}, numbering scope {footnote.scope} of its document"


def _date(id: str) -> str | None:
    try:
        view = ids.parse_date(id)
    except ExtractorError:
        return None
    if isinstance(view, ids.Duration):
        parts = [
            f"{getattr(view, name)} {name}"
            for name in ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
            if getattr(view, name)
        ]
        return f"{id}: duration, {', '.join([*parts, *(f'some {name}' for name in view.vague)])}"
    first, last = view.first_day or "unknown", view.last_day or "unknown"
    marks = [mark for mark, on in (("approximate", view.approximate), ("uncertain", view.uncertain)) if on]
    return f"{id}: {', '.join([view.precision, *marks])}, {first} to {last}"
