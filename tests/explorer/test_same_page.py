"""The same graph gives the same bytes under every locale and hash seed, from a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys
sys.path[:0] = ["tests", "."]
from pathlib import Path
from kg.explorer import render_page
from kg.export import write_exports
from kg.graph import assemble
from powerlaw import invent
write_exports({"explorer.html": render_page(assemble(invent(600)))}, Path(sys.argv[1]))
"""
SETTINGS = {
    "UTF-8": {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    "C": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "2"},
    "GBK": {
        "LC_ALL": "zh_CN.GBK",
        "LANG": "zh_CN.GBK",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "gbk",
        "PYTHONHASHSEED": "3",
    },
}
# Not every machine has the GBK locale; what it changes in Python is the encoding that files and texts get unless one is named.
GBK = "import locale, _locale; _locale.getencoding = lambda: 'gbk'; locale.getpreferredencoding = lambda *_: 'gbk'\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Setting -> bytes of the page that a build under it wrote."""
    found = {}
    for name, setting in SETTINGS.items():
        out = tmp_path_factory.mktemp(name)
        script = (GBK if name == "GBK" else "") + SCRIPT
        environment = {**os.environ, **setting}
        run = subprocess.run([sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning:kg", "-c", script, str(out)], env=environment, cwd=ROOT, capture_output=True)  # fmt: skip
        assert run.returncode == 0, run.stderr.decode(errors="replace")
        found[name] = (out / "explorer.html").read_bytes()
    return found


@pytest.mark.parametrize("name", ["C", "GBK"])
def test_a_page_is_the_same_in_every_locale_and_for_every_hash_seed(pages, name):
    assert pages[name] == pages["UTF-8"]


def test_the_page_is_utf8_with_plain_newlines(pages):
    page = pages["GBK"]
    assert "城企图谱" in page.decode("utf-8")
    assert b"\r" not in page
