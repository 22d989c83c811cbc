"""Draws the graph. In: the assembled networkx graph; out: one HTML page that opens from disk and asks for nothing.

contract.py  the attributes of the graph, typed
ranking.py   which entities matter, and which of them are drawn first
layout.py    where every entity stands
payload.py   what the page knows, as compact arrays
strings.py   what the page says, in Chinese and English (strings/*.toml, english.toml)
page.py      puts the page together through pyvis; the place to read first
explorer.html.j2, style/, script/   template, style, behaviour: one file for each part of the screen; README.md is their map
"""

from kg.explorer.page import render_page

__all__ = ["render_page"]
