"""How much a function does, counted and not timed, so that a busy machine changes nothing."""

import sys


def lines_run(function, *args):
    """How many lines of Python run until the function returns.

    What one line has C code do is not seen: benchmarks/hostile.py times that.
    """
    count = 0

    def trace(_frame, event, _arg):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*args)
    finally:
        sys.settrace(before)
    return count


def growth(function, make, size):
    """How many times as much is done for what `make` gives for twice the size."""
    once, twice = (lines_run(function, make(number)) for number in (size, 2 * size))
    return twice / once
