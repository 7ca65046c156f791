"""Bring the ways in which styles mark editors, accounts and missing dates to one that the readers of styles know."""

from __future__ import annotations

import re

from extractor.works.people import CAPITAL, makers

# "Ada Holm and Ben Ruud (eds), Roads": the editors stand where makers stand.
EDITED = re.compile(
    r"^(?P<who>[^()“”‘«\"\d]{3,150}?)(?:,?\s\((?:[Ee]ds?|[Ee]ditors?|[Hh]az|[Hh]rsg)\.?\)|,\s(?:eds?|editors?)\.?(?=,))(?P<mark>[.,:]?)\s"
)
HANDLE = re.compile(r"(?<=[.\w])\s\[@\w{1,40}\]\.?(?=\s)")
NO_DATE = re.compile(r"\.?\s\((?:n\.\s?d\.|б\. ?г\.|t\.y\.)\)\.?(?=\s)")
# "Ada Holm: Wege, Wien: Linienverlag 2011, S. 44": a colon behind the makers, as German notes write it.
COLON = re.compile(
    rf"^(?P<who>[{CAPITAL}][^:,“„\d]{{2,60}}|[{CAPITAL}][\w-]{{1,30}},\s[{CAPITAL}][\w. -]{{1,30}}):"
    r"\s(?=.{0,300}(?:,\sin:\s|\bS\.\s\d|\bHrsg\b|\bAufl\b))"
)


def plain(text: str) -> tuple[str, bool]:
    """The words of a note in plainer marks, and whether it is editors that stand first.

    >>> plain("Ada Holm and Ben Ruud (eds), Roads of the North (Oslo: Fjell, 2011).")
    ('Ada Holm and Ben Ruud, Roads of the North (Oslo: Fjell, 2011).', True)
    >>> plain("Holm, Ada: Wege, Wien: Linienverlag 2011, S. 44.")[0]
    'Ada Holm, Wege, Wien: Linienverlag 2011, S. 44.'
    """
    text = NO_DATE.sub(".", HANDLE.sub("", text))
    if (german := COLON.match(text)) and (who := makers(german["who"], reversed_names=True)) and "given" in who[0]:
        family = who[0]["family"]
        name = german["who"] if len(who) > 1 or "," not in german["who"] else f"{who[0]['given']} {family}"
        text = f"{name}, {text[german.end() :]}"
    edited = EDITED.match(text)
    if not edited or not makers(edited["who"], reversed_names=True):
        return text, False
    behind = text[edited.end() :]
    return f"{edited['who']}{' ' if behind.startswith('(') else ', '}{behind}", True
