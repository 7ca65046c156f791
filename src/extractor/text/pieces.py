"""Cut a long text where paragraphs end, so that what reads it needs no more memory for a book than for an article."""

from __future__ import annotations

import re

PARAGRAPH = "\n\n"
# A tokenizer makes about as many tokens; a run without a space counts for its length.
COUNTED = re.compile(r"\w{1,20}|[^\w\s]|\n\n")


def pieces(text: str, most: int) -> list[tuple[int, int]]:
    r"""Start and end of each piece of about `most` words and signs at most; only a paragraph that is longer itself is cut inside.

    >>> pieces("One two.\n\nThree four. Five.\n\nSix.", 6)
    [(0, 8), (10, 27), (29, 33)]
    """
    if len(text) <= most:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    start = count = 0
    last: tuple[int, int] | None = None  # the last end of a paragraph in this piece, and what was counted up to it
    for match in COUNTED.finditer(text):
        if match[0] == PARAGRAPH:
            last = match.start(), count
            continue
        count += 1
        if count > most:
            end, counted = last or (match.start(), count - 1)
            found.append((start, end))
            start, count, last = (end + len(PARAGRAPH) if last else end), count - counted, None
    return [*found, (start, len(text))]
