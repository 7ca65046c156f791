"""Label Studio, doccano and Prodigy: the units they count, the shapes they give back, what annotators change."""

import json

import pytest
from hypothesis import given

from extractor.formats import doccano, label_studio, prodigy
from extractor.records import Mention
from formats.made import TEXT, document, find, refused, small, written


def utf16(text, offset):
    return len(text[:offset].encode("utf-16-le")) // 2


def tasks(text=TEXT, made=None):
    return json.loads(label_studio.dump(made or small(), text))


def studio(value):
    return label_studio.load(json.dumps(value), TEXT, document="small")


def test_label_studio_counts_code_points_and_older_exports_utf16():
    value = tasks()
    result = value[0]["predictions"][0]["result"]
    for one in result:
        if "value" in one:
            place = one["value"]
            assert TEXT[place["start"] : place["end"]] == place["text"]
            place["start"], place["end"] = utf16(TEXT, place["start"]), utf16(TEXT, place["end"])
    assert utf16(TEXT, find("2021")["start"]) > find("2021")["start"]
    assert (studio(value).mentions, studio(value).events) == (small().mentions, small().events)


def test_label_studio_annotations_go_before_predictions():
    value = tasks()
    region = {"id": "x", "from_name": "label", "to_name": "text", "type": "labels", "meta": {"text": ["sure"]}}
    region["value"] = {"start": 0, "end": 4, "labels": ["entity-ORG", "place-TOWN"]}
    choice = {"id": "x", "from_name": "colour", "type": "choices", "value": {"choices": ["red"]}}
    cancelled = {"was_cancelled": True, "result": []}
    value[0]["annotations"] = [cancelled, {"result": [region, choice]}, {"result": []}]
    del value[0]["predictions"]
    found = studio(value[0])
    assert [(one.label, one.id) for one in found.mentions] == [("ORG", "azerbaijan"), ("TOWN", "baku")]
    assert len(found.remarks) == 3


def test_label_studio_region_without_a_label_is_told_and_bends_no_relation():
    value = tasks()
    result = value[0]["predictions"][0]["result"]
    result.insert(0, {"id": "new", "type": "labels", "value": {"start": 5, "end": 7, "labels": []}})
    found = studio(value)
    assert (found.mentions, found.events) == (small().mentions, small().events)
    assert found.remarks == ("task 1, result 1: the region at 5 to 7 has no label and is not read",)
    result.append({"from_id": "m9", "to_id": "new", "type": "relation", "labels": ["actor"]})
    assert "'new'" in refused("E603", studio, value)


def test_label_studio_event_whose_status_was_taken_away_says_so():
    value = tasks()
    for one in value[0]["predictions"][0]["result"]:
        if one["type"] == "choices" and one["from_name"] == "status":
            one["value"]["choices"] = []
    found = studio(value)
    assert [one.status for one in found.events] == ["actual", "actual"]
    assert all("no status" in remark for remark in found.remarks)
    assert len(found.remarks) == 2


def test_label_studio_relation_to_the_left_is_turned_round():
    value = tasks()
    for one in value[0]["predictions"][0]["result"]:
        if one["type"] == "relation":
            one |= {"direction": "left", "from_id": one["to_id"], "to_id": one["from_id"]}
    assert studio(value).events == small().events


def test_label_studio_text_with_lost_spaces_is_ours():
    text = "in  New\nShusha"
    made = document([Mention(kind="place", label="CITY", start=2, end=14, text=text[2:])])
    for surface in ("New Shusha", "  New\\nShusha"):
        value = tasks(text, made)
        value[0]["predictions"][0]["result"][0]["value"]["text"] = surface
        assert label_studio.load(json.dumps(value), text, document="small").mentions == made.mentions


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (
            {"value": {"start": 1, "end": 5, "text": "Baku", "labels": ["place-CITY"]}},
            "E602",
            "task 1, result 1: characters 1 to 5",
        ),
        ({"value": {"start": "1", "end": 5, "labels": []}}, "E603", "'1' is not an offset"),
        ({"value": {"start": 0, "end": 9999, "labels": ["place-CITY"]}}, "E602", "characters 0 to 9999"),
        ({"value": None}, "E603", "task 1, result 1"),
        ({"type": "relation", "from_id": "no", "to_id": "m1"}, "E603", "'no'"),
    ],
)
def test_label_studio_wrong_result_is_refused_with_its_place(change, code, says):
    value = tasks()
    value[0]["predictions"][0]["result"][0] |= change
    assert says in refused(code, studio, value)


