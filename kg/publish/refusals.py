"""Says in one line why a server did not take or answer something. In: an exception or a response; out: a PublishError."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import requests
from requests import exceptions

from kg.errors import PublishError

#: What a status means here and what helps.
STATUSES = {
    400: ("说请求有误", "看服务器的说明；Turtle 不行时试 --format nt"),
    401: ("要求登录", "用 --user，密码放在环境变量 KG_PUSH_PASSWORD 或 ~/.netrc 里"),
    403: ("不允许", "检查用户的写权限，或服务器是否只读"),
    404: ("没有这个地址", "检查路径：Oxigraph 是 /store，Fuseki 是 /数据集/data"),
    405: ("不允许这样写", "检查是不是 Graph Store 的地址，服务器是否只读"),
    406: ("给不出要的格式", "检查是不是查询地址"),
    411: ("要求事先知道长度", "检查中间的代理"),
    413: ("说文件太大", "加 --gzip，或用服务器自己的批量装载"),
    415: ("不认这种格式", "换 --format nt，去掉 --gzip"),
    501: ("不支持 Graph Store 协议", "用服务器自己的装载命令"),
}
_LONGEST = 160


def refused(response: requests.Response, address: str) -> PublishError:
    """For a status that is no success.

    Args:
        response (requests.Response): its body may be unread yet.
        address (str): what was asked, for the message.
    """
    status = response.status_code
    if 300 <= status < 400:
        there = response.headers.get("Location", "")
        return PublishError(f"{_host(address)} 转到了别处（{status}）", where=_clean(there), remedy="改用它指的网址")
    what, remedy = STATUSES.get(status, ("出错了" if status >= 500 else "拒绝了请求", "看服务器的日志"))
    return PublishError(f"{_host(address)} {what}（{status}）", where=_first_line(response), remedy=remedy)


def unreachable(error: exceptions.RequestException, address: str) -> PublishError:
    """For a request that got no answer."""
    host = _host(address)
    if isinstance(error, exceptions.SSLError):
        return PublishError(
            f"{host} 的 TLS 证书或加密不对", where=_reason(error), remedy="检查证书、主机名，是否该用 http"
        )
    if isinstance(error, exceptions.ProxyError):
        return PublishError(f"经代理连不上 {host}", where=_reason(error), remedy="检查 HTTP_PROXY、NO_PROXY")
    if isinstance(error, exceptions.Timeout):
        return PublishError(f"{host} 没有按时回答", remedy="用 --timeout 多等些时候，或看服务器还在不在装载")
    if isinstance(error, exceptions.ConnectionError):
        return PublishError(f"连不上 {host}", where=_reason(error), remedy="检查服务器是否在运行、网址和端口")
    return PublishError(f"与 {host} 的通信出错", where=_reason(error), remedy="检查网址")


def _host(address: str) -> str:
    return urlsplit(address).netloc


def _reason(error: BaseException) -> str:
    """What the system said at the bottom of a chain of exceptions, for those above only wrap it."""
    deepest = error
    while (inner := deepest.__cause__ or deepest.__context__) is not None:
        deepest = inner
    if isinstance(deepest, ConnectionRefusedError):
        return "拒绝连接"
    if isinstance(deepest, ConnectionResetError | BrokenPipeError):
        return "对方断开了连接"
    return _clean(getattr(deepest, "strerror", None) or str(deepest))


def _first_line(response: requests.Response) -> str:
    body = next(response.iter_content(2048), b"").decode(response.encoding or "utf-8", "replace")
    if "html" in response.headers.get("Content-Type", ""):
        title = re.search(r"<title>(.*?)</title>", body, re.IGNORECASE | re.DOTALL)
        body = title[1] if title else ""
    return next((_clean(line) for line in body.splitlines() if line.strip()), "")


def _clean(text: str) -> str:
    """One short line without control characters: it comes from a stranger and goes to a terminal."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
