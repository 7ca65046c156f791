"""Electronic books: chapters in the order of reading, notes wherever the book puts them, tables of contents and covers left out."""

import zipfile

import pytest

import extractor
from extractor import text
from extractor.errors import ExtractorError
from extractor.sources import read

CONTAINER = '<container><rootfiles><rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>'


@pytest.fixture
def book(tmp_path):
    def write(pages, *, order=None, folder="OEBPS/package", extra=""):
        path = tmp_path / "a.epub"
        names = list(pages)
        items = "".join(
            f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(names)
        )
        spine = "".join(f'<itemref idref="i{names.index(name)}"/>' for name in order or names)
        listing = f"<package><metadata/><manifest>{items}{extra}</manifest><spine>{spine}</spine></package>"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/epub+zip")
            archive.writestr("META-INF/container.xml", CONTAINER.format(f"{folder}/book.opf"))
            archive.writestr(f"{folder}/book.opf", listing)
            for name, page in pages.items():
                archive.writestr(f"{folder}/{name}".replace("%20", " "), f"{HEAD}{page}</body></html>")
        return path

    return write


def words(path):
    (source,) = read(path)
    return text.clean(source.raw, edits=source.edits).text


def test_chapters_are_read_in_the_order_of_the_spine_from_folders_within_folders(book):
    pages = {"text/b%20two.xhtml": "<p>Second.</p>", "text/parts/a.xhtml": "<p>First.</p>", "c.xhtml": "<p>Third.</p>"}
    path = book(pages, order=["text/parts/a.xhtml", "text/b%20two.xhtml", "c.xhtml"], folder="A/B/C")
    assert words(path).split() == ["First.", "Second.", "Third."]


def test_what_is_not_in_the_spine_is_not_read(book):
    assert words(book({"a.xhtml": "<p>Read.</p>", "b.xhtml": "<p>Not read.</p>"}, order=["a.xhtml"])) == "Read."


def test_the_table_of_contents_is_no_text(book):
    nav = '<nav epub:type="toc"><ol><li><a href="a.xhtml">One</a></li></ol></nav>'
    assert words(book({"nav.xhtml": nav, "a.xhtml": "<p>Read.</p>"})) == "Read."


def test_notes_in_asides_answer_their_references(book):
    page = (
        '<p>They met in Sochi.<a epub:type="noteref" href="#n1">1</a> Nothing came of it.<a epub:type="noteref" href="#n2">2</a></p>'
        '<aside epub:type="footnote" id="n1"><p>A. Author, Paper, 2020.</p></aside>'
        '<aside epub:type="footnote" id="n2"><p>B. Author, Book, 2021.</p></aside><aside><p>An advertisement.</p></aside>'
    )
    document = extractor.extract(book({"a.xhtml": page}))
    assert [(note.label, note.text) for note in document.notes] == [
        ("1", "A. Author, Paper, 2020."),
        ("2", "B. Author, Book, 2021."),
    ]
    assert "advertisement" not in words(book({"a.xhtml": page}))
    assert not document.warnings


NOTED = (
    '<p>They met in {place}.<sup><a id="r1" href="../notes/end.xhtml#{part}1">1</a></sup> Then they left.'
    '<a href="../notes/end.xhtml#{part}2">2</a></p>'
)


def test_notes_in_a_part_of_their_own_answer_chapters_that_number_anew(book):
    notes = "".join(
        f'<div id="{part}{n}"><p><a href="../text/{part}.xhtml#r{n}">{n}</a>. Author {part}, Paper {n}, 2020.</p></div>'
        for part in "ab"
        for n in (1, 2)
    )
    path = book(
        {
            "text/a.xhtml": NOTED.format(place="Sochi", part="a"),
            "text/b.xhtml": NOTED.format(place="Tbilisi", part="b"),
            "notes/end.xhtml": notes,
        }
    )
    document = extractor.extract(path)
    ids = ["fn1", "fn2", "fn2.1", "fn2.2"]
    assert [one.id for one in document.of("footnote") if one.label == "MARK"] == ids
    assert [one.id for one in document.of("footnote") if one.label == "NOTE"] == ids
    assert [note.text for note in document.notes] == [
        f"Author {part}, Paper {n}, 2020." for part in "ab" for n in (1, 2)
    ]
    assert {one.attrs["part"] for one in document.of("place")} == {
        "OEBPS/package/text/a.xhtml",
        "OEBPS/package/text/b.xhtml",
    }


def test_notes_in_each_chapter_that_number_anew(book):
    chapter = '<p>They met in {0}.<sup><a href="#n1">1</a></sup></p><section epub:type="footnotes"><p id="n1">1. Paper {0}.</p></section>'
    document = extractor.extract(book({"a.xhtml": chapter.format("Sochi"), "b.xhtml": chapter.format("Tbilisi")}))
    assert [one.id for one in document.of("footnote")] == ["fn1", "fn1", "fn2.1", "fn2.1"]
    assert not document.warnings


def test_a_page_that_the_list_names_and_the_book_lacks_is_said(book):
    extra = '<item id="gone" href="gone.xhtml" media-type="application/xhtml+xml"/>'
    path = book({"a.xhtml": "<p>Read.</p>"}, extra=extra)
    assert words(path) == "Read."
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("a.xhtml")}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(ExtractorError, match="E112"):
        list(read(path))
