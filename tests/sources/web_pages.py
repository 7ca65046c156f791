"""Invented web pages in unlike styles, each with the words of its main text and the words that are none of it.

A page stands in `webpages/` as HTML in which `{m:words}` is main text and `{j:words}` is junk; `{p3}` is a paragraph of main text of its
own, `{c2}` a comment or another long text that is none. Notes are main text.
"""

import re
from pathlib import Path
from typing import NamedTuple

WHO = [
    "the minister",
    "an adviser",
    "the commission",
    "a driver from the valley",
    "the governor",
    "both delegations",
    "a former envoy",
]
DID = ["spoke of", "asked for", "promised", "could not explain", "postponed", "welcomed", "wrote down", "counted"]
WHAT = [
    "the opening of the road",
    "a list of prisoners",
    "the return of the families",
    "the survey of the border",
    "new rails",
    "maps",
]
WHEN = [
    "in the spring of 2021",
    "after the second round",
    "on 3 May 2021",
    "a week later",
    "before the winter",
    "without any warning",
]
ODD = [
    "the price of tickets",
    "my neighbour's view",
    "last week's quiz",
    "a recipe for soup",
    "your subscription",
    "the weather",
    "old photographs",
]
PART = re.compile(r"\{(?:(?P<kind>[mj]):(?P<words>[^{}]+)|(?P<made>[pc])(?P<number>\d+))\}")


class WebPage(NamedTuple):
    """A page, the pieces of its main text and those that are none."""

    name: str
    html: str
    main: tuple[str, ...]
    junk: tuple[str, ...]


def paragraph(number):
    """Five sentences of main text, as no other paragraph has them."""
    return " ".join(
        f"{WHO[(number + n) % 7].capitalize()} {DID[(number * 3 + n) % 8]} {WHAT[(number + 2 * n) % 6]} {WHEN[(number * 5 + n) % 6]}, "
        f"and paper {number}{n} says why."
        for n in range(5)
    )


def chatter(number):
    """Three sentences that belong to nobody's article."""
    return " ".join(
        f"I read about {ODD[(number + n) % 7]} and {ODD[(number + 3 * n + 1) % 7]}, thanks, number {number}{n}."
        for n in range(3)
    )


def page_of(path):
    """A page out of its template."""
    found = {"m": [], "j": []}

    def fill(match):
        kind = match["kind"] or {"p": "m", "c": "j"}[match["made"]]
        words = match["words"] or (paragraph if kind == "m" else chatter)(int(match["number"]))
        found[kind].append(words)
        return words

    html = PART.sub(fill, path.read_text("utf-8"))
    return WebPage(path.stem, html, tuple(found["m"]), tuple(found["j"]))


PAGES = [page_of(path) for path in sorted((Path(__file__).parent / "webpages").glob("*.html"))]
