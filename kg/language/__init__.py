"""Stage 2, analyse. In: a Document; out: a spaCy Doc with words (``segmenter``) and structure (``layout``)."""

from kg.language.layout import layout
from kg.language.pipeline import analyse, build_language, model_digest

__all__ = ["analyse", "build_language", "layout", "model_digest"]
