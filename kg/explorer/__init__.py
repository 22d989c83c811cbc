"""Draws the graph. In: the assembled networkx graph; out: one HTML page that opens from disk and asks for nothing.

contract.py  the attributes of the graph, typed
ranking.py   which entities matter, and which of them are drawn first
layout.py    where the core stands in the graph view
communities.py, overview.py   who belongs together, and where everybody stands on the map of the whole
excerpt.py   smaller graphs for smaller pages
payload.py, pack.py, spelling.py   what the page knows, as compact columns
strings.py   what the page says, in Chinese and English (strings/*.toml, english.toml)
page.py      puts the page together through pyvis; the place to read first
explorer.html.j2, style/, script/   template, style, behaviour: one file for each part of the screen; README.md is their map
"""

from kg.explorer.excerpt import Excerpt, heaviest, read_texts, select
from kg.explorer.page import render_page
from kg.explorer.ranking import weight

__all__ = ["Excerpt", "heaviest", "read_texts", "render_page", "select", "weight"]
