"""Small files that would unpack to large ones stop at a limit, inside the process that reads them."""

import struct
import zipfile
import zlib

import pytest

from extractor.errors import ExtractorError
from extractor.sources import package, read

pytest.importorskip("pypdfium2")
DOCUMENT = '<w:document xmlns:w="a"><w:body><w:p><w:r><w:t>Talks.</w:t></w:r></w:p></w:body></w:document>'


def pdf(tmp_path, objects):
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, one) for number, one in enumerate(objects, start=1))
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 9>>\n%%EOF")
    return path


def page(content):
    packed = zlib.compress(content, 9)
    return (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def code(path, **settings):
    with pytest.raises(ExtractorError) as caught:
        list(read(path, **settings))
    return caught.value.code


def test_a_page_with_more_characters_than_a_text_may_have(tmp_path):
    path = pdf(tmp_path, page(b"BT /F1 12 Tf 72 720 Td " + b"(Talks were held.) Tj " * 2_000 + b"ET"))
    assert code(path, max_chars=20_000) == "E105"


def test_more_pages_than_a_pdf_may_have(tmp_path):
    kids = b"<</Type/Pages/Kids[%s]/Count 5001>>" % (b"3 0 R " * 5001)
    assert code(pdf(tmp_path, (page(b"")[0], kids, *page(b"BT ET")[2:]))) == "E112"


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_is_never_unpacked_beyond_its_limit(tmp_path, packing, monkeypatch):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("word/document.xml", DOCUMENT.replace("Talks.", " " * 3_000_000))
    monkeypatch.setattr(package, "MOST_UNPACKED", 1_000_000)
    assert code(path) == "E113"
    assert code(path, max_chars=10_000) == "E113"


def test_no_more_of_a_part_is_unpacked_than_the_limit(tmp_path, monkeypatch):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", DOCUMENT.replace("Talks.", " " * 3_000_000))
    unpacked = []
    stock = zipfile.ZipExtFile.read
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda part, n=-1: unpacked.append(stock(part, n)) or unpacked[-1])
    assert code(path, max_chars=10_000) == "E113"
    assert max(map(len, unpacked)) <= 16 * 10_000 + 1


def test_a_part_that_says_it_is_small(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", DOCUMENT.replace("Talks.", " " * 3_000_000))
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)  # the size when unpacked, as the listing says it
    path.write_bytes(data)
    assert code(path, max_chars=10_000) in ("E112", "E113")


def test_a_file_larger_than_any_package(tmp_path, monkeypatch):
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 2_000)
    monkeypatch.setattr(package, "MOST_BYTES", 1_000)
    assert code(path) == "E112"
