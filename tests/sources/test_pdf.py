"""PDF: lines and raised figures as a reader sees them, each mention with its page and its box."""

import re
import sys
from xml.sax.saxutils import escape

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

import extractor
from extractor.errors import ExtractorError
from extractor.sources import read

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8, alignment=4)
NOTE = ParagraphStyle("note", fontName="Times-Roman", fontSize=8, leading=9.5, spaceAfter=2)
TEXT = [
    (
        "On 9 November 2020 the leaders met in Sochi.<super>1</super> Under article 2<super>2</super> of their statement "
        "the road to Shusha was opened in February 2021<super>3</super> and has been closed again since then, as everybody "
        "who has travelled on it will tell anyone who asks. The area is 5 km<super>2</super>."
    ),
    "A second paragraph runs over the end of a line at least once, so that there is something to join, and so on and so forth.",
]
NOTES = ["1 A. Author, First Paper, 2020, p. 3.", "2 B. Author, “Second Paper”, The Journal, 2021.", "3 Ibid."]


def typeset(path, paragraphs, notes=(), style=BODY):
    parts = [Paragraph(one, style) for one in paragraphs] + [Spacer(1, 20)] + [Paragraph(one, NOTE) for one in notes]
    SimpleDocTemplate(str(path), pagesize=A4, title="The road", author="R. Tace").build(parts)
    return path


def drawn(path, words, *, password=None):
    canvas = Canvas(str(path), pagesize=A4, encrypt=password)
    for text, x, y in words:
        canvas.drawString(x, y, text)
    canvas.showPage()
    canvas.save()
    return path


def test_raised_figures_call_the_notes_at_the_foot(tmp_path):
    path = typeset(tmp_path / "road.pdf", TEXT, NOTES)
    (source,) = read(path)
    assert (source.title, source.author, source.published) == ("The road", "R. Tace", None)
    document = extractor.extract(path)
    marks = [(one.text, one.id) for one in document.of("footnote") if one.label == "MARK"]
    assert marks == [("1", "fn1"), ("2", "fn2"), ("3", "fn3")]
    assert [note.text for note in document.notes] == [note[2:] for note in NOTES]
    assert [(one.text, one.id) for one in document.of("date")] == [
        ("9 November 2020", "2020-11-09"),
        ("February 2021", "2021-02"),
    ]
    assert [one.id.partition("/")[2] for one in document.of("article")] == ["2"]
    assert all(source.raw[one.start : one.end] == one.text for one in document.mentions)


def test_a_mention_has_its_page_and_its_box(tmp_path):
    path = drawn(tmp_path / "a.pdf", [("Talks were held in Sochi in May.", 72, 700)])
    (place,) = extractor.extract(path).of("place")
    width = Canvas("x", pagesize=A4).stringWidth
    left = 72 + width("Talks were held in ", "Helvetica", 12)
    assert place.attrs["page"] == 1
    x0, top, x1, bottom = place.attrs["boxes"]
    assert (x0, x1) == pytest.approx((left, left + width("Sochi", "Helvetica", 12)), abs=2)
    assert top < A4[1] - 700 <= bottom + 0.5
    assert bottom - top < 14


def test_what_cannot_be_read_is_said(tmp_path, monkeypatch):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    with pytest.raises(ExtractorError, match="E112"):
        list(read(tmp_path / "broken.pdf"))
    with pytest.raises(ExtractorError, match="E116"):
        list(read(drawn(tmp_path / "locked.pdf", [("Secret", 72, 700)], password="secret")))  # noqa: S106
    with pytest.raises(ExtractorError, match="E115"):
        list(read(drawn(tmp_path / "scan.pdf", [])))
    with pytest.raises(ExtractorError, match="E105"):
        list(read(typeset(tmp_path / "long.pdf", TEXT), max_chars=100))
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ExtractorError, match=r"E114.*extractor\[pdf\]"):
        list(read(tmp_path / "scan.pdf"))


@pytest.fixture(scope="module")
def vera():
    """A font that reportlab brings along and that has the letters of the first text, Turkish ones among them."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    return ParagraphStyle("vera", BODY, fontName="Vera", fontSize=10)


def test_the_first_text_typeset_gives_the_same(first, raw, vera, tmp_path):
    paragraphs = [escape(" ".join(block.split())) for block in re.split(r"\n\s*\n", raw.replace("\r\n", "\n"))]
    path = typeset(tmp_path / "first.pdf", paragraphs, style=vera)
    document = extractor.extract(path, published=first.published)
    for kind in ("treaty", "article", "footnote", "date", "place", "route"):
        assert [(one.label, one.id) for one in document.of(kind)] == [(one.label, one.id) for one in first.of(kind)]
