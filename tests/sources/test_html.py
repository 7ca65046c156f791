"""HTML: offsets count in the file, what is no text is not read, links to notes are markers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extractor
from extractor.errors import ExtractorError
from extractor.sources import read
from extractor.sources.html import read_markup
from extractor.sources.html_tokens import tokens
from work import growth

PAGE = """<!doctype html><html lang="en"><head><title>A &amp; B</title>
<meta property="article:published_time" content="2021-11-09T10:00"><script>var x = "Baku";</script></head>
<body><header><nav>Menu <b>Yerevan</b></nav></header><article><h1>The road</h1>
<p>On 9&nbsp;November 2020 the leaders
met in <em>Sochi</em>.<sup><a href="#fn1" id="r1">1</a></sup> The road to Shusha is open.<a href="#fn2"><sup>[2]</sup></a></p>
<p hidden>Tbilisi</p></article><section class="footnotes"><ol><li id="fn1"><p>First, <i>A Paper</i>, 2020.
<a href="#r1">&#8617;</a></p></li>
<li id="fn2">2. Second.</li></ol></section><footer>Copyright Moscow</footer></body></html>"""
SOUP = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<sup>1</sup>", '<a href="#a">1</a>', '<li id="a">', "<!--", "-->", "<", ">", "&amp;", "&#x"),
            *("text ", "\n", "<pre>", "<script>", "</script>", "<main>", "</main>", '"', "'", "=", "<a name='a' href='#a'>"),
            *("</a>", "<!x", "<?", "</"),
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("html") / "page.html"
    path.write_text(PAGE, "utf-8")
    return path


def test_the_page_says_what_it_is(page):
    (source,) = read(page)
    assert (source.title, source.published, source.language) == ("A & B", "2021-11-09", "en")
    assert (source.media_type, source.raw) == ("text/html", PAGE)


def test_mentions_stand_in_the_file_and_notes_answer_their_links(page):
    document = extractor.extract(page)
    assert all(PAGE[one.start : one.end] == one.text for one in document.mentions)
    assert [(one.text, one.id) for one in document.of("date")] == [("9&nbsp;November 2020", "2020-11-09")]
    assert [one.id for one in document.of("place")] == ["sochi", "shusha"]
    marks = [(one.text, one.id) for one in document.of("footnote") if one.label == "MARK"]
    assert marks == [('<a href="#fn1" id="r1">1</a>', "fn1"), ('<a href="#fn2"><sup>[2]</sup></a>', "fn2")]
    assert [(note.label, note.text) for note in document.notes] == [("1", "First, A Paper, 2020."), ("2", "Second.")]


@pytest.mark.parametrize(
    "label",
    [
        "1. ",
        "[1] ",
        "<a href='#r'>1</a> ",
        "[<a href='#r'>1</a>] ",
        "<b>1</b>. ",
        "<span>1</span>) ",
        "<a href='#r'>^</a> ",
        "",
    ],
)
def test_a_note_is_read_without_its_label_however_that_is_written(tmp_path, label):
    path = tmp_path / "a.html"
    path.write_text(
        f"<p id='r'>Talks in Sochi.<a href='#n'>1</a></p><div id='n'>{label}A. Author, Paper, 2020.</div>", "utf-8"
    )
    assert [(note.label, note.text) for note in extractor.extract(path).notes] == [("1", "A. Author, Paper, 2020.")]


@given(SOUP)
def test_any_soup_is_read_without_a_gap(raw):
    ends = [0, *(token.end for token in tokens(raw))]
    assert [token.start for token in tokens(raw)] == ends[:-1]
    assert ends[-1] == len(raw)
    edits = read_markup(raw).edits
    edges = [edge for edit in edits for edge in edit[:2]]
    assert edges == sorted(edges)
    assert all(0 <= edit.start < edit.end <= len(raw) for edit in edits)


@pytest.mark.parametrize(
    "unit",
    ["<", "<!--", "&", "<a ", "<div>", '<a b="', "<a href='#x'>1</a>", "<p id=a>", "</", "<title>", "<sup>1</sup>"],
)
def test_work_is_linear(unit):
    read_markup(unit * (200_000 // len(unit)) + ">")
    assert growth(read_markup, lambda size: unit * (size // len(unit)) + ">", 10_000) < 2.2


def test_a_page_without_text_is_an_error(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<html><head><title>A</title></head><body><nav>Menu</nav></body></html>")
    with pytest.raises(ExtractorError, match="E104"):
        list(read(path))


def test_the_first_text_as_a_page_gives_the_same(first, raw, tmp_path):
    paragraphs = "".join(
        f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p>\n" for line in re.split(r"\n\s*\n", raw)
    )
    path = tmp_path / "first.html"
    path.write_text(f"<html><body>{paragraphs}</body></html>", "utf-8")
    document = extractor.extract(path, published=first.published)
    for kind in ("treaty", "article", "footnote", "date", "place", "route"):
        assert [(one.label, one.id) for one in document.of(kind)] == [(one.label, one.id) for one in first.of(kind)]
