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
    r"documents?|sections?|chapters?|UN\s?Doc|recitals?|preamble|clauses|provisions|articles|signatories|negotiat\w+|ratif\w+|binding"
)
LEGAL = re.compile(rf"\b(?:{INTERNATIONAL}|{NATIONAL})\b", re.IGNORECASE)
TREATY_LIKE = re.compile(rf"\b(?:{INTERNATIONAL}|draft|text|document)\b", re.IGNORECASE)
COUNCIL = re.compile(r"\b(?:Council|Assembly|Parliament|United Nations|U\.?N\b|UNSC|Congress|Senate|House|Duma|Rada)\b")
OF = re.compile(r"\)?\s(?:of|in|to)\s(?P<whole>[^.,;:()\n]{2,80})")
HEAD = re.compile(
    r"\s(?:on|about|in|for|by|that|which|who|from|at)\s"
)  # what follows says more of it: "the documentary on the treaty"
PRESS = re.compile(r"\b(?:blog|book|column|daily|journal|magazine|newsletter|newspaper|paper|review|series|weekly)\b")
# A report, a pleading or a book has paragraphs and chapters and no provisions; a page before a paragraph is that of a judgment or a book.
WRITING = (
    r"(?:counter-?)?memorials?|memoirs?|reports?|pleadings?|written\sobservations|rejoinder|essays?|articles?|speech|letters?|books?|thesis|biography|"
    r"autobiography|stud(?:y|ies)|guide|guidebook|novel|diary|diaries|textbook|dossier|briefing"
)
OF_WRITING = re.compile(rf"\b(?P<law>{INTERNATIONAL}|{NATIONAL})\b|\b(?:{WRITING})\b", re.IGNORECASE)
AFTER_WRITING = re.compile(
    rf"(?:\b(?:{WRITING})(?:['’]s?)?,?\s\(?|\bpp?\.\s\d{{1,4}}(?:[-–]\d{{1,4}})?,\s)$", re.IGNORECASE
)
# "The Fisheries Act 1987, section 14(2)", "Border Act 1996 (Brunmark) s 12".
STATUTE = re.compile(
    r"\b(?:Act|Code|Constitution|Law|Ordinance|Regulations|Order)(?:\sof\s(?:the\s)?[A-Z]\w{1,20}(?:\s[A-Z]\w{1,20})?)?(?:,?\s(?:of\s)?(?:1[6-9]|20)\d\d)?"
    r"(?:\s\([A-Z][\w .]{1,20}\))?,?\s$"
)
REACH = 90  # characters before a reference that are looked at
MOST_POINTS = 60  # a higher one is a place or a score
STOP = re.compile(r"[.!?]\s|\n")
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
    if is_of_writing(text, reference):
        return False
    if "0" in reference.subs or (reference.label == "POINT" and any(_is_high(one) for one in reference.numbers)):
        return False
    if reference.subs or reference.provisions:
        return True
    if of:
        return LEGAL.search(whole) is not None
    around = text[max(0, reference.start - NEARBY) : reference.start], text[reference.end : reference.end + NEARBY]
    return names_treaty or any(LEGAL.search(side) for side in around)


def is_of_writing(text: str, reference: Reference) -> bool:
    """Whether what is cited belongs to a report, a pleading, a judgment or a book.

    >>> from extractor.pipeline.articles.grammar import find_articles
    >>> lines = ["paragraph 14 of the monitors' report", "paragraph 14 of the reported deal", "the Memorial, para. 8"]
    >>> [is_of_writing(line, next(find_articles(line))) for line in lines]
    [True, False, True]
    """
    of = OF.match(text, reference.end)
    first = OF_WRITING.search(HEAD.split(of["whole"], maxsplit=1)[0]) if of else None
    if first:
        return not first["law"]
    return AFTER_WRITING.search(text, max(0, reference.start - REACH), reference.start) is not None


def is_elsewhere(text: str, reference: Reference, last: Reference | None) -> bool:
    """Whether a paragraph is that of a report or a book, or goes on in the same sentence with the one that `last` is of."""
    if reference.label != "PARAGRAPH":
        return False
    return is_of_writing(text, reference) or (
        last is not None
        and last.label == reference.label
        and reference.start - last.end < NEARBY
        and is_of_writing(text, last)
        and not OF.match(text, reference.end)
        and not STOP.search(text, last.end, reference.start)
    )


def is_of_statute(text: str, reference: Reference) -> bool:
    """Whether the law of a state stands just before the reference."""
    return STATUTE.search(text, max(0, reference.start - REACH), reference.start) is not None


def is_of_treaty(text: str, reference: Reference) -> bool:
    """Whether a section or a part is of a law named before it, or of a treaty, though not a known one: "Section IV(2) of the accord"."""
    if is_of_statute(text, reference):
        return True
    of = OF.match(text, reference.end)
    return of is not None and TREATY_LIKE.search(HEAD.split(of["whole"], maxsplit=1)[0]) is not None


def _is_high(number: str) -> bool:
    return number.isdigit() and int(number) > MOST_POINTS
