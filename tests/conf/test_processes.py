"""Several programs as one: they end together, whatever ends first, and nothing is left."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from hamroh.conf import processes
from hamroh.conf.processes import Child, PortTaken, free_port, run_all

SRC = Path(processes.__file__).parents[2]
SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = "import signal, time; [signal.signal(s, signal.SIG_IGN) for s in (2, 15)]; "


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def writes_its_number(path: Path, then: str = "time.sleep(60)") -> list[str]:
    return python(f"import os, time, pathlib; pathlib.Path({str(path)!r}).write_text(str(os.getpid())); {then}")


def number_in(path: Path) -> int:
    wait_until(lambda: path.exists() and path.read_text())
    return int(path.read_text())


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_until(true: Callable[[], object], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def an_open_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def supervisor(
    tmp_path: Path, grace: float = 5, before: str = "", first: list[str] | None = None
) -> subprocess.Popen[str]:
    """A program that runs two children; their numbers are in the files `one` and `two`."""
    code = (
        f"import sys, signal; from hamroh.conf.processes import Child, run_all; {before}\n"
        f"one = Child('one', {first or writes_its_number(tmp_path / 'one')!r})\n"
        f"two = Child('two', {writes_its_number(tmp_path / 'two')!r})\n"
        f"sys.exit(run_all([one, two], grace={grace}))"
    )
    return subprocess.Popen(python(code), env={**os.environ, "PYTHONPATH": str(SRC)}, text=True, stderr=subprocess.PIPE)


class TestEnding:
    @pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_a_stop_signal_ends_all_and_is_no_failure(self, tmp_path: Path, sent: signal.Signals) -> None:
        process = supervisor(tmp_path)
        children = [number_in(tmp_path / "one"), number_in(tmp_path / "two")]
        process.send_signal(sent)
        assert process.wait(10) == 0
        assert not any(is_alive(pid) for pid in children)

    def test_one_that_dies_ends_the_others_and_gives_its_status(
        self, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        dies = Child(
            "worker", python(f"import time, os\nwhile not os.path.exists({str(tmp_path / 'one')!r}): pass\nexit(7)")
        )
        assert run_all([Child("web", writes_its_number(tmp_path / "one")), dies]) == 7
        assert not is_alive(number_in(tmp_path / "one"))
        assert "worker ended with status 7" in capfd.readouterr().err

    def test_one_that_was_killed_counts_as_in_a_shell(self) -> None:
        assert run_all([Child("web", python("import os; os.kill(os.getpid(), 9)")), Child("worker", SLEEPS)]) == 137

    def test_one_that_does_not_listen_is_killed_after_the_grace(self, tmp_path: Path) -> None:
        deaf = Child("deaf", python(DEAF + writes_its_number(tmp_path / "one")[2]))
        dies = Child("dies", python(f"import os\nwhile not os.path.exists({str(tmp_path / 'one')!r}): pass\nexit(3)"))
        begun = time.monotonic()
        assert run_all([deaf, dies], grace=0.3) == 3
        assert time.monotonic() - begun < 5
        assert not is_alive(number_in(tmp_path / "one"))

    def test_a_second_signal_does_not_wait_for_the_grace(self, tmp_path: Path) -> None:
        deaf = python(DEAF + writes_its_number(tmp_path / "one")[2])
        process = supervisor(tmp_path, grace=60, first=deaf)
        child, other = number_in(tmp_path / "one"), number_in(tmp_path / "two")
        process.send_signal(signal.SIGINT)
        wait_until(lambda: not is_alive(other))
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert not is_alive(child)

    def test_what_a_child_started_ends_with_it(self, tmp_path: Path) -> None:
        grandchild = writes_its_number(tmp_path / "one")
        waits = f"while not os.path.exists({str(tmp_path / 'one')!r}): pass"
        code = f"import subprocess, os; subprocess.Popen({grandchild!r})\n{waits}"
        assert run_all([Child("leaves", python(code))]) == 0
        wait_until(lambda: not is_alive(number_in(tmp_path / "one")))

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a parent's sudden death")
    def test_children_do_not_outlive_a_killed_supervisor(self, tmp_path: Path) -> None:
        process = supervisor(tmp_path)
        children = [number_in(tmp_path / "one"), number_in(tmp_path / "two")]
        process.kill()
        process.wait(10)
        wait_until(lambda: not any(is_alive(pid) for pid in children))

    def test_a_hangup_that_nohup_ignores_stays_ignored(self, tmp_path: Path) -> None:
        process = supervisor(tmp_path, before="signal.signal(signal.SIGHUP, signal.SIG_IGN)")
        child = number_in(tmp_path / "one")
        process.send_signal(signal.SIGHUP)
        time.sleep(0.3)
        assert process.poll() is None and is_alive(child)
        process.terminate()
        assert process.wait(10) == 0

    def test_when_one_cannot_be_started_the_earlier_ones_end(self, tmp_path: Path) -> None:
        started: list[int] = []
        web = Child("web", writes_its_number(tmp_path / "one"))
        with pytest.raises(FileNotFoundError):
            run_all([web, Child("absent", ["/nonexistent/program"])])
        started += [p.pid for p in psutil.Process().children() if str(tmp_path / "one") in " ".join(p.cmdline())]
        assert started == []

    def test_when_the_database_goes_all_end(self) -> None:
        assert run_all([Child("web", SLEEPS)], still_well=lambda: False) == 1

    def test_the_signals_are_handled_as_before_afterwards(self) -> None:
        before = [signal.getsignal(s) for s in processes.STOP_SIGNALS]
        run_all([Child("web", python("pass"))])
        assert [signal.getsignal(s) for s in processes.STOP_SIGNALS] == before


class TestBeginning:
    def test_a_child_gets_what_it_was_given_besides_our_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OURS", "1")
        code = "import os; exit(int(os.environ['OURS'] + os.environ['THEIRS']))"
        assert run_all([Child("web", python(code), env={"THEIRS": "2"})]) == 12

    def test_it_is_ready_once_when_every_port_answers(self) -> None:
        port, ready = an_open_port(), []
        serves = (
            f"import socket, time; time.sleep(0.3); s = socket.create_server(('127.0.0.1', {port})); time.sleep(0.7)"
        )

        def on_ready() -> None:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                ready.append(port)

        assert run_all([Child("web", python(serves), port=port), Child("worker", SLEEPS)], on_ready) == 0
        assert ready == [port]

    def test_it_is_not_ready_when_a_child_dies_first(self) -> None:
        ready: list[int] = []
        web = Child("web", python("exit(1)"), port=an_open_port())
        assert run_all([web], lambda: ready.append(1)) == 1
        assert ready == []


class TestPorts:
    def test_a_taken_port_is_refused_with_another_that_is_free(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            with pytest.raises(PortTaken, match=f"Port {port} is taken .* PORT=(\\d+)") as refusal:
                free_port(port)
        free_port(int(str(refusal.value).rpartition("=")[2].rstrip(".")))

    def test_a_port_taken_on_every_address_is_taken(self) -> None:
        with socket.create_server(("0.0.0.0", 0)) as server, pytest.raises(PortTaken):
            free_port(server.getsockname()[1])

    def test_a_free_port_passes_also_right_after_it_was_used(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            with socket.create_connection(("127.0.0.1", port)) as client:
                accepted, _ = server.accept()
                accepted.close()
                client.recv(1)
        free_port(port)

    def test_the_last_port_can_be_asked_for(self) -> None:
        with socket.socket() as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind(("127.0.0.1", 65535))
            server.listen()
            with pytest.raises(PortTaken, match="PORT=8000"):
                free_port(65535)
