"""Weigh which old code page a text was written in, by the letters that each would give it.

A wrong code page gives letters that no language writes together: Russian in cp1252 is words of accents only, Turkish in
cp1252 holds Icelandic letters, French in cp1251 has Cyrillic letters inside Latin words. So every word with letters
beyond ASCII is read in each code page and speaks, with as many votes as it has such letters, for or against it:

- in a Latin alphabet all of them belong to one language family's letters, and the word is not accents only;
- in Cyrillic every letter of the word is Cyrillic, and the common letters are common;
- the word is written small, capital or capitalised: capitals inside are the sign of another code page.

Three votes of four must be for it, else the answer is none. Quotation marks and dashes vote for nothing: they lie
at the same bytes in every Windows code page. ISO 8859-1 and 8859-9 need no row, being cp1252 and cp1254 without those
marks.
"""

import re
from collections import Counter
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_TYPOGRAPHY = dict.fromkeys(map(ord, "‘’‚“”„†‡•…‰‹›–—™§©«®°±·»€£¿¡ªº№¹²³¼½¾×´¶\u00a0\u00ad"), " ")
_ENOUGH = 20
_COMMON_SHARE = 0.45


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The letters beyond ASCII of some languages, and the code page that holds them."""

    code_page: str
    letters: frozenset[str]
    common: frozenset[str] = frozenset()
    accents_only: bool = False


# The first of equals wins: where only letters that both code pages have alike speak, cp1252; where only the letters of
# their six differing bytes speak, Turkish before Icelandic.
ALPHABETS = (
    Alphabet("cp1252", frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœßšž")),
    Alphabet("cp1254", frozenset("âçğıîöşûüİ"), accents_only=True),
    Alphabet("cp1252", frozenset("áæéíðóöúýþ")),
    Alphabet(
        "cp1251",
        frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўђјљњћџѓќѕ"),
        common=frozenset("оеаинтсрвлі"),
        accents_only=True,
    ),
)
CODE_PAGES = tuple(dict.fromkeys(alphabet.code_page for alphabet in ALPHABETS))


def detect(data: bytes) -> str | None:
    """The code page that fits `data` best, or none that fits well.

    >>> detect("Şuşa ve Iğdır".encode("cp1254"))
    'cp1254'
    >>> detect("В Карабахе".encode("koi8-r")) is None
    True
    """
    best: tuple[int, str] | None = None
    for alphabet in ALPHABETS:
        try:
            votes = _votes(data.decode(alphabet.code_page), alphabet)
        except UnicodeDecodeError:
            continue
        if votes is not None and (best is None or votes > best[0]):
            best = votes, alphabet.code_page
    return best[1] if best else None


def _votes(text: str, alphabet: Alphabet) -> int | None:
    """Letters for the alphabet less those against it; none where more than one in four is against."""
    text = text.translate(_TYPOGRAPHY)
    strange = len(_NOT_ASCII.findall(text))
    fitting = 0
    for word, times in Counter(_WORD.findall(text)).items():
        if not word.isascii() and _fits(word, alphabet):
            fitting += len(_NOT_ASCII.findall(word)) * times
    against = strange - fitting
    if fitting < 3 * against or not _is_common(text, alphabet):
        return None
    return fitting - against


def _fits(word: str, alphabet: Alphabet) -> bool:
    beyond = _NOT_ASCII.findall(word)
    if not all(letter in alphabet.letters or letter.lower() in alphabet.letters for letter in beyond):
        return False
    whole = len(beyond) == len(word)
    if alphabet.common and not whole:
        return False
    if whole and len(word) > 1 and not alphabet.accents_only:
        return False
    return len(word) == 1 or word[1:].islower() or word.isupper()


def _is_common(text: str, alphabet: Alphabet) -> bool:
    letters = [letter for letter in text.lower() if letter in alphabet.letters] if alphabet.common else []
    common = sum(letter in alphabet.common for letter in letters)
    return len(letters) < _ENOUGH or common >= _COMMON_SHARE * len(letters)
