"""Codes of other event schemes: CAMEO codes of PLOVER types and modes, and the four quad classes."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

FILE = "cameo.toml"
# The quad classes of the PLOVER manual: verbal and material cooperation, verbal and material conflict.
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("extractor.knowledge").joinpath(FILE).read_text(encoding="utf-8"))


def cameo(type: str, mode: str | None = None) -> str:
    """The CAMEO code of a PLOVER type and mode; that of the type where the mode has none of its own.

    >>> cameo("RETREAT", "withdraw"), cameo("RETREAT")
    ('0874', '084')
    """
    codes = _table()[type]
    return codes.get(mode or "", codes[""])
