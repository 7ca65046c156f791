"""Set the obligations of a treaty beside what texts claim became of them. The library does not rule: it quotes.

An event answers an obligation when it is of the same type and mode and speaks of the same place, cites the provision, or names what is
owed. The claim follows from its status and date:

=====================  =============================================================
the text says that it  claimed
=====================  =============================================================
happened               kept; late after the due date; partly where only a number or part is told
goes on                partly
was put off            late where the new date lies after the due date, else open
is planned, proposed   open
did not happen         not kept; open where it is only "not yet" and nothing was due
=====================  =============================================================
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Literal

from extractor.accounts.nearness import apart, share_place, states
from extractor.errors import ExtractorError
from extractor.knowledge import treaties
from extractor.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from extractor.knowledge.treaties import Obligation, Registry, Treaty
    from extractor.records import Document, Event, Failure

Claimed = Literal["kept", "late", "partly", "not kept", "open"]
WORD = re.compile(r"\b[a-z]{4,24}\b")  # no names: parties and places are compared by id
NEAR = 60  # characters on each side of a trigger in which what is owed must be named
NOT_YET = re.compile(r"\b(?:yet|so far|to date|until now)\b", re.IGNORECASE)
IN_PART = re.compile(r"\b(?:partly|partially|in part|one-sided(?:ly)?|unilaterally|only some|not all)\b", re.IGNORECASE)
# Words of an obligation that many acts share and that therefore tell no act apart.
COMMON = {
    "with", "from", "into", "other", "their", "hand", "over", "within", "both", "parties", "agree", "between", "plan", "three", "years",
    "the", "new", "under", "that", "this", "through", "control", "held", "hold", "list", "territory", "state", "states", "forces", "side",
    "sides", "said", "year", "area", "areas", "region", "district", "border", "security", "service", "safety", "carry", "carried",
    "people", "guarantee", "parallel",
}  # fmt: skip
CITED, PLACED, NAMED, PARTY = 4, 3, 2, 1
ENOUGH = 2
SHOWN = 5  # ids that an error offers


class Claim(Record):
    """What one text says became of an obligation. `days` counts from the due date to the claimed one; `by` is who claims it: an actor id,
    the words for a source, or "author". Offsets are those of the quoted sentence in the raw text.
    """

    claimed: Claimed
    status: str
    date: str | None
    days: int | None
    by: str
    document: str
    published: str | None
    event: str
    quote: str
    start: int
    end: int
    footnotes: tuple[str, ...] = ()


class Duty(Record):
    """One obligation of a provision, and all claims about it in the order of the documents."""

    article: str
    obligation: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    places: tuple[str, ...]
    due: str | None
    claims: tuple[Claim, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the texts claim different things of it."""
        return len({claim.claimed for claim in self.claims} - {"open"}) > 1


class Implementation(Record):
    """The obligations of one treaty with what is claimed of each."""

    treaty: str
    title: str
    duties: tuple[Duty, ...]

    def to_frame(self) -> pd.DataFrame:
        """A pandas table, a row for each claim; an obligation of which no text speaks has one row without a claim."""
        import pandas as pd  # noqa: PLC0415  # only for those who ask for it

        return pd.DataFrame([row for duty in self.duties for row in _rows(duty)], columns=list(COLUMNS)).astype(COLUMNS)


COLUMNS = {
    "article": "string", "obligation": "string", "by": "string", "to": "string", "places": "string", "due": "string",
    "claimed": "string", "status": "string", "date": "string", "days": "Int64", "claimed_by": "string", "document": "string",
    "published": "string", "quote": "string", "start": "Int64", "end": "Int64", "footnotes": "string", "event": "string",
    "differs": "boolean",
}  # fmt: skip


def implementation(
    documents: Iterable[Document | Failure], treaty: str, *, registry: Registry | None = None
) -> Implementation:
    """The obligations of a treaty beside the events of the documents that answer them.

    `treaty` is an id of the registry, `registry` a file of your own treaties; E402 for an id that has no row or no obligation.

    >>> import extractor
    >>> text = "Aghdam was returned to Azerbaijan on 22 November 2020 under the trilateral statement of 9 November 2020."
    >>> table = implementation([extractor.extract_text(text, id="a")], "trilateral-statement-2020-11-09")
    >>> for duty in table.duties:
    ...     for claim in duty.claims:
    ...         print(duty.article, claim.claimed, claim.days)
    trilateral-statement-2020-11-09/2 late 2
    """
    known = {row.id: row for row in treaties.load(registry) if any(p.obligations for p in row.provisions.values())}
    if treaty not in known:
        close = [id for id in known if id.startswith(treaty)] or difflib.get_close_matches(treaty, known, n=SHOWN)
        shown = (close or sorted(known))[:SHOWN]
        near = f"{', '.join(shown)}, and {len(known) - len(shown)} more"
        raise ExtractorError("E402", found=treaty, what="treaty with obligations", known=near)
    row = known[treaty]
    owed = [(number, one) for number, provision in row.provisions.items() for one in provision.obligations]
    claims: list[list[Claim]] = [[] for _ in owed]
    for document in documents:
        if hasattr(document, "code"):
            continue
        named = any(mention.id == treaty for mention in document.of("treaty"))
        for event in document.events:
            for at in _answered(event, row, owed, named=named):
                claims[at].append(_claim(event, owed[at][1], document))
    return Implementation(
        treaty=row.id,
        title=row.title,
        duties=tuple(
            Duty(
                article=f"{row.id}/{number}",
                obligation=one.what or row.provisions[number].topic,
                by=one.by,
                to=one.to,
                places=one.places,
                due=one.due,
                claims=tuple(_told(told)),
            )
            for (number, one), told in zip(owed, claims, strict=True)
        ),
    )


