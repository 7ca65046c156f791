"""One HTML file that shows what was found, beside the words it was found in. It works offline and can be printed.

>>> from extractor import report
>>> report([]).startswith("<!doctype html>")
True
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from extractor.records import Document, Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from extractor.knowledge.places import Gazetteer
    from extractor.knowledge.treaties import Registry
    from extractor.score.items import GoldDocument

__all__ = ["report"]


def report(
    documents: Document | Iterable[Document | Failure],
    path: str | Path | None = None,
    *,
    texts: Mapping[str, str] | None = None,
    folder: str | Path | None = None,
    gold: str | Path | Sequence[GoldDocument] | None = None,
    title: str | None = None,
    outline: str | Path | None = None,
    borders: bool = True,
    gazetteer: Gazetteer | None = None,
    treaties: Registry | None = None,
) -> str:
    """The HTML of a report about one document or many; with `path` it is written there too.

    The text beside the records comes from `texts` (raw text by document id), from the files in `folder`, or from the file that the
    document names; where none fits, the quoted sentences stand in. `gold` marks what was missed, spurious and wrong. `outline` is a
    GeoJSON or TopoJSON file for the map in place of the one that comes with the library, `borders=False` leaves borders out.
    `gazetteer` and `treaties` are your own rows, as for `extractor.load`. Raises E401 where `path` cannot be written, E415 for an
    outline that is none.

    >>> import extractor
    >>> text = "They met in Shusha on 5 May 2021."
    >>> "<mark class=pl" in report(extractor.extract_text(text, id="a"), texts={"a": text})
    True
    """
    from extractor.report.whole import whole  # noqa: PLC0415  # templates only for those who ask for a page

    listed = [documents] if isinstance(documents, Document) else list(documents)
    made = whole(
        [one for one in listed if not isinstance(one, Failure)],
        [one for one in listed if isinstance(one, Failure)],
        texts=texts, folder=folder, gold=gold, title=title, outline=outline, borders=borders, gazetteer=gazetteer, treaties=treaties,
    )  # fmt: skip
    if path is not None:
        _write(path, made)
    return made


def _write(path: str | Path, made: str) -> None:
    from pathlib import Path  # noqa: PLC0415

    from extractor.errors import ExtractorError  # noqa: PLC0415

    try:
        Path(path).write_text(made, encoding="utf-8", newline="")
    except OSError as error:
        raise ExtractorError("E401", file=path, reason=error.strerror or error) from error


class _Callable(ModuleType):
    """`extractor.report` is a folder of the library and the verb that its users call: both at once, whichever came first."""

    def __call__(self, documents: Any, path: str | Path | None = None, **settings: Any) -> str:
        return report(documents, path, **settings)


sys.modules[__name__].__class__ = _Callable
