"""brat: its lines, by a reader of its own written from brat.nlplab.org/standoff.html, and what annotators change."""

import pytest
from hypothesis import given

from extractor.formats import brat
from extractor.records import Mention
from formats.made import TEXT, document, find, refused, small, written


def standoff(payload, text):
    """The annotations of an .ann file by id, checked as brat's server checks them."""
    found = {}
    for line in payload.splitlines():
        name, body, *tail = line.split("\t")
        assert name not in found
        words = body.split(" ")
        if name[0] == "T":
            label, offsets = body.split(" ", 1)
            spans = [tuple(map(int, pair.split(" "))) for pair in offsets.split(";")]
            assert all(0 <= start <= end <= len(text) for start, end in spans)
            assert tail == [" ".join(text[start:end] for start, end in spans)]
            found[name] = (label, spans)
        elif name[0] == "E":
            kind, trigger = words[0].split(":")
            assert found[trigger][0] == kind
            found[name] = (kind, [tuple(word.split(":")) for word in words[1:]])
            assert len({role for role, _ in found[name][1]}) == len(words) - 1
        elif name[0] == "A":
            found[name] = tuple(words)
            assert len(words) == 3
            assert not tail
        else:
            assert name[0] == "#"
            assert len(words) == len(tail) + 1 == 2
            found[name] = (words[1], tail[0])
    for name, value in found.items():
        assert name[0] != "E" or all(target in found for _, target in value[1])
    return found


def test_lines_are_those_of_the_standoff_format():
    found = standoff(brat.dump(small(), TEXT), TEXT)
    assert found["E1"][1] == [("actor", "T2"), ("actor2", "T3"), ("place", "T11"), ("date", "T4")]
    assert found["A1"] == ("Status", "E1", "planned")
    corridor = find("the Lachin\tcorridor")
    assert found["T5"][1] == [(corridor["start"], corridor["start"] + 10), (corridor["end"] - 8, corridor["end"])]


@given(written())
def test_lines_of_any_document_are_those_of_the_standoff_format(made):
    text, document = made
    found = standoff(brat.dump(document, text), text)
    labels = [value[0] for name, value in found.items() if name[0] == "T"]
    assert all(label.replace("-", "_").isidentifier() for label in labels)


def read(payload, text=TEXT):
    return brat.load(payload, text, document="small")


def test_what_an_annotator_writes_by_hand():
    baku, agreed = find("Baku"), find("agreed")
    found = read(
        f"T1\tplace-CITY {baku['start']} {baku['end']}\tBaku\r\n"
        f"T2\tevent-AGREE {agreed['start']} {agreed['end']}\tagreed\n\n"
        "N1\tReference T1 extractor:baku\tBaku\n"
        "N2\tReference T1 Wikidata:Q9248\tBaku\n"
        "E1\tevent-AGREE:T2 actor:T1\n"
        "M1\tMode E1 sign\n"
        "A1\tSure T1\n"
        "#1\tAnnotatorNotes T1\tor the state?\n"
        "*\tEquiv T1 T2\n"
    )
    assert found.mentions == (Mention(kind="place", label="CITY", id="baku", **baku),)
    event = found.events[0]
    assert (event.type, event.mode, event.status, event.actors[0].id) == ("AGREE", "sign", "actual", "baku")
    assert [remark.partition(": ")[0] for remark in found.remarks] == [
        "line 9", "line 8", "line 5", "line 10", "line 6", "line 6",
    ]  # fmt: skip
    assert "or the state?" in found.remarks[0]
    assert "no status; read as actual" in found.remarks[-2]


def test_a_changed_mark_keeps_its_id_and_a_changed_event_gets_a_new_one():
    payload = (
        brat.dump(small(), TEXT).replace("T2\tentity-GPE", "T2\tentity-ORG").replace("event-AGREE", "event-CONSULT")
    )
    found = read(payload)
    assert (found.mentions[1].label, found.mentions[1].id) == ("ORG", "azerbaijan")
    assert found.events[0].id not in ("", small().events[0].id)
    assert read(payload.replace("A1\tStatus E1 planned", "A1\tStatus E1 postponed")).events[0].status == "postponed"


def test_a_relation_line_is_a_link_where_it_starts_at_an_event():
    payload = brat.dump(small(), TEXT)
    found = read(f"{payload}R1\trecipient Arg1:E1 Arg2:T3\nR2\tnear Arg1:T1 Arg2:T3\n")
    assert [one.id for one in found.events[0].recipients] == ["armenia"]
    assert len(found.remarks) == 1
    assert "'near'" in found.remarks[0]


def test_pieces_apart_are_read_as_one_stretch_with_a_remark():
    found = read("T1\tentity-GPE 0 4;12 19\tBaku Yerevan\n".replace("12 19", "{start} {end}".format(**find("Yerevan"))))
    assert found.mentions[0].text == TEXT[: find("Yerevan")["end"]]
    assert "2 pieces" in found.remarks[0]


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("T1\tplace-CITY 1 5\tBaku", "E602", "line 1: characters 1 to 5 are 'aku '"),
        ("T1\tplace-CITY 0 999\tBaku", "E602", "characters 0 to 999"),
        ("T1\tplace-CITY 4 0\t", "E602", "characters 4 to 0"),
        ("T1 place-CITY 0 4 Baku", "E603", "line 1: not a line of brat"),
        ("T1\tplace-CITY 0 4\tBaku\nT1\tplace-CITY 0 4\tBaku", "E603", "line 2: the id T1 is taken"),
        ("E1\tevent-AGREE:T7", "E603", "it points to T7"),
        ("T1\tevent-SIGN 0 4\tBaku", "E603", "type"),
        ("T1\tCITY 0 4\tBaku", "E604", "'CITY' is not a known label"),
        ("T1\tevent-AID 0 4\tBaku\nE1\tevent-AID:T1 theme:T2\nT2\tentity-GPE 0 4\tBaku", "E604", "'theme'"),
        ('T1\tplace-CITY 0 4\tBaku\n#1\tAnnotatorNotes T1\t{"idd": 1}', "E603", "'idd'"),
        ("T1\tevent-AID 0 4\tBaku\nE1\tevent-AID:T1\nA1\tStatus E1 maybe", "E603", "status"),
    ],
)
def test_a_wrong_line_is_refused_with_its_place(line, code, says):
    assert says in refused(code, read, line)


def test_ends_in_spaces_and_marks_of_nothing_else_come_back():
    text = "a \r\n\t b"
    spans = [(0, 7), (0, 4), (1, 6), (2, 4), (3, 3), (4, 5)]
    made = document([Mention(kind="entity", label="X", start=s, end=e, text=text[s:e]) for s, e in spans])
    assert brat.load(brat.dump(made, text), text, document="small").mentions == made.mentions
