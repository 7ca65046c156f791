"""Read an HTML file: the words of its main text, each with its address in the file, footnotes and their links kept.

Tags, scripts, navigation and the like become edits, so that every offset counts in the file itself. A link to a note
further down reads as ``[^4]`` and the note behind it as ``[^4]: ...``; raised figures read as raised figures.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from extractor.errors import ExtractorError
from extractor.sources.binary import refuse_binary
from extractor.sources.encodings import decode
from extractor.sources.html_main import choose
from extractor.sources.html_notes import replacements
from extractor.sources.html_structure import BLOCKS, by_structure
from extractor.sources.html_tokens import Token, tokens
from extractor.sources.metadata import FIELDS, Metadata, from_mapping
from extractor.sources.plain import read_as
from extractor.sources.request import Request
from extractor.sources.source import Remark, Source, assemble, body_start, digest, is_blank
from extractor.text import Edit

MEDIA_TYPE = "text/html"
FIGURE = re.compile(r"\s*[\[(]?(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)[\])]?\s*")
RAISED = str.maketrans("0123456789-–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻", " \n\t")
BREAK = re.compile(r"[ \t]*(?:\r\n?|\n)\s*")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
DATE = re.compile(r"(\d{4}-\d\d-\d\d)")
META = {
    "og:title": "title", "citation_title": "title", "author": "author", "article:author": "author", "article:published_time": "published",
    "citation_publication_date": "published", "date": "published", "dc.date": "published", "dc.title": "title", "dc.creator": "author",
}  # fmt: skip


def read_html(request: Request) -> Iterator[Source]:
    """The one source in an HTML file. Raises E101 to E107."""
    file = request.uri
    data = request.read_bytes()
    refuse_binary(data, file=file, encoding=request.encoding)
    decoded = decode(data, file=file, encoding=request.encoding)
    raw = decoded.text
    if len(raw) > request.max_chars:
        raise ExtractorError("E105", file=file, found=len(raw), limit=request.max_chars)
    start = body_start(raw)
    edits, stated, reason = read_markup(raw, start, file=file, weigh=True)
    if is_blank(read_as(raw, start, edits)):
        raise ExtractorError("E104", file=file)
    yield assemble(
        raw,
        request.stated().over(request.sidecar()).over(stated),
        stem="" if request.is_stdin else request.path.stem,
        uri=file,
        media_type=MEDIA_TYPE,
        sha256=digest(data),
        start=start,
        edits=edits,
        encoding=decoded.encoding,
        encoding_basis=decoded.basis,
        remarks=(Remark("W404", {"reason": reason}),) if reason else (),
    )


class Markup(NamedTuple):
    """What to read in place of markup, what the page says of itself, and why its main text was not weighed where that was asked for."""

    edits: tuple[Edit, ...]
    stated: Metadata
    reason: str


def read_markup(raw: str, start: int = 0, *, file: str = "text", weigh: bool = False) -> Markup:
    """What to read of a page: what stands in its main element or article, or with `weigh` what a library finds to be main text.

    >>> raw = '<p>Talks &amp; more<sup><a href="#n1">1</a></sup></p><p id="n1">1. A note</p>'
    >>> read_as(raw, 0, read_markup(raw).edits).split()
    ['Talks', '&', 'more[^1]', '[^1]:', 'A', 'note']
    """
    page = list(tokens(raw, start))
    kept, hidden = by_structure(page)
    reason = ""
    if weigh:
        chosen, reason = choose(raw, page, kept, blocks=BLOCKS)
        kept = [one and not hides for one, hides in zip(chosen, hidden, strict=True)] if chosen else kept
    return Markup(edits_of(raw, page, kept, hidden), _metadata(raw, page, file), reason)


def edits_of(raw: str, page: list[Token], kept: list[bool], hidden: list[bool]) -> tuple[Edit, ...]:
    """What to read in place of markup where the tokens of `kept` are main text, and those of `hidden` are never shown."""
    replaced = replacements(raw, page, kept, hidden)
    edits: list[Edit] = []
    done = 0
    for at, token in enumerate(page):
        if token.start < done:
            continue
        if at in replaced:
            last, words = replaced[at]
            done = page[last].end
            edits.append(Edit(token.start, done, words))
        elif not kept[at] or token.kind == "other":
            edits.append(Edit(token.start, token.end, ""))
        elif token.kind == "text":
            edits += _text(raw, token, raised=_is_raised(raw, page, at))
        else:
            between = "\n\n" if token.name in BLOCKS else {"br": "\n", "td": " ", "th": " "}.get(token.name, "")
            edits.append(Edit(token.start, token.end, between))
    return tuple(edit for edit in edits if edit.end > edit.start)


def _is_raised(raw: str, page: list[Token], at: int) -> bool:
    around = at > 0 and page[at - 1].kind == "open" and page[at - 1].name == "sup"
    return around and FIGURE.fullmatch(raw[page[at].start : page[at].end]) is not None


def _text(raw: str, token: Token, *, raised: bool) -> Iterator[Edit]:
    start = token.start + token.skip
    if token.skip:
        yield Edit(token.start, start, "")
    if raised and (figure := FIGURE.fullmatch(raw, start, token.end)):
        yield Edit(start, token.end, figure[1].translate(RAISED))
        return
    found = [Edit(*match.span(), unescape(match[0])) for match in ENTITY.finditer(raw, start, token.end)]
    if not token.pre:
        found += [Edit(*match.span(), " ") for match in BREAK.finditer(raw, start, token.end)]
    yield from sorted(found)


def _metadata(raw: str, page: list[Token], file: str) -> Metadata:
    found: dict[str, object] = {}
    for at, token in enumerate(page):
        if token.kind != "open":
            continue
        name = token.attrs.get("property", token.attrs.get("name", "")).lower()
        if token.name == "meta" and name in META and (value := token.attrs.get("content", "").strip()):
            found.setdefault(META[name], value)
        elif token.name == "html" and token.attrs.get("lang"):
            found.setdefault("language", token.attrs["lang"])
        elif token.name == "link" and token.attrs.get("rel") == "canonical":
            found.setdefault("url", token.attrs.get("href", ""))
        elif token.name == "title" and at + 1 < len(page) and page[at + 1].kind == "text":
            found.setdefault("title", unescape(raw[page[at + 1].start : page[at + 1].end]).strip())
    day = DATE.match(str(found.pop("published", "")))
    if day:
        found["published"] = day[1]
    return from_mapping(
        {key: value for key, value in found.items() if key in FIELDS},
        file=file,
        fault=lambda _field, reason: ExtractorError("E106", file=file, line=1, reason=reason),
    )
