"""Stage 3, find. In: a spaCy Doc with layout; out: mentions of the ten types that do not overlap, in text order.

Each finder is a spaCy component that adds candidates to ``Doc._.candidates``; the last component, the trained recogniser, judges them,
adds its own, and writes the best to ``Doc._.mentions``. What the finders know is data in ``kg/lexicon``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon.names import load_stopnames
from kg.mentions.contexts import find_by_context
from kg.mentions.gazetteer import find_listed, find_reporting_place
from kg.mentions.lists import find_neighbours
from kg.mentions.overlaps import choose, settle
from kg.mentions.owners import find_owners
from kg.mentions.quotes import find_quoted
from kg.mentions.recogniser import load_recogniser
from kg.mentions.repeats import find_repeats
from kg.mentions.retypes import retype
from kg.mentions.suffixes import find_suffixed
from kg.mentions.text import AnalysedText
from kg.model import Mention, Methods

__all__ = ["FINDERS", "add_finders", "add_rules", "mentions_of", "owners_of"]

Finder = Callable[[AnalysedText, list[Mention]], Iterable[Mention]]

#: Characters of a name; the longest in the gold has 42. A thousand brackets or 有限公司 in a row are no name, and looking for names inside
#: takes the square of the length.
LONGEST = 80

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


@Language.component("kg_blank")
def no_rules(doc: Doc) -> Doc:
    """Proposes nothing: the recogniser sees words, edges and marks only."""
    doc._.analysed = AnalysedText(doc)
    doc._.candidates = []
    return doc


@Language.component("kg_settle", assigns=["doc._.mentions", "doc._.owners"])
def settle_mentions(doc: Doc) -> Doc:
    """Writes mentions and the owners inside them to ``Doc._`` by the trust of the rules alone."""
    return _finish(doc, settle(doc._.candidates or ()))


@Language.component("kg_recogniser", assigns=["doc._.mentions", "doc._.owners"])
def recognise(doc: Doc) -> Doc:
    """Writes mentions and the owners inside them to ``Doc._`` by what the trained model makes of the candidates."""
    found = doc._.candidates or ()
    return _finish(doc, choose(load_recogniser().judge(doc._.analysed, found)) if doc._.analysed else [])


def _finish(doc: Doc, mentions: list[Mention]) -> Doc:
    names = [one for one in mentions if one.end - one.start <= LONGEST and any(map(str.isalnum, one.text))]
    doc._.mentions = tuple(retype(doc._.analysed.text if doc._.analysed else doc.text, names))
    doc._.owners = tuple(find_owners(doc._.mentions, doc._.candidates or ()))
    doc._.analysed = doc._.candidates = None
    return doc


def add_rules(nlp: Language) -> Language:
    """Adds the finders that work by lists and rules to a pipeline that segments and sets the layout."""
    for name in FINDERS:
        nlp.add_pipe(name)
    return nlp


def add_finders(nlp: Language, methods: Methods = "both") -> Language:
    """Adds all finders to a pipeline that segments and sets the layout; twice does no harm.

    Args:
        nlp (Language): the pipeline.
        methods (Methods): ``rules`` leaves the trained model out, ``models`` the rules.
    """
    if not {"kg_settle", "kg_recogniser"} & set(nlp.pipe_names):
        nlp.add_pipe("kg_blank") if methods == "models" else add_rules(nlp)
        nlp.add_pipe("kg_settle" if methods == "rules" else "kg_recogniser")
    return nlp


def mentions_of(doc: Doc) -> tuple[Mention, ...]:
    """The mentions that the pipeline found in ``doc``."""
    mentions: tuple[Mention, ...] = doc._.mentions
    return mentions


def owners_of(doc: Doc) -> tuple[Mention, ...]:
    """Companies that only stand at the head of longer names of ``doc``; these overlap its mentions."""
    owners: tuple[Mention, ...] = doc._.owners
    return owners
