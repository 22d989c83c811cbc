"""What can go wrong with `kg push`: one line each, exit code 1, no secret in it."""

from __future__ import annotations

import base64
import socket
import threading
from pathlib import Path

import pytest
from loopback import Answering, Run


def refused(ran: tuple[int, str, str]) -> str:
    code, out, err = ran
    assert (code, out) == (1, "")
    (line,) = err.strip().splitlines()
    return line


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "有误"),
        (401, "KG_PUSH_PASSWORD"),
        (403, "不允许"),
        (404, "没有这个地址"),
        (405, "只读"),
        (409, "拒绝了请求"),
        (413, "太大"),
        (415, "--format nt"),
        (500, "出错了"),
        (501, "不支持 Graph Store 协议"),
        (503, "出错了"),
    ],
)
def test_status_has_its_own_line(server: Answering, push: Run, status: int, words: str) -> None:
    server.status = status
    line = refused(push(f"{server.address}/store"))
    assert str(status) in line and words in line and server.address.removeprefix("http://") in line


def test_first_line_of_the_server_is_quoted(server: Answering, push: Run) -> None:
    server.status, server.body = 500, "\n磁盘满了 at line 7\nstack\ntrace\n".encode()
    server.headers = {"Content-Type": "text/plain; charset=utf-8"}
    line = refused(push(f"{server.address}/store"))
    assert "磁盘满了 at line 7" in line and "stack" not in line


def test_page_is_quoted_by_its_title(server: Answering, push: Run) -> None:
    server.status, server.body = 502, b"<html><head><title>Bad\n Gateway</title></head><body>long</body></html>"
    server.headers = {"Content-Type": "text/html"}
    line = refused(push(f"{server.address}/store"))
    assert "Bad" in line and "<" not in line and "long" not in line


def test_control_characters_of_the_server_do_not_reach_the_terminal(server: Answering, push: Run) -> None:
    server.status, server.body = 500, b"\x1b[2Jgone\x07" + b"x" * 5000
    line = refused(push(f"{server.address}/store"))
    assert "\x1b" not in line and "\x07" not in line and len(line) < 400


def test_redirect_is_not_taken_for_success(server: Answering, push: Run) -> None:
    server.status, server.headers = 302, {"Location": "https://elsewhere.example/login"}
    line = refused(push(f"{server.address}/store"))
    assert "302" in line and "https://elsewhere.example/login" in line
    assert len(server.got) == 1


def test_nobody_listens(push: Run) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "拒绝连接" in refused(push(f"http://127.0.0.1:{port}/store"))


def test_server_that_never_answers(server: Answering, push: Run) -> None:
    server.wait = threading.Event()
    assert "--timeout" in refused(push(f"{server.address}/store", "--timeout", "1"))


def test_server_that_hangs_up(push: Run) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def hang_up() -> None:
            listening.accept()[0].close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        line = refused(push(f"http://127.0.0.1:{listening.getsockname()[1]}/store"))
        thread.join()
    assert "连不上" in line


def test_tls_against_a_plain_server(push: Run) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def answer_plainly() -> None:
            connection = listening.accept()[0]
            connection.recv(1024)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.close()

        thread = threading.Thread(target=answer_plainly)
        thread.start()
        line = refused(push(f"https://127.0.0.1:{listening.getsockname()[1]}/store"))
        thread.join()
    assert "TLS" in line


def test_password_of_a_user_is_sent_and_never_shown(
    server: Answering, push: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.status = 401
    monkeypatch.setenv("KG_PUSH_PASSWORD", "机密9")
    line = refused(push(f"{server.address}/store", "--user", "青禾"))
    assert "机密9" not in line
    expected = "Basic " + base64.b64encode("青禾:机密9".encode()).decode()
    assert server.got[0][2]["Authorization"] == expected


def test_token_in_the_address_is_never_shown(server: Answering, push: Run) -> None:
    address = f"{server.address}/?default&access-token=s3cret"
    said = [push(address, "--dry-run"), push(address), push(address, "--json")]
    server.status = 403
    said += [push(address), push(address.replace("http", "htp")), push("http://h:port/?access-token=s3cret")]
    said += [push(f"{server.address}/store", "--check", f"{server.address}/?access-token=s3cret")]
    assert [code for code, _, _ in said] == [0, 0, 0, 1, 1, 1, 1]
    assert "s3cret" not in "".join(out + err for _, out, err in said)
    assert server.got[0][1] == "/?default&access-token=s3cret"


def test_user_without_password_sends_nothing(server: Answering, push: Run) -> None:
    assert "KG_PUSH_PASSWORD" in refused(push(f"{server.address}/store", "--user", "me"))
    assert server.got == []


def test_netrc_is_read(server: Answering, push: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert push(f"{server.address}/store")[0] == 0
    assert server.got[0][2]["Authorization"] == "Basic " + base64.b64encode(b"me:secret").decode()


def test_token_is_a_bearer_and_beats_netrc(
    server: Answering, push: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("KG_PUSH_TOKEN", "t0ken")
    assert push(f"{server.address}/store")[0] == 0
    assert server.got[0][2]["Authorization"] == "Bearer t0ken"


def test_token_that_http_cannot_write(server: Answering, push: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_PUSH_TOKEN", "令牌")
    line = refused(push(f"{server.address}/store"))
    assert "令牌只能是 ASCII" in line


def test_credentials_do_not_go_to_another_server_that_only_counts(
    server: Answering, oxigraph: str, push: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_PUSH_TOKEN", "t0ken")
    server.status, server.body = 200, b'{"results": {"bindings": [{"n": {"value": "0"}}]}}'
    push(f"{oxigraph}/store", "--check", f"{server.address}/query")
    assert [headers.get("Authorization") for _, _, headers, _ in server.got] == [None]


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"results": {"bindings": []}}', b"[]"])
def test_answer_that_is_no_count(server: Answering, push: Run, body: bytes) -> None:
    server.status, server.body = 200, body
    code, _, err = push(f"{server.address}/store", "--check", f"{server.address}/query")
    assert code == 1
    assert "不是 SPARQL 结果" in err and len(err.strip().splitlines()) == 1


def test_body_is_the_file_with_its_length_and_type(server: Answering, push: Run, exports: Path) -> None:
    assert push(f"{server.address}/data?default", "--format", "nt")[0] == 0
    ((method, path, headers, body),) = server.got
    assert (method, path) == ("PUT", "/data?default")
    assert headers["Content-Type"] == "application/n-triples"
    assert headers["Content-Length"] == str(len(body))
    assert body == (exports / "graph.nt").read_bytes()


def test_server_that_loads_later_has_taken_it(server: Answering, push: Run) -> None:
    server.status = 202
    code, out, _ = push(f"{server.address}/store")
    assert code == 0 and "PUT" in out


def test_broken_file_is_named_before_anything_is_sent(server: Answering, push: Run, exports: Path) -> None:
    with (exports / "graph.ttl").open("a", encoding="utf-8") as file:
        file.write("broken <")
    line = refused(push(f"{server.address}/store"))
    assert "graph.ttl" in line and "行" in line
    assert server.got == []


def test_missing_file_names_the_command_that_makes_it(server: Answering, push: Run, exports: Path) -> None:
    (exports / "graph.nt").unlink()
    assert "kg build --format nt" in refused(push(f"{server.address}/store", "--format", "nt"))


def test_format_that_is_no_graph_is_refused(push: Run) -> None:
    assert "ttl、nt" in refused(push("http://127.0.0.1/store", "--format", "nq"))
