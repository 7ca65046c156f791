"""Files made to do harm: nothing is fetched, entities do not grow, and what unpacks or nests without end stops at a limit."""

import socket
import zipfile

import pytest

from extractor.errors import ExtractorError
from extractor.sources import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORDS = "<w:p><w:r><w:t>Talks were held in Sochi.</w:t></w:r></w:p>"
CONTAINER = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
ITEM = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
BOOK = f'<package><manifest>{ITEM}</manifest><spine><itemref idref="a"/></spine></package>'


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_args, **_settings):
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def packed(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def word(tmp_path, body):
    return packed(tmp_path / "a.docx", {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"})


def book(tmp_path, page, listing=BOOK):
    return packed(tmp_path / "a.epub", {"META-INF/container.xml": CONTAINER, "book.opf": listing, "a.xhtml": page})


def html(tmp_path, page):
    path = tmp_path / "a.html"
    path.write_text(page, "utf-8")
    return path


def test_addresses_in_a_page_are_not_fetched(tmp_path):
    page = (
        '<!DOCTYPE html SYSTEM "http://harm.example/a.dtd"><html><head><link rel="stylesheet" href="http://harm.example/a.css">'
        '<script src="http://harm.example/a.js"></script></head><body><p>Talks were held in Sochi.</p>'
        '<img src="http://harm.example/a.png"><iframe src="http://harm.example/"></iframe></body></html>'
    )
    assert len(list(read(html(tmp_path, page)))) == 1
    assert len(list(read(book(tmp_path, page)))) == 1


LAUGH = (
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;">]>'
)


def test_entities_do_not_grow(tmp_path):
    (source,) = read(html(tmp_path, f"{LAUGH}<html><body><p>Talks. &d;&d;&d;</p></body></html>"))
    assert len(source.raw) < 400
    with pytest.raises(ExtractorError, match="E112"):
        list(read(packed(tmp_path / "a.docx", {"word/document.xml": f"{LAUGH}<a>&d;</a>"})))
    with pytest.raises(ExtractorError, match="E112"):
        list(read(book(tmp_path, "<p>Talks.</p>", f"{LAUGH}{BOOK}")))


DEEP = 100_000


def test_deep_nesting_is_read(tmp_path):
    page = "<div>" * DEEP + "<p>Talks were held in Sochi.</p>" + "</div>" * DEEP
    for path in (html(tmp_path, page), book(tmp_path, page)):
        (source,) = read(path, max_chars=2_000_000)
        assert "Talks were held in Sochi." in source.raw
    body = "<w:sdt><w:sdtContent>" * (DEEP // 2) + WORDS + "</w:sdtContent></w:sdt>" * (DEEP // 2)
    (source,) = read(word(tmp_path, body))
    assert source.raw.strip() == "Talks were held in Sochi."
    runs = "<w:smartTag>" * DEEP + "<w:r><w:t>Talks.</w:t></w:r>" + "</w:smartTag>" * DEEP
    (source,) = read(word(tmp_path, f"<w:p>{runs}</w:p>"))
    assert source.raw.strip() == "Talks."


def test_huge_attributes_are_no_text(tmp_path):
    page = f"<html><body><p title=\"{'x' * 900_000}\" onclick='{'y' * 900_000}'>Talks were held in Sochi.</p></body></html>"
    (source,) = read(html(tmp_path, page), max_chars=2_000_000)
    assert len(source.raw) - sum(edit.end - edit.start - len(edit.text) for edit in source.edits) < 100
    (source,) = read(word(tmp_path, f'<w:p w:rsidR="{"x" * 900_000}"><w:r><w:t>Talks.</w:t></w:r></w:p>'))
    assert source.raw == "Talks."


def test_bombs_stop_at_the_limit(tmp_path):
    with pytest.raises(ExtractorError, match="E113"):
        list(read(word(tmp_path, " " * 20_000_000)))
    with pytest.raises(ExtractorError, match="E113"):
        list(read(book(tmp_path, " " * 20_000_000)))
    chapters = "".join(f'<item id="a{n}" href="a.xhtml" media-type="text/html"/>' for n in range(500))
    spine = "".join(f'<itemref idref="a{n}"/>' for n in range(500))
    listing = f"<package><manifest>{chapters}</manifest><spine>{spine}</spine></package>"
    with pytest.raises(ExtractorError, match="E105"):
        list(read(book(tmp_path, f"<p>{'Talks. ' * 100_000}</p>", listing)))
