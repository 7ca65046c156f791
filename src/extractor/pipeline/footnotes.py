"""Say where footnote markers stand, so that events can be tied to their notes.

In cleaned text the markers are gone; each becomes the last character of the word that it hung on. In other text they are found in place.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from spacy.language import Language

from extractor import ids, text
from extractor.pipeline import spans
from extractor.pipeline.facts import CLEANED, MARKERS
from extractor.pipeline.spans import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc


class FootnoteFinder:
    """Writes the span group `spans_key`; reads the text, or the markers that cleaning lifted out."""

    def __init__(self, *, spans_key: str) -> None:
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its footnote group."""
        return spans.write(doc, self.spans_key, _lifted(doc) if doc.user_data.get(CLEANED) else _standing(doc))


@Language.factory("extractor_footnotes", assigns=["doc.spans"], default_config={"spans_key": "footnote"})
def create(nlp: Language, name: str, *, spans_key: str) -> FootnoteFinder:  # noqa: ARG001
    """The component `extractor_footnotes`."""
    return FootnoteFinder(spans_key=spans_key)


def _lifted(doc: Doc) -> Iterator[Found]:
    for at, id in json.loads(doc.user_data.get(MARKERS, "[]")):
        yield Found(max(at - 1, 0), max(at, 1), "MARK", id)


def _standing(doc: Doc) -> Iterator[Found]:
    for marker in text.clean(spans.text_of(doc)).markers:
        yield Found(marker.start, marker.end, "MARK", str(ids.FootnoteId(marker.label, marker.scope)))
