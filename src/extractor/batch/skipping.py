"""Texts that touch nothing of the list of `only`: the model does not read them, and each is a row of the table `skipped`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from extractor.errors import message
from extractor.sources.source import Source
from extractor.triage import Triage, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from extractor.batch.settings import Settings
    from extractor.errors import ExtractorError

CODE = "W406"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A text that was not read, and why."""

    document: str
    uri: str
    sha256: str
    code: str = CODE

    def row(self) -> dict[str, Any]:
        """It as a row of its table."""
        return asdict(self) | {"message": message(self.code)}


class Sieve:
    """Lets through the sources that touch the list; without a list all. Those held back are kept until they are taken."""

    def __init__(self, settings: Settings) -> None:
        self._triage = _triage(settings.only, settings) if settings.only is not None else None
        self._held: list[Skipped] = []

    def pass_on(self, items: Iterable[Source | ExtractorError]) -> Iterator[Source | ExtractorError]:
        """The sources that are to be read, and the faults among the items."""
        for item in items:
            if self._triage is None or not isinstance(item, Source) or self._triage.touches(text_of(item)):
                yield item
            else:
                self._held.append(Skipped(item.id, item.uri, item.sha256))

    def take(self) -> list[Skipped]:
        """The texts held back since the last call."""
        held, self._held = self._held, []
        return held


def written(only: str | Path | Iterable[str | Path], settings: Settings) -> tuple[str, ...]:
    """A list as the job keeps it, whatever files and order it came in. Raises E411, E412, E101 and what own tables raise."""
    return tuple(sorted({entry.written for entry in _triage(only, settings).entries}))


def _triage(only: str | Path | Iterable[str | Path], settings: Settings) -> Triage:
    return Triage(only, gazetteer=settings.gazetteer, treaties=settings.treaties)
