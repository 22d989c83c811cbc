"""The vocabulary as a publication: checks of its quality, its documentation page, the files that a web server offers.

In: ontology/*.ttl, the redirect file, the reasoned exceptions; out: results, one HTML page, a folder to serve.
"""

from kg.vocabulary.checking import check
from kg.vocabulary.material import Material, load
from kg.vocabulary.page import render_page
from kg.vocabulary.results import Outcome, Result
from kg.vocabulary.site import write_pages, write_site

__all__ = ["Material", "Outcome", "Result", "check", "load", "render_page", "write_pages", "write_site"]
