"""Whose place names a text uses."""

import extractor


def naming(text, nlp):
    return extractor.extract_text(text, nlp=nlp).naming


def test_each_tradition_has_its_share(nlp):
    found = naming("From Stepanakert to Khankendi, from Xankəndi to Xocavənd.", nlp)
    assert found.forms == {"az": 3, "hy": 1}
    assert found.shares == {"az": 0.75, "hy": 0.25}


def test_a_place_named_twice_is_said_with_both_names(nlp):
    text = "They went to Shusha (Shushi), Aghdara/Martakert and Hadrut (a town)."
    double = naming(text, nlp).double
    assert [text[one.start : one.end] for one in double] == ["Shusha (Shushi)", "Aghdara/Martakert"]
    assert double[0].ids == ("shusha", "shusha")


def test_a_text_without_places_has_none(nlp):
    assert naming("Nothing happened.", nlp) == extractor.records.Naming()
