from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Document
from kg.sources import html, read_sources

LINES = [f"第{n}项：青禾市签约云岭芯谷等12个项目，总投资86.5亿元，同比增长8.2%。" for n in range(8)]
BODY = "".join(f"<p>{line}</p>" for line in LINES)


def page(head: str = "", body: str = f"<h1>青禾市招商</h1>{BODY}") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def read(folder: Path, data: str | bytes, name: str = "a.html") -> Document:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    (document,) = read_sources([folder / name])
    return document


def test_text_is_title_and_body(tmp_path: Path) -> None:
    document = read(tmp_path, page("<title>青禾市招商_要闻_青禾市人民政府网</title>"), "a.htm")
    lines = document.text.split("\n")
    assert (document.title, lines[0], lines[1][:8], len(lines)) == ("青禾市招商", "青禾市招商", "第0项：青禾市签", 9)
    assert document.text_start == 0


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta name="ArticleTitle" content="云岭芯谷开工"><title>青禾要闻</title>', "云岭芯谷开工"),
        ('<meta property="og:title" content="云岭芯谷开工 - 青禾新闻网">', "云岭芯谷开工"),
        ("<title>青禾市招商_要闻</title>", "青禾市招商"),
        ("<title>2017-2018年云岭芯谷——在建 | 招商频道 | 青禾市投资促进局</title>", "2017-2018年云岭芯谷——在建"),
        ("", "青禾市招商"),
    ],
)
def test_title(tmp_path: Path, head: str, title: str) -> None:
    assert read(tmp_path, page(head)).title == title


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ('<meta name="PubDate" content="2018-01-22 09:30">', "", datetime.date(2018, 1, 22)),
        (
            '<meta property="article:published_time" content="2018-01-22T09:30:00+08:00">',
            "",
            datetime.date(2018, 1, 22),
        ),
        ("", "<div>发布时间：2018年1月22日 来源：青禾日报</div>", datetime.date(2018, 1, 22)),
        ("", "<div>今天是2026年11月28日</div>", None),
        ("", "<div>发布时间：2018-13-45 来源：青禾日报</div>", None),
    ],
)
def test_day_is_only_what_the_page_states(tmp_path: Path, head: str, body: str, day: datetime.date | None) -> None:
    assert read(tmp_path, page(head, f"<h1>青禾市招商</h1>{body}{BODY}")).date == day


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("big5", '<meta charset="big5">'),
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-16", ""),
        ("gb18030", ""),
        ("utf-8", '<meta charset="gb2312">'),
        ("utf-8", '<meta charset="x-none">'),
        ("utf-8", '<meta charset="undefined">'),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("utf-8", '<meta charset="utf-7">'),
        ("gb18030", '<meta charset="rot13">'),
    ],
)
def test_encoding_is_what_page_or_bytes_say(tmp_path: Path, encoding: str, head: str) -> None:
    said = page(head).replace("签约", "") if encoding == "big5" else page(head)
    kept = (
        said
        if encoding != "big5"
        else said.replace("招商", "公告").translate(str.maketrans("岭项资亿长总", "山目本元大合"))
    )
    assert "86.5" in read(tmp_path, kept.encode(encoding, "ignore")).text


def test_navigation_footer_and_comments_are_no_text(tmp_path: Path) -> None:
    body = (
        '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/2">政务公开</a></li></ul>'
        f'<div class="article"><h1>青禾市招商</h1>{BODY}</div>'
        '<div class="comments"><p>网友评论：写得好</p></div><div class="footer"><p>主办：青禾市政府办　网站地图</p></div>'
    )
    text = read(tmp_path, page("", body)).text
    assert [word for word in ("首页", "政务公开", "网友", "网站地图") if word in text] == []


INSIDE = [
    (
        "<table><tr><th>指标</th><th>数值</th></tr><tr><td><p>生产总值</p></td><td>50亿元</td></tr></table>",
        "指标 | 数值\n生产总值 | 50亿元",
    ),
    ("<ul><li>甲项目开工</li><li>乙项目<br>投产</li></ul>", "甲项目开工\n乙项目\n投产"),
    ("<div>　　云岭<b>芯谷</b><p>在建</p>大河园区</div>", "云岭芯谷\n在建\n大河园区"),
    ("<p>云岭\n      芯谷 A\nB&nbsp;区</p>", "云岭芯谷 A B 区"),
    ("<div style='display: none'>甲</div><script>乙</script><!-- 丙 -->", ""),
    ('<p><a href="/1">相关链接：云岭芯谷</a></p>', ""),
]


@pytest.mark.parametrize("wrapped", ["{}", '<div class="content">{}</div>', "<table><tr><td>{}</td></tr></table>"])
@pytest.mark.parametrize(("said", "shown"), INSIDE)
def test_all_between_first_and_last_line_is_read(tmp_path: Path, wrapped: str, said: str, shown: str) -> None:
    document = read(tmp_path, page("", f"<h1>青禾市招商</h1>{wrapped.format(BODY + said + BODY)}"))
    assert document.text == "\n".join(filter(None, ["青禾市招商", *LINES, shown, *LINES]))


def test_xml_declaration_does_no_harm(tmp_path: Path) -> None:
    assert read(tmp_path, '<?xml version="1.0" encoding="utf-8"?>\n' + page()).title == "青禾市招商"


def test_page_without_body_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.html .*正文.*txt") as caught:
        read(tmp_path, page("<title>题</title>", '<div id="app"></div><script>load()</script>'))
    assert "\n" not in str(caught.value)


def test_reading_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SourceError):
        read(tmp_path, "<html></html>")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "said",
    [
        "发布时间：2018-01-22",
        "发布时间：2018年1月22日 09:30 来源：青禾日报 字号：[大 中 小] 打印",
        "来源：青禾市人民政府办公室",
        "【字体：大 中 小】 【打印本页】 【关闭窗口】",
        "字号：大中小 | 打印",
    ],
)
def test_what_a_page_says_of_itself_is_no_body(tmp_path: Path, said: str) -> None:
    document = read(tmp_path, page("<title>青禾市招商</title>", f"<h1>青禾市招商</h1><p>{said}</p>{BODY}"))
    assert document.text == "\n".join(["青禾市招商", *LINES])


@pytest.mark.parametrize(
    "said",
    [
        "来源：青禾日报。全市签约12个项目。",
        "打印机生产基地开工建设",
        "发布时间：2018年1月22日，项目开工",
        "来源多样的资金投向云岭芯谷",
    ],
)
def test_lines_that_say_more_are_body(tmp_path: Path, said: str) -> None:
    body = f"<h1>青禾市招商</h1><p>{LINES[0]}</p><p>{said}</p>{BODY}"
    assert said in read(tmp_path, page("<title>青禾市招商</title>", body)).text
    assert html._without_head([said, *LINES], "青禾市招商") == [said, *LINES]
