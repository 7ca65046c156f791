"""Show scores as plain text tables that fit a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.score.agreement import Agreement
    from extractor.score.figures import Figure
    from extractor.score.scores import Scores

RIGHT, PARTIAL = "right", "partial"
NAMES = {
    "event.type": "event + type",
    "event.core": "core record",
    "event.whole": "whole record",
    "event.slots": "all slots",
}


def render(scores: Scores, agreement: Agreement | None = None) -> str:
    """The figures of the mentions, then those of the events; F of both parts where a part is held.

    F is that of the level *right*; in brackets its 95 % interval.
    """
    mentions = [line for line in scores.all if not line.startswith("event")]
    events = [line for line in scores.all if line.startswith("event")]
    tail = _tail_header(scores, agreement)
    head = ("kind", "gold", "predicted", "found", "exact", "right", "P", "R", "F", "95 %", "partial", *tail)
    rows = [[*_mention(line, scores), *_tail(line, scores, agreement)] for line in mentions]
    parts = [table(head, rows)]
    head = ("event", "gold", "predicted", "right", "P", "R", "F", "95 %", "partial", *tail)
    rows = [[*_event(line, scores), *_tail(line, scores, agreement)] for line in events]
    parts.append(table(head, rows))
    parts.append(_foot(scores))
    return "\n\n".join(parts)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, words: Sequence[str] = ()) -> str:
    """Rows under a head, each column as wide as it must be; the first column and those named in `words` are flush left.

    >>> print(table(("kind", "gold"), [["date", "12"], ["place", "7"]]))
    kind   gold
    date     12
    place     7
    """
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    left = [at == 0 or name in words for at, name in enumerate(head)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if is_left else cell.rjust(width)
            for cell, width, is_left in zip(row, widths, left, strict=True)
        ).rstrip()
        for row in (head, *rows)
    )


def _mention(line: str, scores: Scores) -> list[str]:
    levels = scores.all[line]
    right = levels[RIGHT]
    found = [str(levels[level].tp) for level in ("found", "exact", "right")]
    return [line, *_sizes(right), *found, *_shares(right), _partial(levels)]


def _event(line: str, scores: Scores) -> list[str]:
    levels = scores.all[line]
    right = levels[RIGHT]
    name = NAMES.get(line, line.removeprefix("event."))
    return [name, *_sizes(right), str(right.tp), *_shares(right), _partial(levels)]


def _sizes(figure: Figure) -> list[str]:
    return [str(figure.tp + figure.fn), str(figure.tp + figure.fp)]


def _shares(figure: Figure) -> list[str]:
    return [f"{figure.precision:.3f}", f"{figure.recall:.3f}", f"{figure.f:.3f}", _interval(figure)]


def _interval(figure: Figure) -> str:
    return "-" if figure.low is None or figure.high is None else f"[{figure.low:.3f} {figure.high:.3f}]"


def _partial(levels: dict[str, Figure]) -> str:
    return f"{levels[PARTIAL].f:.3f}" if PARTIAL in levels else "-"


def _tail_header(scores: Scores, agreement: Agreement | None) -> list[str]:
    parts = ["F open", "F held"] if scores.open and scores.held else []
    return [*parts, "agreement"] if agreement else parts


def _tail(line: str, scores: Scores, agreement: Agreement | None) -> list[str]:
    cells = (
        [f"{part[line][RIGHT].f:.3f}" for part in (scores.open, scores.held) if part]
        if scores.open and scores.held
        else []
    )
    if agreement:
        cells.append(f"{agreement.scores.all[line][RIGHT].f:.3f}")
    return cells


def _foot(scores: Scores) -> str:
    held = sum(row.held for row in scores.documents)
    lines = [
        f"{len(scores.documents)} documents, {held} held; extractor {scores.version}; gold {scores.fingerprint[:12]}"
    ]
    if scores.missing:
        lines.append(f"not predicted, all missed: {', '.join(scores.missing)}")
    if scores.unscored:
        lines.append(f"without gold, not scored: {', '.join(scores.unscored)}")
    return "\n".join(lines)
