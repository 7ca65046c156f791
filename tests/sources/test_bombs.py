"""Small files that unpack to much: each ends with an error in a process of its own, and the next file is read as ever."""

import subprocess
import sys
import zipfile
import zlib

import pandas as pd
import pytest

import extractor
from extractor import batch
from extractor.errors import ExtractorError
from extractor.sources import apart, read
from extractor.sources.request import Request

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
posix = pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of POSIX")


def page(contents, *, filters="/FlateDecode", packed=None):
    """A PDF of one page."""
    data = packed or zlib.compress(contents, 1)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter %s>>stream\n%s\nendstream" % (len(data), filters.encode(), data),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return b"%sxref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        made, table, len(made),
    )  # fmt: skip


HONEST = page(b"BT /F 12 Tf 72 700 Td (They met in Shusha.) Tj ET")
BOMBS = {
    "words.pdf": lambda: page(b"BT /F 12 Tf 10 10 Td " + b"(a) Tj " * 8_000_000 + b"ET"),
    "twice.pdf": lambda: page(
        b"", filters="[/FlateDecode/FlateDecode]", packed=zlib.compress(zlib.compress(b" " * 700_000_000, 1), 9)
    ),
}


@posix
@pytest.mark.parametrize("name", BOMBS)
def test_one_bomb_is_an_error_and_this_process_stays_small(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(BOMBS[name]())
    script = (
        "import resource, sys, extractor.build\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n"
        "    extractor.extract(sys.argv[1])\n"
        "except extractor.ExtractorError as error:\n"
        "    print(error.code, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    code, grown = done.stdout.split()
    assert code == "E118"
    assert int(grown) < 200  # MiB


@posix
def test_a_run_tells_the_bomb_and_reads_the_rest(tmp_path, blank):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(BOMBS["twice.pdf"]())
    (folder / "b.pdf").write_bytes(HONEST)
    for name, options in {"here": {"nlp": blank}, "worker": {"model": "blank:en", "workers": 1, "timeout": 60}}.items():
        out = tmp_path / name
        batch.run(folder, out, **options)
        assert pd.read_parquet(out / "documents")["document"].tolist() == ["b"]
        failures = pd.read_parquet(out / "failures")
        assert failures[["document", "code", "stage"]].to_numpy().tolist() == [["a-pdf", "E118", "read"]]


@posix
def test_time_without_end_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "_START", "from extractor.sources import apart; apart.SECONDS = 1; apart.serve()")
    monkeypatch.setattr(apart, "_kept", [])
    path = tmp_path / "a.pdf"
    path.touch()
    with pytest.raises(ExtractorError, match=r"E118.*seconds"):
        apart.call("sources.spinning:spin", Request(path, None, None, 1000))
    assert apart.call("sources.spinning:pages", Request(path, None, None, 1000)) == ["one", "two", "three", "four"]


def test_the_process_is_kept_and_begun_anew_when_it_is_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "_kept", [])
    path = tmp_path / "a.pdf"
    path.write_bytes(HONEST)
    for _ in range(2):
        (source,) = read(path)
        assert "They met in Shusha." in source.raw
        assert source.locate(0, 4)["page"] == 1
    first = apart._kept[0]
    first._process.kill()
    first._process.wait()
    assert extractor.extract(path, nlp=extractor.load("blank:en")).id == "a"
    assert apart._kept[0] is not first


@pytest.mark.parametrize("inside", ["<w:p/>" * 1_100_000, "<a>" * 600_000 + "</a>" * 600_000])
def test_a_word_document_of_nothing_but_tags_is_refused(tmp_path, inside):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{WORD}{inside}</w:body></w:document>")
    with pytest.raises(ExtractorError, match=r"E112.*tags"):
        list(read(path))
