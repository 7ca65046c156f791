"""Group what several texts tell of one happening, and say on what they differ: date, number, who, where, whether it happened.

Two records tell of one happening when they are of one type, their modes agree, their dates lie within the window, and they share a place,
or a party on each side, while nothing known of them contradicts. A record without a date joins a group only where it shares place and
party with that group alone. Two records of one text are grouped only through those of another.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from extractor.accounts.nearness import apart, days, share_place, states, within
from extractor.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from extractor.records import Document, Event, Failure

WINDOW = timedelta(days=3)
EXACT = 62  # days: a longer interval ("in 1993") brings no two records together
Slot = Literal["date", "number", "actors", "recipients", "places", "status"]
# What was planned, or put off, does not contradict what came; a denial does.
DENIED = {"not-happened"}


class Telling(Record):
    """One text's record of a happening. Offsets are those of the quoted sentence in the raw text."""

    document: str
    published: str | None
    event: str
    status: str
    date: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    number: float | None
    unit: str | None
    by: str
    quote: str
    start: int
    end: int
    footnotes: tuple[str, ...] = ()


class Difference(Record):
    """One thing on which texts differ: `said` has each value with the documents that give it."""

    slot: Slot
    said: dict[str, tuple[str, ...]]


class Account(Record):
    """One happening as several texts tell it."""

    type: str
    mode: str | None
    tellings: tuple[Telling, ...]
    differences: tuple[Difference, ...] = ()


