"""Readers that compute: one without end, one for a while at each page."""

import time

from extractor.sources import apart


def spin(_request):
    while True:
        pass


def pages(_request):
    names = ["one", "two", "three", "four"]
    for _ in names:
        apart.renew()
        until = time.process_time() + 0.4
        while time.process_time() < until:
            pass
    return names
