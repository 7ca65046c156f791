"""Check annotations against their texts and the knowledge tables; every fault names its file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor import sources
from extractor.errors import ExtractorError, message
from extractor.records import Record
from extractor.score import gold as reading
from extractor.score.slots import single_articles
from extractor.score.tables import LABELS, MODES, known_ids, wrong_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.knowledge.places import Gazetteer
    from extractor.knowledge.treaties import Registry
    from extractor.records import Trigger
    from extractor.score.items import GoldArgument, GoldDocument, GoldEvent, GoldMention, GoldWhen
    from extractor.score.tables import Known, Wrong

    Located = GoldMention | GoldArgument | GoldWhen | Trigger


class Fault(Record):
    """What is wrong with a line of a gold file; line 0 is the file as a whole."""

    file: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"[{self.code}] {where}: {self.message}"


def check(
    gold: str | Path | Iterable[GoldDocument],
    corpus: str | Path,
    *,
    gazetteer: Gazetteer | None = None,
    treaties: Registry | None = None,
) -> list[Fault]:
    """Everything that is wrong with a gold set, by file and line; an empty list when all is well.

    The text of a document is the file of `corpus` with its id. Checked are the hash of the text, that every span holds the characters
    it says, labels, the grammar of ids and that tables know them, that articles and footnotes of events are marked, and that no line
    stands twice. `gazetteer` and `treaties` are your own tables. Raises E101 when the corpus cannot be read.
    """
    faults: list[Fault] = []
    if isinstance(gold, str | Path):
        documents, unread = reading.read_all(gold)
        faults += [_unread(error) for error in unread]
        faults += _held(Path(gold), {document.document for document in documents}) if not unread else []
    else:
        documents = list(gold)
    texts, known = _texts(corpus), known_ids(gazetteer, treaties)
    for document in documents:
        faults += _document(document, texts, known)
    return sorted(faults, key=lambda fault: (fault.file, fault.line))


def texts(corpus: str | Path) -> dict[str, str]:
    """The raw text of every document of a corpus, by document id: what `errors` shows context from."""
    return {id: source.raw for id, source in _texts(corpus).items()}


def _texts(corpus: str | Path) -> dict[str, sources.Source]:
    found: dict[str, sources.Source] = {}
    for path in sources.expand([corpus]):
        for item in sources.read(path):
            if isinstance(item, sources.Source):
                found[item.id] = item
    return found


def _unread(error: ExtractorError) -> Fault:
    line = error.facts.get("line", 0)
    reason = error.facts.get("reason") if error.code == "E501" else None
    text = str(reason) if reason is not None else message(error.code, **error.facts)
    return Fault(file=str(error.facts.get("file", "")), line=int(str(line)), code=error.code, message=text)


def _held(path: Path, known: set[str]) -> Iterator[Fault]:
    file = path / reading.HELD
    lines = file.read_text(encoding="utf-8").split("\n") if path.is_dir() and file.exists() else []
    for number, line in enumerate(lines, start=1):
        if line.strip() and line.strip() not in known:
            yield Fault(file=str(file), line=number, code="E519", message=message("E519", found=line.strip()))


def _document(document: GoldDocument, texts: dict[str, sources.Source], known: Known) -> Iterator[Fault]:
    def fault(line: int, code: str, **facts: object) -> Fault:
        return Fault(file=document.file or document.document, line=line, code=code, message=message(code, **facts))

    source = texts.get(document.document)
    if source is None:
        yield fault(1, "E511")
    elif source.sha256 != document.sha256:
        yield fault(1, "E512", found=source.sha256[:12], expected=document.sha256[:12])
    else:
        for line, what, span in _spans(document):
            for code, facts in _wrong_span(span, source.raw):
                yield fault(line, code, what=what, start=span.start, end=span.end, text=span.text, **facts)
    for mention in document.mentions:
        for code, facts in _wrong_mention(mention, known):
            yield fault(mention.line, code, **facts)
    marked = {
        "article": {each for m in document.of("article") for id in m.ids for each in (id, *single_articles(id))},
        "footnote": {id for mention in document.of("footnote") for id in mention.ids},
    }
    for event in document.events:
        for code, facts in _wrong_event(event, marked, known):
            yield fault(event.line, code, **facts)
    first: dict[str, int] = {}
    items: tuple[GoldMention | GoldEvent, ...] = (*document.mentions, *document.events)
    for item in items:
        earlier = first.setdefault(item.model_dump_json(), item.line)
        if earlier != item.line:
            yield fault(item.line, "E518", first=earlier)


def _spans(document: GoldDocument) -> Iterator[tuple[int, str, Located]]:
    for mention in document.mentions:
        yield mention.line, mention.kind, mention
    for event in document.events:
        yield event.line, "trigger", event.trigger
        for slot in ("actors", "recipients", "places"):
            for argument in getattr(event, slot):
                yield event.line, slot, argument
        for slot in ("date", "original_date"):
            if when := getattr(event, slot):
                yield event.line, slot, when


def _wrong_span(span: Located, raw: str) -> Iterator[Wrong]:
    if raw[span.start : span.end] != span.text:
        yield "E513", {"found": raw[span.start : span.end][:80]}
    elif not span.text or span.text != span.text.strip():
        yield "E514", {}


def _wrong_mention(mention: GoldMention, known: Known) -> Iterator[Wrong]:
    what = f"{mention.kind} {mention.start}:{mention.end} {mention.text!r}"
    for label in mention.labels - set(LABELS[mention.kind]):
        yield "E515", {"what": what, "found": label, "expected": "a label of its kind"}
    for id in sorted(mention.ids):
        for code, facts in wrong_id(mention.kind, id, label=mention.label, known=known):
            yield code, {"what": what, **facts}


def _wrong_event(event: GoldEvent, marked: dict[str, set[str]], known: Known) -> Iterator[Wrong]:
    what = f"event {event.trigger.start}:{event.trigger.end} {event.trigger.text!r}"
    modes = {mode for type in (event.type, *event.type_alt) for mode in MODES.get(type, ())}
    for mode in (event.mode, *event.mode_alt):
        if mode is not None and mode not in modes:
            yield "E515", {"what": what, "found": mode, "expected": f"a mode of {event.type}"}
    named = [("place", each.id) for each in event.places]
    named += [("entity", each.id) for each in (*event.actors, *event.recipients)]
    named += [("date", when.edtf) for when in (event.date, event.original_date) if when]
    named += [("date", edtf) for edtf in event.date_alt]
    for kind, id in named:
        for code, facts in wrong_id(kind, id, known=known):
            yield code, {"what": what, **facts}
    for kind, cited in (("article", event.articles), ("footnote", event.footnotes)):
        for id in cited:
            if not (id in marked[kind] or (kind == "article" and set(single_articles(id)) <= marked[kind])):
                yield "E517", {"what": kind, "found": id}
