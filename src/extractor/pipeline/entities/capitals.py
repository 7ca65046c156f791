"""Tell a capital that acts ("Ankara welcomed the move") from the town ("they met in Ankara")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.pipeline.spans import Found

# Words before a name that make it a place to be in, to come from, to go to or to take.
WHERE = re.compile(
    r"(?:\b(?:in|at|near|from|to|into|onto|around|outside|inside|through|via|across|towards?|over|above|beyond|within|off|past|leave|leaves|"
    r"leaving|reach(?:ed|es|ing)?|enter(?:ed|s|ing)?|visit(?:ed|s|ing)?|capital(?:\sof)?|city(?:\sof)?|streets\sof|outskirts\sof|centre\sof|"
    r"(?:north|south|east|west)\sof|shell(?:ed|ing)|bomb(?:ed|ing)|storm(?:ed|ing))\s(?:the\s)?(?:capital,?\s)?|[(/]\s?)$",
    re.IGNORECASE,
)
# After it: a stop, a dateline, a seat of something, a street plan.
STOP = re.compile(
    r"\s?[-–—/]\s?[^\W\d_]|,\s(?:\d|[A-Z][\w’-]+\s?[,.;)]|(?:the\s)?capital)|\s(?:airport|city|region|district|suburb|street|summit|meeting|talks|"
    r"conference|declaration|statement|agreement|memorandum|protocol|office|bureau|station|metro|time)\b|\s\(|[):]|\s[A-Z]\w*\s(?:Airport|Street)",
    re.IGNORECASE,
)
AND = re.compile(r"(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)(?:in\s)?")
REACH = 32


def acting(text: str, places: Sequence[Found], seats: Mapping[str, str]) -> dict[int, str]:
    """Where a capital stands for its state, and for which; `seats` maps the place ids of capitals to states.

    A list is read as its first member is: in "between Baku and Yerevan" both act, in "offices in Baku and Yerevan" neither does.
    """
    found: dict[int, str] = {}
    is_town, end = False, -1
    for place in places:
        if end < 0 or not AND.fullmatch(text, end, place.start):
            is_town = bool(WHERE.search(text, max(0, place.start - REACH), place.start))
        end = place.end
        state = seats.get(place.id)
        dashed = text[place.start - 1 : place.start] in {"-", "–", "—"} if place.start else False
        if state and not is_town and not dashed and not STOP.match(text, place.end):
            found[place.start] = state
    return found
