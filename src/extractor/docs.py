"""Clean texts read by the pipeline: a long one in pieces, several short ones together."""

from __future__ import annotations

import json
from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from extractor import ids, text
from extractor.pipeline import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from extractor.sources import Source
    from extractor.text import CleanText, Marker

# Tokens that are read at once: the model needs some 20 MB for a thousand. A longer text is read in pieces that end with paragraphs.
PIECE = 15_000


def in_pieces(source: Source, clean: CleanText, nlp: Language) -> Iterator[tuple[Doc, int]]:
    """A Doc, of a long text one after another, none kept; with each the character of the clean text at which it begins."""
    published = source.published
    markers = sorted(clean.markers, key=attrgetter("at"))
    done = 0
    for start, end in text.pieces(clean.text, PIECE):
        # A marker hangs on what stands before it, so that one at the seam belongs to the piece that ends there.
        first, done = done, bisect_right(markers, end, key=attrgetter("at"))
        doc = nlp(_made(clean.text[start:end], markers[first:done], start, published, nlp))
        if not start:
            published = published or doc.user_data.get(facts.DATELINE)
        yield doc, start


def together(texts: list[tuple[Source, CleanText]], nlp: Language) -> Iterator[Doc]:
    """A Doc for each of some short texts; the model reads them side by side, which is quicker than one after the other."""
    docs = [
        _made(clean.text, sorted(clean.markers, key=attrgetter("at")), 0, source.published, nlp)
        for source, clean in texts
    ]
    yield from nlp.pipe(docs, batch_size=len(docs))


def model_of(nlp: Language) -> str:
    """Name and version of a pipeline, as a document names it; spaCy puts them together anew at each call, which takes a while."""
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def _made(words: str, markers: list[Marker], start: int, published: str | None, nlp: Language) -> Doc:
    """A Doc of words that begin at character `start`, with the markers that hang on them."""
    called = [[marker.at - start, str(ids.FootnoteId(marker.label, marker.scope))] for marker in markers]
    doc = nlp.make_doc(words)
    doc.user_data |= {facts.CLEANED: "yes", facts.MARKERS: json.dumps(called)}
    if published:
        doc.user_data[facts.PUBLISHED] = published
    return doc
