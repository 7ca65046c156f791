"""Accounts of one happening in several texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import extractor

if TYPE_CHECKING:
    from extractor.accounts import Accounts


def compared(*texts: str) -> Accounts:
    return extractor.compare_accounts(extractor.extract_text(text, id=f"t{n}") for n, text in enumerate(texts))


def test_same_happening_other_number_and_day() -> None:
    found = compared(
        "On 12 June 2021 Azerbaijan released 15 prisoners in Tbilisi.",
        "Azerbaijan freed 17 prisoners in Tbilisi on 13 June 2021.",
    )
    (account,) = found.accounts
    assert {difference.slot for difference in account.differences} == {"number", "date"}


def test_different_happenings_stay_apart() -> None:
    far = compared("Armenia released 15 prisoners on 12 June 2021.", "Armenia released 15 prisoners on 12 June 2022.")
    elsewhere = compared("Troops left Gori on 3 May 2009.", "Troops left Poti on 3 May 2009.")
    other_side = compared("Turkey withdrew its troops on 3 May 2009.", "Greece withdrew its troops on 3 May 2009.")
    assert [found.accounts for found in (far, elsewhere, other_side)] == [(), (), ()]


def test_one_text_alone_makes_no_account() -> None:
    assert not compared("Troops left Gori on 3 May 2009. The troops left Gori on 3 May 2009.").accounts


def test_a_denial_is_a_difference() -> None:
    (account,) = compared(
        "Russian troops left Gori on 3 May 2009.", "Russian troops did not leave Gori on 3 May 2009."
    ).accounts
    assert [difference.slot for difference in account.differences] == ["status"]


def test_town_and_district_are_one_place() -> None:
    (account,) = compared(
        "Armenian forces left Aghdam on 20 November 2020.", "Armenian forces left Aghdam district on 20 November 2020."
    ).accounts
    assert account.differences == ()


def test_frame_has_a_row_for_each_telling() -> None:
    frame = compared(
        "Russian troops left Gori on 3 May 2009.", "Russian troops did not leave Gori on 3 May 2009."
    ).to_frame()
    assert list(frame["document"]) == ["t0", "t1"]
    assert set(frame["differs"]) == {"status"}
    assert list(compared("Nothing.").to_frame().columns) == list(frame.columns)
