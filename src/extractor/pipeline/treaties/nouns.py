"""Nouns by which a text speaks of an instrument ("this ceasefire agreement"), and whether they point at one or bring in a new one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.words import first_words, matches, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.knowledge.treaties import Treaty

NOUNS = (
    "accord", "accords", "agreement", "armistice", "ceasefire deal", "ceasefire declaration", "charter", "communique", "communiqué",
    "constitution", "convention", "deal", "declaration", "document", "memorandum", "memorandum of understanding", "package", "pact", "plan",
    "principles", "protocol", "resolution", "statement", "statute", "text", "treaty",
)  # fmt: skip
KINDS = {"accords": "accord", "communique": "communiqué", "memorandum of understanding": "memorandum"}
# What tells one instrument from another belongs to its mention; what praises, judges or points does not.
MODIFIERS = (
    "alliance", "armistice", "bilateral", "border", "cease-fire", "ceasefire", "four-party", "framework", "joint", "peace", "quadrilateral",
    "three-party", "trilateral", "tripartite", "truce",
)  # fmt: skip
REMARKS = (
    "above-mentioned", "aforementioned", "aforesaid", "bitter", "controversial", "final", "hard-won", "historic", "infamous", "landmark",
    "long-awaited", "signed", "so-called", "well-known",
)  # fmt: skip
MADE = {"brokered", "mediated"}  # by whom stands before, with a hyphen
MODIFIER = rf"(?:{'|'.join(MODIFIERS)})"
REMARK = rf"(?:{'|'.join(REMARKS)}|\w+-(?:brokered|mediated))"
FIRST = first_words(*NOUNS, *MODIFIERS, *REMARKS)
NOUN = re.compile(
    rf"\b(?P<remark>(?:{REMARK}\s){{0,2}})(?P<phrase>(?:{MODIFIER}\s){{0,3}}"
    rf"(?P<noun>{'|'.join(sorted(map(re.escape, NOUNS), key=len, reverse=True))}))\b(?![-–])",
    re.IGNORECASE,
)
# A title that the registry lacks: capitals before, or behind, the capitalised name of a kind of instrument.
CAPITAL = r"[^\W\d_a-z][\w'’-]{1,24}"
TITLE = re.compile(
    rf"(?P<before>(?<![\w'’-])(?:{CAPITAL}\s){{1,4}})(?:Agreement|Treaty|Convention|Protocol|Accords?|Declaration|Charter|Memorandum|Pact)\b"
    rf"(?![\s-][^\W\d_a-z])|(?<![\w'’-])(?:Treaty|Convention|Protocol|Agreement\son)\s(?:of|on|concerning|against|the)\s(?:the\s)?"
    rf"{CAPITAL}(?:\s(?:(?:of|on|and|in|for)\s(?:the\s)?)?{CAPITAL}){{0,8}}|"
    rf"(?<=[Tt]he\s)(?:(?!\w+(?:ian|ish|ese|ani|can)\b){CAPITAL}\s){{1,2}}(?:accords?|treaty|memorandum|convention|protocol|pact)\b(?![\s-][^\W\d_a-z])"
)
TITLED = first_words(
    "agreement", "treaty", "convention", "protocol", "accord", "accords", "declaration", "charter", "memorandum", "pact"
)
CAPITAL_BEFORE = re.compile(rf"{CAPITAL}\s$")
CAPITALS, TITLE_BEHIND = 104, 400  # characters of a title before the kind of instrument, and behind where that begins
PLAIN = re.compile(
    rf"(?:{MODIFIER}|{REMARK}|draft|new|future|the|this|that|no|any|an?|and|but|under|in|on|by|of|for|with|both|its|their)",
    re.IGNORECASE,
)
DESCRIPTIVE = re.compile(
    rf"\b(?:{MODIFIER}|January|February|March|April|May|June|July|August|September|October|November|December|humanitarian|initiall?ed|draft|"
    r"of|the|on|and|three|leaders|statements?|agreements?|protocols|documents?|cease-?fires?|truces?)\b",
    re.IGNORECASE,
)
STEM = 4  # letters that a state and its demonym share: Armenia, Armenian
DEFINITE = re.compile(r"\b(?:the|this|that|the\s(?:said|same|very)|both)\s$", re.IGNORECASE)
# "A statement", "a second statement": a thing is new by its article, whichever in a row it is.
INDEFINITE = re.compile(
    r"(?:\b(?:an?|any|another|no|some|every|each|new|one|draft|future|eventual|possible)|['’]s|s['’])\s"
    r"(?:(?:second|third|fourth|fifth|separate|similar)\s)?$",
    re.IGNORECASE,
)
# A noun that English never leaves without an article. Where one stands bare, the author dropped it.
COUNTED = {
    "accord",
    "charter",
    "convention",
    "declaration",
    "memorandum",
    "pact",
    "protocol",
    "resolution",
    "statement",
    "treaty",
}
WHOLE = re.compile(
    r"\b(?:text|articles?|provisions?|points?|paragraphs?|letter|spirit|preamble|terms|wording|signatories|parties)\s(?:of|to)\s$",
    re.IGNORECASE,
)
CLAUSE_START = re.compile(
    r"(?:^|[.;:,!?]|\b(?:thus|so|hence|therefore|that|because|but|and|however))\s$", re.IGNORECASE
)
PREDICATE = re.compile(
    r"\s(?:is|was|has|had|became|becomes|remains|remained|says|contains|provides|obliges|entered|foresees)\b"
)
# What somebody says, and what is still to be done: "the statement by the ministry", "the plan to reopen the road".
SPEAKER = re.compile(
    r"\s(?:by|from)\s(?!(?:the\s)?(?:two\s|three\s|four\s)?(?:leaders|presidents|parties|heads\sof)\b)|\sof\s(?:the\s)?(?:[A-Z]\w+\s){0,3}(?:[Pp]resident|[Pp]rime|[Mm]inist|[Ss]pokes|[Aa]mbassador|[Ee]mbassy|[Ss]peaker)"
)
PURPOSE = re.compile(r"\s(?:to|for|about|on\show)\s")
SAID = {"statement", "declaration", "text", "document"}
OPEN = {"plan", "text", "document", "package", "principles", "deal"}


class Noun(NamedTuple):
    """A noun with its modifiers; `definite` points back, `fresh` brings in a new thing, neither is a bare noun."""

    start: int
    end: int
    kind: str
    definite: bool
    fresh: bool


def find_nouns(text: str) -> Iterator[Noun]:
    """Nouns that can speak of an instrument, in the order of the text.

    >>> [(noun.kind, noun.definite, noun.fresh) for noun in find_nouns("this ceasefire agreement, a statement, Baku's plan")]
    [('agreement', True, False), ('statement', False, True), ('plan', False, True)]
    """
    words = words_of(text)
    starts = words.at(FIRST)
    starts += (_start_of_word(text, at - 1) for at in words.at(MADE) if text[at - 1 : at] == "-")
    for match in matches(NOUN, text, sorted(starts)):
        start, end = match.span("phrase")
        kind = kind_of(match["noun"])
        before = text[max(0, match.start() - 12) : match.start()]
        fresh = bool(
            INDEFINITE.search(before)
            or (kind in SAID and SPEAKER.match(text, end))
            or (kind in OPEN and PURPOSE.match(text, end))
        )
        definite = DEFINITE.search(before) is not None or (kind in COUNTED and _lacks_article(text, match.start(), end))
        yield Noun(start, end, kind, not fresh and definite, fresh)


def _start_of_word(text: str, end: int) -> int:
    while end and (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    return end


def _lacks_article(text: str, start: int, end: int) -> bool:
    """Whether a bare noun that needs an article stands where only a known thing can: "thus declaration became binding"."""
    before = text[max(0, start - 16) : start]
    return bool(WHOLE.search(before) or (CLAUSE_START.search(before) and PREDICATE.match(text, end)))


def find_titles(text: str) -> Iterator[tuple[int, int]]:
    """Characters of what looks like an instrument's title.

    >>> [words[a:b] for words in ["the Tashkent Customs Accord", "The Peace Agreement"] for a, b in find_titles(words)]
    ['Tashkent Customs Accord']
    """
    for match in _titles(text):
        start = match.start()
        for word in (match["before"] or "").split():
            if not PLAIN.fullmatch(word):
                break
            start = text.index(word, start) + len(word) + 1
        if not match["before"] or start < match.end("before"):
            yield start, match.end()


def _titles(text: str) -> Iterator[re.Match[str]]:
    """What `TITLE.finditer` gives, looked for only around the kinds of instrument that have a capital or stand behind one."""
    done = 0
    for at in words_of(text).at(TITLED):
        if at >= done and (text[at].isupper() or CAPITAL_BEFORE.search(text, max(0, at - CAPITALS), at)):
            match = TITLE.search(text, max(done, at - CAPITALS), at + TITLE_BEHIND)
            if match and match.start() <= at:
                yield match
                done = match.end()


def is_title(words: str, parties: Sequence[str]) -> bool:
    """Whether these words are a proper name, and not a description by kind, date or the names of several parties.

    >>> is_title("Bishkek Protocol", ()), is_title("9 November agreement", ()), is_title("resolution 853", ())
    (True, False, True)
    >>> is_title("Armenian-Azerbaijani peace treaty", ["armenia", "azerbaijan"]), is_title("Armenian Constitution", ["armenia"])
    (False, True)
    """
    if re.search(r"\bresolution\b|/RES/", words, re.IGNORECASE):
        return True
    rest = DESCRIPTIVE.sub(" ", NOUN.sub(" ", words))
    stems = [party[:STEM] for party in parties] if len(parties) > 1 else []
    left = [word for word in re.findall(r"[^\W\d_]+", rest.lower()) if not any(word.startswith(stem) for stem in stems)]
    return bool(left)


def kind_of(noun: str) -> str:
    """The noun in the one form under which it is compared."""
    return KINDS.get(noun.lower(), noun.lower())


def kinds_in(words: str) -> set[str]:
    """The nouns that these words hold: "Joint Declaration" holds a declaration."""
    return {kind_of(match["noun"]) for match in NOUN.finditer(words)}


def called(treaty: Treaty) -> set[str]:
    """The nouns that this instrument goes by."""
    return {treaty.kind, *(kind for words in treaty.described_as for kind in kinds_in(words))}
