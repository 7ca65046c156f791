"""A draft keeps its map in segments; these tests hold it against the plain way, one address for each character."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.text.draft import Draft, Edit

examples = settings(max_examples=300, deadline=None)
edits = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 4), st.sampled_from(["", "", "x", "yz", "long"])), max_size=5
)


def plainly(chars, changes):
    """The characters after the edits, each with its raw range."""
    made, done = [], 0
    for start, end, new in sorted(changes):
        left = max(start, done)
        if left < end:
            source = (chars[left][1], chars[end - 1][2])
            made += [*chars[done:left], *((char, *source) for char in new)]
            done = end
    return made + chars[done:]


@examples
@given(st.text("ab", max_size=20), st.lists(edits, max_size=4))
def test_every_character_keeps_its_address_through_all_edits(raw, rounds):
    draft, chars = Draft.of(raw), [(char, at, at + 1) for at, char in enumerate(raw)]
    for changes in rounds:
        # In a draft that has come to an end there is nothing to replace.
        inside = [Edit(at, min(at + size, len(chars)), new) for at, size, new in changes if at < len(chars)]
        draft, chars = draft.edit(inside), plainly(chars, inside)
    assert draft.text == "".join(char for char, _, _ in chars)
    sources = [(start, end) for _, start, end in chars]
    assert [draft.source(at, at + 1) for at in range(len(chars))] == sources
    found = draft.offsets()
    assert [found.to_raw(at, at + 1) for at in range(len(chars))] == sources


def test_neighbours_that_count_on_are_one_segment():
    draft = Draft.of("a\tb c").edit([Edit(1, 2, " ")])
    assert [tuple(one) for one in draft.offsets().segments] == [(0, 5, 0, 5, True)]


def test_letters_that_share_a_character_are_one_segment_that_maps_as_a_whole():
    draft = Draft.of("aﬁb").edit([Edit(1, 2, "fi")])
    assert [one.copied for one in draft.offsets().segments] == [True, False, True]
    left = draft.edit([Edit(2, 3, "")])  # of the two letters one is left: one for one again
    assert [tuple(one) for one in left.offsets().segments] == [(0, 3, 0, 3, True)]
