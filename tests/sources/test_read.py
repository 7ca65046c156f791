"""Reading one file or one text, and every way in which that fails."""

import hashlib
import io
import os
import sys

import pytest

from extractor.errors import ExtractorError
from extractor.sources import SUFFIXES, Source, from_text, read


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.text", "A"])
def test_plain_text_is_taken_as_it_stands(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    data = "One.\r\nTwo\u2028\x0c three*s*\r\n\r".encode()
    (tmp_path / name).write_bytes(data)
    assert list(read(name)) == [
        Source(
            id="a",
            raw=data.decode(),
            uri=name,
            media_type="text/plain",
            sha256=hashlib.sha256(data).hexdigest(),
            encoding_basis="valid",
        )
    ]


def test_uri_is_the_path_as_given(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.b.txt").write_text("Text.")
    monkeypatch.chdir(tmp_path)
    (source,) = read(os.path.join("in", "a.b.txt"))  # noqa: PTH118
    assert (source.uri, source.id) == ("in/a.b.txt", "a-b")


def test_name_without_letters_is_named_by_its_hash(tmp_path):
    (tmp_path / "___.txt").write_text("Text.")
    (source,) = read(tmp_path / "___.txt")
    assert source.id == "text-" + source.sha256[:12]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_file_name_of_broken_bytes(tmp_path):
    path = tmp_path / os.fsdecode(b"\xff-a.txt")
    path.write_text("Text.")
    path.with_suffix(".toml").write_text("title = 3")
    with pytest.raises(ExtractorError) as caught:
        read(path)
    assert "/\ufffd-a.toml, line 1" in str(caught.value)
    path.with_suffix(".toml").unlink()
    (source,) = read(path)
    assert (source.id, source.uri.rpartition("/")[2]) == ("a", "\ufffd-a.txt")


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"---\ntitle: A\n---\nText.")))
    (source,) = read("-", published="2020")
    assert (source.uri, source.media_type, source.title, source.published) == ("-", "text/plain", "A", "2020")
    assert source.id == "text-" + source.sha256[:12]


def fault(path, **settings):
    with pytest.raises(ExtractorError) as caught:
        read(path, **settings)
    return str(caught.value)


def test_e101(tmp_path):
    assert fault(tmp_path / "a.txt").startswith(f"[E101] {tmp_path.as_posix()}/a.txt: cannot be read (No such file")
    assert "(it is a folder). Check the path" in fault(tmp_path)
    (tmp_path / "v1.2").mkdir()
    assert "(it is a folder)" in fault(tmp_path / "v1.2")
    assert "(No such file" in fault(tmp_path / "a.jsonl")
    assert "(No such file" in fault(tmp_path / "a.pdf")
    assert "(embedded null byte)" in fault("a\0.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\nwords", "PDF"),
        (b"PK\x03\x04....word/document.xml", "DOCX"),
        (b"PK\x03\x04....other", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x7fELF\x02", "ELF"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word or other OLE"),
        (b"{\\rtf1 words}", "RTF"),
        ("Words.".encode("utf-16-le"), "UTF-16"),
        (b"words \x01\x02\x03 words", "3 of its first 15 bytes are control"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl"])
def test_e102(tmp_path, data, kind, name):
    (tmp_path / name).write_bytes(data)
    message = fault(tmp_path / name)
    assert message.startswith("[E102]")
    assert kind in message
    assert message.endswith("Save it as plain text, Markdown or JSONL first.")
    assert f"{name}: looks like a binary file" in message


def test_a_stray_control_character_is_no_binary(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x0cPage two of a text out of a PDF.\x00 It goes on for quite some while.\x1a")
    assert len(list(read(tmp_path / "a.txt"))) == 1


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\u200b\u00a0".encode(), b"---\ntitle: A\n---\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_e104(tmp_path, data, name):
    (tmp_path / name).write_bytes(data)
    assert f"{name}: holds no text. Leave it out" in fault(tmp_path / name)


def test_e105_counts_characters(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Шуша!", encoding="utf-8")
    assert len(list(read(path, max_chars=5))) == 1
    message = fault(path, max_chars=4)
    assert "[E105]" in message
    assert "a.txt: 5 characters, more than the limit of 4. Split the file" in message


def test_e105_before_loading(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(4_001)
    monkeypatch.setattr("extractor.sources.request.Request._within", lambda *_: pytest.fail("the file was read"))
    assert "1,001 characters, more than the limit of 1,000" in fault(path, max_chars=1000)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a device without end")
def test_e105_of_a_file_without_end(tmp_path):
    (tmp_path / "a.txt").symlink_to("/dev/zero")
    assert "[E105]" in fault(tmp_path / "a.txt", max_chars=1000)


def test_e109(tmp_path):
    (tmp_path / "a.odt").write_bytes(b"x")
    assert fault(tmp_path / "a.odt").endswith(f"a.odt: no reader for '.odt' files. Known: {', '.join(SUFFIXES)}.")


def test_from_text():
    source = from_text("\ufeffText.", title="A", published="2021-11", uri="memory")
    digest = hashlib.sha256("\ufeffText.".encode()).hexdigest()
    assert source == Source(
        id=f"text-{digest[:12]}",
        raw="\ufeffText.",
        uri="memory",
        media_type="text/plain",
        sha256=digest,
        start=1,
        title="A",
        published="2021-11",
        published_basis="stated",
    )
    assert from_text("---\ntitle: B\n---\n", id="My Note").start == 0
    assert from_text("Text.", id="My Note").id == "my-note"


@pytest.mark.parametrize(
    ("text", "settings", "message"),
    [
        (" \n", {}, "[E104] text: holds no text"),
        ("Text.", {"published": "2021-00", "uri": "memory"}, "[E107] memory: '2021-00'"),
        ("Text.", {"id": "?"}, "[E301] '?' is not a document id: it holds no letter or digit."),
    ],
)
def test_from_text_faults(text, settings, message):
    with pytest.raises(ExtractorError) as caught:
        from_text(text, **settings)
    assert str(caught.value).startswith(message)


def test_half_of_a_character_is_read_as_a_replacement_and_moves_nothing():
    source = from_text("é\ud800 b")
    assert source.raw == "é\ufffd b"
