"""Find resolutions by their numbers: "resolutions 822 and 853" speaks of two instruments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.pipeline.articles.bodies import Bodies
from extractor.pipeline.articles.grammar import find_articles
from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.knowledge.treaties import Treaty

NUMBER = re.compile(r"(?<![(\d])\d{1,4}(?:/\d{1,4})?(?![\d)])")


class Resolutions:
    """Knows the resolutions of the registry."""

    def __init__(self, registry: Sequence[Treaty]) -> None:
        self._bodies = Bodies(registry)
        self._ids = {treaty.id for treaty in registry}

    def __call__(self, text: str) -> Iterator[Found]:
        """Each resolution of each reference; the first one with the unit word before it."""
        for reference in find_articles(text):
            if reference.label != "RESOLUTION":
                continue
            body = self._bodies.cited(text, reference).id
            start = reference.start
            for number in NUMBER.finditer(text, reference.start, reference.end):
                id = f"{body}-resolution-{number[0].replace('/', '-')}"
                known = id if id in self._ids else ""
                yield Found(
                    start if start == reference.start else number.start(),
                    number.end(),
                    "NAMED",
                    known,
                    {"resolved": "name" if known else "none"},
                )
                start = number.end()
