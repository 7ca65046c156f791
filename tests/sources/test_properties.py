"""Whatever the bytes, reading gives sources that hold together or the library's own errors."""

import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from extractor.errors import ExtractorError
from extractor.sources import SUFFIXES, Source, from_text, read

STARTS = st.sampled_from([b"", b"---\n", b"+++\n", b"\xef\xbb\xbf", b"\xff\xfe", b'{"text": "', b"---\ntitle: "])
PIECES = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=40).map(str.encode),
    st.sampled_from(
        [b"---\n", b"+++\n", b"published: 2020\n", b'id = "a"\n', b'"}\n{"text": "b"}\n', b"```\n", b"<!-- "]
    ),
)
FILES = st.builds(lambda start, pieces: start + b"".join(pieces), STARTS, st.lists(PIECES, max_size=8))
ENCODINGS = st.sampled_from(
    [None, None, "utf-8", "cp1251", "utf-16", "utf-7", "idna", "raw_unicode_escape", "undefined"]
)


def hold_together(source):
    source.raw.encode()
    assert 0 <= source.start <= len(source.raw)
    edges = [source.start, *(edge for edit in source.edits for edge in edit[:2]), len(source.raw)]
    assert all(before <= after for before, after in pairwise(edges))
    assert source.id
    assert (source.published is None) == (source.published_basis is None)


@given(data=FILES, suffix=st.sampled_from(["", *SUFFIXES]), encoding=ENCODINGS, sidecar=st.none() | FILES)
@example(data=b"\xff\xfe", suffix=".jsonl", encoding=None, sidecar=None)
@example(data=b"[" * 200_000, suffix=".jsonl", encoding=None, sidecar=None)
@example(data=b"a", suffix=".txt", encoding=None, sidecar=b"a = " + b"9" * 5000)
@example(data=b"a", suffix=".txt", encoding=None, sidecar=b"a = " + b"[" * 5000)
def test_bytes_give_sources_or_errors_of_ours(data, suffix, encoding, sidecar):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        if sidecar is not None:
            path.with_suffix(".toml").write_bytes(sidecar)
        try:
            for item in read(path, encoding=encoding):
                if isinstance(item, Source):
                    hold_together(item)
        except ExtractorError:
            pass


@given(data=FILES)
def test_text_that_is_valid_utf8_is_never_changed(data):
    text = data.decode("utf-8", "ignore")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_bytes(text.encode())
        try:
            (source,) = read(path)
        except ExtractorError:
            return
        if source.encoding == "utf-8":
            assert source.raw == text


@given(text=st.text(st.characters()))
def test_texts_in_memory(text):
    try:
        source = from_text(text)
    except ExtractorError as error:
        code = error.code
    else:
        hold_together(source)
        code = None
        assert source.raw == "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    assert code in (None, "E104")
