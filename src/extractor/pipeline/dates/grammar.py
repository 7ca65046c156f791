"""The rules of composition: what sequences of typed words make an expression of time.

Each rule is a pattern over the code letters of `words.py`; the first that matches and whose builder accepts wins, so
longer forms stand first. Every repetition is bounded: the time is linear in the text.
"""

from __future__ import annotations

import re
from functools import cache

YEAR = "(?:[yj]R?|[nd]R)"
POINT = "[TIHSXLQ]"
# of 2020; 2020 года; of that year; last year
TAIL = f"(?:c?{YEAR}(?:(?:z_)?g)?|f{YEAR}|f{POINT}{{1,3}}Y|[IXLH]Y)"
# early, mid-, late in the; the end of, the second half of
MOD = "(?:T?e[zi]?T?|T?[reoLX]?EfT?)"
APPROX = "(?:p?q){0,3}"
NUMBER = "(?:A?k(?:z?k){0,2}f?|[dny]|A)"
BETWEEN = "(?:c&|[c&z/2])"
UNIT = "[uUY]"

RULES: dict[str, str] = {
    "double": rf"T?d[mMK]?\(O?d[mMK]?O?\)[mMK]?(?:c?{YEAR}g?)?|[mM]d\(O?d?[mM]?dO?\)(?:c?{YEAR})?",
    "figures": "D",
    "foreign": r"y(?:z_)?g\.?(?:Kd|dK)|d\.[mMK](?:yg?)?|Ky(?:(?:z_)?g)?|dz[mM]zy",
    "odd": "d_{1,3}y",
    "worded": f"T?rfT?[mM](?:{TAIL})?",
    "days": f"(?:[Wv]c?T?)?(?:q|{MOD})?T?[do](?:{BETWEEN}T?[do]){{0,6}}(?:fT?|z)?[mMK](?:{TAIL})?",
    "month_days": rf"(?:[Wv]c?T?)?q?[mM]T?[do](?:(?:c[do]){{0,5}}c?&T?[do]|[z2/]T?[do])?(?:{TAIL})?",
    "slice": f"T[rLeo]{UNIT}[fi][mM](?:{TAIL})?",
    "quarter": f"T?[rLoe]z?E(?:f?{YEAR}|f{POINT}{{1,3}}Y|c?{YEAR})?|J(?:[cf]?{YEAR})?",
    "month": f"q?(?:{MOD})?(?:[XLIHS]|TS|T[XLS]|T(?=[mM]f{POINT}))?[mM](?:{TAIL})?",
    "season": f"q?(?:{MOD})?(?:[XLIHS]{{1,2}}|T[XLSe]?)?s(?:f?yz[dn]|{TAIL}|f?{YEAR})?|ys",
    "century": f"(?:{MOD})?T?(?:ez?)?[or]z?uR?",
    "decade": f"(?:p?q)?(?:{MOD})?T?(?:ez?)?xR?",
    "years": "y[z/][dn](?!R)",
    "eras": "[ndy](?:[z2&/]|c&?)[ndy]R",
    "year": f"(?:p?q)?(?:{MOD}|[GB]i|TY)?(?:{YEAR}|[ndy]R|R[nd])",
    "set": "V[kdr_]?[uUYWPs]|Z|3",
    "phrase": f"T?5(?:{TAIL})?",
    "later": "[GB]i?[THISL]{1,2}[uYP]",
        "offset": rf"{APPROX}(?:{NUMBER}z?{UNIT}|U)(?:[GBe]|p(?=[c.)|]|$))",
    "anchored": f"{APPROX}{NUMBER}{UNIT}[GBpX]",
    "beside": "T[uY][GBXp](?:t|$)?",
    "ordinal": f"(?:{MOD})?T[rLow]{UNIT}",
    "pointer": f"(?:{MOD})?(?:T?{POINT}{{1,3}}{NUMBER}?(?:{UNIT}|P|WP?)|(?<=[f])T[uY])",
    "bound": f"{MOD}T?[uY]|T?[uY](?:'_)?z?E",
    "recent": f"N{UNIT}",
    "day": r"To(?=[cip2F&.)|TAzHI]|$)",
    "weekday": "WP?",
    "deictic": "e?tP?|p?h",
    "duration": f"{APPROX}(?:T?[LXIr]{{1,2}}|T(?=k))?{NUMBER}(?:[z2&]{NUMBER})?(?:&A?E)?[wq]?z?{UNIT}(?:z?l)?"
    "|A?Ez?A?u|[uUY]zl|T?[rw]U|[pq]?U",
    "clock": "q?(?:Ca?|[dn]a|(?<=p)n)",
    "part": "(?:T?ei?)?T?P",
}  # fmt: skip


# The letters that a rule can begin with; no rule is tried where another stands.
BEGIN: dict[str, str] = {
    "double": "TdmM",
    "figures": "D",
    "foreign": "ydK",
    "odd": "d",
    "worded": "Tr",
    "days": "WvqTerodLXE",
    "month_days": "WvqmM",
    "slice": "T",
    "quarter": "TrLoeJ",
    "month": "qTeroLXEIHSmM",
    "season": "qTeroLXEIHSsy",
    "century": "TeroLXE",
    "decade": "pqTeroLXEx",
    "years": "y",
    "eras": "ndy",
    "year": "pqTeroLXEGByjndR",
    "set": "VZ3",
    "phrase": "T5",
    "later": "GB",
    "offset": "pqAkdnyU",
    "anchored": "pqAkdny",
    "beside": "T",
    "ordinal": "TeroLXE",
    "pointer": "TeroLXEIHSQ",
    "bound": "TeroLXEuY",
    "recent": "N",
    "day": "T",
    "weekday": "W",
    "deictic": "etph",
    "duration": "pqTLXIrAkdnyEuUYw",
    "clock": "qCdn",
    "part": "TeP",
}


# Of these, the letters that a rule can take alone or with other words (`_`) behind.
ALONE = "CDJMPUVWZdhjmnstxy35"


@cache
def rules() -> tuple[re.Pattern[str], dict[str, list[tuple[str, re.Pattern[str]]]]]:
    """A pattern that finds where any rule may start, and the rules that may start with each letter, in order."""
    compiled = [(name, re.compile(rule)) for name, rule in RULES.items()]
    letters = sorted(set("".join(BEGIN.values())))
    by_letter = {letter: [rule for rule in compiled if letter in BEGIN[rule[0]]] for letter in letters}
    return re.compile(f"[{''.join(letters)}](?:(?<=[{ALONE}])|(?![_.|]|$))"), by_letter
