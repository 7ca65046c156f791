"""Say whose place names a text uses: a finding in its own right where names are contested."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from extractor.records import Doubled, Naming

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.records import Mention

# What stands between two names of one place.
BETWEEN = re.compile(
    r"\s?(?:\((?:also\s(?:known\sas\s)?|now\s|formerly\s|or\s|in\s\w{2,20}[,:]?\s)?|/)\s?|,?\s(?:also\s(?:called|known\sas)|or)\s"
)
# Outside traditions repeat a form of one of the sides: the far ones first, then neighbours.
BORROWING = (frozenset(("en", "other", "fa")), frozenset(("ru", "tr")))


def naming(raw: str, places: Sequence[Mention]) -> Naming:
    """The naming of a text, from its place mentions in order.

    A form counts for the tradition that alone uses it, or alone but for outsiders who repeat it. Names in brackets or
    behind a slash are a second name of the place before; where one of the two is unknown that is evidence for two names of
    one place.
    """
    forms: Counter[str] = Counter()
    shared = 0
    for place in places:
        users = _users(place)
        if owner := _owner(users):
            forms[owner] += 1
        elif users:
            shared += 1
    total = sum(forms.values())
    ordered = sorted(forms.items(), key=lambda item: (-item[1], item[0]))
    return Naming(
        forms=dict(ordered),
        shares={tradition: round(count / total, 3) for tradition, count in ordered},
        shared=shared,
        double=tuple(_double(raw, places)),
    )


def _users(place: Mention) -> list[str]:
    several, one = place.attrs.get("traditions"), place.attrs.get("tradition")
    return [str(user) for user in several] if isinstance(several, list) else [str(one)] if one else []


def _owner(users: list[str]) -> str | None:
    """The tradition whose form it is: the only one, or the only one left without those that write what others say."""
    for borrowing in BORROWING:
        if len(users) > 1:
            users = [user for user in users if user not in borrowing] or users
    return users[0] if len(users) == 1 else None


def _double(raw: str, places: Sequence[Mention]) -> list[Doubled]:
    found = []
    for one, other in pairwise(places):
        if one.end > other.start or not BETWEEN.fullmatch(raw, one.end, other.start):
            continue
        open_bracket = "(" in raw[one.end : other.start]
        closed = raw[other.end : other.end + 1] in (")", ",", ";")
        if (one.id == other.id or not one.id or not other.id) and (closed or not open_bracket):
            end = other.end + (open_bracket and raw[other.end : other.end + 1] == ")")
            found.append(Doubled(start=one.start, end=end, text=raw[one.start : end], ids=(one.id, other.id)))
    return found
