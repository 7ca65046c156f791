"""Read files into sources: texts with addresses, and what is known about them.

for item in read("news.jsonl"):
    ...  # a Source, or for a bad row the ExtractorError that says what is wrong with it
"""

from extractor.sources.reading import SUFFIXES, expand, read
from extractor.sources.source import Source, from_text

__all__ = ["SUFFIXES", "Source", "expand", "from_text", "read"]
