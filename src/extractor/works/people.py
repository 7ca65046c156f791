"""Read the makers of a work, written in any of the orders that notes use; a body is one literal name."""

from __future__ import annotations

import re

from extractor.works.terms import terms

Name = dict[str, str]

CAPITAL = "A-ZÀ-ÞĀ-ŽА-ЯЁİŞĞÇÖÜ"
INITIALS = rf"(?:[{CAPITAL}][a-zа-я]?\.[\s-]?){{1,4}}"
FAMILY = rf"(?:(?:de|van|von|der|den|bin|ibn|al|el|da|di|la|le|Al|El|De|Van|Von)[\s-]){{0,2}}[{CAPITAL}](?:[\w’'-]{{0,40}}\w)?"
# "Okafor-Lind, P.", "Лазарев И. П.", "Adeyemi RT"
INVERTED = re.compile(rf"(?P<family>{FAMILY}),?\s(?P<given>{INITIALS}|[{CAPITAL}]{{1,3}}(?![\w.]))")
# "Dahl, Ivar": one name, the family first.
REVERSED = re.compile(
    rf"(?P<family>{FAMILY}),\s(?P<given>[{CAPITAL}][\w’'.-]{{1,30}}(?:\s[{CAPITAL}][\w’'.-]{{0,30}}){{0,2}})"
)
STRAIGHT = re.compile(
    rf"(?P<given>(?:(?:[{CAPITAL}](?:[\w’'-]{{0,30}}\w)?\.?|[{CAPITAL}]\.(?:[\s-]?[{CAPITAL}]\.){{0,3}})\s){{1,3}})(?P<family>{FAMILY})"
)
RANK = re.compile(
    r"(?:(?:Dr|Prof|Professor|Sir|Dame|Lord|Lady|Lt|Col|Gen|Maj|Capt|Cpt|Sgt|Amb|Ambassador|Mr|Mrs|Ms|Doç|Yrd)\.?\s){1,3}(?=\S)"
)
AND = re.compile(r",?\s(?:and|&|ve|и|und|et)\s(?!al\b)|[,;]\s")
OTHERS = re.compile(r",?\s(?:et al\.?|and others|vd\.?|и др\.)$")
HANDLE = re.compile(r"@\w{1,40}")
MOST = 300  # characters of all makers


def makers(text: str, *, reversed_names: bool = False) -> list[Name] | None:
    """The makers that a stretch of a note names, and None where it does not read as names.

    `reversed_names` says that a comma parts the family from the given name ("Dahl, Ivar").

    >>> makers("Milos Anker and J. Poole")
    [{'family': 'Anker', 'given': 'Milos'}, {'family': 'Poole', 'given': 'J.'}]
    >>> makers("Brandl, K. and Sousa, M.")
    [{'family': 'Brandl', 'given': 'K.'}, {'family': 'Sousa', 'given': 'M.'}]
    >>> makers("Ministry of Energy"), makers("Tuna"), makers("a friend signs anything")
    ([{'literal': 'Ministry of Energy'}], [{'family': 'Tuna'}], None)
    """
    text = OTHERS.sub("", text.strip(" ,:;")).strip(" ,")
    if not text or len(text) > MOST or (not text[0].isalpha() and text[0] != "@"):
        return None
    if handle := HANDLE.fullmatch(text):
        return [{"literal": handle[0]}]
    text = re.sub(r"\s\(@\w{1,40}\)$", "", text)
    if terms().type_of(text) and not terms().is_body(text):
        return None
    if terms().is_body(text):
        return [{"literal": text.rstrip(".") if text.count(".") == 1 else text}] if text[0].isupper() else None
    text = re.sub(r"(?<=[^\W\d_]{3})\.$", "", text)
    if found := _inverted(text):
        return found
    if reversed_names and (one := REVERSED.match(text)) and text[one.end() : one.end() + 1] in ("", ",", " "):
        first = {"family": one["family"], "given": one["given"].strip()}
        others = makers(re.sub(r"^(?:,?\s(?:and|&|ve|и)|,)\s", "", text[one.end() :])) if text[one.end() :] else []
        return [first, *others] if others is not None else None
    names = [_straight(part) for part in AND.split(text)]
    return [name for name in names if name] if all(names) and len(names) < 9 else None


def _inverted(text: str) -> list[Name] | None:
    found: list[Name] = []
    at = 0
    while one := INVERTED.match(text, at):
        found.append({"family": one["family"], "given": one["given"].strip()})
        at = one.end()
        if gap := re.compile(r"[,;]?\s?(?:&|and|ve|и)?\s?").match(text, at):
            at = gap.end()
    return found if found and at >= len(text) else None


def _straight(text: str) -> Name | None:
    text = RANK.sub("", text.strip())
    if whole := STRAIGHT.fullmatch(text):
        return {"family": whole["family"], "given": whole["given"].strip()}
    if text.isupper() and len(text) > 2:
        return {"literal": text}
    if re.fullmatch(FAMILY, text):
        return {"family": text}
    return None
