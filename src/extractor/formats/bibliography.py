"""Write the works that the notes of a document cite as CSL-JSON or BibTeX, for Zotero, pandoc and LaTeX.

A work cited by several notes is written once for each: that two notes mean one work is for the reader to judge.
"""

from __future__ import annotations

import json
import re
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from extractor import ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.records import Document

Work = dict[str, Any]

# Kinds of entries: https://www.bibtex.com/e/entry-types/ ; what has none is "misc".
ENTRIES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
}
FIELDS = {
    "title": "title", "volume": "volume", "issue": "number", "number": "number", "page": "pages", "publisher-place": "address",
    "DOI": "doi", "URL": "url", "locator": "note",
}  # fmt: skip
CONTAINERS = {"article": "journal", "incollection": "booktitle"}
HOUSES = {"phdthesis": "school", "techreport": "institution"}
ESCAPED = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {"{": "", "}": "", "\n": " "}
)  # fmt: skip


def works(document: Document) -> Iterator[Work]:
    """Each work that a note cites, with its `id`: the document, the scope where there are several, and the label of the note."""
    several = any(note.scope > 1 for note in document.notes)
    for note in document.notes:
        cited = note.bib if isinstance(note.bib, list) else [note.bib] if note.bib else []
        name = "-".join([document.id, *([str(note.scope)] if several else []), f"n{ids.slug(note.label) or 'x'}"])
        for letter, work in zip(ascii_lowercase, cited, strict=False):
            yield {"id": name + letter * (len(cited) > 1), **work}


def csl(documents: list[Document]) -> str:
    """The works as a CSL-JSON array; `type` is "document" where it is not known."""
    listed = [{"type": "document", **work} for document in documents for work in works(document)]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def bibtex(documents: list[Document]) -> str:
    """The works as BibTeX entries, in UTF-8."""
    return "\n".join(_entry(work) for document in documents for work in works(document))


def _entry(work: Work) -> str:
    kind = ENTRIES.get(work.get("type", ""), "misc")
    fields = {name: str(work[field]) for field, name in FIELDS.items() if field in work}
    if "page" in work:
        fields["pages"] = work["page"].replace("-", "--")
    if "container-title" in work:
        fields[CONTAINERS.get(kind, "howpublished")] = work["container-title"]
    if "publisher" in work:
        fields[HOUSES.get(kind, "publisher")] = work["publisher"]
    for role in ("author", "editor"):
        if role in work:
            fields[role] = " and ".join(_name(name) for name in work[role])
    if "issued" in work:
        year, *month = work["issued"]["date-parts"][0][:2]
        fields |= {"year": str(year)} | ({"month": str(month[0])} if month else {})
    if "accessed" in work:
        fields["urldate"] = "-".join(f"{part:02}" for part in work["accessed"]["date-parts"][0])
    rows = [f"  {name} = {{{_safe(name, value)}}}" for name, value in sorted(fields.items())]
    return f"@{kind}{{{work['id']},\n" + ",\n".join(rows) + "\n}\n"


def _name(name: dict[str, str]) -> str:
    if "literal" in name:
        return f"\0{name['literal']}\1"
    return f"{name['family']}, {name['given']}" if "given" in name else name["family"]


def _safe(name: str, value: str) -> str:
    """A value that a BibTeX parser reads back; braces of our own keep the names of bodies whole."""
    if name in ("url", "doi"):
        return re.sub(r"[{}\s\\]", "", value)
    return value.translate(ESCAPED).replace("\0", "{").replace("\1", "}")
