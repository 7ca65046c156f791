"""What the page shows over all documents: totals, where texts differ, what became of the treaties that they name."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from extractor import accounts
from extractor.accounts.implementing import with_obligations
from extractor.report.layers import NAMES, layer_of
from extractor.report.saying import say, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractor.accounts import Account, Implementation
    from extractor.knowledge.treaties import Registry
    from extractor.records import Document
    from extractor.report.single import Page


class Total(NamedTuple):
    """A number with its name."""

    number: int
    name: str


class ClaimRow(NamedTuple):
    """What a text claims of an obligation."""

    claimed: str
    date: str
    days: str
    by: str
    document: str
    quote: str
    anchor: str


class DutyRow(NamedTuple):
    """An obligation with what is claimed of it."""

    article: str
    obligation: str
    who: str
    due: str
    differs: bool
    claims: tuple[ClaimRow, ...]


class TreatyTable(NamedTuple):
    """A treaty with the obligations of which something is claimed, and how many there are of which no text speaks."""

    id: str
    title: str
    duties: tuple[DutyRow, ...]
    silent: int


class TellingRow(NamedTuple):
    """How one text tells of a happening."""

    document: str
    title: str
    date: str
    status: str
    who: str
    where: str
    number: str
    quote: str
    anchor: str


class AccountRow(NamedTuple):
    """A happening that several texts tell, and on what they differ as (slot, value, documents)."""

    name: str
    tellings: tuple[TellingRow, ...]
    differences: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def implementations(documents: Sequence[Document], registry: Registry | None) -> list[Implementation]:
    """The implementation of each treaty that the documents name and whose obligations are known."""
    return [accounts.implementation(documents, id, registry=registry) for id in with_obligations(documents, registry)]


def due_dates(found: Iterable[Implementation]) -> dict[str, list[str]]:
    """By event, the dates at which the obligations were due that it answers."""
    due: dict[str, list[str]] = defaultdict(list)
    for one in found:
        for duty in one.duties:
            for claim in duty.claims if duty.due else ():
                due[claim.event].append(str(duty.due))
    return dict(due)


def treaty_tables(found: Iterable[Implementation], pages: Mapping[str, Page]) -> list[TreatyTable]:
    """The implementations of which anything is claimed, as tables."""
    tables = []
    for one in found:
        duties = [duty for duty in one.duties if duty.claims]
        if not duties:
            continue
        drawn = tuple(
            DutyRow(
                article=duty.article.partition("/")[2],
                obligation=duty.obligation,
                who=" and ".join(duty.by) + (f" to {' and '.join(duty.to)}" if duty.to else ""),
                due=say(duty.due, short=True) if duty.due else "",
                differs=duty.differs,
                claims=tuple(
                    ClaimRow(
                        claimed=claim.claimed,
                        date=say(claim.date, short=True) if claim.date else "",
                        days=f"{abs(claim.days)} days {'after' if claim.days > 0 else 'before'}" if claim.days else "",
                        by=claim.by,
                        document=claim.document,
                        quote=claim.quote,
                        anchor=pages[claim.document].at(claim.event) if claim.document in pages else "",
                    )
                    for claim in duty.claims
                ),
            )
            for duty in duties
        )
        tables.append(TreatyTable(one.treaty, one.title, drawn, len(one.duties) - len(duties)))
    return tables


def account_rows(documents: Sequence[Document], pages: Mapping[str, Page]) -> list[AccountRow]:
    """What several texts tell, those on which they differ first."""
    found = accounts.compare_accounts(documents).accounts
    return sorted((_account(one, pages) for one in found), key=lambda row: not row.differences)


def _account(one: Account, pages: Mapping[str, Page]) -> AccountRow:
    places = list(dict.fromkeys(place for telling in one.tellings for place in telling.places))
    name = f"{one.type.capitalize()}{f' ({words(one.mode)})' if one.mode else ''}"
    return AccountRow(
        name=f"{name}: {', '.join(places)}" if places else name,
        tellings=tuple(
            TellingRow(
                document=telling.document,
                title=pages[telling.document].title,
                date=say(telling.date, short=True) if telling.date else "",
                status=telling.status,
                who=" → ".join(filter(None, (", ".join(telling.actors), ", ".join(telling.recipients)))),
                where=", ".join(telling.places),
                number=f"{telling.number:g} {telling.unit or ''}".strip() if telling.number is not None else "",
                quote=telling.quote,
                anchor=pages[telling.document].at(telling.event),
            )
            for telling in one.tellings
        ),
        differences=tuple(
            (
                d.slot,
                tuple((say(value) if d.slot == "date" else value, ", ".join(said)) for value, said in d.said.items()),
            )
            for d in one.differences
        ),
    )


def totals(documents: Sequence[Document], failures: int) -> list[Total]:
    """Counts over all documents."""
    layers = Counter(layer_of(mention.kind, mention.label) for document in documents for mention in document.mentions)
    made = [
        Total(len(documents), "texts"),
        Total(sum(len(document.events) for document in documents), "events"),
        *(Total(layers[css], name.lower()) for css, name in NAMES.items() if layers[css]),
        Total(sum(len(document.warnings) for document in documents), "not settled"),
    ]
    return [*made, Total(failures, "not read")] if failures else made
