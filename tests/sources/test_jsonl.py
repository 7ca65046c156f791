"""Rows of JSONL: good ones come out, bad ones come out as their errors, and only a broken file stops the reading."""

import hashlib
import json

import pytest

from extractor.errors import ExtractorError
from extractor.sources import Source, read


def items_of(tmp_path, data, *, name="news.jsonl", **settings):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read(path, **settings))


def test_bad_rows_among_good_ones(tmp_path):
    rows = [
        b'{"text": "One."}',
        b"not JSON",
        b"",
        b'["text"]',
        b'{"title": "no text"}',
        b'{"text": 5}',
        b'{"text": " "}',
        b'{"text": "half \\ud800"}',
        b'{"text": "x", "published": "2021-02-30"}',
        b'{"text": "x", "title": ["a"]}',
        b'{"text": "x", "author": "\\udfff"}',
        b'{"text": "x", "id": "?"}',
        b'{"text": "broken \xff byte"}',
        b'{"text": "123456789012345678901"}',
        b"[" * 100_000,
        b'{"text": "x", "n": ' + b"9" * 5000 + b"}",
        b'{"text": "' + b"x" * 70_000 + b'"}',
        b'{"text": "Last."}',
    ]
    items = items_of(tmp_path, b"\r\n".join(rows), max_chars=20)
    assert [item.raw for item in items if isinstance(item, Source)] == ["One.", "Last."]
    messages = [str(item).replace(tmp_path.as_posix() + "/", "") for item in items if isinstance(item, ExtractorError)]
    out = ". Each line of a JSONL file is one object with the field `text`."
    assert messages == [
        "[E108] news.jsonl, line 2: this is not JSON (Expecting value, column 1)" + out,
        "[E108] news.jsonl, line 4: this is not an object but list" + out,
        "[E108] news.jsonl, line 5: there is no field `text`" + out,
        "[E108] news.jsonl, line 6: `text` is to be text, not int" + out,
        "[E104] news.jsonl#7: holds no text. Leave it out, or check that it was saved completely.",
        "[E108] news.jsonl, line 8: `text` holds half of a character (a lone surrogate) at 5" + out,
        "[E107] news.jsonl#9: '2021-02-30' is not a date of publication. Write YYYY-MM-DD, YYYY-MM or YYYY.",
        "[E108] news.jsonl, line 10: `title` is to be text, not list" + out,
        "[E108] news.jsonl, line 11: `author` holds half of a character (a lone surrogate)" + out,
        "[E108] news.jsonl, line 12: the id '?' holds no letter or digit" + out,
        "[E108] news.jsonl, line 13: the line holds bytes that are not valid utf-8" + out,
        "[E105] news.jsonl#14: 21 characters, more than the limit of 20. Split the file at its chapters.",
        "[E108] news.jsonl, line 15: the line is too long for a text within the limit" + out,
        "[E108] news.jsonl, line 16: this JSON is nested too deep or holds a number too long" + out,
        "[E108] news.jsonl, line 17: the line is too long for a text within the limit" + out,
    ]


def test_deep_nesting_within_the_limit(tmp_path):
    (item,) = items_of(tmp_path, b"[" * 60_000)
    assert item.code == "E108"


def test_a_row_whole(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    row = {
        "text": "\ufeffŞuşa\r\n",
        "id": "CNN 12",
        "title": "A",
        "published": 2021,
        "author": None,
        "url": "https://example.org",
        "language": "en",
        "views": 3,
    }
    (tmp_path / "News Items.ndjson").write_text(json.dumps(row) + "\n" + json.dumps({"text": "b", "id": 7}) + "\n")
    first, second = read("News Items.ndjson")
    assert first == Source(
        id="cnn-12",
        raw="\ufeffŞuşa\r\n",
        uri="News Items.ndjson#1",
        media_type="application/jsonl",
        sha256=hashlib.sha256("\ufeffŞuşa\r\n".encode()).hexdigest(),
        start=1,
        title="A",
        published="2021",
        published_basis="stated",
        url="https://example.org",
        language="en",
    )
    assert second.id == "7"


def test_ids_by_line(tmp_path):
    assert [item.id for item in items_of(tmp_path, '{"text":"a"}\n\n{"text":"b"}')] == ["news-00001", "news-00003"]


def test_only_line_feeds_end_rows(tmp_path):
    assert [item.raw for item in items_of(tmp_path, '{"text":\r"a\u2028b\u0085c"}\n{"text":"d"}')] == [
        "a\u2028b\u0085c",
        "d",
    ]


def test_sidecar_speaks_for_all_rows(tmp_path):
    (tmp_path / "news.toml").write_text(
        "id = 'wire'\nlanguage = 'en'\npublished = 2020\npublished_basis = 'by its name'"
    )
    first, second = items_of(tmp_path, '{"text":"a"}\n{"text":"b","language":"az","published":"2021"}')
    assert (first.id, first.language, first.published, first.published_basis) == (
        "wire-00001",
        "en",
        "2020",
        "by its name",
    )
    assert (second.language, second.published, second.published_basis) == ("az", "2021", "stated")
    (named, _) = items_of(tmp_path, '{"text":"a"}\n{"text":"b"}', published="1999")
    assert (named.published, named.published_basis) == ("1999", "stated")


@pytest.mark.parametrize(
    ("written_in", "named", "name", "basis"),
    [
        ("utf-8", None, "utf-8", "declared"),
        ("utf-8-sig", None, "utf-8", "bom"),
        ("utf-16", None, "utf-16-le", "bom"),
        ("cp1251", "cp1251", "cp1251", "declared"),
        ("utf-16-be", "utf-16-be", "utf-16-be", "declared"),
    ],
)
def test_encodings(tmp_path, written_in, named, name, basis):
    items = items_of(tmp_path, '{"text":"Шуша"}\n{"text":"Баку"}\n'.encode(written_in), encoding=named)
    assert [item.raw for item in items] == ["Шуша", "Баку"]
    assert {(item.encoding, item.encoding_basis) for item in items} == {(name, basis)}


@pytest.mark.parametrize("rows", [1, 3000])
def test_utf16_that_breaks_off_says_where(tmp_path, rows):
    data = ('{"text":"Шуша"}\n' * rows).encode("utf-16") + b"\x00\xd8a\x00"
    path = tmp_path / "news.jsonl"
    path.write_bytes(data)
    with pytest.raises(ExtractorError, match=rf"E103.*news\.jsonl: byte {len(data) - 4} is not valid utf-16-le"):
        list(read(path))


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_no_rows(tmp_path, data):
    with pytest.raises(ExtractorError, match=r"E104.*news\.jsonl: holds no text"):
        items_of(tmp_path, data)


def test_rows_stream(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"text":"a"}\n' * 50_000)
    rows = read(path)
    next(rows)
    # Rows behind the first buffer are not read yet.
    path.write_bytes(b'{"text":"a"}\n')
    assert sum(1 for _ in rows) < 20_000
