"""The bare page: one query written by hand, its rows as rows of an HTML table, nothing else.

A WSGI application without a framework, under the same gunicorn as the pages. It logs in as the same role, opens a
transaction, tells the policy who acts (from a file: there is no session, and nobody is signed in), asks, answers,
commits. It records no look, has no form, shell, language, style or header of safety.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

import psycopg

Start = Callable[[str, list[tuple[str, str]]], Any]
_plan: dict[str, Any] = json.loads(Path(os.environ["HAMROH_BENCH_BARE"]).read_text())
_own = threading.local()


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    page = _plan["pages"][environ["PATH_INFO"].strip("/")]
    if environ["REQUEST_METHOD"] == "POST":
        environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    connection = _connection()
    with connection.transaction():
        connection.execute(page["settings"])
        rows = connection.execute(page["sql"], page["values"]).fetchall()
    body = table(rows).encode()
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]


def table(rows: Iterable[Iterable[Any]]) -> str:
    lines = ("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<!doctype html><title>Bare</title><table>{''.join(lines)}</table>"


def _connection() -> psycopg.Connection[Any]:
    """One for each thread, kept; statements are not prepared, as Django does not."""
    if not hasattr(_own, "connection"):
        _own.connection = psycopg.connect(
            **_plan["database"], autocommit=True, prepare_threshold=None, cursor_factory=psycopg.ClientCursor
        )
    return _own.connection  # type: ignore[no-any-return]
