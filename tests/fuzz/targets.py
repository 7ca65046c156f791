"""What is fuzzed: functions of bytes that come back, whatever the bytes, or raise because a promise of the library is broken.

The promises: no exception but `ExtractorError`, ``raw[start:end]`` is what a mention says, and twice the same input gives twice the
same output. How long one input may take is the fuzzer's limit (see `fuzz.py`).
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
import zipfile
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import extractor
from extractor import build, formats, score
from extractor.errors import ExtractorError
from extractor.formats import FORMATS
from extractor.sources import Source, from_text, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from extractor.records import Document

TEXT = (
    "Baku 🇦🇿 and Yerevan agreed on 9 November 2020 to open\nthe Lachin\tcorridor,\r\nArticle 6 says.[1]\n"
    "Russia sent 17 monitors to Shusha in 2021.\n\nNotes\n\n[1] A. Holm, “Roads”, Oslo 2019, p. 4.\n"
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTAINER = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
CUT = b"\x1e"  # between the parts of a made archive
LONGEST = 20_000  # characters that a fuzzed file may have: long inputs are the business of the growth tests


class Target(NamedTuple):
    """A function of bytes, inputs to begin with, and words that the fuzzer may put in."""

    run: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    words: tuple[str, ...] = ()


@cache
def _blank() -> Any:
    return extractor.load("blank:en")


def _holds(document: Document, raw: str) -> None:
    """Every offset of a record gives the words beside it, and the record can be written and read again."""
    spans: list[Any] = [*document.mentions, *document.naming.double]
    for event in document.events:
        spans += [event.trigger, event.sentence, *event.mentions, *event.actors, *event.recipients, *event.places]
        spans += [when for when in (event.date, event.original_date) if when]
    for span in spans:
        assert 0 <= span.start <= span.end <= len(raw), span
        assert raw[span.start : span.end] == span.text, span
    for one in (*document.notes, *(caveat for caveat in document.warnings if caveat.start is not None)):
        assert one.start is not None
        assert 0 <= one.start <= (one.end or 0) <= len(raw), one
    written = document.model_dump_json()
    json.loads(written, parse_constant=_no_constant)
    assert type(document).model_validate_json(written) == document


def _no_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


def _text(data: bytes) -> str:
    """Any text, halves of characters among it."""
    return data.decode("utf-8", "surrogatepass" if len(data) % 2 else "surrogateescape")


def record(data: bytes) -> None:
    """A text in memory becomes a record."""
    try:
        text = _text(data)
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    try:
        source = from_text(text, id="a")
    except ExtractorError:
        return
    document = build.build(source, _blank())
    _holds(document, source.raw)
    assert build.build(source, _blank()) == document


def _file(data: bytes, suffix: str) -> None:
    """A file becomes sources that hold together, twice the same."""
    first, second = (list(_sources(data, suffix)) for _ in range(2))
    assert first == second
    for item in first:
        if isinstance(item, str):
            continue
        raw, start, edits = item
        raw.encode()
        edges = [start, *(edge for edit in edits for edge in edit[:2]), len(raw)]
        assert edges[0] >= 0
        assert all(before <= after for before, after in pairwise(edges)), edges


def _sources(data: bytes, suffix: str) -> Iterable[Any]:
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:  # noqa: PTH112, S108
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        try:
            for item in read(path, max_chars=LONGEST):
                if not isinstance(item, Source):
                    yield item.code
                    continue
                if item.locate:
                    json.dumps(item.locate(0, 1), allow_nan=False)
                yield item.raw, item.start, item.edits
        except ExtractorError as error:
            yield error.code


def _archive(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def docx(data: bytes) -> None:
    """The bytes as a whole Word file, or as its parts, which a change of a byte in an archive would never reach."""
    if data.startswith(b"PK"):
        _file(data, ".docx")
        return
    names = ("document", "footnotes", "endnotes", "numbering", "styles")
    _file(_archive({f"word/{name}.xml": part for name, part in zip(names, data.split(CUT), strict=False)}), ".docx")


def epub(data: bytes) -> None:
    """The bytes as a whole book, or as its parts."""
    if data.startswith(b"PK"):
        _file(data, ".epub")
        return
    names = ("book.opf", "a.xhtml", "b.xhtml")
    parts = dict(zip(names, data.split(CUT), strict=False))
    _file(_archive({"META-INF/container.xml": CONTAINER.encode(), **parts}), ".epub")


def pdf(data: bytes) -> None:
    """The bytes as a whole PDF, or as what is drawn on its one page."""
    _file(data if data.startswith(b"%PDF") else _page(data), ".pdf")


def _page(content: bytes) -> bytes:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"


def _import(data: bytes, tool: str) -> None:
    """A tool's file over our text becomes mentions and events that fit it."""
    payload = data.decode("utf-8", "surrogateescape")
    try:
        found = formats.load(payload, TEXT, from_=tool, document="a")
    except ExtractorError:
        return
    assert formats.load(payload, TEXT, from_=tool, document="a") == found
    document = _seed().model_copy(
        update={"mentions": found.mentions, "events": found.events, "notes": (), "warnings": ()}
    )
    _holds(document, TEXT)
    try:
        written = formats.dump(document, TEXT, to=tool)
    except ExtractorError:
        return
    json.dumps(formats.load(written, TEXT, from_=tool, document="a").model_dump(mode="json"), allow_nan=False)


