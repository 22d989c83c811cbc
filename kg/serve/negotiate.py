"""Media types. In: an Accept header or the name of a format; out: one of our types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

HTML = "text/html"
TURTLE = "text/turtle"
PROBLEM = "application/problem+json"

#: Media type -> the format that is written; of equal ones the first wins. The results of SELECT and ASK …
RESULTS: Mapping[str, str] = MappingProxyType(
    {
        "application/sparql-results+json": "json",
        "application/json": "json",
        "application/sparql-results+xml": "xml",
        "application/xml": "xml",
        "text/xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
    }
)
#: … and the triples of CONSTRUCT and DESCRIBE, and of our pages.
GRAPHS: Mapping[str, str] = MappingProxyType(
    {
        TURTLE: "ttl",
        "application/n-triples": "nt",
        "application/ld+json": "jsonld",
        "application/rdf+xml": "rdf",
        "application/json": "jsonld",
        "application/xml": "rdf",
        "text/xml": "rdf",
    }
)
#: What ``?format=`` may say, by those who cannot set a header: name -> media type of results, media type of triples.
NAMED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "json": ("application/sparql-results+json", "application/ld+json"),
        "xml": ("application/sparql-results+xml", "application/rdf+xml"),
        "csv": ("text/csv", ""),
        "tsv": ("text/tab-separated-values", ""),
        "ttl": ("", TURTLE),
        "turtle": ("", TURTLE),
        "n3": ("", TURTLE),
        "nt": ("", "application/n-triples"),
        "ntriples": ("", "application/n-triples"),
        "jsonld": ("", "application/ld+json"),
        "json-ld": ("", "application/ld+json"),
        "rdf": ("", "application/rdf+xml"),
        "rdf+xml": ("", "application/rdf+xml"),
        "rdfxml": ("", "application/rdf+xml"),
    }
)


def best(accept: str, offers: Iterable[str]) -> str:
    """The offer that an Accept header likes best (RFC 9110, 12.5.1); the first of equals; empty when it wants none.

    Args:
        accept (str): the header; empty takes anything.
        offers (Iterable[str]): media types, the one we like best first.
    """
    ranges = _ranges(accept) or [("*/*", 1.0)]
    found, top = "", 0.0
    for offer in offers:
        quality = _quality(offer, ranges)
        if quality > top:
            found, top = offer, quality
    return found


def _quality(offer: str, ranges: list[tuple[str, float]]) -> float:
    """The weight of the most specific range that the offer falls into."""
    for wanted in (offer, f"{offer.partition('/')[0]}/*", "*/*"):
        weights = [weight for name, weight in ranges if name == wanted]
        if weights:
            return max(weights)
    return 0.0


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        name, *parameters = (piece.strip() for piece in part.lower().split(";"))
        if "/" not in name:
            continue
        weight = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                weight = _weight(value.strip())
        found.append((name, weight))
    return found


def _weight(value: str) -> float:
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def content_type(media: str) -> str:
    """The Content-Type header of a media type: text says that it is UTF-8."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
