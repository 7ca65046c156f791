"""Read an HTML file: the words of its main text, each with its address in the file, footnotes and their links kept.

Tags, scripts, navigation and the like become edits, so that every offset counts in the file itself. A link to a note
further down reads as ``[^4]`` and the note behind it as ``[^4]: ...``; raised figures read as raised figures.
"""

import re
from collections.abc import Iterator
from html import unescape

from extractor.errors import ExtractorError
from extractor.sources.binary import refuse_binary
from extractor.sources.encodings import decode
from extractor.sources.html_tokens import Token, tokens
from extractor.sources.metadata import FIELDS, Metadata, from_mapping
from extractor.sources.plain import read_as
from extractor.sources.request import Request
from extractor.sources.source import Source, assemble, body_start, digest, is_blank
from extractor.text import Edit

MEDIA_TYPE = "text/html"
# What is never part of what an author wrote.
NEVER = frozenset({
    "script", "style", "head", "nav", "form", "noscript", "template", "svg", "math", "iframe", "object", "select", "button", "canvas",
    "audio", "video", "dialog",
})  # fmt: skip
OUTSIDE = frozenset({"header", "footer", "aside"})  # no text of the article, unless they stand inside it
MAIN = frozenset({"article", "main"})
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
NOTE_HINT = re.compile(r"foot-?note|end-?note|doc-(?:footnote|endnote)|\bnotes\b|\breferences\b", re.IGNORECASE)
LABEL = re.compile(r"\s*[\[(]?\s*(\d{1,3}|[*†‡§]{1,3}|[ivxlc]{1,6}|[a-z])\s*[\])]?[.]?\s*")
BACK = re.compile(
    r"\s*(?:[↩↑⤴^⏎▲]\ufe0e?|back|return|\[?\(?(?:\d{1,3}|[*†‡§]{1,3}|[ivxlc]{1,6}|[a-z])\)?\]?\.?)?\s*", re.IGNORECASE
)
FIGURE = re.compile(r"\s*[\[(]?(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)[\])]?\s*")
RAISED = str.maketrans("0123456789-–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻", " \n\t")
BREAK = re.compile(r"[ \t]*(?:\r\n?|\n)\s*")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
DATE = re.compile(r"(\d{4}-\d\d-\d\d)")
LINK = 40  # tokens that one link to a note spans
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
    edits, stated = read_markup(raw, start, file=file)
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
    )


def read_markup(raw: str, start: int = 0, *, file: str = "text") -> tuple[tuple[Edit, ...], Metadata]:
    """What to read in place of markup, and what the page says of itself.

    >>> raw = '<p>Talks &amp; more<sup><a href="#n1">1</a></sup></p><p id="n1">1. A note</p>'
    >>> read_as(raw, 0, read_markup(raw)[0]).split()
    ['Talks', '&', 'more[^1]', '[^1]:', 'A', 'note']
    """
    page = list(tokens(raw, start))
    kept = _kept(page)
    replaced = _notes(raw, page)
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
    return tuple(edit for edit in edits if edit.end > edit.start), _metadata(raw, page, file)


def _kept(page: list[Token]) -> list[bool]:
    """Whether each token stands in the main text, or among the notes."""
    has_main = any(token.name in MAIN or token.attrs.get("role") == "main" for token in page if token.kind == "open")
    stack: list[tuple[str, bool, bool]] = []  # name, whether it hides what it holds, whether it is main text
    kept: list[bool] = []
    for token in page:
        hidden = any(hides for _, hides, _ in stack[-1:])
        inside = stack[-1][2] if stack else not has_main
        if token.kind == "open":
            is_note = (
                NOTE_HINT.search(
                    " ".join((token.attrs.get("id", ""), token.attrs.get("class", ""), token.attrs.get("role", "")))
                )
                is not None
            )
            is_main = token.name in MAIN or token.attrs.get("role") == "main"
            hides = hidden or token.name in NEVER or "hidden" in token.attrs or token.attrs.get("aria-hidden") == "true"
            hides = hides or (
                token.name in OUTSIDE and not (is_note or (any(main for _, _, main in stack[-1:]) and has_main))
            )
            inside = inside or is_main or is_note
            kept.append(inside and not hides)
            if not token.empty:
                stack.append((token.name, hides, inside))
            continue
        if token.kind == "close":
            names = [name for name, _, _ in stack[-60:]]
            if token.name in names:
                del stack[len(stack) - 1 - names[::-1].index(token.name) :]
        kept.append(inside and not hidden)
    return kept


def _notes(raw: str, page: list[Token]) -> dict[int, tuple[int, str]]:
    """What stands in place of links to notes, of the notes' anchors and of the links back: by first token, the last one and the words."""
    places = {
        name: at for at, token in reversed(list(enumerate(page))) if token.kind == "open" for name in _anchors(token)
    }
    replaced: dict[int, tuple[int, str]] = {}
    inside: set[int] = set()
    labels: dict[int, str] = {}
    for at, token in enumerate(page):
        target = places.get(token.attrs.get("href", "")[1:]) if token.name == "a" and token.kind == "open" else None
        if target is None or not token.attrs.get("href", "").startswith("#"):
            continue
        close = next(
            (n for n in range(at + 1, min(at + LINK, len(page))) if page[n].name == "a" and page[n].kind == "close"),
            None,
        )
        if close is None:
            continue
        words = unescape("".join(raw[one.start : one.end] for one in page[at:close] if one.kind == "text"))
        label = LABEL.fullmatch(words)
        if target > at and label and target not in range(at, close):
            replaced[at] = close, f"[^{label[1]}]"
            inside.update(range(at, close + 1))
            labels.setdefault(target, label[1])
        elif target < at and BACK.fullmatch(words):
            replaced[at] = close, ""
            inside.update(range(at, close + 1))
    for at, written in labels.items():
        replaced[at] = replaced.get(at, (at, ""))[0], f"\n\n[^{written}]: "
        own_label = re.compile(rf"\s*[\[(]?{re.escape(written)}[\])]?[.:]?\s*(?!\d)")
        for n in range(at + 1, min(at + LINK, len(page))):
            token = page[n]
            if token.kind == "text" and n not in inside and raw[token.start : token.end].strip():
                if own := own_label.match(raw, token.start, token.end):
                    page[n] = token._replace(skip=own.end() - token.start)
                break
            if token.kind == "open" and token.name in BLOCKS:
                replaced.setdefault(n, (n, ""))  # the note begins in the same line as its label
    return replaced


def _anchors(token: Token) -> Iterator[str]:
    for key in ("id", "name"):
        if (key == "id" or token.name == "a") and (name := token.attrs.get(key)):
            yield name


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
