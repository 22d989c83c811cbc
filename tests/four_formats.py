"""One report as four files: plain text, a page of a web site, Word, and PDF as a browser prints it."""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from pathlib import Path

import docx
import pytest

_PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}_政务公开_青禾市人民政府门户网站</title>
<meta name="PubDate" content="{date} 09:30"></head>
<body>
<div class="header"><a href="/">青禾市人民政府</a>
<ul class="nav"><li><a href="/1">首页</a></li><li><a href="/2">政务公开</a></li><li><a href="/3">办事服务</a></li>
<li><a href="/4">互动交流</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/2">政务公开</a> &gt; <a href="/5">政府工作报告</a></div>
<div class="article"><h1>{title}</h1>
<div class="info">发布时间：{date} 来源：市政府办公室 字号：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a></div>
<div class="content">
{paragraphs}
</div></div>
<div class="related"><h3>相关文件</h3><ul><li><a href="/6">图解：政府工作报告</a></li><li><a href="/7">上年报告</a></li></ul></div>
<div class="footer"><p>主办：青禾市人民政府办公室　网站标识码：9900000001</p><p>青ICP备00000001号　青公网安备00000000000001号</p></div>
</body></html>
"""
_PRINT = """<!DOCTYPE html><html><head><meta charset="utf-8"><style>
@page {{ size: A4; margin: 2cm; @top-center {{ content: "青禾市人民政府文件" }} @bottom-center {{ content: "- " counter(page) " -" }} }}
body {{ font: 16px/1.8 serif }} h1 {{ text-align: center; font-size: 24px }} p {{ text-indent: 2em; margin: 0 }}
</style></head><body><h1>{title}</h1>
{paragraphs}
</body></html>"""


def write_four(folder: Path, title: str, body: list[str], date: str) -> dict[str, Path]:
    """The files, by their suffix."""
    files = {suffix: folder / suffix / f"报告.{suffix}" for suffix in ("txt", "html", "docx", "pdf")}
    for file in files.values():
        file.parent.mkdir(parents=True)
    paragraphs = "\n".join(f"<p>{escape(line)}</p>" for line in body)
    files["txt"].write_text("\n".join([title, *body, date]), encoding="utf-8")
    files["html"].write_text(_PAGE.format(title=title, date=date, paragraphs=paragraphs), encoding="utf-8")
    _write_docx(files["docx"], title, body, date)
    _print(files["pdf"], _PRINT.format(title=title, paragraphs=f"{paragraphs}\n<p>{date}</p>"))
    return files


def _write_docx(file: Path, title: str, body: list[str], date: str) -> None:
    document = docx.Document()
    document.add_heading(title, level=0)
    for line in (*body, date):
        document.add_paragraph(line)
    document.save(str(file))


def _print(file: Path, page: str) -> None:
    """By the program itself: playwright runs once in a process, and other tests may have it."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if chromium is None:
        pytest.fail("no Chromium found; nothing prints a PDF without one")
    source = file.with_suffix(".html")
    source.write_text(page, encoding="utf-8")
    profile = file.with_suffix(".profile")
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-pdf-header-footer",
         f"--user-data-dir={profile}", f"--print-to-pdf={file}", source.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
