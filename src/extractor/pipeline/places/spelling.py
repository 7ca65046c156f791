"""How near two spellings of a name are, whatever alphabet and whose spelling rules they follow.

A name becomes a row of sounds: other alphabets are written in Latin letters, then what one language writes q, k, g or gh is one
sound, kh, x and h another, c, j, dzh and zh a third. The consonants alone are the skeleton by which candidates are found; the distance
counts whole sounds, and little for a vowel.

>>> skeleton("Khojavend") == skeleton("Hocavənd") == skeleton("Ходжавенд")
True
>>> distance("Aghdara", "Agdere") < distance("Aghdara", "Aghdam")
True
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import accumulate

from anyascii import anyascii

VOWELS = frozenset("aeiouy")
# Letter groups to sounds, the longest first. What Turkish and Azerbaijani write with a mark keeps it until here.
GROUPS = {
    "shch": "S", "tsch": "C", "dzh": "C", "tch": "C", "sch": "S", "dj": "C", "zh": "C", "ch": "C", "sh": "S", "kh": "h",
    "gh": "g", "ts": "Z", "tz": "Z", "dz": "Z", "ph": "f", "th": "t", "ck": "k", "ow": "u", "oo": "u", "ou": "u", "ee": "i",
    "c": "C", "j": "C", "q": "k", "g": "k", "x": "h", "w": "v", "s": "S",
}  # fmt: skip
SOUNDS = re.compile("|".join(sorted(GROUPS, key=len, reverse=True)) + "|[a-z]")
MARKED = str.maketrans(
    {"ş": "sh", "Ş": "sh", "ç": "ch", "Ç": "ch", "ğ": "gh", "Ğ": "gh", "ǝ": "e", "ə": "e", "Ə": "e", "ı": "i", "İ": "i"}
)
NEAR = {
    frozenset(pair)
    for pair in ("pb", "td", "kh", "gh", "CZ", "SZ", "Sz", "Zz", "vb", "vf", "Cz", "vu", "gk", "Ch", "CS", "Ck", "mn")
}
CHEAP_VOWEL = 0.3
LOOSE_VOWEL = 0.4
CHEAP = 0.5
FAINT = 0.5  # h or y more or less
MOST = 40  # letters of a name that are compared
REMEMBERED = 20_000  # names whose sounds are known, more than the gazetteer has; some 5 MB


@lru_cache(maxsize=REMEMBERED)
def sounds(name: str) -> str:
    """The name as a row of sounds: one capital or small letter for each, doubles once.

    >>> sounds("Kəlbəcər"), sounds("Калбаджар")
    ('kelbeCer', 'kalbaCar')
    """
    latin = anyascii(name.translate(MARKED)[:MOST]).lower()
    out: list[str] = []
    for word in re.findall(r"[a-z]+", latin.replace("'", "")):
        for match in SOUNDS.finditer(word):
            sound = GROUPS.get(match[0], match[0])
            sound = GROUPS.get(sound, sound)
            if not out or out[-1] != sound:
                out.append(sound)
    return "".join(out)


@lru_cache(maxsize=REMEMBERED)
def skeleton(name: str) -> str:
    """The consonants of a name; a leading vowel counts as one.

    >>> skeleton("Ijevan"), skeleton("Icevan")
    ('aCvn', 'aCvn')
    """
    row = sounds(name)
    bare = "".join(sound for sound in row if sound not in VOWELS)
    return ("a" if row[:1] in VOWELS and row[:1] != "y" else "") + bare


@lru_cache(maxsize=10_000)
def _change(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in VOWELS and other in VOWELS:
        return CHEAP_VOWEL
    return CHEAP if frozenset((one, other)) in NEAR else 1.0


def _loss(sound: str) -> float:
    return LOOSE_VOWEL if sound in VOWELS else FAINT if sound == "h" else 1.0


@lru_cache(maxsize=REMEMBERED)
def distance(one: str, other: str, most: float = math.inf) -> float:
    """The weighted edits between two names: 1 for a consonant, less for a vowel or a near sound; neighbours may change places.

    Beyond `most` the answer is infinite, and soon given.
    """
    a, b = sounds(one), sounds(other)
    if a == b:
        return 0.0
    older: list[float] = []
    losses = [_loss(sound) for sound in b]
    row = [0.0, *accumulate(losses)]
    for i, left in enumerate(a, 1):
        lost = _loss(left)
        new = [row[0] + lost]
        for j, right in enumerate(b, 1):
            price = min(row[j] + lost, new[j - 1] + losses[j - 1], row[j - 1] + _change(left, right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                price = min(price, older[j - 2] + CHEAP_VOWEL + CHEAP)
            new.append(price)
        if min(new) > most and min(row) > most:
            return math.inf
        older, row = row, new
    return row[-1]
