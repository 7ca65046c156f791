"""A name to look for, whom it stands for, and what must stand in the same text before it counts."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from extractor.triage import folding

SHORT = 4  # letters up to which a name of one word needs its capital: "Van", "Sus", "Zar"


class Name(NamedTuple):
    """A name of `row`, which stands under the entry `entry` of the user's list; `entry` is empty where it is but a hint for others.

    `gives` are hints that the name gives to other names, `needs` those that the same text must hold before it counts itself, `near` one
    that must stand close by. `exact` asks for the capital that the name has.
    """

    text: str
    entry: str
    row: str
    gives: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    near: str = ""
    exact: bool = False

    def forms(self) -> tuple[tuple[bytes, bool], ...]:
        """How the name can stand in an evened out text, each form with whether its capitals count."""
        plain = folding.name(self.text)
        if not plain:
            return ()
        if not (self.exact or needs_capital(self.text, plain)):
            found = [plain.lower(), *_without_apostrophe(self.text)]
            if plain.isascii() and plain[-2:-1].isalpha() and len(plain) > SHORT:
                found.append(found[0][:-1] + b"s ")
            return tuple((form, False) for form in dict.fromkeys(found))
        if not plain.isascii() or plain == plain.lower():
            return ((plain.lower(), False),)
        return tuple((form, True) for form in dict.fromkeys((plain, plain.upper())))


def needs_capital(text: str, plain: bytes) -> bool:
    """Whether a name counts only with its capital: an acronym, a short one, or one that is an English word when written small.

    >>> [needs_capital(name, folding.name(name)) for name in ("NATO", "Van", "Turkey", "Shusha", "Republic of Turkey")]
    [True, True, True, False, False]
    """
    word = plain.decode().strip()
    if " " in word and not (text.isupper() or "." in text):
        return False
    return (text.isupper() and text.isascii()) or (len(word) <= SHORT and text.isascii()) or word.lower() in ordinary()


@cache
def ordinary() -> frozenset[str]:
    """Names that are English words as well."""
    lines = (files("extractor.triage") / "ordinary.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _without_apostrophe(text: str) -> tuple[bytes, ...]:
    """The other way to write a name with an apostrophe: "Chandzor" for "Ch'andzor"."""
    bare = text.translate({ord(mark): None for mark in "'’‘ʼʹ`´′"})
    return (folding.name(bare).lower(),) if bare != text else ()
