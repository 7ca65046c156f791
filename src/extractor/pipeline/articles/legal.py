"""Tell a provision of a text that is not known from words that only have its shape: "item 4 on the list", "Observation Point 7"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.pipeline.articles.grammar import Reference

# What has numbered provisions. Sections and parts are cited of international texts only: Section 907 is national law.
INTERNATIONAL = (
    r"accords?|agreements?|annex(?:es)?|armistice|ceasefire|charter|communiqu[eé]|compact|convention|covenant|deal|declaration|memorandum|mandate|"
    r"pact|package|peace\splan|plan|principles|proposals?|protocol|resolution|roadmap|statement|statute|treaty|truce|instrument"
)
NATIONAL = (
    r"act|bill|by-?laws?|code|constitution|decision|decree|directive|draft|judgment|law|legislation|motion|order|ordinance|regulations?|rules|ruling|text|"
    r"documents?|sections?|chapters?|reports?|UN\s?Doc|recitals?|preamble|clauses|provisions|articles|signatories|negotiat\w+|ratif\w+|binding"
)
LEGAL = re.compile(rf"\b(?:{INTERNATIONAL}|{NATIONAL})\b", re.IGNORECASE)
TREATY_LIKE = re.compile(rf"\b(?:{INTERNATIONAL}|draft|text|document)\b", re.IGNORECASE)
COUNCIL = re.compile(r"\b(?:Council|Assembly|Parliament|United Nations|U\.?N\b|UNSC|Congress|Senate|House|Duma|Rada)\b")
OF = re.compile(r"\)?\s(?:of|in|to)\s(?P<whole>[^.,;:()\n]{2,80})")
HEAD = re.compile(
    r"\s(?:on|about|in|for|by|that|which|who|from|at)\s"
)  # what follows says more of it: "the documentary on the treaty"
PRESS = re.compile(r"\b(?:blog|book|column|daily|journal|magazine|newsletter|newspaper|paper|review|series|weekly)\b")
MOST_POINTS = 60  # a higher one is a place or a score
NEARBY = 400  # characters around a reference in which what it cites is named


def is_cited(text: str, reference: Reference, *, names_treaty: bool) -> bool:
    """Whether a reference whose treaty is not known cites a provision all the same; `names_treaty`: the text speaks of some treaty.

    An article is believed; a point, a chapter, an annex only where the words around speak of a text that has such things.

    >>> from extractor.pipeline.articles.grammar import find_articles
    >>> lines = ["point 4 of the draft", "item 4 on the shopping list", "Chapter 3 of his memoirs"]
    >>> [is_cited(line, next(find_articles(line)), names_treaty=False) for line in lines]
    [True, False, False]
    """
    if reference.label == "RESOLUTION":
        return text[reference.start].isupper() or COUNCIL.search(text) is not None
    of = OF.match(text, reference.end)
    whole = HEAD.split(of["whole"], maxsplit=1)[0] if of else ""
    if reference.label in ("ARTICLE", "PREAMBLE"):
        return not PRESS.search(whole)
    if "0" in reference.subs or (reference.label == "POINT" and any(_is_high(one) for one in reference.numbers)):
        return False
    if reference.subs or reference.provisions:
        return True
    if of:
        return LEGAL.search(whole) is not None
    around = text[max(0, reference.start - NEARBY) : reference.start], text[reference.end : reference.end + NEARBY]
    return names_treaty or any(LEGAL.search(side) for side in around)


def is_of_treaty(text: str, reference: Reference) -> bool:
    """Whether what a section or a part is said to be of is a treaty, though not a known one: "Section IV(2) of the accord"."""
    of = OF.match(text, reference.end)
    return of is not None and TREATY_LIKE.search(HEAD.split(of["whole"], maxsplit=1)[0]) is not None


def _is_high(number: str) -> bool:
    return number.isdigit() and int(number) > MOST_POINTS
