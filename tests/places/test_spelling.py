"""Spellings of a name that the gazetteer does not list, and words that only look like one."""

import pytest

import extractor
from extractor.pipeline.places.spelling import distance, skeleton

SPELLINGS = {
    "shusha": ["Shoosha", "Шуша", "Shousha"],
    "khankendi-stepanakert": ["Stepanagert", "Khankandi", "Stepanakerd", "Ханкенди", "Ստեփանակերտ"],
    "kalbajar": ["Kalbadjar", "Kelbedzhar", "Kelbadjar", "Qelbecer"],
    "khojavend-martuni": ["Hodjavent", "Khodjavent", "Ходжавенд"],
    "nakhchivan": ["Nahichevan", "Nakhitchevan", "Nakhidjevan"],
    "zangilan": ["Zangelan", "Zenguilan"],
    "ijevan": ["Idjevan", "Itchevan"],
}


@pytest.mark.parametrize(("id", "form"), [(id, form) for id, forms in SPELLINGS.items() for form in forms])
def test_lookup_knows_a_spelling_that_no_table_lists(id, form):
    assert id in [place.id for place in extractor.lookup(form)]


@pytest.mark.parametrize("word", ["Parliament", "Christmas", "Sarah", "Keyboard", "Minister", "Xyzzy", "", "1", "שלום"])
def test_a_word_that_is_no_place_gives_none(word):
    assert extractor.lookup(word) == []


def test_the_rest_of_the_world_is_there_under_its_own_ids():
    first = extractor.lookup("Vilnius")[0]
    assert (first.id, first.country, first.external) == ("geonames-593116", ("LT",), {"geonames": 593116})


def test_sounds_of_one_name_agree_over_spelling_rules():
    assert len({skeleton(form) for form in ("Khojavend", "Xocavənd", "Hocavend", "Ходжавенд", "Khodjavend")}) == 1
    assert distance("Qubadlı", "Gubadly") < 1 < distance("Qubadli", "Kapan")


@pytest.mark.parametrize(
    ("text", "word", "id"),
    [
        ("Troops withdrew from Kalbadzhar on Monday.", "Kalbadzhar", "kalbajar"),
        ("The convoy drove to Stepanagert.", "Stepanagert", "khankendi-stepanakert"),
        ("The town of Shoosha was named once.", "Shoosha", "shusha"),
    ],
)
def test_a_near_spelling_is_a_place_and_says_of_what(nlp, text, word, id):
    (place,) = extractor.extract_text(text, nlp=nlp).of("place")
    assert (place.text, place.id) == (word, id)
    assert place.attrs["spelling_of"]


@pytest.mark.parametrize(
    "text",
    [
        "They met in March and went to Parliament with Minister Karimov.",
        "In English, to Marlene and from Azerbaijanis alike, nothing changed.",
        "Mr Shushyan and Professor Gorisian spoke to Congress.",
        "An Armenian and an Abkhaz sat at Christmas in Latin mass.",
    ],
)
def test_a_word_that_only_resembles_one_is_none(nlp, text):
    assert [mention.text for mention in extractor.extract_text(text, nlp=nlp).of("place") if mention.id] == []
