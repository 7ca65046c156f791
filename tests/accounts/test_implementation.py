"""The implementation table: obligations beside what texts claim of them."""

from __future__ import annotations

import pytest

import extractor
from extractor.errors import ExtractorError

TREATY = "trilateral-statement-2020-11-09"


def claims(*texts: str, published: str = "2021-11-09") -> dict[str, list[tuple[str, str | None, int | None]]]:
    """What a treaty's obligations are claimed to have come to, by the words of the obligation."""
    documents = [extractor.extract_text(text, id=f"t{n}", published=published) for n, text in enumerate(texts)]
    table = extractor.implementation(documents, TREATY)
    return {duty.obligation: [(c.claimed, c.date, c.days) for c in duty.claims] for duty in table.duties if duty.claims}


def test_late_and_in_time() -> None:
    found = claims(
        "Aghdam was handed over to Azerbaijan on 20 November 2020. Kalbajar was handed over to Azerbaijan on 25 November 2020."
    )
    assert found["hand over Aghdam district"] == [("kept", "2020-11-20", 0)]
    assert found["hand over Kalbajar district"] == [("late", "2020-11-25", 10)]


def test_older_events_answer_nothing() -> None:
    later = claims("Armenian forces withdrew from Aghdam on 3 May 2022.", published="2022-06-01")
    assert "hand over Aghdam district" in later  # the date alone tells the two apart
    assert claims("Armenian forces withdrew from Aghdam on 3 May 1994.") == {}


def test_another_place_answers_nothing() -> None:
    text = "Gori was handed over to Azerbaijan on 20 November 2020."
    assert [event.type for event in extractor.extract_text(text).events] == ["RETREAT"]
    assert claims(text) == {}


def test_a_plan_counts_only_where_nothing_else_is_said() -> None:
    plan = "Under the trilateral statement of 9 November 2020 Aghdam was to be handed over to Azerbaijan by 20 November 2020."
    assert [claim for claim, *_ in claims(plan)["hand over Aghdam district"]] == ["open"]
    done = f"{plan} Aghdam was handed over to Azerbaijan on 20 November 2020."
    assert [claim for claim, *_ in claims(done)["hand over Aghdam district"]] == ["kept"]


def test_what_has_not_come_yet_is_open_and_not_broken() -> None:
    text = "Under Article 9 of the trilateral statement of 9 November 2020, the railway to Nakhchivan has not been opened yet."
    assert [claim for claim, *_ in claims(text)["unblock economic and transport links (roads, railways, routes)"]] == [
        "open"
    ]


def test_disagreeing_texts_stand_side_by_side() -> None:
    documents = [
        extractor.extract_text("Aghdam was handed over to Azerbaijan on 20 November 2020.", id="one"),
        extractor.extract_text("Aghdam was handed over to Azerbaijan on 23 November 2020.", id="two"),
    ]
    duty = next(d for d in extractor.implementation(documents, TREATY).duties if "Aghdam" in d.obligation)
    assert duty.differs
    assert [(claim.document, claim.claimed) for claim in duty.claims] == [("one", "kept"), ("two", "late")]
    frame = extractor.implementation(documents, TREATY).to_frame()
    assert list(frame.query("document == 'two'")["days"]) == [3]
    assert set(frame["article"]) == {f"{TREATY}/{number}" for number in range(1, 10)}  # silence has its row too


def test_every_quote_stands_in_the_text() -> None:
    text = "In Kalbajar the guns fell silent.\nAghdam was handed over\nto Azerbaijan on 20 November 2020."
    document = extractor.extract_text(text, id="a")
    told = [claim for duty in extractor.implementation([document], TREATY).duties for claim in duty.claims]
    assert told
    assert all(" ".join(text[claim.start : claim.end].split()) == claim.quote for claim in told)


@pytest.mark.parametrize("asked", ["trilateral-statement", "trilateral-statment-2020-11-09", "no-such-treaty"])
def test_an_unknown_treaty_is_named_with_those_near_to_it(asked) -> None:
    with pytest.raises(ExtractorError, match="no-such" if asked.startswith("no") else TREATY) as raised:
        extractor.implementation([], asked)
    assert len(str(raised.value)) < 400


def test_users_own_treaties() -> None:
    row = {
        "id": "harbour-accord-1996", "kind": "agreement", "title": "Harbour accord", "signed": "1996-02-01", "source": "own",
        "aliases": [{"text": "Harbour accord"}],
        "provisions": {"1": {"topic": "port", "obligations": [{
            "by": ["georgia"], "places": ["poti"], "due": "1996-05-01", "type": "RETREAT", "mode": "withdraw", "what": "leave the port"}]}},
    }  # fmt: skip
    document = extractor.extract_text("Georgian troops withdrew from Poti on 4 May 1996.", id="a")
    duty = extractor.implementation([document], "harbour-accord-1996", registry=[row]).duties[0]
    assert [(claim.claimed, claim.days) for claim in duty.claims] == [("late", 3)]


def test_midnight_ends_the_day_before() -> None:
    text = "Aghdam was handed over to Azerbaijan at midnight on 20 November 2020."
    assert {days for _, _, days in claims(text)["hand over Aghdam district"]} == {0}


def test_a_sentence_that_says_a_thing_twice_makes_one_claim() -> None:
    text = (
        "Aghdam was handed over to Azerbaijan on 20 November 2020, and Armenian troops left Aghdam on 20 November 2020."
    )
    assert len(claims(text)["hand over Aghdam district"]) == 1


@pytest.mark.parametrize(
    ("treaty", "text", "answered"),
    [
        (
            "simla-agreement-1972-07-02",
            "India and Pakistan completed the withdrawal of troops on 20 December 1972 under the Simla Agreement.",
            ("4", "late", 108),
        ),
        (
            "six-point-plan-implementation-2008-09-08",
            "Russian troops withdrew from Poti and Senaki on 13 September 2008.",
            ("1", "kept", -2),
        ),
        (
            "oslo-accords-1993-09-13",
            "Israel withdrew from the Gaza Strip on 18 May 1994, weeks after the date in Article XIV of the Oslo Accords.",
            ("14", "late", 35),
        ),
        (
            "dayton-agreement-1995",
            "Under Annex 1-A of the Dayton Agreement the Bosnian Serb army withdrew behind the zone of separation on 19 January 1996.",
            ("annex-1a", "kept", 0),
        ),
        (
            "tashkent-declaration-1966-01-10",
            "Both armies withdrew from Kashmir on 25 February 1966, as the Tashkent Declaration said.",
            ("2", "kept", 0),
        ),
        ("kumanovo-agreement-1999-06-09", "Yugoslav forces withdrew from Kosovo by 20 June 1999.", ("2", "kept", 0)),
        (
            "brussels-agreement-2013-04-19",
            "Kosovo has not formed the association of municipalities under the Brussels Agreement of 2013.",
            ("1", "not kept", None),
        ),
        ("kumanovo-agreement-1999-06-09", "Yugoslav forces withdrew from Slovenia by 20 October 1991.", None),
        ("simla-agreement-1972-07-02", "India and Pakistan withdrew two lawsuits on 20 December 1972.", None),
    ],
)
def test_treaties_of_other_conflicts(treaty: str, text: str, answered: tuple[str, str, int | None] | None) -> None:
    table = extractor.implementation([extractor.extract_text(text, id="a")], treaty)
    told = [(duty.article.split("/")[1], c.claimed, c.days) for duty in table.duties for c in duty.claims]
    assert told == ([answered] if answered else [])
