"""Show what went wrong, one row a mistake: missed, spurious, or wrong, with what was expected and the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from extractor.errors import ExtractorError
from extractor.records import Kind, Record
from extractor.score import alignment, rendering, slots, spans
from extractor.score.scores import by_id, in_order, partner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from extractor.score.items import GoldDocument, GoldEvent, GoldMention
    from extractor.score.scores import Predicted

EVENT = "event"
AROUND = 40  # characters of context on either side
WIDTH = 44  # of a cell of the table
What = Literal["missed", "spurious", "wrong", "label", "bounds"]


class Mistake(Record):
    """One mistake. `what` is ``missed`` or ``spurious`` (nothing on the other side), ``wrong`` (another id, or another value of a slot),
    ``label`` (right id, another label) or ``bounds`` (right id and label, other characters).
    """

    kind: str
    what: What
    document: str
    start: int
    end: int
    expected: str
    got: str
    context: str


def errors(
    pred: Iterable[Predicted],
    gold: Iterable[GoldDocument],
    kind: str,
    texts: Mapping[str, str],
    *,
    held: bool = False,
) -> list[Mistake]:
    """The mistakes of one kind of mention, of ``event`` (all slots) or of one line (``event.date``), by document and place.

    `texts` are the raw texts by document id, for the context. Held documents are left out unless `held`: rules are not made to fit
    them. Raises E402 for an unknown kind.
    """
    known = (*get_args(Kind), EVENT, *(f"{EVENT}.{slot}" for slot in slots.SLOTS))
    if kind not in known:
        raise ExtractorError("E402", found=kind, what="kind", known=", ".join(known))
    predicted = by_id(pred)
    rows: list[Mistake] = []
    for document in in_order(gold):
        if document.held and not held:
            continue
        rows += of_document(partner(document, predicted), document, kind, texts.get(document.document, ""))
    return rows


def of_document(pred: GoldDocument | None, gold: GoldDocument, kind: str, text: str) -> list[Mistake]:
    """The mistakes of one document, in the order of the text."""
    found = _events(pred, gold, kind, text) if kind.startswith(EVENT) else _mentions(pred, gold, kind, text)
    return sorted(found, key=lambda row: (row.start, row.end, row.kind, row.what, row.expected, row.got))


def render(rows: Iterable[Mistake]) -> str:
    """Mistakes as a plain table.

    >>> print(render([Mistake(kind="date", what="missed", document="a", start=3, end=7, expected="2020", got="", context="in [[2020]]")]))
    what    kind  document  at   expected  got  context
    missed  date  a         3:7  2020           in [[2020]]
    """
    head = ("what", "kind", "document", "at", "expected", "got", "context")
    cells = [
        [row.what, row.kind, row.document, f"{row.start}:{row.end}", _short(row.expected), _short(row.got), row.context]
        for row in rows
    ]
    return rendering.table(head, cells, words=head)


def _mentions(pred: GoldDocument | None, gold: GoldDocument, kind: str, text: str) -> Iterator[Mistake]:
    which: Kind = kind  # type: ignore[assignment]  # checked against the known kinds
    pairing = spans.pair(pred.of(which) if pred else (), gold.of(which))

    def row(what: What, at: GoldMention, expected: str, got: str) -> Mistake:
        return Mistake(
            kind=kind, what=what, document=gold.document, start=at.start, end=at.end,
            expected=expected, got=got, context=context(text, at.start, at.end),
        )  # fmt: skip

    yield from (row("missed", mention, _told(mention), "") for mention in pairing.missed)
    yield from (row("spurious", mention, "", _told(mention)) for mention in pairing.spurious)
    for found, right in pairing.pairs:
        if right.optional:
            continue
        if not spans.is_right(found, right):
            yield row("wrong", right, " or ".join([_told(right), *right.id_alt]), _told(found))
        elif not spans.is_labelled(found, right):
            yield row("label", right, " or ".join([right.label, *right.label_alt]), found.label)
        elif not spans.is_exact(found, right):
            yield row("bounds", right, _quoted(right.text), _quoted(found.text))


def _events(pred: GoldDocument | None, gold: GoldDocument, kind: str, text: str) -> Iterator[Mistake]:
    which = slots.SLOTS if kind == EVENT else (kind.removeprefix(f"{EVENT}."),)
    aligned = alignment.align(pred.events if pred else (), gold.events)

    def row(name: str, what: What, at: GoldEvent, expected: str, got: str) -> Mistake:
        start, end = at.trigger.start, at.trigger.end
        return Mistake(
            kind=name, what=what, document=gold.document, start=start, end=end,
            expected=expected, got=got, context=context(text, start, end),
        )  # fmt: skip

    def tell(event: GoldEvent) -> str:
        return summary(event) if kind == EVENT else said(event, which[0])

    # In one slot only the events that say something there are mistakes.
    yield from (row(kind, "missed", event, tell(event), "") for event in aligned.missed if tell(event))
    yield from (row(kind, "spurious", event, "", tell(event)) for event in aligned.spurious if tell(event))
    for found, right in aligned.pairs:
        for slot in which if not right.optional else ():
            if not alignment.is_right(found, right, (slot,)):
                yield row(f"{EVENT}.{slot}", "wrong", right, said(right, slot) or "-", said(found, slot) or "-")


def said(event: GoldEvent, slot: str) -> str:
    """The values of a slot in one line; those that need not be found in brackets."""
    return ", ".join(str(value) if value.required else f"({value})" for value in slots.values(event, slot))


def summary(event: GoldEvent) -> str:
    """What an event says in the slots of its core record."""
    return "; ".join(filter(None, (said(event, slot) for slot in slots.CORE)))


def context(text: str, start: int, end: int) -> str:
    r"""The words around a span in one line, the span in double brackets; empty where no text is at hand.

    >>> context("The road was opened\non 3 May.", 13, 19)
    'The road was [[opened]] on 3 May.'
    """
    if not text:
        return ""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"{before}[[{text[start:end]}]]{after}".split())


def _told(mention: GoldMention) -> str:
    return f"{mention.id or '-'} {mention.label} {_quoted(mention.text)}"


def _quoted(text: str) -> str:
    return f'"{" ".join(text.split())}"'


def _short(cell: str) -> str:
    return cell if len(cell) <= WIDTH else f"{cell[: WIDTH - 1]}…"
