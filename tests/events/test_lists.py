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
    plain = "Russian troops withdrew from Gori on 3 May 2009. Many years later, Russian troops withdrew from Gori again."
    assert len(told(plain)) == 2
