"""Write events as a CSV table, a row each, that opens in a spreadsheet as it stands.

The columns are those of `document.to_frame("events")` without the JSON record. A cell that a spreadsheet would compute begins with `'`.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from extractor.formats.flat import safe_cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.records import Document


def events_csv(documents: Iterable[Document]) -> str:
    """The CSV table of all events; nothing where there is no document."""
    made = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for document in documents:
        rows = document.to_frame("events").drop(columns="record").astype(object)
        if writer is None:
            writer = csv.DictWriter(made, list(rows.columns), lineterminator="\n")
            writer.writeheader()
        for row in rows.where(rows.notna(), None).to_dict("records"):
            writer.writerow({str(name): safe_cell(value) for name, value in row.items()})
    return made.getvalue()
