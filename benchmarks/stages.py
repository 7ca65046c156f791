"""The parts that need no model, each as a function of one text, for the benchmarks of this folder."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import spacy

from extractor.pipeline import articles, places, treaties
from extractor.pipeline.dates.text import find_dates
from extractor.sources.html import read_markup
from extractor.sources.markdown import markup
from extractor.text import NoteBlock, clean, read_notes

if TYPE_CHECKING:
    from collections.abc import Callable

NOTE = 400  # characters of a note, where a text that has none is read as notes


@cache
def _treaties() -> treaties.TreatyFinder:
    return treaties.create(spacy.blank("en"), "treaties", spans_key="treaty", dates_key="date", registry=None)


@cache
def _articles() -> articles.ArticleFinder:
    return articles.create(
        spacy.blank("en"), "articles", spans_key="article", treaties_key="treaty", dates_key="date", registry=None
    )


@cache
def _places() -> places.PlaceFinder:
    return places.create(spacy.blank("en"), "places", spans_key="place", use_model=False, gazetteer=None)


def _notes(text: str) -> object:
    """What its pieces are if each is a note."""
    pieces = [text[at : at + NOTE] for at in range(0, len(text), NOTE)]
    return list(read_notes(NoteBlock(str(n), 1, 0, 1, piece) for n, piece in enumerate(pieces, 1)))


# `grammar` finds the words of a reference, `articles` also says whose they are; neither knows the treaties named beside.
STAGES: dict[str, Callable[[str], object]] = {
    "clean": clean,
    "notes": _notes,
    "grammar": lambda text: list(articles.find_articles(text)),
    "articles": lambda text: list(_articles().find(text)),
    "treaties": lambda text: _treaties().find(text, ()),
    "dates": find_dates,
    "places": lambda text: list(_places().find(text)),
    "html": read_markup,
    "markdown": markup,
}
