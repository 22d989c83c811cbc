"""Replies with one line. In: a status and what is wrong; out: a response as text, a page or a problem document (RFC 9457)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.serve.negotiate import HTML, PROBLEM, best
from kg.serve.templates import render

_HEADINGS = {404: "没有这一页", 503: "请稍后再来"}
#: Characters of a line.
_LONGEST = 500
_PLACE = re.compile(r"第 (\d+) 行第 (\d+) 列")


def refuse(
    request: Request, status: int, line: str, headers: Mapping[str, str] | None = None, *, page: bool = True
) -> Response:
    """A reply that says in one line what is wrong.

    Args:
        request (Request): its Accept header chooses the form; whoever does not ask for another gets text.
        status (int): of HTTP.
        line (str): what, where, remedy.
        headers (Mapping[str, str] | None): such as Allow or Retry-After.
        page (bool): whether a browser gets a page.
    """
    line = " ".join(line.split())[:_LONGEST]  # what the client sent may stand in it
    offers = ("text/plain", HTML, PROBLEM) if page else ("text/plain", PROBLEM)
    form = best(request.headers.get("accept", ""), offers)
    made = dict(headers or {}) | {"Vary": "Accept"}
    if form == HTML:
        return HTMLResponse(
            render("error.html.j2", status=status, heading=_HEADINGS.get(status, "出错了"), line=line), status, made
        )
    if form == PROBLEM:
        problem: dict[str, object] = {"title": line, "status": status}
        place = _PLACE.search(line)
        if place:
            problem |= {"line": int(place[1]), "column": int(place[2])}
        return Response(json.dumps(problem, ensure_ascii=False), status, made, PROBLEM)
    return Response(line + "\n", status, made, "text/plain; charset=utf-8")
