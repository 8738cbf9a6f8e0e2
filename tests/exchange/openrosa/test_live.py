"""Under the web server that serves it: chunked transfer, a body too large, a connection that breaks off, no token in a log."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from hamroh.casework.submissions.models import Submission
from hamroh.conf import database
from hamroh.conf.commands.serving import web_server
from tests.casework.submissions import given


@pytest.fixture
def server(version: UUID, tmp_path: Path) -> Iterator[tuple[int, Path]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            web_server(port, "127.0.0.1", 1),
            env={**os.environ, "HAMROH_AS": database.APP},
            stdout=written,
            stderr=written,
        )
        try:
            _wait(port)
            yield port, log
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")


HEADS = {"Content-Type": f"multipart/form-data; boundary={given.BOUNDARY}", "X-OpenRosa-Version": "1.0"}


def test_what_collect_sends_arrives_whole_and_the_rest_not_at_all(server: tuple[int, Path]) -> None:
    port, log = server
    _, token = given.device()
    _chunked_is_taken(port, token)
    _two_hundred_megabytes_are_refused_before_they_are_read(port, token)
    _what_breaks_off_is_not_kept(port, token)
    assert Submission.objects.using("owner").count() == 1
    assert token not in log.read_text()


def _chunked_is_taken(port: int, token: str) -> None:
    body = given.body(
        [
            ("xml_submission_file", "text/xml", given.xml(given.instance(), photo="1.jpg")),
            ("1.jpg", "image/jpeg", os.urandom(300_000)),
        ]
    )
    pieces = (body[at : at + 7_777] for at in range(0, len(body), 7_777))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", given.address(token), pieces, HEADS, encode_chunked=True)
    answer = connection.getresponse()
    assert (answer.status, answer.read()[:5]) == (201, b"<?xml")
    assert len(answer.headers.get_all("Date") or []) == 1
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert "Set-Cookie" not in answer.headers


def _two_hundred_megabytes_are_refused_before_they_are_read(port: int, token: str) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        head = f"POST {given.address(token)} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {200 << 20}\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in HEADS.items())
        connection.sendall(f"{head}\r\n".encode())  # and not one byte of the body
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def _what_breaks_off_is_not_kept(port: int, token: str) -> None:
    body = given.body([("xml_submission_file", "text/xml", given.xml(given.instance()))])
    for head in (f"Content-Length: {len(body)}\r\n", "Transfer-Encoding: chunked\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            said = f"POST {given.address(token)} HTTP/1.1\r\nHost: localhost\r\n{head}"
            said += "".join(f"{name}: {value}\r\n" for name, value in HEADS.items())
            part = body[:-20] if "Length" in head else f"{len(body[:-20]):x}\r\n".encode() + body[:-20] + b"\r\n"
            connection.sendall(f"{said}\r\n".encode() + part)
            connection.shutdown(socket.SHUT_WR)
            assert b" 400 " in connection.recv(200)