def with_obligations(documents: Iterable[Document], registry: Registry | None = None) -> list[str]:
    """The treaties that documents name and of which the registry knows obligations, the one most spoken of first."""
    known = {row.id for row in treaties.load(registry) if any(p.obligations for p in row.provisions.values())}
    found = [m.id for document in documents for m in document.of("treaty") if m.id in known]
    return sorted(set(found), key=lambda id: (-found.count(id), id))


def _answered(event: Event, treaty: Treaty, owed: list[tuple[str, Obligation]], *, named: bool) -> list[int]:
    """The obligations that an event answers best; none where it is older than the treaty or speaks of something else."""
    signed = min(treaty.dates, default=None)
    after = apart(signed, event.date.edtf) if event.date and signed else None
    if after is not None and after < 0:
        return []
    cited = {id.partition("/")[2] for id in event.articles if id.partition("/")[0] == treaty.id}
    scores = [_fit(event, number, one, cited, named=named) for number, one in owed]
    best = max(scores, default=0)
    return [at for at, score in enumerate(scores) if score == best] if best >= ENOUGH else []


def _fit(event: Event, number: str, one: Obligation, cited: set[str], *, named: bool) -> int:
    """How well an event answers an obligation; 0 where it does not."""
    if event.type != one.type or (one.mode and event.mode != one.mode):
        return 0
    places, actors, recipients = (
        [part.id for part in slot if part.id] for slot in (event.places, event.actors, event.recipients)
    )
    is_cited = any(treaties.cites(path, number) for path in cited)
    if cited and not is_cited:
        return 0
    if one.by and actors and not states(actors) & (states(one.by) | states(one.to)):
        return 0
    if one.to and recipients and not states(recipients) & (states(one.to) | states(one.by)):
        return 0
    placed = share_place(places, one.places)
    if one.places and places and not placed and not is_cited:
        return 0
    words = _words(one.what or "") & _words(_around(event))
    parties = bool(states(actors) & states(one.by)) + bool(states(recipients) & states(one.to))
    if not (is_cited or placed or (named and words)) or not (one.mode or words):
        return 0
    if not one.mode and one.by and not parties:
        return 0  # a type without a mode holds acts of many kinds: only who acts tells them apart
    return CITED * is_cited + PLACED * placed + NAMED * len(words) + PARTY * parties


def _around(event: Event) -> str:
    """The words about the trigger, within its sentence."""
    at, end = event.trigger.start - event.sentence.start, event.trigger.end - event.sentence.start
    return event.sentence.text[max(0, at - NEAR) : end + NEAR]


def _words(text: str) -> set[str]:
    """The words that tell a thing apart, without their endings."""
    return {_stem(word) for word in WORD.findall(text) if word not in COMMON}


def _stem(word: str) -> str:
    word = word.replace("tre", "ter") if word.endswith(("tre", "tres")) else word  # centre, center
    for ending in ("ations", "ation", "ments", "ment", "ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _claim(event: Event, one: Obligation, document: Document) -> Claim:
    told = event.date.edtf if event.date else None
    late = apart(one.due, told)
    quote = " ".join(event.sentence.text.split())
    return Claim(
        claimed=_claimed(event, late, quote, due=bool(one.due)),
        status=event.status,
        date=told,
        days=late,
        by=event.attribution.who or event.attribution.kind,
        document=document.id,
        published=document.published,
        event=event.id,
        quote=quote,
        start=event.sentence.start,
        end=event.sentence.end,
        footnotes=event.footnotes,
    )


def _claimed(event: Event, late: int | None, quote: str, *, due: bool) -> Claimed:
    match event.status:
        case "actual":
            if IN_PART.search(quote) or event.quantity:
                return "partly"
            return "late" if late is not None and late > 0 else "kept"
        case "ongoing":
            return "partly"
        case "postponed":
            return "late" if late is not None and late > 0 else "open"
        case "not-happened":
            return "open" if not due and NOT_YET.search(quote) else "not kept"
        case _:
            return "open"


def _told(claims: list[Claim]) -> list[Claim]:
    """The claims, one where a sentence says a thing twice, and none that only restates the obligation where the text says more."""
    says = {claim.document for claim in claims if claim.status not in {"planned", "proposed"}}
    kept = [claim for claim in claims if claim.status not in {"planned", "proposed"} or claim.document not in says]
    return list({(one.document, one.start, one.claimed, one.date): one for one in reversed(kept)}.values())[::-1]


def _rows(duty: Duty) -> Iterator[dict[str, object]]:
    owed: dict[str, object] = {
        "article": duty.article, "obligation": duty.obligation, "by": ";".join(duty.by), "to": ";".join(duty.to),
        "places": ";".join(duty.places), "due": duty.due, "differs": duty.differs,
    }  # fmt: skip
    if not duty.claims:
        yield owed
    for claim in duty.claims:
        told = claim.model_dump() | {"claimed_by": claim.by, "footnotes": ";".join(claim.footnotes)}
        yield told | owed
