"""Loads an export into a server. In: an RDF file and the address of a Graph Store; out: how much was taken, and counted there."""

from kg.publish.check import count_triples
from kg.publish.credentials import credentials, meant_for
from kg.publish.payload import FORMATS, Payload, files_to_send, open_payload
from kg.publish.push import Pushed, push
from kg.publish.target import Target, find_target

__all__ = [
    "FORMATS",
    "Payload",
    "Pushed",
    "Target",
    "count_triples",
    "credentials",
    "files_to_send",
    "find_target",
    "meant_for",
    "open_payload",
    "push",
]
