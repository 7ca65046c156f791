"""What a notebook shows of a document."""

from reported import Page, document, event

RAW = "Armenian forces left Kolb on 5 May 2021. <script>alert(1)</script> met."


def made():
    events = [
        event(RAW, "left", date=("2021-05-05", "5 May 2021"), places=[("kolb", "Kolb")]),
        event(RAW, "met", type="CONSULT", mode=None),
    ]
    return document(
        RAW, events=events * 10, mentions=[("place", "TOWN", "Kolb", "kolb")], title="</table><b onclick=x>"
    )


def test_it_tells_the_first_events_with_their_words():
    page = Page(made()._repr_html_())
    assert not page.errors
    text = page.one("div")["text"]
    assert "5 May 2021" in text
    assert "kolb" in text
    assert "The first 15 of 20 events" in text
    assert [el["text"] for el in page.all("b")][:2] == ["</table><b onclick=x>", "left"]


def test_a_notebook_has_nothing_to_run_or_to_fetch():
    page = Page(made()._repr_html_())
    assert not {el["tag"] for el in page.elements} & {"script", "style", "link", "img", "iframe"}
    assert not any(
        name in ("src", "href", "id") or name.startswith("on") for el in page.elements for name in el["attrs"]
    )


def test_a_document_without_events():
    assert "0 events" in document("Nothing.")._repr_html_()


def test_the_frame_has_types(first):
    types = first.to_frame("events").dtypes
    assert str(types["start"]) == "Int64"
    assert str(types["date"]) == "string"
    assert str(types["number"]) == "Float64"
    assert len(first.to_frame()) == len(first.mentions)
