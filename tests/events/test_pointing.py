"""Whom the words stand for that name nobody by themselves."""

from __future__ import annotations

import pytest

import extractor

CASES = [
    ("Moldova and Russia signed an agreement in 1992. The two sides met again in Odessa.", ["moldova", "russia"]),
    ("The leaders of Greece and Turkey met in Vilnius.", ["greece/gov", "turkey/gov"]),
    (
        "Nikol Pashinyan met Ilham Aliyev in May. The two leaders met again in June.",
        ["nikol-pashinyan", "ilham-aliyev"],
    ),
    ("The Azerbaijani army crossed the border. The army withdrew two days later.", ["azerbaijan/mil"]),
    ("Prime Minister Nikol Pashinyan spoke first. The prime minister rejected the plan.", ["nikol-pashinyan"]),
    ("The parliament in Pristina ratified the agreement.", ["kosovo/leg"]),
    ("Thousands of Georgians protested in May.", ["georgia/cvl"]),
    ("Two soldiers left the post. Armenia and Azerbaijan regretted it. Two soldiers fled.", None),
]


@pytest.mark.parametrize(("text", "actors"), CASES)
def test_actors(text: str, actors: list[str] | None) -> None:
    *_, last = extractor.extract_text(text).events
    ids = [part.id for part in last.actors]
    assert ids == actors if actors is not None else not any(ids)


def test_a_minister_in_a_capital_is_not_of_it() -> None:
    (event,) = extractor.extract_text("The foreign ministers in Washington met twice.").events
    assert not any(part.id.startswith("united-states") for part in event.actors)
