"""Documents keep their promises on any text: exact characters, nothing lost, nothing stopped by one bad text."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

import extractor
from extractor import build, sources
from extractor.records import Document, Failure

STORY = (
    "YEREVAN, 21 September 2021. Armenian forces left Aghdam on 20 November 2020[1], see Article 2 of the Bishkek Protocol.\n\n"
    "Baku said that 17 prisoners were released in Shusha (Shushi) on 12 June[2]."
)
PIECES = st.sampled_from(
    [
        "Armenian forces left Shusha", "on 9 November 2020", "Article 3 of the Bishkek Protocol", "[1]", "[2]", "\n", "\n\n", "\r\n", " ",
        "\u00a0", "-\n", "e\u0301", "\ufb01", "👩‍👩‍👧", "שלום", "\x00", "\ufeff", "\u202e", "\ud800", "Nagorno-", "Karabakh", "(", ")",
        "was postponed until", "5 May", ".", ", ",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join).filter(lambda text: any(char.isalnum() for char in text))


@given(TEXTS)
def test_any_text_becomes_a_document_with_exact_characters(nlp, text):
    document = extractor.extract_text(text, nlp=nlp)
    whole = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    for mention in document.mentions:
        assert whole[mention.start : mention.end] == mention.text
    for event in document.events:
        for part in [event.trigger, event.sentence, *event.actors, *event.recipients, *event.places]:
            assert whole[part.start : part.end] == part.text
    assert Document.model_validate_json(document.model_dump_json()) == document
    assert list(document.mentions) == sorted(document.mentions, key=lambda m: (m.start, m.end, m.kind, m.label, m.id))


def values(document):
    """What was found, without where."""
    return [(m.kind, m.label, m.id) for m in document.mentions], [
        (
            e.type,
            e.mode,
            e.status,
            [a.id for a in e.actors],
            [p.id for p in e.places],
            e.date and e.date.edtf,
            e.articles,
            e.footnotes,
        )
        for e in document.events
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\u00a0", 3),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("Armenian", "Armen\u00adian"),
        lambda text: text.replace(" on ", "  on "),
    ],
    ids=["CRLF", "no-break spaces", "byte order mark", "soft hyphen", "two spaces"],
)
def test_typography_changes_nothing_but_offsets(nlp, change):
    assert values(extractor.extract_text(change(STORY), nlp=nlp)) == values(extractor.extract_text(STORY, nlp=nlp))


def test_markers_change_no_other_slot(nlp):
    without = extractor.extract_text(STORY.replace("[1]", "").replace("[2]", ""), nlp=nlp)
    with_marks = extractor.extract_text(STORY, nlp=nlp)
    assert [event[:-1] for event in values(without)[1]] == [event[:-1] for event in values(with_marks)[1]]
    assert [event.footnotes for event in with_marks.events] == [("fn1",), ("fn2",)]


def test_a_name_of_another_tradition_keeps_every_id(nlp):
    assert values(extractor.extract_text(STORY.replace("Aghdam", "Ağdam"), nlp=nlp)) == values(
        extractor.extract_text(STORY, nlp=nlp)
    )


def test_notes_are_tied_to_their_markers(nlp):
    body = "Armenian forces left Aghdam[1]. Talks were held in Moscow[2]."
    text = f"{body}\n\nNotes\n\n[1] Report of the ministry, 2020.\n[3] Nobody cites this, 2021."
    document = extractor.extract_text(text, nlp=nlp)
    assert [(note.label, note.text) for note in document.notes] == [
        ("1", "Report of the ministry, 2020."),
        ("3", "Nobody cites this, 2021."),
    ]
    assert [
        (caveat.code, text[caveat.start : caveat.end])
        for caveat in document.warnings
        if caveat.code in {"W101", "W102"}
    ] == [
        ("W101", "[2]"),
        ("W102", document.of("footnote")[-1].text),
    ]


def test_what_is_not_known_is_said(nlp):
    document = extractor.extract_text("They met on 28 February. Article 9 was ignored.", nlp=nlp)
    assert [mention.id for mention in document.mentions if mention.kind in {"date", "article"}] == ["XXXX-02-28", "?/9"]
    assert [caveat.code for caveat in document.warnings] == ["W201", "W301"]


def test_an_article_that_the_treaty_does_not_have_is_flagged(nlp):
    document = extractor.extract_text(
        "Article 15 of the trilateral statement of 9 November 2020 was read out.", nlp=nlp
    )
    assert [caveat.code for caveat in document.warnings] == ["W302"]


def test_the_first_half_of_a_character_moves_nothing(nlp):
    document = extractor.extract_text("A \ud83d half, then Shusha.", nlp=nlp)
    assert [(place.start, place.end) for place in document.of("place")] == [(15, 21)]
    assert [caveat.code for caveat in document.warnings] == ["W402"]


def test_ids_do_not_depend_on_where_the_file_lies(nlp, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.txt").write_text(STORY)
    first, second = (extractor.extract(tmp_path / folder / "note.txt", nlp=nlp) for folder in ("a", "b"))
    assert [event.id for event in first.events] == [event.id for event in second.events]
    assert len({event.id for event in first.events}) == len(first.events) > 1


def test_extract_all_goes_on_after_bad_files_and_rows(nlp, tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7 \x00\x01\x02" * 50)
    (tmp_path / "c.jsonl").write_text(
        json.dumps({"id": "x", "text": "Talks were held in Moscow."})
        + "\n{broken\n"
        + json.dumps({"text": "Baku protested."})
        + "\n"
    )
    found = list(extractor.extract_all(tmp_path, nlp=nlp))
    assert [item.id if isinstance(item, Document) else item.code for item in found] == [
        "a",
        "E102",
        "x",
        "E108",
        "c-00003",
    ]


def test_extract_all_is_lazy(nlp, tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    stream = extractor.extract_all([tmp_path / "a.txt", tmp_path / "missing.txt"], nlp=nlp)
    assert isinstance(next(stream), Document)
    assert isinstance(next(stream), Failure)


def test_a_crash_inside_one_document_is_a_failure_of_that_document(nlp, tmp_path, monkeypatch):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Talks were held in {name}.")
    from extractor import text

    clean = text.clean

    def fail_on_b(raw, **more):
        if "in b." in raw:
            raise RuntimeError("boom")
        return clean(raw, **more)

    monkeypatch.setattr(text, "clean", fail_on_b)
    found = list(extractor.extract_all(tmp_path, nlp=nlp))
    assert [getattr(item, "code", "fine") for item in found] == ["fine", "E405"]
    assert "b.txt" in found[1].message
    assert "boom" in found[1].message


def test_one_file_of_several_texts_asks_for_extract_all(nlp, tmp_path):
    (tmp_path / "c.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    with pytest.raises(extractor.ExtractorError, match=r"E110.*2 texts.*extract_all"):
        extractor.extract(tmp_path / "c.jsonl", nlp=nlp)


def test_frames_have_fixed_columns_and_types_even_when_empty(first, tmp_path):
    full, empty = extractor.to_frames([first]), extractor.to_frames([])
    for name in ("documents", "mentions", "events", "failures"):
        assert getattr(full, name).dtypes.equals(getattr(empty, name).dtypes)
        assert getattr(full, name).columns[0] == "document"
    assert len(full.events) == len(first.events)
    assert first.to_frame("events").equals(full.events)
    full.to_parquet(tmp_path / "tables")
    import pandas as pd

    assert pd.read_parquet(tmp_path / "tables" / "mentions.parquet").equals(full.mentions)


@pytest.mark.parametrize(
    "line",
    [
        "Baku/03.06.21/Turan: The mines were handed over on 12 June.",
        "YEREVAN, JUNE 3, 2021, ARMENPRESS. The maps are expected.",
    ],
)
def test_a_dateline_says_when_the_text_was_published(nlp, line):
    document = extractor.extract_text(line, nlp=nlp)
    assert (document.published, document.published_basis) == ("2021-06-03", "dateline")
    given = extractor.extract_text(line, nlp=nlp, published="2021-06-04")
    assert (given.published, given.published_basis) != ("2021-06-03", "dateline")


def test_an_event_named_by_a_date_or_a_length_points_to_it(nlp):
    text = "Both sides speak of the 44-Day War. The April 2016 War was shorter."
    document = extractor.extract_text(text, nlp=nlp)
    named = {m.text: m.attrs.get("date") for m in document.mentions if m.label == "EVENT"}
    dates = {text[start:end] for start, end in named.values()}
    assert dates == {"44-Day", "April 2016"}, named


TEXTS_OF_A_FOLDER = [
    STORY,
    "Talks were held in Paris on 3 May 2021.",
    "x",
    STORY.replace("Aghdam", "Lachin"),
    "word " * 4000,
]


def test_texts_read_together_are_the_same_as_texts_read_alone(nlp):
    alone = [extractor.extract_text(text, nlp=nlp, id=f"text-{at}") for at, text in enumerate(TEXTS_OF_A_FOLDER)]
    given = [sources.from_text(text, id=f"text-{at}") for at, text in enumerate(TEXTS_OF_A_FOLDER)]
    assert list(build.build_all(given, nlp)) == alone


def test_a_text_that_breaks_the_pipeline_is_the_only_one_of_its_neighbours_to_fail():
    def refuses(doc):
        if "Lachin" in doc.text:
            raise ValueError("no")
        return doc

    Language.component("refuses", func=refuses)
    nlp = extractor.load("blank:en")
    nlp.add_pipe("refuses")
    given = [sources.from_text(text, id=f"text-{at}") for at, text in enumerate(TEXTS_OF_A_FOLDER)]
    made = list(build.build_all(given, nlp))
    assert [one.id for one in made] == [f"text-{at}" for at in range(len(given))]
    assert [isinstance(one, Failure) for one in made] == [at == 3 for at in range(len(given))]


def test_failures_keep_their_place_among_short_texts(nlp, tmp_path):
    for number, text in enumerate([b"Talks in Paris.", b"\xff\xfe\x00", b"Talks in Rome.", b""]):
        (tmp_path / f"{number}.txt").write_bytes(text)
    (tmp_path / "1.jsonl").write_text('{"text": "Talks in Oslo."}\nno\n{"text": "Talks in Bern."}\n')
    made = list(extractor.extract_all(tmp_path, nlp=nlp))
    told = [(Path(one.uri).name, one.code) if isinstance(one, Failure) else Path(one.source.uri).name for one in made]
    assert told == [
        "0.txt",
        "1.jsonl#1",
        ("1.jsonl", "E108"),
        "1.jsonl#3",
        ("1.txt", "E103"),
        "2.txt",
        ("3.txt", "E104"),
    ]
