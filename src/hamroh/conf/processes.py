"""Several programs run as one: `hamroh serve` is a web server, a worker and a database that start and end together.

Nothing here imports Django: it runs before there are settings.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG = 1  # linux/prctl.h
LOOK_EVERY = 0.05  # seconds


class PortTaken(Exception):
    """The wanted port cannot be listened on; the text says what to do instead."""


@dataclass(frozen=True)
class Child:
    """A program to run: argument list, what it adds to the environment, and the port that answers when it is ready."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    port: int | None = None


def run_all(
    children: Sequence[Child],
    on_ready: Callable[[], None] | None = None,
    *,
    grace: float = 15.0,
    still_well: Callable[[], bool] = lambda: True,
) -> int:
    """Run the children until one ends, something they need is no longer well, or INT, TERM or HUP asks to stop.

    Then all are asked to stop, and killed after `grace` seconds, with everything they started; a second signal does
    not wait. Answers 0 when asked to stop, otherwise the status of the child that ended first (128 + n for signal n).
    """
    with _stop_requests() as requests:
        running: list[tuple[Child, subprocess.Popen[bytes]]] = []
        try:
            for child in children:
                running.append((child, _launch(child)))
            return _watch(running, on_ready, still_well, requests)
        finally:
            _end_all([process for _, process in running], grace, requests)


def free_port(port: int, host: str = "127.0.0.1") -> None:
    """Raise `PortTaken` unless a server could listen on this port."""
    reason = _why_not(port, host)
    if reason is None:
        return
    other = next((p for p in range(port + 1, min(port + 100, 65536)) if _why_not(p, host) is None), 8000)
    if reason in (errno.EACCES, errno.EPERM):
        raise PortTaken(f"Port {port} is for the administrator only. Choose another with PORT={other}.")
    raise PortTaken(f"Port {port} is taken by another program. Stop that one, or choose another with PORT={other}.")


def dies_with_parent(sent: signal.Signals = signal.SIGTERM) -> dict[str, Any]:
    """Options for `Popen` by which the kernel ends the child even when we are killed with -9 (Linux only).

    The kernel takes the death of the *thread* that started the child for the parent's, so only the main thread may ask.
    """
    if sys.platform != "linux" or threading.current_thread() is not threading.main_thread():
        return {}
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, int(sent), 0, 0, 0)
        if os.getppid() != parent:  # it died before we asked
            os.kill(os.getpid(), signal.SIGKILL)

    return {"preexec_fn": ask}


@contextmanager
def _stop_requests() -> Iterator[list[int]]:
    """The stop signals that arrived meanwhile. One that was ignored before (nohup) stays ignored."""
    arrived: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        arrived.append(number)

    before = {s: signal.getsignal(s) for s in STOP_SIGNALS if signal.getsignal(s) is not signal.SIG_IGN}
    for number in before:
        signal.signal(number, note)
    try:
        yield arrived
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _launch(child: Child) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches us alone and we decide the order; and its whole group can be ended.
    return subprocess.Popen(  # noqa: S603 - the caller's own commands
        list(child.argv), env={**os.environ, **child.env}, start_new_session=True, **dies_with_parent()
    )


def _watch(
    running: Sequence[tuple[Child, subprocess.Popen[bytes]]],
    on_ready: Callable[[], None] | None,
    still_well: Callable[[], bool],
    requests: Sequence[int],
) -> int:
    waiting = [child.port for child, _ in running if child.port is not None]
    while not requests:
        for child, process in running:
            if (status := process.poll()) is not None:
                status = status if status >= 0 else 128 - status
                print(f"hamroh: {child.name} ended with status {status}; stopping the rest.", file=sys.stderr)
                return status
        if not still_well():
            print("hamroh: the database is gone; stopping.", file=sys.stderr)
            return 1
        waiting = [port for port in waiting if not _answers(port)]
        if on_ready and not waiting:
            on_ready()
            on_ready = None
        time.sleep(LOOK_EVERY)
    return 0


def _end_all(processes: Sequence[subprocess.Popen[bytes]], grace: float, requests: Sequence[int]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until, asked = time.monotonic() + grace, len(requests)
    while any(p.poll() is None for p in processes) and time.monotonic() < until and len(requests) == asked:
        time.sleep(LOOK_EVERY)
    for process in processes:  # also what an ended child left behind: its group outlives it
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _why_not(port: int, host: str) -> int | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the web server binds: TIME_WAIT is no obstacle
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.errno or errno.EADDRINUSE
    return None
