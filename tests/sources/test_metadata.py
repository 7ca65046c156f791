"""Where metadata is written, which place outranks which, and what is said of mistakes."""

import re
from pathlib import Path

import pytest

from extractor.errors import ExtractorError
from extractor.sources import read
from extractor.sources.metadata import slug

CORPUS = Path(__file__).parents[2] / "corpus"
ALL = {
    "title": "A Year After",
    "published": "2021-11",
    "published_basis": "by its file name",
    "author": "R. Huseynov",
    "url": "https://example.org/a",
    "language": "en",
}


def source_of(tmp_path, text, *, sidecar=None, name="note.txt", **settings):
    (tmp_path / name).write_bytes(text.encode())
    if sidecar is not None:
        (tmp_path / "note.toml").write_bytes(sidecar.encode())
    (source,) = read(tmp_path / name, **settings)
    return source


def facts(source):
    return {key: getattr(source, key) for key in ALL}


@pytest.mark.parametrize(
    "top",
    [
        "---\n" + "".join(f"{key}: {value}\n" for key, value in ALL.items()) + "---\n",
        "---\r\n" + "".join(f'{key}: "{value}"\r\n' for key, value in ALL.items()) + "...\r\n",
        "\ufeff---\n" + "".join(f"{key.capitalize()}:{value!r}\n\n" for key, value in ALL.items()) + "---  \n",
        "---\n# a comment\ntags:\n  - war\n- peace\n"
        + "".join(f"{key}: {value}\n" for key, value in ALL.items())
        + "more: [a, b]\n---\n",
        "+++\n" + "".join(f"{key} = {value!r}\n" for key, value in ALL.items()) + "+++\n",
        "+++\r" + "".join(f"{key} = {value!r}\r" for key, value in ALL.items()) + "style = 'x'\r[tests]\ra = 1\r+++\r",
    ],
)
@pytest.mark.parametrize("name", ["note.txt", "note.md"])
def test_front_matter(tmp_path, top, name):
    source = source_of(tmp_path, top + "id: The text.", name=name)
    assert facts(source) == ALL
    assert source.raw[source.start :] == "id: The text."


def test_sidecar(tmp_path):
    rows = "".join(f"{key} = {value!r}\n" for key, value in ALL.items())
    source = source_of(tmp_path, "Text.", sidecar="\ufeffid = 'My Id'\nstyle = 'x'\ntests = ['a']\n" + rows)
    assert facts(source) == ALL
    assert (source.id, source.start) == ("my-id", 0)


def test_sidecar_with_the_line_ends_of_an_old_mac(tmp_path):
    source = source_of(tmp_path, "Text.", sidecar="title = 'A'\rlanguage = 'en'\r")
    assert (source.title, source.language) == ("A", "en")


def test_precedence_field_by_field(tmp_path):
    front = "---\ntitle: Front\npublished: 2020\n---\nText."
    sidecar = "title = 'Side'\nauthor = 'Side'\npublished = 1999\npublished_basis = 'by its file name'\n"
    source = source_of(tmp_path, front, sidecar=sidecar)
    assert (source.title, source.author) == ("Front", "Side")
    # The basis of the sidecar's date is not the basis of this one.
    assert (source.published, source.published_basis) == ("2020", "stated")
    (named,) = read(tmp_path / "note.txt", published="2021-11-09")
    assert (named.published, named.published_basis, named.title) == ("2021-11-09", "stated", "Front")


@pytest.mark.parametrize("date", ["2021-11-09", "'2021-11-09'", "2021-11-09T10:00:00Z", "2021-11-09 10:00:00"])
def test_toml_dates(tmp_path, date):
    assert source_of(tmp_path, "Text.", sidecar=f"published = {date}").published == "2021-11-09"


def test_basis_without_a_date_is_nothing(tmp_path):
    assert source_of(tmp_path, "Text.", sidecar="published_basis = 'x'\npublished = ''").published_basis is None


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Plain: with colon # and hash", "Plain: with colon # and hash"),
        (r'title: "a \"quoted\" \\ word"', r'a "quoted" \ word'),
        ("title: 'it''s'", "it's"),
        ("title:", None),
        ("title: ~", None),
        ("title: null", None),
    ],
)
def test_values(tmp_path, line, title):
    assert source_of(tmp_path, f"---\n{line}\n---\nText.").title == title


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA rule at the top.\n",
        "---\nA rule at the top.\ntitle: no\n---\n",
        "---\n---\nText.",
        "---\nNote: a paragraph\n\nand another one.\n---\nText.",
        "---\nSummary: the talks were postponed.\n---\nText.",
        "----\ntitle: x\n----\nText.",
        "\n---\ntitle: x\n---\nText.",
        "+++\nText.",
        "--- title\nText.",
    ],
)
def test_what_is_no_front_matter(tmp_path, text):
    source = source_of(tmp_path, text)
    assert (source.start, source.title) == (0, None)