def test_doccano_counts_utf16_units():
    line = json.loads(doccano.dump(small(), TEXT))
    for one in line["entities"]:
        units = TEXT.encode("utf-16-le")[2 * one["start_offset"] : 2 * one["end_offset"]]
        assert units.decode("utf-16-le") == one["text"]
    assert all(isinstance(one["id"], int) for one in (*line["entities"], *line["relations"]))


def test_doccano_export_has_new_ids_no_surface_and_our_column():
    line = json.loads(doccano.dump(small(), TEXT))
    for one in line["entities"]:
        del one["text"]
        one["id"] += 1600
    for one in line["relations"]:
        one["from_id"] += 1600
        one["to_id"] += 1600
    line["entities"].sort(key=lambda one: one["label"])
    line |= {"id": 7, "Comments": [], "metadata": {"extractor": line.pop("extractor")}}
    other = json.dumps({"id": 8, "text": "another", "entities": []})
    found = doccano.load(f"{other}\n\n{json.dumps(line)}\n", TEXT, document="small")
    assert (sorted(found.mentions, key=repr), found.events) == (sorted(small().mentions, key=repr), small().events)


def test_doccano_triples_are_marks_and_a_new_event_says_what_it_lacks():
    baku, agreed = find("Baku"), find("agreed")
    start, end = utf16(TEXT, agreed["start"]), utf16(TEXT, agreed["end"])
    line = {"text": TEXT, "label": [[0, 4, "place-CITY"], [start, end, "event-AGREE"]]}
    found = doccano.load(json.dumps(line), TEXT, document="small")
    assert found.mentions == (Mention(kind="place", label="CITY", **baku),)
    assert (found.events[0].trigger.text, found.events[0].status, len(found.remarks)) == ("agreed", "actual", 2)


def test_doccano_half_a_character_is_refused():
    line = {"text": TEXT, "label": [[0, utf16(TEXT, TEXT.index("🙂")) + 1, "place-CITY"]]}
    assert "inside one character" in refused("E603", doccano.load, json.dumps(line), TEXT, document="small")


@given(written())
def test_prodigy_tokens_rebuild_the_text_and_name_the_spans(made):
    text, document = made
    task = json.loads(prodigy.dump(document, text))
    words = task["tokens"]
    assert "".join(word["text"] + " " * word["ws"] for word in words) == text
    assert [word["id"] for word in words] == list(range(len(words)))
    for span in task["spans"]:
        if "token_start" in span:
            assert (words[span["token_start"]]["start"], words[span["token_end"]]["end"]) == (
                span["start"],
                span["end"],
            )
        else:
            surface = text[span["start"] : span["end"]]
            assert not surface or surface[0] == " " or surface[-1] == " "


def test_prodigy_export_is_read_without_what_its_page_drops():
    task = json.loads(prodigy.dump(small(), TEXT))
    for span in task["spans"]:
        del span["text"], span["mark"]
    for relation in task["relations"]:
        for name in ("head_span", "child_span"):
            del relation[name]["mark"]
    task |= {"answer": "accept", "_task_hash": 1, "_view_id": "relations"}
    found = prodigy.load(json.dumps(task), TEXT, document="small")
    assert (found.mentions, found.events) == (small().mentions, small().events)


def test_prodigy_rejected_task_is_refused_and_a_second_answer_is_told():
    task = json.loads(prodigy.dump(small(), TEXT))
    rejected = json.dumps({**task, "answer": "reject"})
    assert "'reject'" in refused("E603", prodigy.load, rejected, TEXT, document="small")
    accepted = json.dumps({**task, "answer": "accept"})
    found = prodigy.load(f"{rejected}\n{accepted}\n{accepted}", TEXT, document="small")
    assert found.remarks == ("line 2: 2 tasks hold this text; the first one is read",)


@pytest.mark.parametrize("tool", [doccano, prodigy])
def test_a_relation_to_nowhere_is_refused(tool):
    line = json.loads(tool.dump(small(), TEXT))
    line["relations"][0] |= {"to_id": 999, "child_span": {"start": 0, "end": 1, "label": "x"}}
    assert "line 1, relation 1" in refused("E603", tool.load, json.dumps(line), TEXT, document="small")
