"""Read a PDF as it looks on paper: columns in order, heads and feet left out, notes told from the text above them.

Needs pypdfium2: ``pip install "extractor[pdf]"``.
"""

from extractor.sources.pdf.read import read_pdf

__all__ = ["read_pdf"]
