"""Stage 2, analyse. In: a Document; out: a spaCy Doc with words (``segmenter``) and structure (``layout``)."""

from kg.language.glossary import glossary_entries
from kg.language.layout import layout
from kg.language.pipeline import analyse, build_language, model_digest

__all__ = ["analyse", "build_language", "glossary_entries", "layout", "model_digest"]