def gold(data: bytes) -> None:
    """A file of annotations, or of documents, becomes annotated documents, and can be scored against itself."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_bytes(data)
        found, faults = score.gold.read_all(path)
        assert all(isinstance(fault, ExtractorError) for fault in faults)
        if not faults:
            score.score(found, found)
        with contextlib.suppress(ExtractorError):
            score.check(path, corpus=folder)


def places(data: bytes) -> None:
    """A user's file of places and one of treaties are read, or refused with their line."""
    from extractor.knowledge import places as table
    from extractor.knowledge import treaties as registry

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_bytes(data)
        for load in (table.load, registry.load):
            with contextlib.suppress(ExtractorError):
                load(path)


@cache
def _seed() -> Document:
    return extractor.extract_text(TEXT, id="a", published="2021-11-09", nlp=extractor.load("blank:en"))


def _event() -> dict[str, Any]:
    span = {"start": 25, "end": 31, "text": TEXT[25:31]}
    return {
        "type": "AGREE", "mode": None, "trigger": span, "status": "actual", "places": [], "recipients": [],
        "actors": [{"id": "azerbaijan", "text": "Baku", "start": 0, "end": 4, "inferred": False}],
        "date": {"edtf": "2020-11-09", "text": TEXT[35:50], "start": 35, "end": 50, "inferred": True},
        "original_date": None, "articles": ["?/6"], "footnotes": ["fn1"],
        "attribution": {"kind": "author", "who": None}, "quantity": {"number": 17.0, "unit": "monitors"},
    }  # fmt: skip


@cache
def _with_event() -> Document:
    event = _event()
    event |= {"id": "ev-1", "sentence": {"start": 0, "end": 60, "text": TEXT[0:60]}}
    return type(_seed()).model_validate({**_seed().model_dump(), "events": [event]})


def _gold_seed() -> bytes:
    header = {"document": "a", "sha256": "0" * 64, "annotator": "b", "guidelines": "1", "date": "2021-01-01"}
    mention = {"kind": "place", "label": "CITY", "start": 0, "end": 4, "text": "Baku", "id": "baku"}
    return "\n".join(json.dumps(row) for row in (header, mention, _event())).encode()


WORDS = (
    "[1]", "[^1]", "\n[1] ", "\n1. ", "Notes\n", "9 November 2020", "Article 4(2)", "Articles 1, 2 and 3", "of the ",
    "Treaty of Turkmenchay", "UN Charter", "Shusha", "Shushi", "Lachin corridor", "Yerevan-Baku", "Russia", "Armenian", "Ibid.",
    "44-day", "from May to June", "two weeks later", "late ", "in the 1990s", "1988/89", "\u0301", "\u200b", "\xad\n", "\ufeff",
    "\u202e", "\x00", "¹", "ﬁ", "\r\n", "\f", "https://a.b/", "(", ")", "“", "”", "<sup>2</sup>", "Mr. A. ",
)  # fmt: skip
MARKS = ("---\n", "+++\n", "title: ", "published: ", "id = ", "2020-11-09", "\ufeff", "\x00", "```\n", "[^1]", "[^1]: ", "**", "&amp;",
         "&#x110000;", "<!--", "-->", "[a](b)", "![", "# ", "> ", "| ", "<sup>", "$", "\\[")  # fmt: skip
