"""Recognising and ending the server of one data folder, and never another program that got its process number."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from hamroh.conf.embedded.errors import CannotStart

PATIENCE = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))  # fast, immediate, and the end

LOOK_EVERY = 0.005  # seconds


def noted_pid(data: Path) -> int | None:
    lines = _notes(data)
    return int(lines[0]) if lines and lines[0].strip().isdigit() else None


def is_ready(data: Path, pid: int) -> bool:
    """Whether that server has written that it takes connections (line 8 of postmaster.pid)."""
    lines = _notes(data)
    return len(lines) >= 8 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"


def living_server(data: Path) -> psutil.Process | None:
    """The server named in postmaster.pid, if that number is still a PostgreSQL at work in this very folder."""
    pid = noted_pid(data)
    with suppress(psutil.Error):
        if pid and _works_in(process := psutil.Process(pid), data):
            return process
    return None


def end_orphans(data: Path) -> None:
    """Stop a server whose supervisor was killed, and what a killed server left at work, then forget its note.

    The note may only go when nobody is at work in the folder: two servers on one folder destroy the data.
    """
    if server := living_server(data):
        end([server])
    left = end([process for process in psutil.process_iter() if _works_in(process, data)], gently=False)
    if left:
        numbers = ", ".join(str(process.pid) for process in left)
        raise CannotStart(f"Processes of an earlier database still work in {data} and cannot be ended: {numbers}.")
    (data / "postmaster.pid").unlink(missing_ok=True)


def end(processes: Sequence[psutil.Process], gently: bool = True) -> list[psutil.Process]:
    """Ask, then force; answers who is still there. psutil refuses a number that another program got meanwhile.

    Fast shutdown comes first: open transactions are rolled back, everything is written.
    """
    alive = list(processes)
    for sent, seconds in PATIENCE if gently else PATIENCE[1:]:
        for process in alive:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(sent)
        until = time.monotonic() + seconds
        while alive := [process for process in alive if _is_alive(process)]:
            if time.monotonic() > until:
                break
            time.sleep(LOOK_EVERY)
    return alive


def _is_alive(process: psutil.Process) -> bool:
    """A zombie is dead. In a container nobody may come to bury it, so that psutil's own wait would be in vain."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _works_in(process: psutil.Process, data: Path) -> bool:
    """The server and all its processes have the data folder as their working folder, and run as its owner.

    Each test alone would nearly do; together they keep a mistake in one from reaching programs of others.
    """
    try:
        return (
            process.name().startswith("postgres")
            and process.uids().real == data.stat().st_uid
            and os.path.samefile(process.cwd(), data)
        )
    except (psutil.Error, OSError):
        return False


def _notes(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(errors="replace").splitlines()
    except (FileNotFoundError, PermissionError):
        return []
