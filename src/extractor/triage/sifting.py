"""Let through those sources that touch the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.sources import Source
from extractor.triage.matching import Triage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import TypeVar

    T = TypeVar("T")


def keep(items: Iterable[T], only: Triage | str | Path | Iterable[str | Path]) -> Iterator[T]:
    """The sources among `items` that touch the list; what is no source (the error of a bad file) passes, so that nothing is lost.

    >>> from extractor.sources import from_text
    >>> [source.id for source in keep([from_text("Baku", id="a"), from_text("Oslo", id="b")], only="azerbaijan")]
    ['a']
    """
    triage = only if isinstance(only, Triage) else Triage(only)
    for item in items:
        if not isinstance(item, Source) or triage.touches(text_of(item)):
            yield item


def text_of(source: Source) -> str:
    """The text of a source with its title, without the markup that its reader found."""
    pieces, at = [source.title or ""], source.start
    for edit in sorted(source.edits):
        if edit.end > at:
            pieces += (source.raw[at : max(at, edit.start)], edit.text)
            at = edit.end
    pieces[1:] = ["".join((*pieces[1:], source.raw[at:]))]
    return "\n".join(pieces)
