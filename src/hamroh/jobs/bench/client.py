"""Asks for pages over HTTP, from a process of its own: `python -m hamroh.jobs.bench.client`, a plan in, times out.

The plan names requests for several servers; they are asked in turn, so that all feel the same neighbours. One
connection to each server, kept alive, one request at a time.
"""

from __future__ import annotations

import gzip
import http.client
import json
import sys
import time
from typing import Any
from urllib.parse import urlencode

from hamroh.kernel.ids import uuid7


def main() -> None:
    plan = json.load(sys.stdin)
    connections = {
        int(r["port"]): http.client.HTTPConnection("127.0.0.1", int(r["port"]), timeout=60) for r in plan["requests"]
    }
    told: dict[str, dict[str, Any]] = {
        r["name"]: {"ms": [], "status": 0, "bytes": 0, "gzip": 0} for r in plan["requests"]
    }
    for number in range(plan["warm"] + plan["count"]):
        for request in plan["requests"]:
            ms, status, body = _ask(connections[int(request["port"])], request)
            kept = told[request["name"]]
            if status >= 400 or (request.get("expect") and status != request["expect"]):
                kept |= {"status": status, "wrong": body.decode(errors="replace")[-2000:]}
            elif number >= plan["warm"]:
                kept["ms"].append(ms)
                kept |= {"status": status, "bytes": len(body), "gzip": len(gzip.compress(body, 6))}
    json.dump(told, sys.stdout)


def _ask(connection: http.client.HTTPConnection, request: dict[str, Any]) -> tuple[float, int, bytes]:
    headers, body = dict(request["headers"]), None
    if "fields" in request:
        fields = [tuple(pair) for pair in request["fields"]]
        body = urlencode([*fields, ("id", str(uuid7()))])
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    for again in (True, False):
        begun = time.perf_counter()
        try:
            connection.request("GET" if body is None else "POST", request["path"], body, headers)
            answer = connection.getresponse()
            content = answer.read()
            return (time.perf_counter() - begun) * 1000, answer.status, content
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            connection.close()  # kept alive long enough; asked again on a new one, and only that is timed
            if not again:
                raise
    raise AssertionError


if __name__ == "__main__":
    main()
