"""The map: which window, which labels, whose outline."""

import json

import pytest

from extractor.errors import ExtractorError
from extractor.report import report, topology
from extractor.report.geometry import Window, clip_line, clip_ring, simplify
from extractor.report.labels import HEIGHT, LETTER, place_labels
from extractor.report.mapping import Spot, draw
from reported import Page, document

OUTLINE = topology.Outline("ours", (((40, 38), (50, 38), (50, 43), (40, 43)),), (), (((45, 38), (45, 43)),))


def spot(id, lon, lat, count=1, *names, state=False):
    return Spot(hash(id) % 1000, id, names or (id,), count, lon, lat, state)


NEAR = [
    spot("shusha", 46.75, 39.76, 5, "Shusha", "Shushi"),
    spot("lachin", 46.55, 39.64, 3),
    spot("aghdam", 46.93, 39.99, 2),
]


def test_names_stand_beside_the_point_in_the_order_met():
    made = draw(NEAR, OUTLINE)
    assert made.dots[0].label.text == "Shusha / Shushi"


def test_what_lies_far_off_is_listed_and_does_not_shrink_the_rest():
    made = draw([*NEAR, spot("washington", -77.0, 38.9)], OUTLINE)
    assert [one.id for one in made.beyond] == ["washington"]
    assert len(made.dots) == 3
    assert made.scale_km <= 50


def test_a_far_place_that_most_mentions_are_of_is_on_the_map():
    made = draw([*NEAR, spot("washington", -77.0, 38.9, 90)], OUTLINE)
    assert "washington" in [dot.spot.id for dot in made.dots]


def test_one_place_and_no_place():
    assert len(draw(NEAR[:1], OUTLINE).dots) == 1
    assert draw([], OUTLINE) is None


def test_dots_are_where_they_belong():
    by_id = {dot.spot.id: dot for dot in draw(NEAR, OUTLINE).dots}
    assert by_id["lachin"].x < by_id["shusha"].x < by_id["aghdam"].x
    assert by_id["aghdam"].y < by_id["shusha"].y < by_id["lachin"].y


def test_labels_never_meet():
    crowd = [(100 + 7 * (n % 8), 100 + 7 * (n // 8), 4.0, f"Place {n}") for n in range(40)]
    labels = [label for label in place_labels(crowd, 700, 400) if label]
    assert len(labels) > 15
    shift = {"start": 0, "middle": 0.5, "end": 1}
    lefts = [one.x - shift[one.anchor] * len(one.text) * LETTER for one in labels]
    boxes = [
        (left, one.y - HEIGHT, left + len(one.text) * LETTER, one.y) for left, one in zip(lefts, labels, strict=True)
    ]
    for at, a in enumerate(boxes):
        for b in boxes[at + 1 :]:
            assert a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1


def test_borders_can_be_left_out():
    assert draw(NEAR, OUTLINE).land
    with_them, without = (draw([*NEAR, spot("berd", 44.5, 40.9, 9)], OUTLINE, borders=on) for on in (True, False))
    assert with_them.border
    assert not without.border
    assert without.land


def test_the_shipped_outline_is_public_domain_and_says_so():
    shipped = topology.shipped()
    assert "public domain" in shipped.source
    assert len(shipped.land) > 500
    assert len(shipped.borders) > 200
    made = draw([spot("batumi", 41.64, 41.64, 3), spot("poti", 41.67, 42.15)], shipped)
    assert made.land
    assert made.coast


GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [[[46, 39], [48, 39], [48, 41], [46, 41], [46, 39]]]},
        },
        {"type": "Feature", "properties": {}, "geometry": None},
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "MultiLineString", "coordinates": [[[46, 40, 5], [48, 40, 5]]]},
        },
    ],
}


def test_a_user_can_bring_another_outline(tmp_path):
    file = tmp_path / "mine.geojson"
    file.write_text(json.dumps(GEOJSON), encoding="utf-8")
    raw = "They met in Shusha."
    one = document(raw, mentions=[("place", "TOWN", "Shusha", "shusha")])
    caption = Page(report(one, texts={"a": raw}, outline=file)).one("figcaption")["text"]
    assert "mine.geojson" in caption
    assert "no position on any border" in caption
    assert (
        "without borders" in Page(report(one, texts={"a": raw}, outline=file, borders=False)).one("figcaption")["text"]
    )


@pytest.mark.parametrize(
    "bad",
    [
        "[]",
        "{}",
        "no json",
        '{"type": "FeatureCollection", "features": []}',
        '{"type": "Polygon", "coordinates": [["a"]]}',
    ],
)
def test_what_is_no_outline_is_refused(tmp_path, bad):
    file = tmp_path / "bad.json"
    file.write_text(bad, encoding="utf-8")
    with pytest.raises(ExtractorError) as caught:
        topology.load(file)
    assert caught.value.code == "E415"
    with pytest.raises(ExtractorError) as caught:
        topology.load(tmp_path / "none.json")
    assert caught.value.code == "E101"


def test_topojson_is_read_and_made_smaller():
    arcs = [[[0, 0], [100, 0], [0, 100]], [[100, 100], [-100, 0], [0, -100]], [[100, 100], [50, 50]]]
    shapes = [{"type": "Polygon", "arcs": [[0, 1]]}, {"type": "Polygon", "arcs": [[~1, 2]]}]
    objects = {
        "land": {"type": "GeometryCollection", "geometries": shapes[:1]},
        "countries": {"type": "GeometryCollection", "geometries": shapes},
    }
    data = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [0, 0]},
        "objects": objects,
        "arcs": arcs,
    }
    made = topology.smaller(data, "tried")
    assert made["objects"]["borders"]["arcs"] == [[1]]
    outline = topology._of_topology(made, "")
    assert outline.source == "tried"
    assert len(outline.borders) == 1
    assert max(x for ring in outline.land for x, _ in ring) == pytest.approx(10)


def test_cutting():
    window = Window(0, 0, 10, 10)
    assert clip_ring([(-5, -5), (-1, -5), (-1, -1)], window) == []
    assert set(clip_ring([(-5, -5), (15, -5), (15, 15), (-5, 15)], window)) == {(0, 0), (10, 0), (10, 10), (0, 10)}
    assert clip_line([(-9, 5), (-5, 5), (5, 5), (15, 5), (25, 5)], window) == [[(-5, 5), (5, 5), (15, 5)]]
    assert clip_line([(-9, 5), (19, 5)], window) == [[(-9, 5), (19, 5)]]
    assert simplify([(0, 0), (5, 0.1), (10, 0)], 0.5) == [(0, 0), (10, 0)]
