"""Say which rule and which words gave an event its type and its status; the other slots carry their rule with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.events.status import steps
from extractor.pipeline.events.words import things

if TYPE_CHECKING:
    from extractor.pipeline.events.triggers import Trigger

WHY = "why"  # the key under which a record carries its reasons; `extractor.assemble` takes them out


def reasons(trigger: Trigger, status: str) -> dict[str, list[str]]:
    """A line for each step that led to the type and to the status."""
    sense = trigger.sense
    kind = f"{sense.type}/{sense.mode}" if sense.mode else sense.type
    said = [f"{kind}: {sense.pos.lower()} “{sense.lemma}”, as in “{trigger.span}”"]
    if sense.object:
        objects = ", ".join(f"“{thing}”" for thing in things(trigger.token, sense)) or "nothing named"
        said.append(f"its object must be {' or '.join(sense.object)}: {objects}")
    said.append(f"source of the sense: {sense.source}")
    told = [f"{state}: {how} “{word}”" for word, how, state in steps(trigger)]
    return {"type": said, "status": told or [f"{status}: nothing says otherwise"]}
