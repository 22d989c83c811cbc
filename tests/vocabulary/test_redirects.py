"""The part of mod_rewrite that the redirect file uses."""

from __future__ import annotations

import pytest

from kg.errors import OntologyError
from kg.vocabulary.redirects import answer, read_rules

RULES = read_rules(
    r"""
# a remark
RewriteEngine on
RewriteRule ^ - [E=HOST:https://host.invalid]
RewriteCond %{HTTP_ACCEPT} text/turtle [NC,OR]
RewriteCond %{HTTP_ACCEPT} application/x-turtle [NC]
RewriteCond %{HTTP_ACCEPT} !text/html
RewriteRule ^(a|b)(/\d+)?$ %{ENV:HOST}/$1$2.ttl [R=303,L]
RewriteRule ^a$ %{ENV:HOST}/a.html#x [R=303,NE,L]
RewriteRule ^gone$ - [R=410,L]
"""
)


@pytest.mark.parametrize(
    ("path", "accept", "wanted"),
    [
        ("a", "text/turtle", (303, "https://host.invalid/a.ttl")),
        ("b/2", "TEXT/TURTLE", (303, "https://host.invalid/b/2.ttl")),
        ("a", "application/x-turtle", (303, "https://host.invalid/a.ttl")),
        ("a", "text/turtle, text/html", (303, "https://host.invalid/a.html#x")),
        ("a", "*/*", (303, "https://host.invalid/a.html#x")),
        ("b", "*/*", (404, "")),
        ("gone", "*/*", (410, "")),
        ("c", "text/turtle", (404, "")),
    ],
)
def test_request_is_answered(path: str, accept: str, wanted: tuple[int, str]) -> None:
    assert answer(RULES, path, accept) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "RewriteCond %{HTTP_USER_AGENT} Mozilla",
        "RewriteCond %{HTTP_ACCEPT} text/turtle [XX]",
        "RewriteRule ^a$ /b [P]",
        "RewriteRule ^a$ /b",
        "RewriteRule ^a$ /b [R=303]",
        "RewriteRule ^a( /b [R=303,L]",
        "RewriteRule ^a$ /b [R=303,L] more",
        "RedirectMatch ^a$ /b",
        "RewriteRule ^(a$ /b [R=303,L]",
    ],
)
def test_line_beyond_the_part_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(OntologyError, match="第 2 行"):
        read_rules(f"RewriteEngine on\n{line}\n")
