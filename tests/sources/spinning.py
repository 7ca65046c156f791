"""Readers that compute: one without end, one for a while at each page."""

import time

from extractor.sources import apart


def spin(_request):
    while True:
        pass


def pages(_request):
    for name in ("one", "two", "three", "four"):
        apart.renew()
        until = time.process_time() + 0.4
        while time.process_time() < until:
            pass
        yield name
