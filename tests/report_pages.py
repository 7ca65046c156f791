"""Two small pages for the tests in a browser: one text, and two that differ."""

from extractor.report import report
from reported import document, event


def _raw(name):
    return (
        f"The garrison, the garrison of Kolb, left on 5 May 2021, said {name}. Under Article 4 Shusha (Shushi) was to be "
        "opened by 1 June 2021. The ministers met in Lachin in June 2021.\n\nA second paragraph tells nothing more."
    )


def _document(raw, name, id, day="2021-05-05"):
    return document(
        raw,
        id=id,
        title=f"The road of {id}",
        published="2021-11-09",
        events=[
            event(raw, "left", date=(day, "5 May 2021"), places=[("kolb", "Kolb")], actors=[("armenia/mil", "The garrison")],
                  id=f"ev-{id}1"),
            event(raw, "opened", date=("2021-06-01", "1 June 2021"), status="planned", mode="access", places=[("shusha", "Shusha")],
                  id=f"ev-{id}2").model_copy(update={"articles": ("?/4",)}),
            event(raw, "met", date=("2021-06", "June 2021"), type="CONSULT", mode=None, places=[("lachin", "Lachin")], id=f"ev-{id}3"),
        ],
        mentions=[
            ("entity", "ORG", "The garrison", "armenia/mil"),
            ("entity", "ORG", "the garrison of Kolb", "armenia/mil/x"),
            ("place", "TOWN", "Kolb", "kolb"),
            ("date", "DATE", "5 May 2021", day),
            ("entity", "PERSON", name, ""),
            ("article", "ARTICLE", "Article 4", "?/4"),
            ("place", "TOWN", "Shusha", "shusha"),
            ("place", "TOWN", "Shushi", "shusha"),
            ("place", "TOWN", "Lachin", "lachin"),
        ],
    )  # fmt: skip


def single(name="Anna Kol"):
    """The page of one text; `name` is that of a person in it."""
    return report(_document(_raw(name), name, "a"), texts={"a": _raw(name)})


single.raw = _raw("Anna Kol")


def many():
    """The page of two texts that differ on a date; the second speaks of another road."""
    other = _raw("Anna Kol").replace("tells nothing more", "tells of the other road")
    documents = [_document(_raw("Anna Kol"), "Anna Kol", "a"), _document(other, "Anna Kol", "b", day="2021-05-07")]
    return report(documents, texts={"a": _raw("Anna Kol"), "b": other})
