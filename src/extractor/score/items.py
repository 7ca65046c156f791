"""The lines of a gold file as records: mentions and events with what may be found instead, and whether they must be.

Ids are not judged here: a line that holds a wrong id is still a line, and `extractor.score.check` says what is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, model_validator

from extractor.records import Attribution, EventType, Kind, Quantity, Record, Span, Status, Trigger

if TYPE_CHECKING:
    from extractor.records import Document, Event, Mention

Line = Annotated[int, Field(exclude=True, repr=False)]  # where an item stands in its file; 0: not read from a file


class Header(Record):
    """The first line of a gold file: whose annotation of which text it is, after which guidelines, of which day."""

    document: str
    sha256: str
    annotator: str
    guidelines: str
    date: str


class GoldMention(Record):
    """A mention. `id_alt` and `label_alt` are right as well; an `optional` one counts neither when found nor when missed."""

    kind: Kind
    label: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str
    id: str
    optional: bool = False
    id_alt: tuple[str, ...] = ()
    label_alt: tuple[str, ...] = ()
    line: Line = 0

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"end {self.end} lies before start {self.start}")
        return self

    @property
    def ids(self) -> frozenset[str]:
        """Every id that is right."""
        return frozenset((self.id, *self.id_alt))

    @property
    def labels(self) -> frozenset[str]:
        """Every label that is right."""
        return frozenset((self.label, *self.label_alt))


class GoldArgument(Span):
    """Somebody or somewhere in an event; an `inferred` one is credited when found and never missed."""

    id: str
    text: str
    inferred: bool


class GoldWhen(Span):
    """The date of an event."""

    edtf: str
    text: str
    inferred: bool


class GoldEvent(Record):
    """An event: the thirteen keys are always written; alternatives and `optional` only where they say something.

    `mentions` are later triggers of the same event, which the library writes and an annotator need not.
    """

    type: EventType
    mode: str | None
    trigger: Trigger
    status: Status
    actors: tuple[GoldArgument, ...]
    recipients: tuple[GoldArgument, ...]
    places: tuple[GoldArgument, ...]
    date: GoldWhen | None
    original_date: GoldWhen | None
    articles: tuple[str, ...]
    footnotes: tuple[str, ...]
    attribution: Attribution
    quantity: Quantity | None
    mentions: tuple[Trigger, ...] = ()
    optional: bool = False
    type_alt: tuple[EventType, ...] = ()
    status_alt: tuple[Status, ...] = ()
    mode_alt: tuple[str | None, ...] = ()
    date_alt: tuple[str, ...] = ()
    line: Line = 0


class GoldDocument(Record):
    """One annotated text, or what was predicted for one. `held`: its errors are not shown unless asked for."""

    document: str
    sha256: str
    annotator: str
    guidelines: str
    date: str
    mentions: tuple[GoldMention, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    held: bool = False
    file: Annotated[str, Field(exclude=True, repr=False)] = ""

    def of(self, kind: Kind) -> tuple[GoldMention, ...]:
        """The mentions of one kind, as they stand in the file."""
        return tuple(mention for mention in self.mentions if mention.kind == kind)


def from_document(document: Document, *, file: str = "") -> GoldDocument:
    """What the library found in a text, in the shape of an annotation."""
    return GoldDocument(
        document=document.id,
        sha256=document.source.sha256,
        annotator=f"extractor {document.made_by.version}",
        guidelines="",
        date="",
        mentions=tuple(_mention(mention) for mention in document.mentions),
        events=tuple(_event(event) for event in document.events),
        file=file,
    )


def _mention(mention: Mention) -> GoldMention:
    return GoldMention.model_validate(mention.model_dump(exclude={"attrs"}))


def _event(event: Event) -> GoldEvent:
    return GoldEvent.model_validate(event.model_dump(exclude={"id", "sentence"}))
