import json

import pytest

import extractor
from extractor import score
from extractor.errors import ExtractorError
from score.making import document, event, mention, write

HEAD = '{"document": "a", "sha256": "00", "annotator": "a1", "guidelines": "1.0", "date": "2021-11-09"}'
DATE = '{"kind": "date", "label": "DATE", "start": 0, "end": 4, "text": "2020", "id": "2020"}'


def test_what_is_written_is_read(tmp_path):
    both = [
        document(
            mention("date", 0, 4, "2020", id_alt=["2021"], label_alt=["TIME"]),
            event(9, mode_alt=[None, "access"]),
            id="a",
        ),
        document(mention("place", 0, 4, "shusha", optional=True), id="b", held=True),
    ]
    assert score.read(write(tmp_path, *both)) == [
        one.model_copy(update={"file": str(tmp_path / f"{one.document}.jsonl"), **_lines(one)}) for one in both
    ]


def _lines(one):
    items = [item.model_copy(update={"line": at}) for at, item in enumerate((*one.mentions, *one.events), start=2)]
    return {"mentions": tuple(items[: len(one.mentions)]), "events": tuple(items[len(one.mentions) :])}


def test_folders_inside_are_left_alone(tmp_path):
    write(tmp_path / "second", document(id="b"))
    assert [one.document for one in score.read(write(tmp_path, document(id="a")))] == ["a"]


def test_a_file_is_held_when_the_list_beside_it_says_so(tmp_path):
    write(tmp_path, document(id="a", held=True), document(id="b"))
    assert score.read(tmp_path / "a.jsonl")[0].held
    assert not score.read(tmp_path / "b.jsonl")[0].held


def test_output_of_the_library_reads_the_same_way(tmp_path):
    nlp = extractor.load("blank:en")
    found = [extractor.extract_text(f"It began on {day} May 2021 in Shusha.", id=f"t{day}", nlp=nlp) for day in (3, 4)]
    file = tmp_path / "out.jsonl"
    file.write_text("\n".join(one.model_dump_json() for one in found) + "\n", encoding="utf-8")
    read = score.read(file)
    assert [one.document for one in read] == ["t3", "t4"]
    assert [m.id for m in read[0].of("date")] == ["2021-05-03"]
    assert read[0].sha256 == found[0].source.sha256
    assert score.read(tmp_path) == read


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([HEAD, "{"], "line 2"),
        ([HEAD, "[" * 100_000], "line 2: it is nested too deep"),
        ([HEAD, '{"a":' * 100_000], "line 2: it is nested too deep"),
        ([HEAD, DATE, "[]"], "line 3: a line is one JSON object"),
        ([HEAD, "", DATE.replace('"date"', '"when"')], "line 3: kind: "),
        ([HEAD, DATE.replace('"id"', '"ids"')], "line 2: id: "),
        ([HEAD, DATE.replace("0,", '"0",')], "line 2: start: "),
        ([HEAD, DATE.replace("0,", "9,")], "line 2: .*end 4 lies before start 9"),
        ([HEAD, DATE.replace('"kind"', '"line": 3, "kind"')], "line 2: line"),
        ([HEAD, DATE.replace('"kind"', '"colour": 3, "kind"')], "line 2: colour: "),
        ([HEAD.replace('"a1"', "1")], "line 1: annotator: "),
        ([HEAD, '{"trigger": {"start": 0, "end": 4, "text": "left"}, "type": "LEAVE"}'], "line 2: type: "),
    ],
)
def test_a_line_that_does_not_fit_is_named(tmp_path, lines, told):
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ExtractorError, match=rf"\[E501\] .*a\.jsonl, {told}"):
        score.read(tmp_path)


def test_an_event_writes_all_its_keys(tmp_path):
    file = write(tmp_path, document(event(0), id="a")) / "a.jsonl"
    head, line = file.read_text(encoding="utf-8").splitlines()
    whole = json.loads(line)
    for key in ("mode", "date", "actors", "footnotes", "quantity", "attribution"):
        file.write_text(f"{head}\n{json.dumps({k: v for k, v in whole.items() if k != key})}\n", encoding="utf-8")
        with pytest.raises(ExtractorError, match=f"line 2: {key}: Field required"):
            score.read(file)


@pytest.mark.parametrize("text", ["", DATE + "\n"])
def test_a_file_without_a_header_is_refused(tmp_path, text):
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(ExtractorError, match="E502"):
        score.read(tmp_path)


def test_an_empty_folder_and_a_missing_file_are_refused(tmp_path):
    with pytest.raises(ExtractorError, match="E503"):
        score.read(tmp_path)
    with pytest.raises(ExtractorError, match="E101"):
        score.read(tmp_path / "none.jsonl")


def test_a_document_is_annotated_once(tmp_path):
    (write(tmp_path, document(id="a")) / "b.jsonl").write_text(HEAD, encoding="utf-8")
    with pytest.raises(ExtractorError, match=r"E504.*b\.jsonl.*a\.jsonl"):
        score.read(tmp_path)
