"""Clean text with the way back: what finders and the parser read, and where each character of it came from."""

from extractor.text.citing import kind_of, read_notes
from extractor.text.clean import clean
from extractor.text.draft import Edit
from extractor.text.offsets import OffsetMap
from extractor.text.pieces import pieces
from extractor.text.result import CleanText, Marker, NoteBlock

__all__ = ["CleanText", "Edit", "Marker", "NoteBlock", "OffsetMap", "clean", "kind_of", "pieces", "read_notes"]
