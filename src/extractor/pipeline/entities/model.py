"""Take over what the model names and no table knows, cut to the name itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.pipeline.articles.grammar import find_articles
from extractor.pipeline.entities.persons import HONORIFICS
from extractor.pipeline.spans import Found, text_of
from extractor.pipeline.taken import Taken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Doc

# A LAW is what the treaty finder calls by name: the model's are articles, chapters and half titles.
LABELS = ("PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT")
NAME = re.compile(r"[^/(\n]+")  # "Limnitis/Yeşilırmak" and "Mia Milia (Haspolat" are two names each
LEAD = re.compile(r"[\W_]*(?:the\s)?", re.IGNORECASE)
WORD = re.compile(r"[\w.]+\s+")
NUMERAL = re.compile(r"[IVXLC]+|Arts?|Paras?|Nos?")


def filled_in(doc: Doc, titles: Collection[str]) -> Iterator[Found]:
    """The model's entities without article, title or stray characters, none of them a reference to an article."""
    text = text_of(doc)
    cited = Taken(text, ((reference.start, reference.end) for reference in find_articles(text)))
    titles = HONORIFICS.union(titles)
    for ent in doc.ents:
        if ent.label_ not in LABELS:
            continue
        for part in NAME.finditer(text, ent.start_char, ent.end_char):
            start, end = _trimmed(text, part.start(), part.end(), titles if ent.label_ == "PERSON" else HONORIFICS)
            is_name = text[start:end][:1].isupper() and not NUMERAL.fullmatch(text, start, end)
            if is_name and cited.is_free(start, end):
                yield Found(start, end, ent.label_, "", {"found_by": "model"})


def _trimmed(text: str, start: int, end: int, titles: Collection[str]) -> tuple[int, int]:
    lead = LEAD.match(text, start, end)
    start = lead.end() if lead else start
    while (word := WORD.match(text, start, end)) and word[0].strip().rstrip(".").lower() in titles:
        start = word.end()
    return start, start + len(text[start:end].rstrip(' \n\t\u00a0,;:)"”»'))