TAGS = (
    "<p>", "</p>", "<sup>", '<a href="#n1">', '<li id="n1">', "<script>", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#0;",
    "&#xD800;", "&nbsp;", "<main>", "<nav>", "<table>", "<meta charset=", "<title>", "<pre>", "<br/>", "hidden", "<div>", "</div>",
)  # fmt: skip
OFFICE = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:del>", "</w:del>", '<w:footnoteReference w:id="1"/>', "<w:tbl>",
    "<w:tr>", "<w:tc>", "<w:br/>", "<w:tab/>", "<w:numPr>", '<w:numId w:val="1"/>', '<w:ilvl w:val="0"/>', '<w:start w:val="', '<w:lvlText w:val="%1."/>',
    '<w:vertAlign w:val="superscript"/>', '<w:sym w:char="F0B7"/>', '<w:pStyle w:val="a"/>', '<w:numFmt w:val="lowerRoman"/>', "\x1e",
)  # fmt: skip
DRAWN = (
    "BT ", " ET", "/F1 12 Tf ", " 72 720 Td ", "(Talks.) Tj ", " Tm ", "1 0 0 1 ", " cm ", " Ts ", "q ", "Q ", "[(a) -200 (b)] TJ ", "endobj",
    "/Contents", "/Annots", "/Rotate 90", "/MediaBox[0 0 0 0]", "/Kids[", "/Parent", "/Type/Page", "/Encrypt", "xref", "stream", "/ToUnicode",
)  # fmt: skip
NAMES = (
    "null", "true", "NaN", "Infinity", "-1", "1e999", '"\\ud800"', "{}", "[]", '"start"', '"end"', '"id"', '"text"', '"extractor"',
    '"marks"', '"relations"', '"spans"', '"meta"', '"labels"', '"label"', '"answer"', '"entities"', '"result"', '"value"',
    '"from_id"', '"to_id"', "event-AGREE", "place-CITY", "inferred-date", "argument-actor", "T1\t", "E1\t", "R1\t", "A1\t", "#1\t", "AnnotatorNotes ",
)  # fmt: skip

NOTED = (
    f'<w:document {W}><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Talks</w:t></w:r>'
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>\x1e"
    f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>\x1e<a/>\x1e'
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>\x1e<a/>'
)
BOOK = (
    "<package><metadata><title>A</title></metadata><manifest>"
    '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>'
    '</manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>\x1e<p>Talks.<a href="b.xhtml#n1">1</a></p>\x1e'
    '<p id="n1">1. A note.</p>'
)
PAGE = (
    "<!DOCTYPE html><html><head><title>A</title></head><body><nav>Home</nav><main><h1>Talks</h1><p>Talks &amp; more"
    '<sup><a href="#n1">1</a></sup> in Shusha.</p><ol><li id="n1">A note.</li></ol></main></body></html>'
)
LINES = "BT /F1 12 Tf 72 720 Td (Talks were held.) Tj 0 -14 Td (They failed.1) Tj 0 -400 Td /F1 8 Tf (1 A note.) Tj ET"


def _suffix(suffix: str) -> Callable[[bytes], None]:
    return lambda data: _file(data, suffix)


def _tool(name: str) -> Target:
    payloads = (formats.dump(one, TEXT, to=name).encode() for one in (_seed(), _with_event()))
    return Target(lambda data: _import(data, name), tuple(payloads), NAMES)


@cache
def targets() -> dict[str, Target]:
    """All targets by name."""
    head = "---\ntitle: A\npublished: 2020-11-09\n---\n"
    row = json.dumps({"text": "Talks in Shusha.", "id": "a", "published": "2020", "title": "B"})
    place = {
        "id": "x",
        "names": [{"text": "Xab", "lang": "en", "tradition": "en"}],
        "kind": "CITY",
        "feature": "P",
        "lat": 40.0,
        "source": "b",
    }
    return {
        "record": Target(record, (TEXT.encode(), b"From 9 Nowember 1988 to 1994.[1] Ibid.\n\n1. See A (2019)."), WORDS),
        "txt": Target(_suffix(".txt"), (f"{head}{TEXT}".encode(), TEXT.encode("utf-16")), MARKS),
        "md": Target(_suffix(".md"), (f"{head}# A\n\n**b**[^1] &amp; [c](d)\n\n[^1]: e\n".encode(),), MARKS),
        "jsonl": Target(_suffix(".jsonl"), (f"{row}\n\n{row}".encode(),), NAMES),
        "html": Target(_suffix(".html"), (PAGE.encode(),), TAGS),
        "docx": Target(
            docx, (NOTED.encode(), _archive({"word/document.xml": NOTED.split("\x1e", maxsplit=1)[0].encode()})), OFFICE
        ),
        "epub": Target(epub, (BOOK.encode(),), (*TAGS, "\x1e", "<itemref idref=", "<item id=")),
        "pdf": Target(pdf, (LINES.encode(), _page(LINES.encode())), DRAWN),
        **{name: _tool(name) for name in FORMATS},
        "gold": Target(gold, (_gold_seed(), _with_event().model_dump_json().encode()), NAMES),
        "places": Target(places, (json.dumps(place).encode(), b'{"id": "shusha", "names": []}'), NAMES),
    }
