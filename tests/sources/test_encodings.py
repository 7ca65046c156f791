"""Which encoding a file is read in, and how that is known."""

import pytest

from extractor.errors import ExtractorError
from extractor.sources import read
from extractor.sources.codepages import detect

RUSSIAN = "Президент Азербайджана прибыл в Шушу. Переговоры о границе отложены до весны."
UKRAINIAN = "Україна підтримує територіальну цілісність Азербайджану."
TURKISH = "Cumhurbaşkanı Şuşa'yı ziyaret etti; görüşmeler gelecek yıla ertelendi. Dışişleri Bakanı İstanbul'da."
FRENCH = "Le président a été reçu à Bakou ; les négociations sont différées jusqu’à l’été."
ICELANDIC = "Forsætisráðherra sagði að viðræðum yrði frestað þar til í maí og að landamærin væru ófriðleg."


def read_bytes(tmp_path, data, **settings):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (source,) = read(path, **settings)
    return source


@pytest.mark.parametrize(
    ("text", "written_in", "expected"),
    [
        (RUSSIAN, "cp1251", "cp1251"),
        (UKRAINIAN, "cp1251", "cp1251"),
        ("The village (Сугавушан) was retaken on 3 October, said «Красная звезда».", "cp1251", "cp1251"),
        (RUSSIAN.upper(), "cp1251", "cp1251"),
        # Each of these letters is an accent of some Western language in cp1252.
        ("На селе и в лесах.", "cp1251", "cp1251"),
        (TURKISH, "cp1254", "cp1254"),
        (TURKISH.replace("'", "’"), "cp1254", "cp1254"),
        (TURKISH, "iso-8859-9", "cp1254"),
        ("The mayor of Iğdır spoke.", "cp1254", "cp1254"),
        (FRENCH, "cp1252", "cp1252"),
        (ICELANDIC, "cp1252", "cp1252"),
        ("The “corridor” wasn’t opened – yet.", "cp1252", "cp1252"),
        ("The “corridor” wasn’t opened.\N{NO-BREAK SPACE}So be it.", "cp1252", "cp1252"),
    ],
)
def test_code_page_by_its_letters(tmp_path, text, written_in, expected):
    data = text.encode(written_in)
    source = read_bytes(tmp_path, data)
    assert (source.raw, source.encoding, source.encoding_basis) == (text, expected, "detected")


@pytest.mark.parametrize("other", ["koi8-r", "cp866", "mac-cyrillic", "iso8859-5"])
def test_other_code_pages_are_refused_and_not_guessed(tmp_path, other):
    with pytest.raises(ExtractorError) as caught:
        read_bytes(tmp_path, RUSSIAN.encode(other))
    assert caught.value.code == "E103"
    assert "a.txt: byte 0 is not valid utf-8. Save the file as UTF-8 or name its encoding." in str(caught.value)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        # Small letters of KOI8-R are capitals in cp1251, and only the common ones give them away.
        ("переговоры о границе отложены до весны", "koi8-r"),
        ("Le président a été reçu".replace("ç", "c"), "mac-roman"),
    ],
)
def test_what_gives_other_code_pages_away(text, other):
    assert detect(text.encode(other)) is None


def test_detection_needs_a_majority():
    assert detect(RUSSIAN.encode("cp1251") + FRENCH.encode("cp1252") * 3) is None


@pytest.mark.parametrize(
    ("written_in", "name"),
    [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32-le")],
)
def test_byte_order_mark_stays_in_the_text(tmp_path, written_in, name):
    source = read_bytes(tmp_path, TURKISH.encode(written_in))
    assert source.raw == "\ufeff" + TURKISH
    assert (source.start, source.encoding, source.encoding_basis) == (1, name, "bom")


def test_big_endian(tmp_path):
    assert read_bytes(tmp_path, ("\ufeff" + RUSSIAN).encode("utf-16-be")).encoding == "utf-16-be"


@pytest.mark.parametrize(
    ("named", "written_in", "raw", "name"),
    [
        ("utf-8", "utf-8-sig", "\ufeff" + RUSSIAN, "utf-8"),
        ("utf-8-sig", "utf-8-sig", "\ufeff" + RUSSIAN, "utf-8"),
        ("UTF-16", "utf-16", "\ufeff" + RUSSIAN, "utf-16-le"),
        ("utf-16", "utf-16-le", RUSSIAN, "utf-16-le"),
        ("utf-16-be", "utf-16-be", RUSSIAN, "utf-16-be"),
        ("koi8-r", "koi8-r", RUSSIAN, "koi8-r"),
        ("Windows-1251", "cp1251", RUSSIAN, "cp1251"),
    ],
)
def test_named_encoding(tmp_path, named, written_in, raw, name):
    source = read_bytes(tmp_path, raw.removeprefix("\ufeff").encode(written_in), encoding=named)
    assert (source.raw, source.encoding, source.encoding_basis) == (raw, name, "declared")


def test_valid_utf8_is_not_weighed(tmp_path):
    source = read_bytes(tmp_path, RUSSIAN.encode())
    assert (source.raw, source.encoding, source.encoding_basis) == (RUSSIAN, "utf-8", "valid")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_broken_bytes_are_replaced_one_by_one(tmp_path, mark):
    data = mark + RUSSIAN.encode() + b" \xe2\x80 and \xff."
    source = read_bytes(tmp_path, data)
    assert source.raw == mark.decode() + RUSSIAN + " \ufffd\ufffd and \ufffd."
    assert (source.encoding, source.encoding_basis) == ("utf-8", "repaired")


@pytest.mark.parametrize(("whole", "basis"), [(3, "repaired"), (2, "detected")])
def test_repair_needs_more_whole_characters_than_broken_ones(tmp_path, whole, basis):
    assert read_bytes(tmp_path, "ü ".encode() * whole + b"caf\xe9 \xe9").encoding_basis == basis


def test_wrong_name_of_encoding_says_where(tmp_path):
    with pytest.raises(ExtractorError, match=r"a\.txt: byte 9 is not valid utf-8\. Save the file as UTF-8") as caught:
        read_bytes(tmp_path, b"Aghdam, \n\xff", encoding="utf-8")
    assert caught.value.code == "E103"


@pytest.mark.parametrize("name", ["utf-9", "rot13", "a\0b", "é"])
def test_no_such_encoding(tmp_path, name):
    with pytest.raises(ExtractorError, match=r"not a known encoding\. Known: utf-8") as caught:
        read_bytes(tmp_path, b"text", encoding=name)
    assert caught.value.code == "E402"


def test_encoding_that_makes_half_characters_is_refused(tmp_path):
    with pytest.raises(ExtractorError, match="E103"):
        read_bytes(tmp_path, b"+2AA-", encoding="utf-7")
