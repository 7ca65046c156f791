"""What a Doc knows of its document beyond the text: strings in `doc.user_data`, so that they survive every way of storing a Doc."""

PUBLISHED = "extractor.published"  # EDTF date of publication
CLEANED = "extractor.cleaned"  # "yes" where lines are unwrapped and footnote markers lifted out
MARKERS = "extractor.markers"  # JSON: [[offset in the text, footnote id], ...] of the markers lifted out
RECORDS = "records"  # the event span group's attribute: one JSON record a span
DATELINE = "extractor.dateline"  # EDTF date of publication that the dateline gives
