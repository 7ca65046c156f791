"""Web Annotation: rdflib reads the JSON-LD as triples; selectors are those of the recommendation; edited texts are found by the quote."""

import json

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from extractor.formats import annotation
from extractor.records import Mention
from formats.made import TEXT, document, find, refused, small

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")

OA = Namespace("http://www.w3.org/ns/oa#")
AS = Namespace("http://www.w3.org/ns/activitystreams#")
# The terms that we write, bound to the vocabularies as annotation-vocab names them: the outside context is a file on the web.
CONTEXT = {
    "oa": str(OA), "as": str(AS), "rdf": str(RDF), "dc": "http://purl.org/dc/elements/1.1/", "dctypes": "http://purl.org/dc/dcmitype/",
    "id": {"@id": "@id", "@type": "@id"}, "type": {"@id": "@type", "@type": "@vocab"},
    "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody", "SpecificResource": "oa:SpecificResource", "Text": "dctypes:Text",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"}, "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "tagging": "oa:tagging", "identifying": "oa:identifying", "describing": "oa:describing", "linking": "oa:linking",
    "first": {"@id": "as:first", "@type": "@id"}, "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "total": "as:totalItems", "startIndex": "as:startIndex", "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end",
    "value": "rdf:value", "format": "dc:format",
}  # fmt: skip


def graph(payload):
    value = json.loads(payload)
    assert value["@context"] == "http://www.w3.org/ns/anno.jsonld"
    return Graph().parse(data=json.dumps(value | {"@context": CONTEXT}), format="json-ld")


def test_triples_are_those_of_the_model():
    found = graph(annotation.dump(small(), TEXT))
    annotations = set(found.subjects(RDF.type, OA.Annotation))
    assert len(annotations) == int(next(found.objects(None, AS.totalItems)))
    for one in annotations:
        assert isinstance(one, URIRef)
        assert (one, OA.hasTarget, None) in found
        assert len(list(found.objects(one, OA.motivatedBy))) == 1
    for position in found.subjects(RDF.type, OA.TextPositionSelector):
        start, end = (int(found.value(position, edge)) for edge in (OA.start, OA.end))
        target = found.value(None, OA.hasSelector, position)
        quote = next(
            one for one in found.objects(target, OA.hasSelector) if (one, RDF.type, OA.TextQuoteSelector) in found
        )
        before, exact, after = (str(found.value(quote, name)) for name in (OA.prefix, OA.exact, OA.suffix))
        assert TEXT[start:end] == exact
        assert TEXT[start - len(before) : end + len(after)] == before + exact + after
    links = {str(body) for body in found.objects(None, RDF.value)} & {"actor", "place", "date", "recipient"}
    assert links == {"actor", "place", "date", "recipient"}


def test_offsets_are_code_points():
    items = json.loads(annotation.dump(small(), TEXT))["first"]["items"]
    yerevan = next(
        one
        for one in items
        if one["body"][1:2] == [{"type": "TextualBody", "purpose": "identifying", "value": "armenia"}]
    )
    assert (
        yerevan["target"]["selector"][1]["start"]
        == TEXT.index("Yerevan")
        != len(TEXT[: TEXT.index("Yerevan")].encode("utf-16-le")) // 2
    )


def by_hand(**target):
    tag = {"type": "TextualBody", "purpose": "tagging", "value": "place-CITY"}
    return json.dumps([{"type": "Annotation", "body": tag, "target": {"source": "x", **target}}])


def test_an_annotation_of_another_tool_is_found_by_its_quote():
    made = by_hand(selector={"type": "TextQuoteSelector", "exact": "over", "prefix": "handed "})
    found = annotation.load(made, TEXT, document="small")
    assert found.mentions == (Mention(kind="place", label="CITY", **find("over")),)


@pytest.mark.parametrize("exact", ["a", "Tbilisi", ""])
def test_a_quote_that_does_not_stand_once_is_refused(exact):
    made = by_hand(selector={"type": "TextQuoteSelector", "exact": exact})
    assert "does not stand once" in refused("E603", annotation.load, made, TEXT, document="small")


def test_a_comment_is_told():
    value = json.loads(annotation.dump(document([Mention(kind="place", label="CITY", **find("Baku"))]), TEXT))
    value["first"]["items"][0]["body"].append({"type": "TextualBody", "purpose": "commenting", "value": "the city?"})
    assert annotation.load(json.dumps(value), TEXT, document="small").remarks == ("annotation 1: the city?",)
