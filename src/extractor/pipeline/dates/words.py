"""What each word of time is: one code letter and one value a word, read once from `knowledge/dates.toml`.

The letters are the alphabet of the grammar (`grammar.py`):

==  ==============================  ==  ==============================  ==  ==============================
d   whole number 1 to 31            m   month                           T   the
n   any other number                M   month that needs a neighbour    A   a, an
y   number that may be a year       K   month of another language       I   this
o   ordinal in figures              W   weekday                         H   that
r   ordinal in words                v   weekday, abbreviated            X   next, following
k   number in words                 s   season                          L   last, previous
D   date in figures                 P   part of the day                 S   same
C   time of the clock               u   unit, singular                  Q   current
x   decade in figures               U   unit, plural                    N   recent
j   year in two figures             Y   the word year                   V   every
R   era                             Z   daily, annually ...             G   later, after
a   a.m., p.m.                      t   today ...                       B   earlier, before, ago
q   about ...                       h   now ...                         E   beginning, half ... (noun)
e   early ... (adjective)           g   foreign word for year           O   old or new style
i   in                              p   another preposition             l   long
F   from                            b   between                         2   to, until
&   and, or                         f   of                              J   Q1 to Q4
w   full, whole ... days            3   Mondays, Fridays ...            5   New Year, recently ...
==  ==============================  ==  ==============================  ==  ==============================

Punctuation: ``c`` comma, ``z`` hyphen or dash, ``/``, ``(``, ``)``, ``.``, ``'``; ``|`` ends a paragraph; ``_`` is
all else.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

GRAMMAR_WORDS: dict[str, tuple[str, ...]] = {
    "T": ("the",),
    "A": ("a", "an"),
    "f": ("of",),
    "i": ("in",),
    "F": ("from",),
    "b": ("between",),
    "2": ("to", "until", "till", "through"),
    "&": ("and", "or"),
    "p": ("on", "by", "since", "during", "at", "for", "within", "throughout",
          "before", "after", "as", "towards", "toward"),
    "l": ("long",),
}  # fmt: skip


class Lexicon(NamedTuple):
    """`words` maps a folded word to its code and value, `phrases` several words to theirs; `sets` holds the guard lists."""

    words: dict[str, tuple[str, Any]]
    phrases: dict[str, str]
    short: frozenset[str]
    sets: dict[str, frozenset[str]]
    signs: str


def fold(word: str) -> str:
    """Lower case that makes Turkish dotted and dotless i one letter.

    >>> fold("KASIM") == fold("Kasım")
    True
    """
    return word.lower() if word.isascii() else word.lower().replace("\u0307", "").replace("ı", "i")


@cache
def lexicon() -> Lexicon:
    """The words of `knowledge/dates.toml` by code."""
    data = tomllib.loads(files("extractor.knowledge").joinpath("dates.toml").read_text("utf-8"))
    words: dict[str, tuple[str, Any]] = {}

    def put(code: str, pairs: Any) -> None:
        words.update((fold(word), (code, value)) for word, value in pairs if word)

    def listed(code: str, table: dict[str, list[str]]) -> None:
        for names in table.values():
            put(code, ((name, number) for number, name in enumerate(names, 1)))

    listed("K", data["months_foreign"])
    listed("m", data["months"])
    listed("M", data["months_unsure"])
    listed("M", data["months_short"])
    put("W", ((name, number) for number, name in enumerate(data["weekdays"]["names"], 1)))
    put(
        "v",
        ((name, number) for key in ("short", "short_other") for number, name in enumerate(data["weekdays"][key], 1)),
    )
    put("3", ((f"{name}s", number) for number, name in enumerate(data["weekdays"]["names"], 1)))
    put("w", ((word, None) for word in data["manner"]["words"]))
    put("g", ((word, None) for word in data["year_words"]["words"]))
    put("s", data["seasons"].items())
    put("P", data["parts_of_day"].items())
    put("u", data["units"]["singular"].items())
    put("Y", [("year", "Y")])
    put("U", data["units"]["plural"].items())
    put("Z", data["units"]["adverb"].items())
    numbers = data["numbers"]
    put("k", ((word, number) for number, word in enumerate(numbers["ones"], 1)))
    put("k", ((word, 10 * number) for number, word in enumerate(numbers["tens"], 2)))
    put("x", ((f"{word[:-1]}ies", 10 * number) for number, word in enumerate(numbers["tens"], 2)))
    put("k", [("hundred", 100), ("thousand", 1000), ("dozen", 12), *((word, None) for word in numbers["vague"])])
    put("r", ((word, number) for number, word in enumerate(numbers["ordinals"], 1)))
    put("e", data["modifiers"]["adjective"].items())
    put("E", data["modifiers"]["noun"].items())
    put("q", ((word, "approx") for word in data["modifiers"]["approximate"]))
    put("q", ((word, "") for word in data["modifiers"]["bound"]))
    pointers = data["pointers"]
    for code, key in (("I", "this"), ("H", "that"), ("X", "next"), ("L", "last"), ("S", "same"), ("Q", "current"),
                      ("N", "recent"), ("V", "every"), ("h", "now")):  # fmt: skip
        put(code, ((word, None) for word in pointers[key]))
    put("t", pointers["today"].items())
    for code, entries in GRAMMAR_WORDS.items():
        put(code, ((word, word) for word in entries))
    put("q", ((word, "") for word in ("more", "less", "fewer", "than", "least", "most")))
    put("G", ((word, 1) for word in pointers["later"] if word not in ("after", "on")))
    put("B", ((word, -1) for word in pointers["earlier"] if word not in ("before", "prior")))
    short = {name for table in ("months_short",) for names in data[table].values() for name in names if name}
    short |= {name for key in ("short", "short_other") for name in data["weekdays"][key] if name}
    sets = {
        "before_verb": data["closed_class"]["before_verb"],
        "closed_class": data["closed_class"]["words"],
        "lasting": data["lasting"]["words"],
        "given_names": data["given_names"]["words"],
        "ratios": data["ratios"]["words"],
        "references": data["references"]["words"],
        "counts": data["counts"]["words"],
        "titles": data["titles"]["words"],
        "future": data["tense"]["future"],
        "pluperfect": data["tense"]["pluperfect"],
        "present_tense": data["tense"]["present"],
        "past_tense": data["tense"]["past"],
        "instruments": data["instruments"]["words"],
        "season_events": data["season_events"]["words"],
        "zones": data["zones"]["words"],
        "before_weekday": data["weekday_names"]["before"],
        "after_weekday": data["weekday_names"]["after"],
        "sure": [name for name in data["months"]["en"] if name not in data["months_unsure"]["en"]],
    }
    return Lexicon(
        words,
        data["phrases"],
        frozenset(short),
        {key: frozenset(value) for key, value in sets.items()},
        data["references"]["signs"],
    )
