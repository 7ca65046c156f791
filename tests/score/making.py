"""Small annotations by hand: mentions and events of one made-up text, with everything that a test does not speak of left empty."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from extractor.score import GoldArgument, GoldDocument, GoldEvent, GoldMention, GoldWhen

if TYPE_CHECKING:
    from pathlib import Path

SHA = "0" * 64


def mention(kind: str, start: int, end: int, id: str = "", label: str = "", **more: Any) -> GoldMention:
    return GoldMention.model_validate(
        {
            "kind": kind,
            "label": label or kind.upper(),
            "start": start,
            "end": end,
            "text": "x" * (end - start),
            "id": id,
        }
        | more
    )


def argument(id: str, at: int = 0, text: str = "x", *, inferred: bool = False) -> GoldArgument:
    return GoldArgument(id=id, text=text, start=at, end=at + len(text), inferred=inferred)


def when(edtf: str, *, inferred: bool = False) -> GoldWhen:
    return GoldWhen(edtf=edtf, text="x", start=0, end=1, inferred=inferred)


def event(at: int = 0, type: str = "RETREAT", status: str = "actual", **more: Any) -> GoldEvent:
    for slot in ("actors", "recipients", "places"):
        more[slot] = [argument(each) if isinstance(each, str) else each for each in more.get(slot, ())]
    for slot in ("date", "original_date"):
        more[slot] = when(more[slot]) if isinstance(more.get(slot), str) else more.get(slot)
    empty: dict[str, Any] = {
        "mode": None,
        "articles": (),
        "footnotes": (),
        "attribution": {"kind": "author"},
        "quantity": None,
    }
    trigger = {"start": at, "end": at + 4, "text": "xxxx"}
    return GoldEvent.model_validate(empty | {"type": type, "status": status, "trigger": trigger} | more)


def document(*items: GoldMention | GoldEvent, id: str = "a", held: bool = False, sha256: str = SHA) -> GoldDocument:
    return GoldDocument(
        document=id,
        sha256=sha256,
        annotator="a1",
        guidelines="1.0",
        date="2021-11-09",
        mentions=tuple(item for item in items if isinstance(item, GoldMention)),
        events=tuple(item for item in items if isinstance(item, GoldEvent)),
        held=held,
    )


def write(folder: Path, *documents: GoldDocument) -> Path:
    """The documents as gold files, with a list of the held ones."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in documents:
        head = each.model_dump(mode="json", include={"document", "sha256", "annotator", "guidelines", "date"})
        lines = [head, *(item.model_dump(mode="json") for item in (*each.mentions, *each.events))]
        (folder / f"{each.document}.jsonl").write_text(
            "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8"
        )
    held = [each.document for each in documents if each.held]
    if held:
        (folder / "held.txt").write_text("".join(f"{id}\n" for id in held), encoding="utf-8")
    return folder
