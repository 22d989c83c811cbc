"""An invented city and its report, from which the tests of every stage build their small inputs."""

from __future__ import annotations

import datetime
import hashlib

from kg.model import Document, Evidence

TITLE = "【投资青禾市】2021年青禾市政府工作报告"
BODY = (
    "2020年工作回顾 全市地区生产总值1234.5亿元,增长6.1%。引进总投资超50亿元的云岭芯谷。"
    "云岭芯谷由星河半导体有限公司在云岭高新区建设,加快推进。2021年工作安排 力争云岭芯谷建成投产。"
)


def make_document(title: str = TITLE, body: str = BODY) -> Document:
    """A report document with correct digest."""
    text = f"{title}\n{body}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id="d" + digest[:12],
        title=title,
        text=text,
        date=datetime.date(2021, 2, 3),
        kind="report",
        year=2021,
        place="青禾市",
        path="seeds/qinghe.txt",
        sha256=digest,
    )


def quote(document: Document, words: str) -> Evidence:
    """The first place where ``words`` stand in the document."""
    start = document.text.index(words)
    return Evidence(start, start + len(words), document.id, words)
