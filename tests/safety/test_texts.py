"""Texts with characters, lengths and counts that break naive code come through whole, with exact offsets."""

import json
import unicodedata

import pyarrow as pa
import pytest
import spacy

import extractor
from extractor import build, docs, text
from extractor.pipeline.dates import days
from extractor.pipeline.dates.find import find
from extractor.records import Document, Quantity
from extractor.sources import from_text, read

STORY = "Armenian forces left Shusha on 9 November 2020, Article 6 of the trilateral statement says.[1]"
ODD = {
    "NUL": "\x00", "byte order mark": "\ufeff", "first half": "\ud83d", "second half": "\udc00", "right to left": "\u202e",
    "isolate": "\u2067",
    "combining": "\u0301\u0323", "joined": "👩\u200d👩\u200d👧", "flag": "🇦🇿", "variation": "\ufe0f", "no character": "\uffff",
    "private": "\ue000", "line mark": "\u2028", "tag": "\U000e0041", "many marks": "a" + "\u0301" * 500,
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_offsets_stay_exact_and_the_record_can_be_written(blank, odd):
    raw = odd + " " + STORY.replace(" ", f" {odd} ", 1) + odd + "\n\n" + odd + STORY
    document = extractor.extract_text(raw, id="a", nlp=blank)
    whole = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in raw)
    assert {mention.id for mention in document.of("place")} >= {"shusha"}
    assert all(whole[one.start : one.end] == one.text for one in document.mentions)
    assert Document.model_validate_json(document.model_dump_json()) == document
    pa.Table.from_pandas(extractor.to_frames([document]).mentions)
    assert extractor.extract_text(raw, id="a", nlp=blank) == document


def test_decomposed_text_reads_the_same(blank):
    both = [
        extractor.extract_text(unicodedata.normalize(form, "Talks in Ağdam and Şuşa."), nlp=blank)
        for form in ("NFC", "NFD")
    ]
    assert len({tuple(place.id for place in one.of("place")) for one in both}) == 1


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_what_is_no_number_is_refused(tmp_path, value):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "Talks.", "id": {value}}}\n{{"text": "Talks.", "weight": {value}}}')
    assert [getattr(item, "code", "fine") for item in read(path)] == ["E108", "fine"]
    with pytest.raises(ValueError, match="finite"):
        Quantity(number=float(value.replace("1e999", "inf")), unit="men")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999"])
def test_imports_refuse_what_is_no_number(value):
    from extractor import formats

    mark = f'[0, 4, "event-AGREE", {{"quantity": {{"number": {value}, "unit": "men"}}}}]'
    line = '{"text": "Baku", "entities": [{"id": 1, "start_offset": 0, "end_offset": 4, "label": "event-AGREE"}], '
    line += f'"extractor": {{"marks": [{mark}]}}}}'
    with pytest.raises(extractor.ExtractorError, match="E603"):
        formats.load(line, "Baku", from_="doccano", document="a")


def test_imports_refuse_halves_of_characters():
    from extractor import formats

    line = json.dumps({"text": "Baku", "label": [[0, 4, "place-CI\ud800TY"]]})
    with pytest.raises(extractor.ExtractorError, match="E603"):
        formats.load(line, "Baku", from_="doccano", document="a")


def test_a_hundred_thousand_notes():
    """A book of 200 chapters, each with notes that count from 1 to 500."""
    met = "".join(f"They met.[{n}] " for n in range(1, 501))
    notes = "\n".join(f"[{n}] See a." for n in range(1, 501))
    cleaned = text.clean(f"{met}\n\nNotes\n\n{notes}\n\n" * 200)
    assert (len(cleaned.markers), len(cleaned.notes)) == (100_000, 100_000)
    assert {note.scope for note in cleaned.notes} == set(range(1, 201))
    assert len(list(text.read_notes(cleaned.notes))) == 100_000


def test_one_sentence_of_sixteen_thousand_words(blank):
    document = extractor.extract_text("They met in Shusha and " * 3_200 + "left.", nlp=blank)
    assert len(document.of("place")) == 3_200


PARAGRAPH = "On 9 November 2020 the parties met in Shusha.[1] Article 6 of the Bishkek Protocol was read out."


def test_a_long_text_gives_what_its_pieces_give(blank, monkeypatch):
    raw = "\n\n".join([PARAGRAPH] * 30)
    whole = extractor.extract_text(raw, id="a", nlp=blank)
    monkeypatch.setattr(docs, "PIECE", 70)
    parted = extractor.extract_text(raw, id="a", nlp=blank)
    assert parted.mentions == whole.mentions
    assert [one.code for one in parted.warnings if one.code == "W405"] == ["W405"]
    assert "W405" not in {one.code for one in whole.warnings}


def test_the_pipeline_never_gets_more_than_a_piece(monkeypatch):
    nlp = spacy.blank("en")
    nlp.meta["name"] = "none"
    nlp.max_length = 1_300  # spaCy refuses more
    monkeypatch.setattr(docs, "PIECE", 60)
    given = []
    make = nlp.make_doc
    monkeypatch.setattr(nlp, "make_doc", lambda string: given.append(string) or make(string))
    for raw in ("\n\n".join([PARAGRAPH] * 200), "(" * 5_000, "a" * 5_000, "word " * 2_000, "e\u0301" * 3_000):
        given.clear()
        build.build(from_text(raw), nlp)
        assert "".join("".join(given).split()) == "".join(text.clean(raw).text.split())
        assert max(map(len, given)) <= 60 * 20 + 60


def test_twice_the_text_is_twice_the_pieces():
    once, twice = (len(text.pieces("\n\n".join([PARAGRAPH] * n), 1_000)) for n in (1_000, 2_000))
    assert once * 2 - 1 <= twice <= once * 2 + 1


def test_dateparser_is_asked_for_few_words(monkeypatch):
    import dateparser

    asked = []
    days._month_of.cache_clear()
    monkeypatch.setattr(dateparser, "parse", lambda words, **_settings: asked.append(words))
    letters = "bcdfghjk"
    words = [f"{a}{b}{c}{a}rz" for a in letters for b in letters for c in letters]
    find(" ".join(f"They saw it on 9 {word} 2020." for word in words))
    assert 20 <= len(asked) <= 20 + 0.02 * 10 * len(words)
