"""The exceptions of kg. What comes in: a problem; what goes out: one line that names file, place and remedy.

KGError                     everything that kg raises on purpose; the command line catches this one
├── SourceError             a document cannot be read (missing, empty, undecodable, no document inside)
├── LexiconError            a data file of the lexicon breaks its own rules
├── ConfigError             kg.toml or an option is wrong
├── ModelError              a trained model is missing, damaged or of another version
├── OntologyError           a term is used that ontology/kg.ttl does not define
├── ExportError             an export cannot be written or read
├── PublishError            a server cannot be reached, or does not take the graph
└── QueryError              a query is wrong, or names a question or an entity that is not there
"""

from __future__ import annotations


class KGError(Exception):
    """A problem that the user can mend.

    Args:
        what (str): what is wrong, naming the file or term.
        where (str): place inside the file, such as ``第 3 行``; empty when the file as a whole is meant.
        remedy (str): what to do about it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(what, where, remedy)

    def __reduce__(self) -> tuple[object, ...]:
        """Errors come back from other processes; by default they would be made of their arguments without the names of these."""
        return _made, (type(self), self.what, self.where, self.remedy)

    def __str__(self) -> str:
        place = f"（{self.where}）" if self.where else ""
        cure = f"。{self.remedy}" if self.remedy else ""
        line = " ".join(f"{self.what}{place}{cure}".split())
        # Names of files and columns are anybody's: no terminal is to obey them, and half a character cannot be written at all.
        return "".join(char if char.isprintable() else "\ufffd" for char in line)


def _made(kind: type[KGError], what: str, where: str, remedy: str) -> KGError:
    return kind(what, where=where, remedy=remedy)


class SourceError(KGError):
    """A document cannot be read."""


class LexiconError(KGError):
    """A data file of the lexicon breaks its own rules."""


class ConfigError(KGError):
    """The configuration is wrong."""


class ModelError(KGError):
    """A trained model is missing, damaged or of another version."""


class OntologyError(KGError):
    """A term is used that the ontology does not define."""


class ExportError(KGError):
    """An export cannot be written or read."""


class PublishError(KGError):
    """A server cannot be reached, or does not take the graph."""


class QueryError(KGError):
    """A query is wrong, or asks for something that is not there."""
