"""What the first text must show: offsets, references, names and the events that it tells."""

import re

import pytest


def test_every_value_has_its_characters(first, raw):
    parts = [*first.mentions, *first.notes]
    for event in first.events:
        parts += [event.trigger, event.sentence, *event.mentions, *event.actors, *event.recipients, *event.places]
        parts += [date for date in (event.date, event.original_date) if date]
    assert len(parts) > 300
    for part in parts:
        assert raw[part.start : part.end] == part.text


def test_all_markers_stand_at_their_characters_and_are_orphans(first, raw):
    standing = [(match.start(), match.end(), f"fn{match[1]}") for match in re.finditer(r"\[(\d+)\]", raw)]
    assert [(mark.start, mark.end, mark.id) for mark in first.of("footnote")] == standing
    assert len(standing) == 17
    orphans = [(caveat.start, caveat.end) for caveat in first.warnings if caveat.code == "W101"]
    assert orphans == [(start, end) for start, end, _ in standing]


def test_articles_and_their_treaty(first):
    treaty = "trilateral-statement-2020-11-09"
    assert [(article.text, article.id) for article in first.of("article")] == [
        ("article 2", f"{treaty}/2"),
        ("article 6", f"{treaty}/6"),
        ("article 6", f"{treaty}/6"),
        ("article 3", f"{treaty}/3"),
        ("Articles 3 and 4", f"{treaty}/3+4"),
        ("Article 7", f"{treaty}/7"),
        ("Article 8", f"{treaty}/8"),
    ]


@pytest.mark.parametrize("names", [("Shusha", "Shushi"), ("Hocavend", "Martuni"), ("Sukovuşan", "Magadiz")])
def test_two_names_are_one_place(first, names):
    ids = {place.id for place in first.of("place") if place.text in names}
    assert len(ids) == 1
    assert "" not in ids
    assert {place.text for place in first.of("place")} >= set(names)


def test_all_stops_of_the_routes_are_places(first, raw):
    stops = [
        "Icevan",
        "Kazah",
        "Berd",
        "Tovuz",
        "Angeghakot",
        "Bichanak",
        "Horadiz",
        "Meğri",
        "Ordubad",
        "Horadiz",
        "Yeraskh",
        "Ordubad",
        "Megri",
        "Horadiz",
    ]
    begin = raw.index("Icevan-Kazah")
    found = [place for place in first.of("place") if begin <= place.start < raw.index("railway")]
    assert [place.text for place in found] == stops
    assert all(place.id for place in found)
    assert [route.id for route in first.of("route")][-1] == "yeraskh~ordubad~meghri~horadiz"


@pytest.mark.parametrize(
    ("words", "context", "day"),
    [
        ("27 September 2020", "launched by \nAzerbaijan on", "2020-09-27"),
        ("November 9, 2020", "mediation of Russia on", "2020-11-09"),
        ("20 November", "to Azerbaijan[3] on", "2020-11-20"),
        ("15 November", "Kalbajar \nregion on", "2020-11-15"),
        ("1 December", "Lachin region on", "2020-12-01"),
        ("November 20", "As a matter of fact, on", "2020-11-20"),
        ("25 November", "postponed until", "2020-11-25"),
        ("November 25", "were completed on", "2020-11-25"),
        ("8 November", "Lachin corridor as of", "2021-11-08"),
        ("12 June", "mediation of Georgia on", "2021-06-12"),
        ("8 November", "television channel on", "2021-11-08"),
        ("9 November", "Article 7 of the", "2020-11-09"),
        ("November 9", "efforts made since the", "2020-11-09"),
    ],
)
def test_dates_mean_the_year_that_the_text_means(first, raw, words, context, day):
    at = raw.index(words, raw.index(context) + len(context))
    assert at - raw.index(context) - len(context) < 3
    assert [date.id for date in first.of("date") if date.start == at] == [day]


def told(document, place):
    """Date, original date, status, articles of each event whose only place this is, in the order of the text."""
    return [
        (
            event.date and event.date.edtf,
            event.original_date and event.original_date.edtf,
            event.status,
            event.articles,
            event.footnotes,
        )
        for event in document.events
        if {argument.id for argument in event.places} == {place} and event.type == "RETREAT"
    ]


def test_three_handovers_out_of_one_sentence_and_what_became_of_them(first):
    treaty = "trilateral-statement-2020-11-09"
    assert told(first, "aghdam-district") == [
        ("2020-11-20", None, "planned", (f"{treaty}/2",), ("fn3", "fn4")),
        ("2020-11-20", None, "actual", (), ("fn7",)),
    ]
    kalbajar = told(first, "kalbajar-district")
    assert kalbajar[0] == ("2020-11-15", None, "planned", (f"{treaty}/6",), ("fn5",))
    assert ("2020-11-25", "2020-11-15", "postponed") in [event[:3] for event in kalbajar]
    assert kalbajar[-1] == ("2020-11-25", None, "actual", (), ("fn9",))
    lachin = told(first, "lachin-district")
    assert lachin[0] == ("2020-12-01", None, "planned", (f"{treaty}/6",), ("fn6",))
    assert lachin[-1][2:] == ("actual", (), ("fn10",))
    ids = [event.id for event in first.events]
    assert len(ids) == len(set(ids))


def test_the_exchange_of_prisoners(first):
    exchange, sending = (event for event in first.events if event.mode == "release")
    assert (exchange.status, exchange.date.edtf, exchange.articles) == (
        "ongoing",
        "2020-12-15",
        ("trilateral-statement-2020-11-09/8",),
    )
    assert (sending.status, sending.quantity.number, sending.quantity.unit) == ("actual", 17, "prisoners of war")
    assert [party.id for party in sending.actors] == ["azerbaijan"]
    assert [party.id for party in sending.recipients] == ["armenia"]
    assert sending.footnotes == ("fn16",)


def test_the_declaration_of_january(first):
    assert "trilateral-statement-2021-01-11" in {treaty.id for treaty in first.of("treaty")}
    (meeting,) = (
        event for event in first.events if event.date and event.date.edtf == "2021-01-11" and event.type == "CONSULT"
    )
    assert [party.id for party in meeting.actors] == ["vladimir-putin", "ilham-aliyev", "nikol-pashinyan"]
