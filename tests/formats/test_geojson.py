"""GeoJSON: geojson-pydantic reads it as RFC 7946, places keep all names that the texts use, and events stand where their places are."""

import json

import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import given

from extractor.formats import left_out, write
from extractor.formats.geojson import geojson
from extractor.records import Argument, Event, Mention, Quote, Trigger
from formats.made import TEXT, document, find, small, written

HOSTILE = "<img src=x onerror=alert(1)>\n\u2028'); DROP"


def read(documents, **settings):
    payload = geojson(documents, **settings)
    FeatureCollection.model_validate_json(payload)
    return json.loads(payload)["features"]


def told(*names):
    span = {"start": 0, "end": 4, "text": "Baku"}
    places = tuple(Argument(id=name, **span) for name in names)
    return Event(id="ev-1", type="AID", trigger=Trigger(**span), sentence=Quote(**span), status="actual", places=places)


def test_one_place_has_all_its_names_and_their_characters():
    one = document([Mention(kind="place", label="TOWN", id="shusha", start=0, end=6, text="Shusha")], name="a")
    two = document([Mention(kind="place", label="TOWN", id="shusha", start=9, end=15, text="Shushi")], name="b")
    (feature,) = read([one, one.model_copy(update={"id": "c"}), two])
    lon, lat = feature["geometry"]["coordinates"]
    assert (46 < lon < 48, 39 < lat < 41) == (True, True)
    properties = feature["properties"]
    assert (properties["names"], properties["count"], properties["documents"]) == (
        ["Shusha", "Shushi"],
        3,
        ["a", "b", "c"],
    )
    assert properties["mentions"][-1] == {"document": "b", "start": 9, "end": 15, "text": "Shushi"}


@pytest.mark.parametrize(
    ("places", "shape"), [(["baku"], "Point"), (["baku", "shusha"], "MultiPoint"), (["baku", "baku"], "Point")]
)
def test_an_event_stands_at_its_places(places, shape):
    (feature,) = read([document(events=[told(*places)])])
    assert feature["geometry"]["type"] == shape
    assert feature["properties"]["type"] == "AID"


def test_what_has_no_coordinates_is_told():
    made = [
        document(
            [Mention(kind="place", label="CITY", id="nowhere", **find("Baku"))], [told("nowhere"), told("baku"), told()]
        )
    ]
    features = read(made)
    assert [(one["properties"]["what"], one["geometry"] is None) for one in features] == [
        ("place", True),
        ("event", False),
    ]
    assert left_out(made, to="geojson") == "2 of 3 events have no place with coordinates and are left out"


def test_a_gazetteer_of_ones_own_gives_coordinates():
    row = {"id": "new-mill", "kind": "VILLAGE", "feature": "P", "lat": 40.5, "lon": 46.25, "source": "field notes",
           "names": [{"text": "New Mill", "lang": "en", "tradition": "en"}]}  # fmt: skip
    made = [document(events=[told("new-mill")])]
    assert read(made) == []
    assert read(made, gazetteer=[row])[0]["geometry"]["coordinates"] == [46.25, 40.5]
    assert "46.25" in write(made, to="flat", gazetteer=[row])
    assert "46.25" in write(made, to="plover", gazetteer=[row])


def test_hostile_words_are_strings_and_nothing_else():
    made = document([Mention(kind="place", label=HOSTILE, id=HOSTILE, start=0, end=4, text=HOSTILE)], name=HOSTILE)
    (feature,) = read([made])
    assert feature["properties"]["place"] == HOSTILE
    assert feature["id"] == f"place:{HOSTILE}"


@given(written())
def test_any_document_is_valid(made):
    features = read([made[1]])
    assert len({feature["id"] for feature in features if feature["properties"]["what"] == "place"}) == len(
        {mention.id for mention in made[1].of("place") if mention.id}
    )


def test_the_small_document():
    names = {feature["properties"].get("place"): feature["properties"] for feature in read([small()])}
    assert names["lachin-corridor"]["names"] == ["the Lachin corridor"]
    assert TEXT[names["baku"]["mentions"][0]["start"]] == "B"
