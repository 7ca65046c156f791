"""The grammar of references to provisions: unit words, numbers, lists, ranges, sub-provisions; and what only looks like one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from extractor.pipeline.articles.numbers import items_of
from extractor.pipeline.words import first_words, matches, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.pipeline.articles.numbers import Item
    from extractor.pipeline.words import Words

LABELS = {
    "article": "ARTICLE", "art": "ARTICLE", "point": "POINT", "item": "POINT", "principle": "POINT", "clause": "POINT",
    "paragraph": "PARAGRAPH", "para": "PARAGRAPH", "chapter": "CHAPTER", "section": "CHAPTER", "part": "CHAPTER", "basket": "CHAPTER",
    "annex": "ANNEX", "annexure": "ANNEX", "appendix": "ANNEX", "schedule": "ANNEX", "title": "CHAPTER", "¶": "PARAGRAPH", "p": "POINT",
    "pp": "POINT", "subparagraph": "PARAGRAPH", "sub-paragraph": "PARAGRAPH", "op": "PARAGRAPH",
    "unscr": "RESOLUTION", "s/res": "RESOLUTION", "a/res": "RESOLUTION", "protocol": "PROTOCOL",
    "resolution": "RESOLUTION", "res": "RESOLUTION", "par": "PARAGRAPH", "§": "PARAGRAPH", "s": "CHAPTER", "sec": "CHAPTER",
    "subclause": "POINT", "sub-clause": "POINT", "letter": "POINT", "operative paragraph": "PARAGRAPH",
    "recital": "PREAMBLE", "preambular paragraph": "PREAMBLE",
}  # fmt: skip
OUTERMOST = 3  # units that one reference can name: a letter of a paragraph of an article
COMMON_UNITS = {
    "section",
    "part",
    "basket",
    "title",
    "schedule",
    "p",
    "pp",
    "s",
    "sec",
    "§",
}  # of a treaty only where it stands beside them
INNER = {"PARAGRAPH", "POINT"}  # what an article has inside it
ORDINAL_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
CARDINAL_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ORDINALS = {word: str(n) for n, word in enumerate(ORDINAL_WORDS, start=1)}
WORDS = {word: str(n) for n, word in enumerate(CARDINAL_WORDS, start=1)}

UNIT = (
    r"(?:(?<!-)\b|(?=[¶§]))(?P<unit>[Aa]rt(?:icle)?|ARTICLE|[Pp]oint|[Ii]tem|[Pp]rinciple|(?:[Ss]ub-?)?[Cc]lause|[Pp]ara(?:graph)?|[Ss]ub-?paragraph|"
    r"[Pp]ar(?=\.)|[Ll]etter(?=\s\()|[Pp]reambular paragraph|[Rr]ecital|OP|[Cc]hapter|[Ss]ection|[Ss]ec(?=s?\.)|[Pp]art|Basket|Title|"
    r"[Aa]nnex(?:ure)?|Appendix|Schedule|Protocol|[Rr]esolution|[Rr]es(?=\.?\s\d)|UNSCR|[SA]/RES|pp?(?=\.)|[¶§]|"
    r"(?:(?<=,\s)|(?<=\d\s)|(?<=\)\s))s(?=s?\s[1-9]))"
)
ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})\b"
AGAIN = r"(?:bis|ter|quater|quinquies)"  # a number put in between: 8bis
NUMBER = rf"(?:[1-9][0-9]{{0,3}}(?![0-9]|,[0-9]{{3}})(?:-[A-H]\b|[A-Ca-z]\b|[D-H](?=\()|{AGAIN}\b|(?:st|nd|rd|th)\b|\b)|{ROMAN})"
LETTERS = r"(?:(?<=nnex\s)|(?<=nnexes\s)|(?<=ppendix\s)|(?<=nnexure\s))[A-H]\b(?:(?:,\s|\sand\s)[A-H]\b){0,7}"  # annexes are lettered
PAREN = r"(?:\((?:[0-9]{1,2}|[a-z]|[ivx]{1,5})\)|[«“][a-z][»”])"
DASH = r"[-–—]"
SECTIONS = rf"\s?§§\s?[0-9]{{1,2}}(?:(?:\s?{DASH}\s?|,\s?|\sand\s)[0-9]{{1,2}}(?![0-9]|\s?§)){{0,5}}"
SPECIAL = r"(?:ES|S)-[0-9]{1,2}/[0-9]{1,3}\b"  # of special sessions: resolution ES-11/1
SUB = rf"(?:{SECTIONS}|\s?§\s?[0-9]{{1,2}}|/[0-9]{{1,4}}\b|\.[0-9]{{1,2}}(?![0-9])|\s?{PAREN})"
MORE_PARENS = rf"(?:(?:\s?{DASH}\s?|,\s?(?:and\s)?|\s(?:and|or|to|&)\s){PAREN}){{0,6}}"
ITEM = rf"{NUMBER}(?:\s{AGAIN}\b)?(?:{SUB}{{1,5}}{MORE_PARENS})?"
OF_YEAR = r"(?:\s\((?:(?:19|20)[0-9][0-9]|[IVXL]{1,6})\))?"  # "resolutions 541 (1983) and 550 (1984)"
TO = rf"(?:\s?{DASH}\s?|\s(?:to|through)\s)"
RANGE = rf"{ITEM}(?:{TO}{ITEM})?"
AND = rf"{OF_YEAR},?\s(?:and|or|&)\s"
COMMA = rf"{OF_YEAR},\s?"
# What follows the last "and" is another matter: "under Articles 6 and 7, 30 men left". After a singular a comma joins only before an "and".
LIST = rf"{RANGE}(?:{COMMA}{RANGE}){{0,20}}(?:{AND}{RANGE}){{1,5}}|{RANGE}(?(plural)(?:{COMMA}{RANGE}){{0,20}})"
# Behind an article: "paragraphs 3 and 4", "para. 1 lit. a", "Section 8".
INNER_UNIT = (
    r",?\s(?:(?:(?:[Ss]ub-?)?[Pp]aragraph|[Pp]ara?|[Pp]oint|(?:[Ss]ub-?)?[Cc]lause|[Cc]l|[Ll]it(?:era)?|[Ll]etter"
    r"|[Ss]entence|Section|Abs)(?:s\b|\.|\b)|¶¶?|§§?)\s?"
)
INSIDE_ITEM = rf"{NUMBER}(?:(?:\s?{PAREN}){{1,3}}{MORE_PARENS})?"
INSIDE = rf"(?:{INSIDE_ITEM}(?:(?:{TO}|{AND}){INSIDE_ITEM}){{0,10}}|[a-z]\b|{PAREN}{MORE_PARENS})"
REFERENCE = (
    rf"{UNIT}(?P<plural>e?s|(?<=¶)¶|(?<=§)§)?(?:\b|(?<=[¶§]))(?:(?<=\bp)\.|(?<=\bpp)\.|(?<=rt)\.|(?<=rts)\.|(?<=ar)\.|(?<=ars)\.|(?<=ara)\.|(?<=aras)\.|(?<=ec)\.|(?<=ecs)\.|(?<=[Rr]es)\.)?"
    rf"(?:(?<=/RES)/|\s{{0,2}})(?:[Nn]os?\.?\s?)?(?P<list>{SPECIAL}(?:{AND}{SPECIAL})?|{LIST}|{LETTERS}|{PAREN}{MORE_PARENS})"
    rf"(?P<inner>(?:{INNER_UNIT}{INSIDE}){{1,3}}|,?\s(?P<nth>{'|'.join(ORDINALS)})\s(?:sub)?(?:paragraph|point|item|clause|sentence|indent)\b)?"
)
# What every reference begins with, by its word and in full. Most texts hold none, and the whole pattern is dear to compile.
UNITS = first_words(*(unit + plural for unit in LABELS for plural in ("", "s", "es")))
SIGN = re.compile(r"[¶§]")
BEGINNING = re.compile(rf"{UNIT}(?:e?s|[¶§])?\.?[/\s]{{0,2}}(?:[Nn]os?\.?\s?)?[1-9A-HIVXS(«“]")
NTHS = frozenset(ORDINALS) | {
    f"{zero}{n}{ending}" for zero in ("", "0") for n in range(100) for ending in ("st", "nd", "rd", "th")
}
NTH = rf"(?:{'|'.join(ORDINALS)}|[0-9]{{1,2}}(?:st|nd|rd|th))"
ORDINAL = re.compile(
    rf"\b(?P<more>(?:{NTH}(?:,\s|,?\s(?:and|or)\s(?:the\s)?)){{1,5}})?(?P<last>{NTH})\s"
    rf"(?P<unit>article|point|item|principle|clause|(?:sub-?|preambular\s|operative\s)?paragraph)(?(more)s?)\b",
    re.IGNORECASE,
)
WORD = rf"(?:{'|'.join(WORDS)})"
WORDED_UNITS = first_words(
    *(unit + plural for unit in ("article", "point", "principle", "chapter") for plural in ("", "s"))
)
WORDED = re.compile(
    rf"\b(?P<unit>article|point|principle|chapter)s?\s(?P<words>{WORD}(?:(?:,\s|,?\sand\s){WORD}){{0,5}})\b(?![-\s]point)",
    re.IGNORECASE,
)
# What a provision is said to stand in: "paragraph 2 of Article 7", "Article III of Annex 2", "section 2 of Part XV".
LETTERED = rf"(?P<list>{ITEM}|[A-H]\b)"
IN_ARTICLE = re.compile(
    rf"\s(?:of|in|to)\s(?P<unit>[Aa]rticle|[Aa]rt\.|[Pp]oint|[Pp]rinciple|[Pp]aragraph|[Pp]ara\.|[Cc]lause|[Aa]nnex(?:ure)?|Appendix)\s?{LETTERED}"
)
IN_NTH = re.compile(rf"\s(?:of|in)\s(?:the\s)?(?P<nth>{NTH})\s(?P<unit>article|point|paragraph)\b", re.IGNORECASE)
IN_ANNEX = re.compile(rf"\s(?:of|in|to)\s(?P<unit>[Aa]nnex(?:ure)?|Appendix)\s{LETTERED}")
IN_PART = re.compile(rf"\s(?:of|in)\s(?P<unit>[Pp]art|[Cc]hapter|Title|[Ss]ection)\s{LETTERED}")
OUTER = {"ARTICLE": IN_ANNEX, "CHAPTER": IN_PART}
# What stands in it: "Annex 4, Article III(5)", "Part XV, section 2".
UNDER_ANNEX = (
    rf",\s(?:(?:[Aa]rticle|[Pp]art|[Ss]ection|[Cc]hapter)s?|[Aa]rts?\.?)\s(?P<list>{LIST.replace('(?(plural)', '(?:')})"
)
UNDER_PART = re.compile(rf",\s(?:[Ss]ection|[Cc]hapter|[Pp]art)\s{LETTERED}")

# A noun that is counted, or that only has the unit's name: "12 points 3 weeks later", "a 2021 article", "at that point", "agenda item".
COUNTS = re.compile(
    r"(?:\b(?:[0-9]+|two|three|four|five|six|seven|eight|nine|ten|dozen|several|some|few|many|most|all|percentage|basis)\s)$",
    re.IGNORECASE,
)
OTHER_SENSE = re.compile(
    r"(?:\b(?:an?|one|any|every|each|his|her|our|my|first|last|recent|newspaper|journal|magazine|press|news|[0-9]{4}|starting|turning|breaking|"
    r"boiling|focal|vantage|match|agenda|screen|image|(?:at|by|until|till|from|to|beyond|since|after|on)\s(?:that|this|some|what|which))\s)$",
    re.IGNORECASE,
)
# "The point I want to make", "Article I read yesterday": the numeral that is also a pronoun.
PRONOUN = re.compile(r"(?!\s?[,;:.)(–§-]|\s(?:of|and|or|to)\b)")
FIRST_PERSON = re.compile(
    r"['’]|\s(?:am|have|had|do|did|will|would|can|could|think|want|mean|made|make|read|wrote|write|quoted|cited|saw|find|found)\b"
)
# After "the point 4": a measure, a month, or a noun that the number counts.
MEASURE = re.compile(
    r"\s?(?:km|kilomet|m\b|met(?:re|er)s|miles|%|per\s?cent|years?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|people\b|"
    r"Jan(?:uary|\.)|Feb(?:ruary|\.)|March\b|April\b|May\b|June\b|July\b|Aug(?:ust|\.)|Sep(?:tember|t\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
ORGANISED = re.compile(r"\b(?:NGO|group|organi[sz]ation|watchdog|charity|campaigners)\s$")
ORGANISATION = re.compile(r",\s(?:the|an?)\s[^.,;]{0,60}\b(?:NGO|group|organi[sz]ation|watchdog|charity|campaign)")
# Places: "Observation Point 7", "border points 3 and 4".
PLACED = re.compile(
    r"\b(?:access|assembly|boarding|border|check|checkpoint|collection|contact|control|crossing|customs|delivery|entry|evacuation|exchange|exit|firing|"
    r"gathering|hand-?over|look-?out|meeting|monitoring|observation|passage|registration|strong|supply|transit|trig|viewing|watch|water)[\s-]$",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:1[6-9]|20)[0-9][0-9]")


class Reference(NamedTuple):
    """A reference as written, before its treaty is known.

    `subs` is what all its numbers share; `provisions` holds each one in full where they differ inside ("Articles 2(4) and 51");
    `needs_treaty` where the words alone are no reference ("the ninth point", "Article Five"), `is_named` where they begin as a name does.
    """

    start: int
    end: int
    label: str
    numbers: tuple[str, ...]
    subs: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    needs_treaty: bool = False
    is_named: bool = False


@cache
def reference() -> re.Pattern[str]:
    """A unit with its numbers and what stands in it, compiled when a text first seems to hold one."""
    return re.compile(REFERENCE)


@cache
def under() -> dict[str, re.Pattern[str]]:
    """What may follow an annex or a part, and stand in it."""
    return {"ANNEX": re.compile(UNDER_ANNEX), "CHAPTER": UNDER_PART}


def find_articles(text: str) -> Iterator[Reference]:
    """References to articles, points, paragraphs, chapters, annexes, protocols and resolutions, in the order of the text.

    >>> [(r.label, r.numbers, r.subs) for r in find_articles("Articles 3-5 and 9; paragraph 2 of Article 7; art. 5(2)(b)")]
    [('ARTICLE', ('3', '4', '5', '9'), ()), ('ARTICLE', ('7',), ('2',)), ('ARTICLE', ('5',), ('2', 'b'))]
    >>> [r.provisions for r in find_articles("Articles 2(4) and 51")]
    [('2/4', '51')]
    """
    return iter(_found(text))


@lru_cache(maxsize=2)  # the finders of articles and of entities read one text in turn
def _found(text: str) -> tuple[Reference, ...]:
    return tuple(_read(text))


def _read(text: str) -> Iterator[Reference]:
    words = words_of(text)
    ordinal = matches(ORDINAL, text, words.at(NTHS))
    worded = matches(WORDED, text, words.at(WORDED_UNITS))
    done = 0
    for match in sorted([*_formal(text, words), *ordinal, *worded], key=lambda match: match.start()):
        if match.start() < done:
            continue
        reference = _reference(text, match)
        if reference.label != "RESOLUTION" and YEAR.fullmatch(reference.numbers[0]):
            continue  # a year is no article
        done = reference.end
        yield reference


def _formal(text: str, words: Words) -> Iterator[re.Match[str]]:
    """Units with numbers; what follows a resolution ("resolution 853, paragraph 9") is a reference of its own."""
    done = 0
    for at in sorted([*words.at(UNITS), *(sign.start() for sign in SIGN.finditer(text))]):
        if at < done or not BEGINNING.match(text, at) or not (match := reference().match(text, at)):
            continue
        if _is_prose(text, match):
            done = match.end("unit")
            continue
        yield match
        done = match.end("list") if LABELS[match["unit"].lower()] == "RESOLUTION" else match.end()


def _reference(text: str, match: re.Match[str]) -> Reference:
    is_spoken = match.re in (ORDINAL, WORDED)
    unit = match["unit"].lower()
    label = LABELS[unit]
    end = match.end("list") if label == "RESOLUTION" else match.end()
    items: list[Item] = [(number, ()) for number in _spoken(match)] if is_spoken else items_of(match["list"])
    if not is_spoken and match["nth"]:
        items[-1] = (items[-1][0], (*items[-1][1], ORDINALS[match["nth"]]))
    elif not is_spoken and match["inner"] and label != "RESOLUTION":
        levels = [level for written in re.split(INNER_UNIT, match["inner"]) if written for level in _inside(written)]
        items[-1] = (items[-1][0], (*items[-1][1], *levels))
    elif label in under() and (below := under()[label].match(text, end)):
        end = below.end()
        items[-1] = (items[-1][0], (*items[-1][1], *_inside(below["list"])))
    for _ in range(OUTERMOST):
        outer = next((found for one in _outer_units(label, unit) if (found := one.match(text, end))), None)
        if not outer:
            break
        is_nth = outer.re is IN_NTH
        (number, subs), inner = (_nth(outer["nth"]), ()) if is_nth else items_of(outer["list"])[-1], items
        items = [(number, (*subs, "+".join(first for first, _ in inner), *inner[-1][1]))]
        unit, end, is_spoken = outer["unit"].rstrip(".").lower(), outer.end(), is_nth
        label = LABELS[unit]
    if label == "RESOLUTION":  # 62/243 is one number
        items = [("-".join((number, *subs)).replace("/", "-"), ()) for number, subs in items]
    needs_treaty = is_spoken or unit in COMMON_UNITS
    numbers = tuple(dict.fromkeys(number for number, _ in items))
    if len({subs for _, subs in items}) == 1:
        return Reference(
            match.start(),
            end,
            label,
            numbers,
            items[0][1],
            needs_treaty=needs_treaty,
            is_named=is_spoken and match["unit"][0].isupper(),
        )
    return Reference(
        match.start(),
        end,
        label,
        numbers,
        provisions=tuple("/".join((number, *subs)) for number, subs in items),
        needs_treaty=needs_treaty,
    )


def _outer_units(label: str, unit: str) -> tuple[re.Pattern[str], ...]:
    """What a provision of this label can stand in; a "part" of an article is one of its paragraphs."""
    if label in INNER or unit == "part":
        return (IN_ARTICLE, IN_NTH, *([OUTER[label]] if unit == "part" else ()))
    return (OUTER[label],) if label in OUTER else ()


def _inside(written: str) -> tuple[str, ...]:
    """What one level inside an article holds: numbers, or a letter; and what stands in it."""
    if written.isalpha() and len(written) == 1:
        return (written,)
    items = items_of(written)
    inner = items[0][1] if len(items) == 1 else ()
    return ("+".join(dict.fromkeys(number for number, _ in items)), *inner)


def _spoken(match: re.Match[str]) -> list[str]:
    """The numbers of "the ninth point", "the 4th and 5th articles" or "points one and three"."""
    if match.re is WORDED:
        return [WORDS[word] for word in re.findall(WORD, match["words"].lower())]
    written = re.findall(NTH, (match["more"] or "") + match["last"], re.IGNORECASE)
    return [_nth(word) for word in written]


def _nth(word: str) -> str:
    """The number of "ninth" or "9th"."""
    return ORDINALS.get(word.lower(), word[:-2])


def _is_prose(text: str, match: re.Match[str]) -> bool:
    """Whether the words only look like a reference: an article in a journal, a point in time."""
    before = text[max(0, match.start() - 24) : match.start()]
    if match["list"] == "19" and (
        match["unit"] == "ARTICLE" or ORGANISED.search(before) or ORGANISATION.match(text, match.end())
    ):
        return True  # the organisation of that name
    if match["unit"].lower() == "letter" and not IN_ARTICLE.match(text, match.end()):
        return True
    if match["unit"].lower() == "point" and PLACED.search(before):
        return True
    is_formal = match["unit"][0].isupper()
    if match["list"] == "I" and (FIRST_PERSON if is_formal else PRONOUN).match(text, match.end()):
        return True
    if is_formal:
        return False
    if match["plural"] and match["list"].isdigit():
        return True  # one number does not make a plural: "she points 2 fingers"
    if MEASURE.match(text, match.end()) or COUNTS.search(before):
        return True
    return not match["plural"] and bool(OTHER_SENSE.search(before))
