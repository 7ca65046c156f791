"""Set a document beside its gold: what was missed, what is spurious, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

from extractor.records import Kind
from extractor.report.marking import described

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extractor.records import Document
    from extractor.report.anchors import Anchors
    from extractor.score.items import GoldDocument
    from extractor.score.mistakes import Mistake

EVENT = "event"


class MistakeRow(NamedTuple):
    """A mistake as a row, and where it stands."""

    what: str
    kind: str
    expected: str
    got: str
    anchor: str


class Judged(NamedTuple):
    """What a gold set says of a document. `why` is the reason where nothing is shown: no gold, a held document, another text."""

    mistakes: tuple[Mistake, ...] = ()
    found: int = 0
    why: str = ""


def judge(document: Document, gold: Mapping[str, GoldDocument], raw: str | None) -> Judged:
    """The mistakes of a document. Those of a held document are never shown: no rule is to be made to fit it."""
    right = gold.get(document.id)
    if right is None:
        return Judged(why="The gold set has no annotation of this text.")
    if right.held:
        return Judged(why="This text is held back: its mistakes are not shown, so that no rule is made to fit them.")
    if right.sha256 != document.source.sha256:
        return Judged(why="The annotation was made of another version of this text, so nothing is compared.")
    from extractor.score.items import from_document  # noqa: PLC0415  # the scorer only for those who have gold
    from extractor.score.mistakes import of_document  # noqa: PLC0415

    mine = from_document(document)
    found = [one for kind in (*get_args(Kind), EVENT) for one in of_document(mine, right, kind, raw or "")]
    seen = len(mine.mentions) + len(mine.events)
    wrong = {(one.kind.split(".")[0], one.start, one.end) for one in found if one.what != "missed"}
    return Judged(tuple(found), seen - len(wrong))


def by_trigger(judged: Judged) -> dict[tuple[int, int], list[str]] | None:
    """The mistakes of events by the characters of their word, None where there is no gold."""
    if judged.why:
        return None
    found: dict[tuple[int, int], list[str]] = {}
    for one in judged.mistakes:
        if one.kind.startswith(EVENT):
            found.setdefault((one.start, one.end), []).append(described(one))
    return found


def mistake_rows(mistakes: Iterable[Mistake], anchors: Anchors) -> list[MistakeRow]:
    """The mistakes as rows, in the order of the text."""
    ordered = sorted(mistakes, key=lambda one: (one.start, one.end, one.kind))
    return [MistakeRow(one.what, one.kind, one.expected, one.got, anchors.at(one.start)) for one in ordered]
