"""What a reader is asked to read: a path, and what the caller says about it."""

import os
import stat
import sys
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from extractor.errors import ExtractorError, why
from extractor.sources.metadata import Metadata, from_argument
from extractor.sources.sidecar import read_sidecar

STDIN = "-"
# No Unicode encoding in use needs more bytes for a character.
WIDEST = 4


@dataclass(frozen=True, slots=True)
class Request:
    """One file to read; every reader gets one, and takes from it what it needs.

    `path` is ``-`` for standard input. `published` and `encoding` are the caller's word and outrank the file's.
    """

    path: Path
    published: str | None
    encoding: str | None
    max_chars: int

    @property
    def is_stdin(self) -> bool:
        """Whether the bytes come from standard input."""
        return str(self.path) == STDIN

    @property
    def uri(self) -> str:
        """The path as it was given, with forward slashes; bytes of its name that are no text become U+FFFD."""
        return _uri_of(self.path)

    def stated(self) -> Metadata:
        """What the caller says about the text. Raises E107."""
        return from_argument(self.published, file=self.uri)

    def sidecar(self) -> Metadata:
        """What the file beside the text says. Raises E101, E103, E106 and E107, naming that file."""
        if self.is_stdin:
            return Metadata()
        beside = self.path.with_suffix(".toml")
        return read_sidecar(beside, file=_uri_of(beside))

    def open(self) -> BufferedReader:
        """The bytes of the file, opened. Raises E101."""
        if self.path.is_dir():
            raise ExtractorError("E101", file=self.uri, reason="it is a folder")
        try:
            return self.path.open("rb")
        except (OSError, ValueError) as error:
            raise self.unreadable(error) from None

    def read_bytes(self) -> bytes:
        """All bytes of the file. Raises E101, and E105 before reading what cannot be within the limit."""
        limit = self.max_chars * WIDEST
        if self.is_stdin:
            return self._within(sys.stdin.buffer, limit)
        with self.open() as stream:
            status = os.fstat(stream.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size > limit:
                raise self._too_long(status.st_size)
            return self._within(stream, limit)

    def unreadable(self, error: Exception) -> ExtractorError:
        """E101 with the system's reason."""
        return ExtractorError("E101", file=self.uri, reason=why(error))

    def _within(self, stream: BinaryIO, limit: int) -> bytes:
        try:
            # Pipes and devices have no size to ask for, and some never end.
            data = stream.read(limit + 1)
        except (OSError, ValueError) as error:
            raise self.unreadable(error) from None
        if len(data) > limit:
            raise self._too_long(len(data))
        return data

    def _too_long(self, size: int) -> ExtractorError:
        # The least number of characters that so many bytes can hold.
        return ExtractorError("E105", file=self.uri, found=-(-size // WIDEST), limit=self.max_chars)


def _uri_of(path: Path) -> str:
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")
