"""Make documents: a source is cleaned, read by the pipeline, and written down with offsets of the raw input."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractor import assemble, docs, pipeline, sources, text
from extractor.defaults import READ_TOGETHER
from extractor.errors import ExtractorError
from extractor.grouping import groups
from extractor.pipeline.fast import vocabulary
from extractor.records import Document, Event, Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

    from extractor.sources import Source
    from extractor.text import CleanText


def extract(path: str | Path, *, published: str | None = None, nlp: Language | None = None) -> Document:
    """The document made of one file; ExtractorError when it cannot be read or holds several texts.

    `published` is the EDTF date of publication and outranks what the file says of itself.
    """
    found = list(sources.read(path, published=published))
    if len(found) != 1:
        raise ExtractorError("E110", file=path, found=len(found))
    if isinstance(found[0], ExtractorError):
        raise found[0]
    return build(found[0], nlp or _default())


def extract_text(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    id: str | None = None,
    nlp: Language | None = None,
) -> Document:
    """The document made of a text in memory; offsets count in `text` as it was given."""
    return build(sources.from_text(text, published=published, title=title, id=id), nlp or _default())


def extract_all(
    paths: str | Path | Iterable[str | Path], *, published: str | None = None, nlp: Language | None = None
) -> Iterator[Document | Failure]:
    """Documents made of files and folders, in their order; a file or text that cannot be read becomes a Failure, and the rest goes on.

    Short texts are read some thousand words at a time, so that a document may come when those after it have been read too.
    """
    listed = [paths] if isinstance(paths, str | Path) else paths
    items = (item for path in sources.expand(listed) for item in told(_read(path, published), uri=str(path)))
    yield from build_all(items, nlp or _default())


def build(source: Source, nlp: Language) -> Document:
    """The document of a source, read by a pipeline that `extractor.load` made."""
    clean = _clean(source)
    with vocabulary.bounded(nlp):
        return assemble.assemble(source, clean, docs.in_pieces(source, clean, nlp), docs.model_of(nlp))


def explain_events(
    path: str | Path, *, published: str | None = None, nlp: Language | None = None
) -> Iterator[tuple[Event, dict[str, list[str]]]]:
    """The events of a file, each with the rules and the words that gave its slots: a list of lines for each slot that is filled.

    ExtractorError when the file cannot be read.
    """
    for source in sources.read(path, published=published):
        if isinstance(source, ExtractorError):
            raise source
        clean = _clean(source)
        yield from assemble.explained(source, clean, docs.in_pieces(source, clean, nlp or _default()))


def told(items: Iterable[Source | ExtractorError], *, uri: str) -> Iterator[Source | Failure]:
    """What a reader gives, errors as failures; `uri` names the file where reading itself breaks off."""
    try:
        for item in items:
            yield Failure.of(item, uri, stage="read") if isinstance(item, ExtractorError) else item
    except Exception as error:  # noqa: BLE001  # one bad file never stops a run
        yield Failure.of(error, uri, stage="read")


def build_all(items: Iterable[Source | Failure], nlp: Language) -> Iterator[Document | Failure]:
    """A document for each source, in order, and the failures where they stand; short texts are read together."""
    for batch in groups(items, _length, READ_TOGETHER):
        yield from _built(batch, nlp)


def _length(item: Source | Failure) -> int:
    length = 0 if isinstance(item, Failure) else len(item.raw)
    return length if length <= docs.PIECE else READ_TOGETHER + 1  # it may be read in pieces, and so stands alone


def _built(batch: list[Source | Failure], nlp: Language) -> list[Document | Failure]:
    """Read together; where that goes wrong, each alone, so that one bad text is the only one to fail."""
    chosen = [item for item in batch if not isinstance(item, Failure)]
    if len(chosen) > 1:
        try:
            made = iter(_built_together(chosen, nlp))
            return [item if isinstance(item, Failure) else next(made) for item in batch]
        except Exception:  # noqa: BLE001, S110  # told of the text that it is in, when that is read alone
            pass
    return [item if isinstance(item, Failure) else _built_alone(item, nlp) for item in batch]


def _built_together(chosen: list[Source], nlp: Language) -> list[Document]:
    texts = [(source, _clean(source)) for source in chosen]
    with vocabulary.bounded(nlp):
        read = docs.together(texts, nlp)
        model = docs.model_of(nlp)
        return [assemble.assemble(*one, [(doc, 0)], model) for one, doc in zip(texts, read, strict=True)]


def _built_alone(source: Source, nlp: Language) -> Document | Failure:
    try:
        return build(source, nlp)
    except Exception as error:  # noqa: BLE001  # one bad document never stops a run
        return Failure.of(error, source.uri, stage="extract", id=source.id)


def _clean(source: Source) -> CleanText:
    return text.clean(source.raw, start=source.start, edits=source.edits)


def _read(path: str | Path, published: str | None) -> Iterator[Source | ExtractorError]:
    yield from sources.read(path, published=published)


@cache
def _default() -> Language:
    return pipeline.load()
