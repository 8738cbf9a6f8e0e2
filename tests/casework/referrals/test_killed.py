"""Killed in the middle of sending: after a restart there is all of a referral, or none of it."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from hamroh.conf.embedded import Server
from tests import cast

ROOT = Path(__file__).parents[3]
TABLES = ("referrals_referral", "referrals_content", "grounds_disclosure")
SEND = """
import sys, time
import django; django.setup()
from tests import cast
from tests.casework.referrals import given
from hamroh.casework.referrals.actions import send_referral
case = given.case()
ground = given.consent(case)
with cast.acting(cast.nigora) as actor:
    send_referral(actor, **given.sending(case, ground))
    print("sent, not committed", flush=True)
    if sys.argv[1] == "hang":
        time.sleep(60)
print("committed", flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A server of its own with durable commits: the one of the other tests trades them for speed."""
    folder = Path(tempfile.mkdtemp(prefix="hk-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    from hamroh.conf import state

    monkeypatch.setenv("HAMROH_HOME", str(home))
    state.make_folder()
    with Server(state.folder() / "database") as running:
        if not (home / "made").exists():
            cast.make_template(running.dsn(), "hamroh_killed")
            (home / "made").touch()
        yield running


def send(server: Server, how: str, until: str) -> subprocess.Popen[str]:
    """Another process sends a referral; returns when it has come so far."""
    environment = os.environ | {
        "HAMROH_DATABASE_NAME": "hamroh_killed", "DJANGO_SETTINGS_MODULE": "hamroh.conf.settings", "HAMROH_AS": "hamroh_app",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", SEND, how], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    for line in process.stdout:
        if line.strip() == until:
            return process
    raise AssertionError("it ended before")


def counts(server: Server) -> list[int]:
    with psycopg.connect(server.dsn(dbname="hamroh_killed")) as connection:
        rows = [connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in TABLES]
        told = connection.execute("SELECT count(*) FROM audit_entry WHERE verb = 'referral.sent'").fetchone()
        return [count for (count,) in [*rows, told]]  # type: ignore[misc]


def kill_database(server: Server) -> None:
    """As a power cut would, for the server and all that it started."""
    top = psutil.Process(server.pid)
    everything = [top, *top.children(recursive=True)]
    for process in everything:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGKILL)
    psutil.wait_procs(everything, timeout=10)


def test_the_web_process_killed_before_the_commit_leaves_nothing(server: Server) -> None:
    before = counts(server)
    process = send(server, "hang", "sent, not committed")
    process.kill()
    process.wait()
    assert counts(server) == before


def test_the_database_killed_before_the_commit_leaves_nothing(server: Server) -> None:
    before = counts(server)
    process = send(server, "hang", "sent, not committed")
    kill_database(server)
    process.kill()
    process.wait()
    server.stop()
    server.start()
    assert counts(server) == before


def test_the_database_killed_after_the_commit_has_all_of_it(server: Server) -> None:
    before = counts(server)
    process = send(server, "go", "committed")
    kill_database(server)
    process.kill()
    process.wait()
    server.stop()
    server.start()
    assert counts(server) == [count + 1 for count in before]
