"""Sends filled forms as telephones do, from a process of its own: `python -m hamroh.jobs.bench.sending`, a plan in, times out.

Several telephones at once, each on a connection kept alive; every form has a number of its own, so each is a new one.
"""

from __future__ import annotations

import http.client
import json
import statistics
import sys
import threading
import time
import uuid
from typing import Any

BOUNDARY = "----bench"


def main() -> None:
    plan = json.load(sys.stdin)
    bodies = [_body(plan) for _ in range(plan["count"])]
    taken: list[float] = []
    wrong: list[str] = []
    begun = time.perf_counter()
    threads = [
        threading.Thread(target=_send, args=(plan["port"], path, bodies[at :: len(plan["paths"])], taken, wrong))
        for at, path in enumerate(plan["paths"])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    json.dump(_told(seconds, taken, wrong, len(bodies[0])), sys.stdout)


def _told(seconds: float, taken: list[float], wrong: list[str], size: int) -> dict[str, Any]:
    times = sorted(taken)
    return {
        "accepted": len(times),
        "per_second": len(times) / seconds,
        "p50_ms": statistics.median(times) if times else 0.0,
        "p95_ms": times[min(len(times) - 1, round(len(times) * 0.95))] if times else 0.0,
        "bytes": size,
        "wrong": wrong[:3],
    }


def _body(plan: dict[str, Any]) -> bytes:
    answers = plan["answers"].replace(plan["number"], str(uuid.uuid4()))
    return (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="a.xml"\r\n'
        f"Content-Type: text/xml\r\n\r\n{answers}\r\n--{BOUNDARY}--\r\n"
    ).encode()


def _send(port: int, path: str, bodies: list[bytes], taken: list[float], wrong: list[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "X-OpenRosa-Version": "1.0"}
    for body in bodies:
        begun = time.perf_counter()
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status == 201:
            taken.append((time.perf_counter() - begun) * 1000)
        else:
            wrong.append(f"{answer.status} {content.decode(errors='replace')[-300:]}")


if __name__ == "__main__":
    main()
