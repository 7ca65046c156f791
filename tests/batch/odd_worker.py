"""A worker for tests: reads texts without a model, in no time, and comes to grief on texts that say so."""

import os
import signal
import time
from pathlib import Path

from extractor.batch.worker import main


def reader(_settings, _spool):
    from extractor.batch.making import one_by_one

    return one_by_one(_unit_reader())


def reader_of_all(_settings, _spool):
    """Reads all texts of a task before it gives the first, unless it is told not to."""
    read = _unit_reader()

    def read_all(units, at_once):
        if at_once:
            yield from [list(read(unit)) for unit in units]
        else:
            yield from map(read, units)

    return read_all


def _unit_reader():
    from extractor.batch.settings import digest
    from extractor.records import Document, Failure, MadeBy, Mention, Origin

    def read(unit):
        if unit.fault:
            yield Failure(id=unit.path, uri=unit.uri, code=unit.fault[0], message="fault", stage="find")
            return
        with Path(unit.path).open("rb") as stream:
            stream.seek(unit.offset)
            text = stream.read(unit.size).decode("utf-8", "replace")
        grief(text)
        name = unit.uri.rsplit("/", 1)[-1].replace(".txt", "").replace("#", "-")
        words = [Mention(kind="entity", label="ORG", start=0, end=4, text=text[:4]) for _ in range(3)]
        yield Document(
            id=name,
            source=Origin(uri=unit.uri, media_type="text/plain", sha256=digest(text)),
            mentions=tuple(words),
            made_by=MadeBy(version="0", settings={}),
        )

    return read


def grief(text):
    if "SLOW" in text:
        time.sleep(0.02)
    if "HANG" in text:
        time.sleep(3600)
    if "SEGV" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "EAT" in text:
        kept = []
        while True:
            kept.append(bytearray(50_000_000))
    if "ONCE" in text:
        # The path of a marker stands behind the word; the first visit leaves it and dies.
        marker = text.split("ONCE ", 1)[1].split()[0]
        if not Path(marker).exists():
            Path(marker).touch()
            os.kill(os.getpid(), signal.SIGABRT)


def serve():
    main(reader)


def serve_together():
    main(reader_of_all)
