"""What is read piece by piece, with the whole pattern asked only here and there, is what the whole pattern reads everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.pipeline.dates.lex import _asked, _pattern, tokens
from extractor.pipeline.dates.words import lexicon

SIGNED = """a.m.|p. m.|pm|AM|B.C.|B. C. E.|BC|AD|A.D.|ad|O.S.|N. S.|old style|New Style|Q3|q|'90s|’99|490s|9th|21st|12:30
1,200|4.5|2020-11-09|9.11.2020|9/11/20|Sept.|sat.|Mon.|mar.|ca.|c.|the past|to  date|The new Year’s Eve|present-day
overnight-|x_y|é|½|²|İ|١٢|(3)|[4]"""
GAPS = ["", " ", "  ", "\n", " \n", "\n\n", " \n \n ", "\t", "-", ".", "\u2028"]
WORDS = [
    *SIGNED.replace("\n", "|").split("|"),
    *SIGNED.title().replace("\n", "|").split("|"),
    *sorted(lexicon().phrases),
    *sorted(lexicon().short),
]


def check(text):
    wanted = [_asked(text, match.start()) for match in _pattern().finditer(text)]
    read = tokens(text)
    found = list(zip(read.starts, read.ends, read.values, strict=True))
    for start, end, (_, value, word, _) in wanted:
        stop_before = (
            word == "." and found and found[0][1] == end and found[0][0] < start
        )  # it belongs to the word before
        if not stop_before:
            while found and found[0][1] <= start:
                found.pop(0)
            assert found
            assert (found[0][0], found[0][2]) == (start, value)
            assert text[found[0][0] : found[0][1]] in (text[start:end], f"{text[start:end]}.")


@pytest.mark.parametrize("word", WORDS)
def test_words_of_time(word):
    for other in WORDS:
        for gap in ("", " "):
            check(word + gap + other)


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=12))
def test_more_words_of_time(parts):
    check("".join(word + gap for word, gap in parts))


@given(st.text())
def test_any_text(text):
    check(text)
