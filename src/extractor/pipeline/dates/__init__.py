"""Find dates, times, durations and sets, and say which day, month, year or length each one means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from extractor.pipeline import spans
from extractor.pipeline.dates.text import find_dates, read
from extractor.pipeline.facts import DATELINE, PUBLISHED

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["DateFinder", "create", "find_dates"]


class DateFinder:
    """Writes the span group `spans_key`; reads the text and the document's date of publication."""

    def __init__(self, *, spans_key: str, mode: str | None) -> None:
        self.spans_key = spans_key
        self.mode = mode

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its date group."""
        found = read(spans.text_of(doc), published=doc.user_data.get(PUBLISHED), mode=self.mode)
        if found.dateline:
            doc.user_data[DATELINE] = found.dateline
        return spans.write(doc, self.spans_key, found.dates)


@Language.factory("extractor_dates", assigns=["doc.spans"], default_config={"spans_key": "date", "mode": None})
def create(nlp: Language, name: str, *, spans_key: str, mode: str | None) -> DateFinder:  # noqa: ARG001
    """The component `extractor_dates`; `mode` is narrative, news, or None to let each text decide."""
    return DateFinder(spans_key=spans_key, mode=mode)
