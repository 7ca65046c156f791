"""Part a note that cites several works, also where words and no semicolon stand between them."""

from __future__ import annotations

import re

from extractor.text.citing import PARTS
from extractor.works.people import CAPITAL
from extractor.works.pieces import Y

# "..., 17-38, and Ada Holm, ‘Roads’": behind a number, before a name and a title in quotation marks or with an imprint.
NEXT = re.compile(
    rf"(?<=[\d)»”’])[.,]?\s(?:and|with|ve|и|und)\s(?=(?:[{CAPITAL}][\w.’'-]{{0,30}}\s){{0,3}}[{CAPITAL}][\w’'-]{{1,30}}"
    rf"(?:\s(?:and|&)\s[^,“‘]{{3,40}})?,\s(?:[“‘«\"]|[^;“‘]{{3,120}}\([^()]{{3,80}}{Y}\)))"
)
YEAR = re.compile(Y)


def several(text: str, *, by_marks: bool = True) -> list[str]:
    """The stretches of a note that each cite a work; `by_marks` parts at semicolons and "See also" too.

    >>> several("Ada Holm, ‘Roads’, Line Review, 4/2 (2020), 17-38, and Ben Ruud, ‘Ferries’, Line Review, 2/1 (2009), 3-9.")
    ['Ada Holm, ‘Roads’, Line Review, 4/2 (2020), 17-38', 'Ben Ruud, ‘Ferries’, Line Review, 2/1 (2009), 3-9.']
    """
    parts: list[str] = []
    for part in PARTS.split(text) if by_marks else [text]:
        pieces = NEXT.split(part)
        parts += pieces if len(pieces) > 1 and all(YEAR.search(piece) for piece in pieces) else [part]
    return parts
