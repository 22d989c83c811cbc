"""Stage 3, find. In: a spaCy Doc with layout; out: mentions of the ten types that do not overlap, in text order.

Each finder is a spaCy component that adds candidates to ``Doc._.candidates``; the last component settles overlaps into
``Doc._.mentions``. What the finders know is data in ``kg/lexicon``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon.names import load_stopnames
from kg.mentions.contexts import find_by_context
from kg.mentions.gazetteer import find_listed, find_reporting_place
from kg.mentions.lists import find_neighbours
from kg.mentions.overlaps import settle
from kg.mentions.owners import find_owners
from kg.mentions.quotes import find_quoted
from kg.mentions.recogniser import load_recogniser
from kg.mentions.repeats import find_repeats
from kg.mentions.suffixes import find_suffixed
from kg.mentions.text import AnalysedText
from kg.model import Mention

__all__ = ["FINDERS", "add_finders", "add_rules", "mentions_of", "owners_of"]

Finder = Callable[[AnalysedText, list[Mention]], Iterable[Mention]]

#: Components in the order in which they run; later ones see what earlier ones found.
FINDERS: dict[str, Finder] = {
    "kg_gazetteer": lambda analysed, found: find_listed(analysed),
    "kg_reporting_place": lambda analysed, found: find_reporting_place(analysed),
    "kg_suffixes": lambda analysed, found: find_suffixed(analysed, load_stopnames()),
    "kg_quotes": lambda analysed, found: find_quoted(analysed),
    "kg_contexts": lambda analysed, found: find_by_context(analysed, load_stopnames()),
    "kg_lists": lambda analysed, found: find_neighbours(analysed, settle(found)),
    "kg_repeats": lambda analysed, found: find_repeats(analysed, settle(found), load_stopnames()),
}

for _name, _default in (("candidates", None), ("analysed", None), ("mentions", ()), ("owners", ())):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


def _component(name: str) -> Callable[[Doc], Doc]:
    def run(doc: Doc) -> Doc:
        if doc._.analysed is None:
            doc._.analysed = AnalysedText(doc)
            doc._.candidates = []
        doc._.candidates.extend(FINDERS[name](doc._.analysed, doc._.candidates))
        return doc

    return run


for _name in FINDERS:
    Language.component(_name, func=_component(_name))


@Language.component("kg_recogniser")
def recognise(doc: Doc) -> Doc:
    """Adds what the trained model sees to the candidates of the rules."""
    doc._.candidates.extend(load_recogniser().read(doc._.analysed, doc._.candidates))
    return doc


@Language.component("kg_settle", assigns=["doc._.mentions", "doc._.owners"])
def settle_mentions(doc: Doc) -> Doc:
    """Writes mentions and the owners inside them to ``Doc._`` and lets go of the working data."""
    candidates = doc._.candidates or ()
    doc._.mentions = tuple(settle(candidates))
    doc._.owners = tuple(find_owners(doc._.mentions, candidates))
    doc._.analysed = doc._.candidates = None
    return doc


def add_rules(nlp: Language) -> Language:
    """Adds the finders that work by lists and rules to a pipeline that segments and sets the layout."""
    for name in FINDERS:
        nlp.add_pipe(name)
    return nlp


def add_finders(nlp: Language) -> Language:
    """Adds all finders and the resolver to a pipeline that segments and sets the layout; twice does no harm."""
    if "kg_settle" not in nlp.pipe_names:
        add_rules(nlp)
        nlp.add_pipe("kg_recogniser")
        nlp.add_pipe("kg_settle")
    return nlp


def mentions_of(doc: Doc) -> tuple[Mention, ...]:
    """The mentions that the pipeline found in ``doc``."""
    mentions: tuple[Mention, ...] = doc._.mentions
    return mentions


def owners_of(doc: Doc) -> tuple[Mention, ...]:
    """Companies that only stand at the head of longer names of ``doc``; these overlap its mentions."""
    owners: tuple[Mention, ...] = doc._.owners
    return owners
