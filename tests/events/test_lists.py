"""One predicate, several places and dates: a record each."""

from __future__ import annotations

import pytest

import extractor

CASES = [
    (
        "Russian troops left Senaki, Zugdidi and Poti on 3 May, 4 May and 9 May 2009.",
        [("senaki", "2009-05-03"), ("zugdidi", "2009-05-04"), ("poti", "2009-05-09")],
    ),
    (
        "Gori and Poti were evacuated on 3 and 5 September 2008 respectively.",
        [("gori", "2008-09-03"), ("poti", "2008-09-05")],
    ),
    (
        "Senaki (3 May 2009), Zugdidi (4 May) and Poti (9 May) were handed over to Georgia.",
        [("senaki", "2009-05-03"), ("zugdidi", "2009-05-04"), ("poti", "2009-05-09")],
    ),
    ("Gori and Poti were evacuated on 3 September 2008.", [("gori;poti", "2008-09-03")]),
    (
        "They met in Vienna and Paris in May 2016 and June 2017.",
        [("vienna;paris", "2016-05")],
    ),  # which where is not said
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_places_and_dates(text: str, expected: list[tuple[str, str]]) -> None:
    events = extractor.extract_text(text).events
    assert [(";".join(part.id for part in e.places), e.date.edtf if e.date else None) for e in events] == expected
    assert len({event.id for event in events}) == len(events)


def test_a_number_that_counts_the_members_is_none_of_theirs() -> None:
    text = "Troops withdrew from three districts: Gori, Poti and Senaki by 3, 4 and 9 May 2009 respectively."
    events = extractor.extract_text(text).events
    assert [event.quantity for event in events] == [None, None, None]


def test_who_loses_is_not_who_takes() -> None:
    for text in ("Shusha was lost by Azerbaijan on 9 May 1992.", "Azerbaijan lost Shusha on 9 May 1992."):
        (event,) = extractor.extract_text(text).events
        assert ([part.id for part in event.actors], [part.id for part in event.recipients]) == ([], ["azerbaijan"])


def told(text: str) -> list[tuple[str, str, str]]:
    return [(e.type, e.status, e.trigger.text) for e in extractor.extract_text(text).events]


def test_a_meeting_called_off_is_a_meeting_that_did_not_happen() -> None:
    text = "A meeting of the foreign ministers in Washington, planned for 20 November, was called off by Baku."
    assert told(text) == [("CONSULT", "not-happened", "meeting")]


def test_they_were_repeats_the_verb_before() -> None:
    text = "The checkpoints were to be lifted within a week; they were, on 13 September."
    assert [status for _, status, _ in told(text)] == ["planned", "actual"]
    assert len(told("The checkpoints were lifted in May. They were rusty.")) == 1


def test_a_later_mention_that_says_nothing_new_is_no_second_record() -> None:
    (event,) = extractor.extract_text("The evacuation of Gori began on 3 May 2009. The evacuation was orderly.").events
    assert event.date
    two = "The evacuation of Gori began on 3 May 2009. The evacuation of Poti was orderly."
    assert len(told(two)) == 2
    plain = (
        "Russian troops withdrew from Gori on 3 May 2009. Many years later, Russian troops withdrew from Gori again."
    )
    assert len(told(plain)) == 2


def test_provisions_told_in_the_present_are_planned() -> None:
    (event,) = extractor.extract_text("Point 4: Georgian forces go back to their usual bases.").events
    assert event.status == "planned"


def test_what_is_offered_is_proposed() -> None:
    assert {status for _, status, _ in told("Georgia suggested talks in Geneva.")} == {"proposed"}


def test_neither_nor_denies_both() -> None:
    assert {status for _, status, _ in told("Yerevan has neither accepted nor refused the plan.")} == {"not-happened"}


def test_a_recommendation_in_a_list_is_proposed() -> None:
    assert [status for _, status, _ in told("Reopen the railway between Yeraskh and Julfa.")] == ["proposed"]


def test_the_date_of_a_battle_is_that_of_its_losses() -> None:
    events = extractor.extract_text("In the fighting of 16 November 2021, Azerbaijan lost seven soldiers.").events
    lost = next(event for event in events if event.trigger.text == "lost")
    assert lost.date
    assert (lost.date.edtf, lost.date.inferred) == ("2021-11-16", True)


def test_a_name_that_no_table_has_stands_beside_one_that_it_has() -> None:
    (event,) = extractor.extract_text("Boris Yeltsin and Peter Lewington signed the agreement.").events
    assert [part.id or part.text for part in event.actors] == ["boris-yeltsin", "Peter Lewington"]


def test_what_should_be_agreed_is_proposed() -> None:
    assert [status for _, status, _ in told("The parties should agree to a pull-back of posts.")] == ["proposed"]


def test_let_through() -> None:
    assert told("Neither authority has ever let the observers through.")[0][:2] == ("RETREAT", "not-happened")


def test_a_clause_without_its_verb_is_a_record_of_its_own() -> None:
    events = extractor.extract_text(
        "Armenia released ten prisoners on 3 June and Azerbaijan five on 7 June 2021."
    ).events
    told = [
        (e.actors[0].id, e.date.edtf if e.date else None, e.quantity.number if e.quantity else None) for e in events
    ]
    assert told == [("armenia", "2021-06-03", 10), ("azerbaijan", "2021-06-07", 5)]
    (one,) = extractor.extract_text("The accord was signed by India and Pakistan on 2 July 1972.").events
    assert [part.id for part in one.actors] == ["india", "pakistan"]


def test_an_article_before_a_list_holds_for_all_of_it() -> None:
    text = (
        "Under article 4 of the UN Charter, the Lachin district was to be handed over by 1 December 2020, Kalbajar by 25 November and "
        "Aghdam by 20 November."
    )
    assert [event.articles for event in extractor.extract_text(text).events] == [("un-charter/4",)] * 3


def test_a_so_called_group_does_not_meet_by_phone() -> None:
    text = "Deputy ministers of Russia, Turkey and Iran held a meeting of the so-called 3+3 group in Moscow."
    modes = {event.mode for event in extractor.extract_text(text).events}
    assert modes
    assert "phone" not in modes
