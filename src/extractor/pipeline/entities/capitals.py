"""Tell a capital that acts ("Ankara welcomed the move") from the town ("they met in Ankara")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractor.pipeline.spans import Found
    from extractor.pipeline.words import Words

# Words before a name that make it a place to be in, to come from, to go to or to take.
LAST = (
    "in", "at", "near", "from", "to", "into", "onto", "around", "outside", "inside", "through", "via", "across", "toward", "towards",
    "over", "above", "beyond", "within", "off", "past", "leave", "leaves", "leaving", "reach", "reached", "reaches", "reaching", "enter",
    "entered", "enters", "entering", "visit", "visited", "visits", "visiting", "capital", "city", "shelled", "shelling", "bombed",
    "bombing", "stormed", "storming",
)  # fmt: skip
WHERE = re.compile(
    rf"(?:\b(?:{'|'.join(LAST)}|(?:capital|city|streets|outskirts|centre|north|south|east|west)\sof)\s(?:the\s)?(?:capital,?\s)?|[(/]\s?)$",
    re.IGNORECASE,
)
BEFORE = frozenset({*LAST, "of", "the"})
OPENS = re.compile(r"[(/]\s?$")
# After it: a stop, a dateline, a seat of something, a street plan.
STOP = re.compile(
    r"\s?[-–—/]\s?[^\W\d_]|,\s(?:\d|[A-Z][\w’-]+\s?[,.;)]|(?:the\s)?capital)|\s(?:airport|city|region|district|suburb|street|summit|meeting|talks|"
    r"conference|declaration|statement|agreement|memorandum|protocol|office|bureau|station|metro|time)\b|\s\(|[):]|\s[A-Z]\w*\s(?:Airport|Street)",
    re.IGNORECASE,
)
AND = re.compile(r"(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)(?:in\s)?")
REACH = 32


def acting(words: Words, places: Sequence[Found], seats: Mapping[str, str]) -> dict[int, str]:
    """Where a capital stands for its state, and for which; `seats` maps the place ids of capitals to states.

    A list is read as its first member is: in "between Baku and Yerevan" both act, in "offices in Baku and Yerevan" neither does.
    """
    found: dict[int, str] = {}
    text = words.text
    is_town, end = False, -1
    for place in places:
        if end < 0 or not AND.fullmatch(text, end, place.start):
            is_town = _is_where(words, place.start)
        end = place.end
        state = seats.get(place.id)
        dashed = text[place.start - 1 : place.start] in {"-", "–", "—"} if place.start else False
        if state and not is_town and not dashed and not STOP.match(text, place.end):
            found[place.start] = state
    return found


def _is_where(words: Words, start: int) -> bool:
    may = words.before(start) in BEFORE or OPENS.search(words.text, max(0, start - 3), start)
    return bool(may and WHERE.search(words.text, max(0, start - REACH), start))
