"""What the finder hands to the resolver: the words' own meaning, with the gaps still open."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.pipeline.dates.moment import Moment


@dataclass(slots=True)
class Expression:
    """One expression of time, over characters `start` to `end` and tokens `first` to `last`.

    `link` says what is missing: "" nothing, or a year from the text; "year" a year `amount` after the year at hand;
    "month" the next, last or same such month; "offset" `amount` `unit` from the date before; "same" that date seen as a
    `unit`, moved by `amount`; "weekday" a day of the week (`amount` 1 to 7); "day" a day whose month stands around;
    "clock" a time whose day stands around; "value" nothing ever, `value` is final (durations, sets, PRESENT_REF).
    `deictic` counts from publication where it can. `pair` is the right-hand side of an interval, whose own characters
    are `sides`. `limits` are the two ends of a length (two to three weeks). `figures` is a date like 09/11/2020,
    `order` how it was read where it could be read two ways. `short` says that the century is not written, `borrowed`
    that the year stands at the other end of an interval, `ahead` that words of the future stand before.
    """

    start: int
    end: int
    first: int
    last: int
    label: str = "DATE"
    moment: Moment = field(default_factory=Moment)
    link: str = ""
    amount: int = 0
    unit: str = ""
    deictic: bool = False
    mod: str = ""
    value: str = ""
    id: str = ""
    figures: str = ""
    order: str = ""
    pair: Moment | None = None
    limits: tuple[str, str] | None = None
    sides: tuple[tuple[int, int], tuple[int, int]] | None = None
    basis: str = ""
    short: bool = False
    ahead: bool = False
    borrowed: bool = False
    anchor: tuple[int, int] | None = None

    @property
    def yearless(self) -> bool:
        """A day, month or season whose year the text must give."""
        return self.link in ("", "year") and self.moment.year is None and self.moment.order is not None
