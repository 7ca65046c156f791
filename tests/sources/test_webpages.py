"""Web pages in unlike styles: their main text is read and what stands around it is not, with the library and without it."""

import re
import sys

import pytest

import extractor
from extractor.sources import read
from extractor.sources.plain import read_as
from sources.web_pages import PAGES

BY_NAME = {page.name: page for page in PAGES}
# What is left in by the library too: two pages say nowhere what is main text.
LEFT_IN = {"print-view": 2, "old-table-layout": 8, "wiki-with-references-and-edit-links": 1}
LEFT_OUT = {
    "wiki-with-references-and-edit-links": ("References",),
    "magazine-with-sections-and-notes-far-away": ("The lake in May, seen from the old mill.",),
}


def plain(text):
    return " ".join(re.sub(r"\[\^[^\]]*\]:?", "", text).split())


def words_of(path):
    (source,) = read(path)
    return plain(read_as(source.raw, source.start, source.edits)), source


def written(tmp_path, page):
    path = tmp_path / "page.html"
    path.write_text(page.html, "utf-8")
    return path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_library_chooses_and_the_reader_reads(tmp_path, page):
    words, source = words_of(written(tmp_path, page))
    assert [one for one in page.main if plain(one) not in words] == list(LEFT_OUT.get(page.name, ()))
    assert sum(plain(one) in words for one in page.junk) == LEFT_IN.get(page.name, 0)
    assert not source.remarks


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_without_the_library_no_main_text_is_lost_and_it_is_said(tmp_path, monkeypatch, page):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    words, source = words_of(written(tmp_path, page))
    assert [one for one in page.main if plain(one) not in words] == []
    assert [remark.code for remark in source.remarks] == ["W404"]


def test_notes_that_the_library_throws_away_answer_their_markers(tmp_path):
    for name, count in (
        ("think-tank-with-sidebars-and-footnotes", 3),
        ("wiki-with-references-and-edit-links", 2),
        ("magazine-with-sections-and-notes-far-away", 2),
    ):
        page = BY_NAME[name]
        document = extractor.extract(written(tmp_path, page))
        labels = [str(number) for number in range(1, count + 1)]
        assert [one.id for one in document.of("footnote") if one.label == "MARK"] == [f"fn{label}" for label in labels]
        assert [note.label for note in document.notes] == labels
        assert [note.text for note in document.notes] == list(page.main[-count:])
        assert all(page.html[one.start : one.end] == one.text for one in document.mentions)


def test_a_warning_says_that_tags_alone_were_read(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    document = extractor.extract(written(tmp_path, BY_NAME["short-notice"]))
    (warning,) = [one for one in document.warnings if one.code == "W404"]
    assert "trafilatura is not installed" in warning.message


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<div>" * 100_000 + "<p>Talks were held in Sochi.</p>", "too large or too deep"),
        ("<p>Talks were held in Sochi.</p>" * 10_001, "too large or too deep"),
    ],
)
def test_pages_beyond_all_measure_are_read_by_their_tags(tmp_path, html, reason):
    path = tmp_path / "a.html"
    path.write_text(html, "utf-8")
    words, source = words_of(path)
    assert words.startswith("Talks were held in Sochi.")
    assert reason in str(source.remarks[0].facts["reason"])


def test_a_library_that_stumbles_stops_nothing(tmp_path, monkeypatch):
    import trafilatura

    def stumble(*_args, **_settings):
        raise RuntimeError

    monkeypatch.setattr(trafilatura, "extract", stumble)
    words, source = words_of(written(tmp_path, BY_NAME["short-notice"]))
    assert "Meeting put off" in words
    assert source.remarks[0].code == "W404"
