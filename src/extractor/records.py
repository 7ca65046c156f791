"""The records that the library gives back: frozen, closed, and the same after a round trip through JSON.

Offsets count characters (Python code points) of the raw input, `end` exclusive: ``raw[m.start:m.end] == m.text``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractor import ids
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

Kind = Literal["entity", "date", "place", "route", "treaty", "article", "footnote"]
Stage = Literal["find", "read", "extract"]
Status = Literal["actual", "ongoing", "planned", "proposed", "postponed", "not-happened"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Located = TypeVar("Located", bound="Span | Mention")
Value = str | int | float | bool | None | list[str] | list[int] | list[float]

CHECKS: dict[str, Callable[[str], object]] = {
    "date": ids.parse_date,
    "article": ids.parse_article,
    "footnote": ids.parse_footnote,
}


Offset = Annotated[int, Field(ge=0)]


class Record(BaseModel):
    """What all records share: frozen, no field that the schema does not name."""

    # JSON has no word for what is no number: such a record could be written and not read again.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Span(Record):
    """Characters of the raw input."""

    start: Offset
    end: Offset

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        return in_order(self)


class Mention(Record):
    """Six things that every kind of mention has, and `attrs`: the facts that only its kind has.

    `id` is empty where nothing is known. An id of a date, article or footnote follows the grammar in `extractor.ids`.
    """

    kind: Kind
    label: str
    start: Offset
    end: Offset
    text: str
    id: str = ""
    attrs: dict[str, Value] = {}

    @model_validator(mode="after")
    def _id_fits(self) -> Self:
        in_order(self)
        if self.id and self.kind in CHECKS:
            CHECKS[self.kind](self.id)
        return self


class Note(Record):
    """The text behind a marker. `text` is unwrapped; `resolves_to` is the label that an *ibid.* means."""

    label: str
    scope: Annotated[int, Field(ge=1)] = 1
    start: Offset
    end: Offset
    text: str
    kind: Literal["bib", "comment", "ibid", "op_cit", "multi"] = "comment"
    resolves_to: str | None = None
    bib: dict[str, Any] | list[dict[str, Any]] | None = None


class Trigger(Span):
    """The verb or noun that names the event, as it stands in the raw input."""

    text: str


class Quote(Span):
    """The sentence that tells an event, as it stands in the raw input."""

    text: str


class Argument(Record):
    """Somebody or somewhere in an event; `inferred` when the clause does not say it and another one does."""

    id: str
    text: str
    start: Offset
    end: Offset
    inferred: bool = False


class When(Record):
    """The date of an event; `inferred` when it was carried over from elsewhere in the text."""

    edtf: str
    text: str
    start: Offset
    end: Offset
    inferred: bool = False

    @model_validator(mode="after")
    def _edtf_fits(self) -> Self:
        if self.edtf:
            ids.parse_date(self.edtf)
        return self


class Attribution(Record):
    """Who claims the event: the author, a source (an actor id, or its words), or nobody named ("it is understood")."""

    kind: Literal["author", "source", "impersonal"] = "author"
    who: str | None = None


class Quantity(Record):
    """How many of what, as stated: 17 prisoners."""

    number: float
    unit: str


class Event(Record):
    """Who did what to whom, where, when, under which article, on which note, and whether it happened, as the text says."""

    id: str
    type: EventType
    mode: str | None = None
    trigger: Trigger
    mentions: tuple[Trigger, ...] = ()
    sentence: Quote
    status: Status
    actors: tuple[Argument, ...] = ()
    recipients: tuple[Argument, ...] = ()
    places: tuple[Argument, ...] = ()
    date: When | None = None
    original_date: When | None = None
    articles: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()
    attribution: Attribution = Attribution()
    quantity: Quantity | None = None


class Origin(Record):
    """Where a document comes from: `sha256` is that of the bytes read."""

    uri: str
    media_type: str
    sha256: str
    encoding: str = "utf-8"
    title: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None


class Caveat(Record):
    """Something the library could not settle, with its place; `code` is explained by ``extractor explain CODE``."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


class MadeBy(Record):
    """Which version and settings made the record, so that old output can be told from new."""

    version: str
    settings: dict[str, Value]


class Doubled(Span):
    """A place named twice running: "Shusha (Shushi)". `ids` are the two places, the same where the gazetteer knows both names."""

    text: str
    ids: tuple[str, str]


class Naming(Record):
    """Whose place names a text uses.

    `forms` counts, for each tradition, the mentions of places by a form that is its own; `shares` are their parts of the
    whole. `shared` counts forms that several traditions use, and `double` are the places named twice running.
    """

    forms: dict[str, int] = {}
    shares: dict[str, float] = {}
    shared: int = 0
    double: tuple[Doubled, ...] = ()


class Document(Record):
    """All that was found in one text. `published` is EDTF; `published_basis` says whether it is stated or inferred."""

    id: str
    title: str | None = None
    published: str | None = None
    published_basis: str | None = None
    source: Origin
    mentions: tuple[Mention, ...] = ()
    notes: tuple[Note, ...] = ()
    events: tuple[Event, ...] = ()
    naming: Naming = Naming()
    warnings: tuple[Caveat, ...] = ()
    made_by: MadeBy

    def of(self, kind: Kind) -> tuple[Mention, ...]:
        """The mentions of one kind, in the order of the text."""
        return tuple(mention for mention in self.mentions if mention.kind == kind)

    def to_frame(self, what: Literal["mentions", "events"] = "mentions") -> pd.DataFrame:
        """The mentions (or the events) as a pandas table, a row each; the first column is the document id."""
        from extractor import tables  # noqa: PLC0415  # pandas only for those who ask for it

        return getattr(tables.to_frames([self]), what)  # type: ignore[no-any-return]

    def _repr_html_(self) -> str:
        """What a notebook shows: counts and the first events. `extractor.report` makes the whole page."""
        from extractor.report.brief import brief  # noqa: PLC0415  # templates only for those who look

        return brief(self)


def in_order(record: Located) -> Located:
    """The record itself; ValueError when its end lies before its start."""
    if record.end < record.start:
        raise ValueError(f"end {record.end} lies before start {record.start}")
    return record


class Failure(Record):
    """A document that could not be read or processed; the run goes on without it.

    `stage` says when: while its file was looked for (find), read, or extracted from. `error` is the class of the error, a signal's name
    where the text ended its process.
    """

    id: str
    uri: str
    code: str
    message: str
    stage: Stage = "extract"
    error: str = ""

    @classmethod
    def of(cls, error: Exception, uri: str, *, stage: Stage, id: str = "") -> Failure:
        """The record of an error; one that is not the library's own is E405."""
        known = error
        if not isinstance(known, ExtractorError):
            known = ExtractorError("E405", file=uri, reason=f"{type(error).__name__}: {error}")
        return cls(
            id=id or ids.slug(uri.rsplit("/", 1)[-1]) or "unnamed",
            uri=uri,
            code=known.code,
            message=str(known),
            stage=stage,
            error=type(error).__name__,
        )
