"""Draws the graph. In: the assembled networkx graph; out: one HTML page that opens from disk and asks for nothing.

contract.py  the attributes of the graph, typed
ranking.py   which entities matter, and which of them are drawn first
layout.py    where every entity stands
payload.py   what the page knows, as compact arrays
page.py      puts the page together through pyvis; the place to read first
explorer.*   template and style; script/ holds the behaviour, one file for each part of the screen
"""

from kg.explorer.page import render_page

__all__ = ["render_page"]
