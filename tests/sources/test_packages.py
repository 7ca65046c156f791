"""Word documents and electronic books: text in order, notes where they are called, places in the file, nothing trusted."""

import re
import zipfile
from xml.sax.saxutils import escape

import pytest

import extractor
from extractor.errors import ExtractorError
from extractor.sources import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'


def packed(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts["parts"].items():
            archive.writestr(name, text)
    return path


def run(text, extra=""):
    return f"<w:r><w:rPr>{extra}</w:rPr><w:t>{escape(text)}</w:t></w:r>"


def word(path, paragraphs, footnotes=(), endnotes=()):
    parts = {
        "word/document.xml": f"<w:document {W}><w:body>{''.join(f'<w:p>{one}</w:p>' for one in paragraphs)}</w:body></w:document>"
    }
    for kind, notes in (("footnote", footnotes), ("endnote", endnotes)):
        listed = "".join(f'<w:{kind} w:id="{id}"><w:p>{run(text)}</w:p></w:{kind}>' for id, text in notes)
        parts[f"word/{kind}s.xml"] = f"<w:{kind}s {W}>{listed}</w:{kind}s>"
    return packed(path, parts=parts)


def call(id, kind="footnote"):
    return f'<w:r><w:{kind}Reference w:id="{id}"/></w:r>'


def book(path, chapters):
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    listing = f"<package><metadata><title>A Book</title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    pages = {f"OEBPS/c{n}.xhtml": f"<html><body>{chapter}</body></html>" for n, chapter in enumerate(chapters)}
    return packed(path, parts={"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": listing, **pages})


def test_a_word_document_with_notes(tmp_path):
    path = word(
        tmp_path / "a.docx",
        [
            run("On 9 November 2020 they met in ") + run("Sochi") + run(".") + call(7),
            run("hidden", "<w:vanish/>")
            + f"<w:del>{run('Baku')}</w:del>"
            + run("The road to Shusha is shut")
            + run("4", '<w:vertAlign w:val="superscript"/>'),
        ],
        footnotes=[(7, "First, A Paper, 2020.")],
    )
    (source,) = read(path)
    assert (
        source.raw
        == "On 9 November 2020 they met in Sochi.[^1]\n\nThe road to Shusha is shut⁴\n\n[^1]: First, A Paper, 2020."
    )
    document = extractor.extract(path)
    assert [(one.text, one.attrs["part"], one.attrs["paragraph"]) for one in document.of("place")] == [
        ("Sochi", "document", 1),
        ("Shusha", "document", 2),
    ]
    assert [(note.label, note.text) for note in document.notes] == [("1", "First, A Paper, 2020.")]
    assert [one.id for one in document.of("footnote")] == ["fn1", "fn4", "fn1"]


def test_footnotes_and_endnotes_are_told_apart(tmp_path):
    path = word(
        tmp_path / "a.docx", [run("One.") + call(2) + run(" Two.") + call(5, "endnote")], [(2, "Foot.")], [(5, "End.")]
    )
    (source,) = read(path)
    assert source.raw == "One.[^1] Two.[^e1]\n\n[^1]: Foot.\n\n[^e1]: End."


def test_a_book_is_read_in_order_with_places_in_its_parts(tmp_path):
    path = book(
        tmp_path / "a.epub",
        ["<p>Talks in Sochi.<a href='#n'>1</a></p><p id='n'>1 A note.</p>", "<p>Then in Shusha.</p>"],
    )
    document = extractor.extract(path)
    assert document.title == "A Book"
    (_, second) = document.of("place")
    assert (second.id, second.attrs["part"]) == ("shusha", "OEBPS/c1.xhtml")
    page = "<html><body><p>Then in Shusha.</p></body></html>"
    assert page[second.attrs["part_start"] : second.attrs["part_end"]] == "Shusha"
    assert [note.text for note in document.notes] == ["A note."]


@pytest.mark.parametrize("suffix", [".docx", ".epub"])
@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04broken", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_package_is_said(tmp_path, suffix, data):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    with pytest.raises(ExtractorError, match="E112"):
        list(read(path))


def test_a_bomb_and_a_document_type_are_refused(tmp_path):
    bomb = packed(tmp_path / "bomb.docx", parts={"word/document.xml": "<a>" + " " * 40_000_000 + "</a>"})
    with pytest.raises(ExtractorError, match="E113"):
        list(read(bomb))
    laugh = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with pytest.raises(ExtractorError, match="E112"):
        list(read(packed(tmp_path / "laugh.docx", parts={"word/document.xml": laugh})))


@pytest.mark.parametrize("kind", ["docx", "epub"])
def test_the_first_text_gives_the_same(first, raw, tmp_path, kind):
    paragraphs = [" ".join(block.split("\n")) for block in re.split(r"\n\s*\n", raw.replace("\r\n", "\n"))]
    path = tmp_path / f"first.{kind}"
    if kind == "docx":
        word(path, [run(one) for one in paragraphs])
    else:
        book(path, ["".join(f"<p>{escape(one)}</p>" for one in paragraphs)])
    document = extractor.extract(path, published=first.published)
    for group in ("treaty", "article", "footnote", "date", "place", "route"):
        assert [(one.label, one.id) for one in document.of(group)] == [(one.label, one.id) for one in first.of(group)]
