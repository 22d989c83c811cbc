"""Stage 11, ask. In: an export folder; out: entity cards and SPARQL answers."""
