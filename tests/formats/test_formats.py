"""All formats alike: what goes out comes back, the files stay as they are, and a wrong text is refused."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import formats
from extractor.errors import ExtractorError
from extractor.formats.payload import Units, to_json
from extractor.records import Mention
from formats.made import TEXT, document, find, refused, small, written
from work import growth

GOLDEN = Path(__file__).parent / "golden"
every_format = pytest.mark.parametrize("name", formats.FORMATS)


def back(name, text, made):
    return formats.load(formats.dump(made, text, to=name), text, from_=name, document=made.id)


@every_format
def test_a_document_comes_back_as_it_was(name):
    found = back(name, TEXT, small())
    assert (found.mentions, found.events, found.remarks) == (small().mentions, small().events, ())


@every_format
@given(made=written())
def test_any_document_comes_back_as_it_was(name, made):
    text, document = made
    found = back(name, text, document)
    assert (found.document, found.mentions, found.events) == (document.id, document.mentions, document.events)
    assert found.remarks == ()


@every_format
@given(made=written())
def test_a_payload_survives_utf8_and_readers_that_split_lines(name, made):
    payload = formats.dump(made[1], made[0], to=name)
    assert payload.encode().decode() == payload
    assert payload == "" or [*payload.splitlines(), ""] == payload.split("\n")


@every_format
def test_golden_file(name, file_regression):
    suffix = formats.FORMATS[name].suffix
    file_regression.check(formats.dump(small(), TEXT, to=name), fullpath=GOLDEN / f"small{suffix}", encoding="utf-8")


def test_no_golden_file_is_stale():
    wanted = {f"small{one.suffix}" for one in formats.FORMATS.values()}
    assert {path.name for path in GOLDEN.iterdir()} == wanted


@every_format
def test_many_marks_come_back_with_work_that_grows_as_they_do(name):
    def marked(number):
        mentions = [
            Mention(kind="place", label="CITY", id="shusha", start=9 * n, end=9 * n + 6, text="Shusha")
            for n in range(number)
        ]
        return "Shusha 🙂 " * number, document(mentions)

    text, made = marked(30_000)
    assert back(name, text, made).mentions == made.mentions
    assert growth(lambda one: back(name, *one), marked, 200) < 2.2


@every_format
def test_another_text_is_refused(name):
    payload = formats.dump(small(), TEXT, to=name)
    other = TEXT.replace("Yerevan", "Tbilisi")
    code = "E602" if name in ("annotation", "brat") else "E601"  # their files hold marks without the text around them
    said = refused(code, formats.load, payload, other, from_=name, document="small")
    assert "Yerevan" in said
    assert said.startswith(f"[{code}] small, ")
    refused("E601", formats.load, payload, TEXT, from_=name, document="small", companion=other)


@every_format
def test_a_record_of_another_text_is_refused(name):
    said = refused("E605", formats.dump, small(), TEXT[1:], to=name)
    assert "the mention at 0 to 4" in said


@every_format
@pytest.mark.parametrize("payload", ["{", "[1, 2]", "T1 no tab", "[" * 100_000, "\0", '{"text": 1}', "nonsense"])
def test_what_is_no_such_file_is_refused(name, payload):
    refused("E603", formats.load, payload, TEXT, from_=name, document="small")


def test_an_unknown_format_lists_the_known_ones():
    for said in (
        refused("E402", formats.dump, small(), TEXT, to="conll"),
        refused("E402", formats.load, "", TEXT, from_="conll", document="small"),
    ):
        assert said.endswith(f"Known: {', '.join([*formats.FORMATS, *formats.WRITERS, 'docbin'])}.")
        assert {"annotation", "brat", "csl", "csv", "geojson", "ical", "timelinejs"} <= {
            *formats.FORMATS,
            *formats.WRITERS,
        }


@every_format
def test_a_label_that_is_none_of_ours_is_refused(name):
    made = document([Mention(kind="place", label="CITY", **find("Baku"))])
    payload = formats.dump(made, TEXT, to=name).replace("place-CITY", "town-CITY")
    said = refused("E604", formats.load, payload, TEXT, from_=name, document="small")
    assert "'town-CITY'" in said
    assert "place-LABEL" in said


@every_format
def test_an_id_against_its_grammar_is_refused(name):
    payload = formats.dump(small(), TEXT, to=name).replace('"2020-11-09"', '"9 November"')
    assert "'9 November' is not an EDTF date" in refused(
        "E603", formats.load, payload, TEXT, from_=name, document="small"
    )


@given(st.text())
def test_utf16_offsets_are_those_of_utf16(text):
    units = Units(text)
    for offset in range(len(text) + 1):
        assert units.to_utf16(offset) == len(text[:offset].encode("utf-16-le")) // 2
        assert units.from_utf16(units.to_utf16(offset)) == offset


def test_half_a_character_is_no_offset():
    with pytest.raises(ValueError, match="inside one character"):
        Units("a😀").from_utf16(2)


@given(st.text(alphabet=st.characters(categories=["L", "C", "Z", "S"])))
def test_json_stays_on_its_line(text):
    assert len(to_json(text).splitlines()) == 1
    assert json.loads(to_json(text)) == text or any("\ud800" <= char <= "\udfff" for char in text)


@pytest.mark.parametrize("name", ["annotation", "doccano", "label-studio", "prodigy"])
def test_a_value_of_the_wrong_sort_anywhere_is_read_or_refused(name):
    """Each value of a file replaced in turn: nothing but an ExtractorError may come out."""
    payload = formats.dump(small(), TEXT, to=name)
    for path in paths(json.loads(payload)):
        for junk in (None, True, -1, 10**30, "x", [], {}, [1], [[1, 2, "event-AID", {}]]):
            value = json.loads(payload)
            inner = value
            for step in path[:-1]:
                inner = inner[step]
            inner[path[-1]] = junk
            with contextlib.suppress(ExtractorError):
                formats.load(json.dumps(value), TEXT, from_=name, document="small")


def paths(value, before=()):
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in pairs:
        if step != "tokens":
            yield (*before, step)
            yield from paths(inner, (*before, step))
