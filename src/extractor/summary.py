"""Tell in a few lines what a run found: documents, mentions by kind, the first events as a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.records import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.records import Argument, Document, Event

COLUMNS = ("date", "type", "who", "whom", "where", "cited", "status", "quote")
SHOWN = 20  # events in the table


@dataclass
class Summary:
    """Counts as documents come by, and keeps the first events."""

    documents: int = 0
    failures: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    events: int = 0
    unresolved: int = 0
    skipped: int = 0
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, item: Document | Failure) -> None:
        """Count one document or failure."""
        if isinstance(item, Failure):
            self.failures.append(item.message)
            return
        self.documents += 1
        self.kinds.update(mention.kind for mention in item.mentions)
        self.events += len(item.events)
        self.unresolved += len(item.warnings)
        for event in item.events[:SHOWN]:
            self.show(event)

    def show(self, event: Event) -> None:
        """Keep an event for the table while there is room."""
        if len(self.rows) < SHOWN:
            self.rows.append(_row(event))

    def render(self, width: int) -> str:
        """The summary as text, no line longer than `width` characters."""
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(self.kinds.items()))
        mentions = _many(sum(self.kinds.values()), "mention") + (f" ({kinds})" if kinds else "")
        counts = (_many(self.documents, "document"), mentions, _many(self.events, "event"))
        lines = [
            f"{', '.join(counts)}, {_many(self.unresolved, 'warning')}",
            *([f"skipped: {self.skipped:,} that touch nothing of the list"] if self.skipped else []),
            *(f"failed: {failure}" for failure in self.failures),
        ]
        if self.rows:
            is_all = len(self.rows) == self.events
            head = "All events" if is_all else f"The first {len(self.rows)} of {self.events} events"
            lines += ["", head, *_table(self.rows, width)]
        return "\n".join(lines)


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def _row(event: Event) -> tuple[str, ...]:
    date = event.date.edtf if event.date else ""
    if event.original_date:
        date += f" (was {event.original_date.edtf})"
    cited = " ".join([*(article.partition("/")[2] for article in event.articles), *event.footnotes])
    kind = f"{event.type} {event.mode or ''}".strip()
    return (
        date,
        kind,
        _names(event.actors),
        _names(event.recipients),
        _names(event.places),
        cited,
        event.status,
        " ".join(event.sentence.text.split()),
    )


def _names(arguments: Iterable[Argument]) -> str:
    return ", ".join(argument.id or f"“{argument.text}”" for argument in arguments)


def _table(rows: list[tuple[str, ...]], width: int) -> list[str]:
    """Columns as wide as they need, the quote in what is left."""
    widths = [min(max(len(row[n]) for row in (*rows, COLUMNS)), 30) for n in range(len(COLUMNS) - 1)]
    widths.append(max(width - sum(widths) - 2 * len(widths), 24))
    return [
        _line(COLUMNS, widths),
        _line(tuple("-" * size for size in widths), widths),
        *(_line(row, widths) for row in rows),
    ]


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    cut = (cell if len(cell) <= size else cell[: size - 1] + "…" for cell, size in zip(cells, widths, strict=True))
    return "  ".join(cell.ljust(size) for cell, size in zip(cut, widths, strict=True)).rstrip()