def test_front_matter_of_foreign_keys_is_no_text(tmp_path):
    source = source_of(tmp_path, "---\nlayout: post\ntags:\n  - a\n---\nText.")
    assert source.raw[source.start :] == "Text."


@pytest.mark.parametrize(
    ("top", "line", "reason"),
    [
        ("---\ntitle: a\ntitle: b\n---\n", 3, "`title` stands on line 2 already"),
        ("---\ntitle: a\nA line of text\n---\n", 3, "'A line of text' has no key"),
        ("---\nlayout: x\nauthor:\n  - a\n---\n", 4, "`author` is to be text on one line"),
        ("---\ntitle: [a]\n---\n", 2, "`title` begins with '['"),
        ('---\ntitle: "a" b\n---\n', 2, "quotation mark that opens `title`"),
        ("---\nid: '???'\n---\n", 2, "the id '???' holds no letter"),
        ("---\ntitle: a\nText", 1, "never closed by a second ---"),
        ("+++\ntitle = 'a'\nText", 1, "never closed by a second +++"),
        ("+++\ntitle = 'a'\nauthor = 3\n+++\n", 3, "`author` is to be text, not int"),
        ("+++\ntitle = 'a'\nauthor = \n+++\n", 3, "this is not TOML"),
        ("+++\na = " + "[" * 5000 + "\n+++\n", 2, "nested too deep"),
    ],
)
def test_faulty_front_matter_names_the_line_and_the_way_out(tmp_path, top, line, reason):
    with pytest.raises(ExtractorError, match=rf"note\.txt, line {line}: .*{re.escape(reason)}.*`key: value`") as caught:
        source_of(tmp_path, top + "Text.")
    assert caught.value.code == "E106"


@pytest.mark.parametrize(
    ("sidecar", "line"),
    [("title = 'a'\nlanguage = 1", 2), ("title", 1), ("title = 'a'\nb = [", 2), ("published = true", 1)],
)
def test_faulty_sidecar_is_named(tmp_path, sidecar, line):
    with pytest.raises(ExtractorError, match=rf"E106.*note\.toml, line {line}: "):
        source_of(tmp_path, "Text.", sidecar=sidecar)


def test_sidecar_that_is_no_utf8(tmp_path):
    (tmp_path / "note.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(ExtractorError, match=r"E103.*note\.toml: byte 9 "):
        source_of(tmp_path, "Text.")


@pytest.mark.parametrize(
    "date",
    ["2021-13", "2021-02-29", "2021-2-1", "21", "9 November 2020", "2021-11-09T10:00", "0000", "２０２１", "2021\n"],
)
def test_dates_that_no_calendar_has(tmp_path, date):
    with pytest.raises(ExtractorError) as caught:
        source_of(tmp_path, "Text.", published=date)
    assert caught.value.code == "E107"
    assert f"note.txt: {date!r} is not a date of publication. Write YYYY-MM-DD" in str(caught.value)


@pytest.mark.parametrize(
    ("front", "sidecar", "file"), [("9/11/2020", "", "note.txt"), ("2020", "2020-02-30", "note.toml")]
)
def test_wrong_date_names_the_file_that_holds_it(tmp_path, front, sidecar, file):
    with pytest.raises(ExtractorError, match=rf"E107.*{file}: "):
        source_of(tmp_path, f"---\npublished: {front}\n---\nText.", sidecar=f"published = '{sidecar}'")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("One year, after!", "one-year-after"),
        ("Şuşa İğdır", "susa-igdır"),
        ("Степанакерт_2", "степанакерт-2"),
        ("e\u0301te\u0301", "ete"),
        ("…", ""),
    ],
)
def test_slug(name, expected):
    assert slug(name) == expected


def test_corpus_text():
    (source,) = read(CORPUS / "one-year-after-9-november.txt")
    assert (source.id, source.title, source.language) == ("one-year-after-9-november", None, "en")
    assert source.published == "2021-11-09"
    assert source.published_basis == "inferred: the text looks back on one year since 9 November 2020"
    assert (source.start, source.encoding_basis) == (0, "valid")
