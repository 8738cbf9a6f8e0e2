"""Asks the servers for one page many times, and reads what it took: CPU of the workers, CPU of the database, time."""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psutil
import psycopg

WARM = 8  # requests before the first that counts
TOKEN = "b" * 32  # of every form; the cookie says the same


@dataclass(frozen=True)
class Served:
    """One gunicorn: its port, its first process, what its connections are called, and a login that may see them."""

    port: int
    pid: int
    connections: str
    admin: str

    def cpu(self) -> float:
        """Seconds of its workers."""
        return sum(_seconds(worker) for worker in psutil.Process(self.pid).children(recursive=True))

    def backends(self) -> dict[int, float]:
        """Seconds of each process of the database that works for it."""
        asked = "SELECT pid FROM pg_stat_activity WHERE application_name = %s"
        with psycopg.connect(self.admin) as connection:
            pids = [pid for (pid,) in connection.execute(asked, [self.connections]).fetchall()]
        found = {}
        for pid in pids:
            with suppress(psutil.NoSuchProcess):
                found[pid] = _seconds(psutil.Process(pid))
        return found

    def wait(self, seconds: float = 30.0) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with socket.socket() as probe:
                probe.settimeout(0.2)
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"Nothing answers on port {self.port}.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(served: dict[str, Served], name: str, page: dict[str, Any], requests: int) -> dict[str, Any]:
    """The page and the two bare ones in turn, from one client."""
    plan = {"requests": _requests(served, name, page)}
    _client({**plan, "warm": WARM, "count": 0})
    before = {key: (server.cpu(), server.backends()) for key, server in served.items()}
    answers = _client({**plan, "warm": 0, "count": requests})
    cpu, database = {}, {}
    for key, server in served.items():
        workers, backends = before[key]
        cpu[key] = (server.cpu() - workers) * 1000 / requests
        spent = sum(seconds - backends.get(pid, 0.0) for pid, seconds in server.backends().items())
        database[key] = spent * 1000 / requests
    times = {key: sorted(answer["ms"]) for key, answer in answers.items()}
    p50 = {key: statistics.median(ms) for key, ms in times.items()}
    return {
        "cpu_ms": cpu["pages"],
        "db_cpu_ms": database["pages"],
        "p50_ms": p50["pages"],
        "p95_ms": times["pages"][min(requests - 1, round(requests * 0.95))],
        "bytes": answers["pages"]["bytes"],
        "bytes_compressed": answers["pages"]["gzip"],
        "ratio_to_bare": p50["pages"] / p50["bare"],
        "ratio_to_bare_cpu": (cpu["pages"] + database["pages"]) / max(0.01, cpu["bare"] + database["bare"]),
        "ratio_to_bare_django": p50["pages"] / p50["bare_django"],
        "bare": {k: {"p50_ms": p50[k], "cpu_ms": cpu[k], "db_cpu_ms": database[k]} for k in ("bare", "bare_django")},
    }


def _client(plan: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "hamroh.jobs.bench.client"],
        input=json.dumps(plan),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    answers: dict[str, Any] = json.loads(done.stdout)
    for key, answer in answers.items():
        if wrong := answer.get("wrong"):
            raise RuntimeError(f"{key} answered {answer['status']}: {wrong}")
    return answers


def _requests(served: dict[str, Served], name: str, page: dict[str, Any]) -> list[dict[str, Any]]:
    common: dict[str, Any] = {"headers": {"Cookie": page["cookie"], "Accept-Encoding": "identity"}}
    if page["fields"]:
        common["fields"] = [*page["fields"], ("csrfmiddlewaretoken", TOKEN)]
    asked = {"pages": (page["path"], page["answers"])}
    asked |= dict.fromkeys(("bare", "bare_django"), (f"/{name}", 200))
    return [
        {**common, "name": key, "port": served[key].port, "path": path, "expect": status}
        for key, (path, status) in asked.items()
    ]


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system)