class Accounts(Record):
    """All happenings that more than one text tells, the earliest first."""

    accounts: tuple[Account, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """A pandas table, a row for each telling; `account` numbers the happenings, `differs` names the slots on which texts differ."""
        import pandas as pd  # noqa: PLC0415  # only for those who ask for it

        rows = [
            {"account": number, "type": account.type, "mode": account.mode, "differs": ";".join(d.slot for d in account.differences)}
            | {key: ";".join(value) if isinstance(value, tuple) else value for key, value in telling.model_dump().items()}
            for number, account in enumerate(self.accounts, start=1)
            for telling in account.tellings
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


COLUMNS = {
    "account": "Int64", "type": "string", "mode": "string", "differs": "string", "document": "string", "published": "string",
    "status": "string", "date": "string", "actors": "string", "recipients": "string", "places": "string", "number": "Float64",
    "unit": "string", "by": "string", "quote": "string", "start": "Int64", "end": "Int64", "footnotes": "string", "event": "string",
}  # fmt: skip


def compare_accounts(documents: Iterable[Document | Failure], *, window: timedelta = WINDOW) -> Accounts:
    """What more than one of the documents tells, and on what they differ. `window` is how far two dates of one happening may lie apart.

    >>> import extractor
    >>> texts = ["On 5 May 2021 Armenia released 15 prisoners in Tbilisi.", "Armenia freed 17 prisoners in Tbilisi on 5 May 2021."]
    >>> found = compare_accounts(extractor.extract_text(text, id=f"t{n}") for n, text in enumerate(texts))
    >>> for one in found.accounts[0].differences:
    ...     print(one.slot, one.said)
    number {'15 prisoners': ('t0',), '17 prisoners': ('t1',)}
    """
    by_type: dict[str, list[tuple[Event, Telling]]] = defaultdict(list)
    for document in documents:
        if hasattr(document, "code"):
            continue
        for event in document.events:
            by_type[event.type].append((event, _telling(event, document)))
    groups = [group for told in by_type.values() for group in _groups(told, window)]
    accounts = [_account(group) for group in groups if len({telling.document for _, telling in group}) > 1]
    return Accounts(accounts=tuple(sorted(accounts, key=lambda account: account.tellings[0].date or "9")))


def _groups(told: list[tuple[Event, Telling]], window: timedelta) -> list[list[tuple[Event, Telling]]]:
    """The records of one type that tell of one happening; dated ones first, each with the group nearest in time."""
    dated = [(span, pair) for pair in told if (span := days(pair[1].date)) and (span[1] - span[0]).days <= EXACT]
    dated.sort(key=lambda item: (item[0], item[1][1].document, item[1][1].start))
    groups: list[list[tuple[Event, Telling]]] = []
    live: list[list[tuple[Event, Telling]]] = []
    for span, pair in dated:
        live = [group for group in live if (span[0] - max(days(t.date)[1] for _, t in group)) <= window]  # type: ignore[index]
        home = next((group for group in live if any(_same(pair, other, window) for other in group)), None)
        if home is None:
            home = []
            groups.append(home)
            live.append(home)
        home.append(pair)
    placed = {id(pair[1]) for group in groups for pair in group}
    for pair in told:
        if id(pair[1]) not in placed and not pair[1].date:
            homes = [group for group in groups if any(_alike(pair, other) for other in group)]
            if len(homes) == 1:
                homes[0].append(pair)
    return groups


def _same(first: tuple[Event, Telling], second: tuple[Event, Telling], window: timedelta) -> bool:
    (event, told), (other, known) = first, second
    if not _modes_agree(event, other) or within(told.date, known.date, window) is False:
        return False
    if told.places and known.places and not share_place(told.places, known.places):
        return False
    sides = [(told.actors, known.actors), (told.recipients, known.recipients)]
    shared = sum(bool(states(mine) & states(theirs)) for mine, theirs in sides)
    against = any(states(mine) and states(theirs) and not states(mine) & states(theirs) for mine, theirs in sides)
    if share_place(told.places, known.places):
        return not against
    return shared == len(sides) or (shared == 1 and not against and apart(told.date, known.date) == 0)


def _alike(first: tuple[Event, Telling], second: tuple[Event, Telling]) -> bool:
    """Whether a record without a date shares place and party with a dated one of another text."""
    (event, told), (other, known) = first, second
    parties = states([*told.actors, *told.recipients]) & states([*known.actors, *known.recipients])
    one_text = told.document == known.document
    return not one_text and _modes_agree(event, other) and bool(parties) and share_place(told.places, known.places)


def _modes_agree(first: Event, second: Event) -> bool:
    return first.mode == second.mode or not (first.mode and second.mode)


def _telling(event: Event, document: Document) -> Telling:
    return Telling(
        document=document.id,
        published=document.published,
        event=event.id,
        status=event.status,
        date=event.date.edtf if event.date else None,
        actors=tuple(part.id for part in event.actors if part.id),
        recipients=tuple(part.id for part in event.recipients if part.id),
        places=tuple(part.id for part in event.places if part.id),
        number=event.quantity.number if event.quantity else None,
        unit=event.quantity.unit if event.quantity else None,
        by=event.attribution.who or event.attribution.kind,
        quote=" ".join(event.sentence.text.split()),
        start=event.sentence.start,
        end=event.sentence.end,
        footnotes=event.footnotes,
    )


def _account(group: Sequence[tuple[Event, Telling]]) -> Account:
    tellings = sorted((telling for _, telling in group), key=lambda told: (told.date or "9", told.document, told.start))
    modes = [event.mode for event, _ in group if event.mode]
    differences = (
        _differing(slot, tellings) for slot in ("date", "number", "actors", "recipients", "places", "status")
    )
    return Account(
        type=group[0][0].type,
        mode=modes[0] if modes else None,
        tellings=tuple(tellings),
        differences=tuple(found for found in differences if found),
    )


def _differing(slot: Slot, tellings: Sequence[Telling]) -> Difference | None:
    """What the documents give for a slot where no value of one fits any value of another; silence is no difference."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for telling in tellings:
        for key, shown in _values(slot, telling):
            said[telling.document][key].add(shown)
    documents = list(said)
    pairs = ((said[one], said[other]) for at, one in enumerate(documents) for other in documents[at + 1 :])
    if not any(_contradict(slot, set(one), set(other)) for one, other in pairs):
        return None
    values: dict[str, tuple[str, ...]] = {}
    for document, keys in said.items():
        for shown in sorted({shown for listed in keys.values() for shown in listed}):
            values[shown] = (*values.get(shown, ()), document)
    return Difference(slot=slot, said=values)


def _values(slot: Slot, telling: Telling) -> list[tuple[str, str]]:
    """What a telling gives for a slot: a key to compare by, and the words to show."""
    if slot == "number":
        return (
            []
            if telling.number is None
            else [(f"{telling.number:g}", f"{telling.number:g} {telling.unit or ''}".strip())]
        )
    if slot == "status":
        return [("denied" if telling.status in DENIED else "told", telling.status)]
    if slot == "date":
        return [(telling.date, telling.date)] if telling.date else []
    if slot == "places":
        return [(id, id) for id in telling.places]
    return [(id.partition("/")[0], id) for id in getattr(telling, slot)]


def _contradict(slot: Slot, one: set[str], other: set[str]) -> bool:
    if slot == "date":
        return all(apart(mine, theirs) not in {0, None} for mine in one for theirs in other)
    if slot == "places":
        return not share_place(one, other)
    return not one & other
