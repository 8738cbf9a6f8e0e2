"""Starting, adopting and stopping the embedded server."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any
from urllib.parse import quote

import psutil

from hamroh.conf.embedded import postmaster
from hamroh.conf.embedded.account import Account, database_account
from hamroh.conf.embedded.binaries import programs_for
from hamroh.conf.embedded.cluster import SUPERUSER, environment, init_cluster, refuse_foreign, settings
from hamroh.conf.embedded.errors import CannotStart
from hamroh.conf.embedded.folder import PORT, Folder
from hamroh.conf.processes import dies_with_parent

LOOK_EVERY = 0.02  # seconds
SAY_EVERY = 3.0
OTHERS_MAY_TAKE = 120.0  # seconds that another Hamroh may take to get the same database ready
BIGGEST_LOG = 10_000_000  # bytes; then it is put aside, at the next start


def say_nothing(_sentence: str) -> None:
    pass


class Server:
    """The PostgreSQL of one folder. The first Hamroh that starts it supervises it, others adopt it."""

    superuser = SUPERUSER
    port = PORT

    def __init__(self, folder: Path, fast: bool = False) -> None:
        self.folder = Folder(Path(folder).expanduser().absolute())
        self.fast = fast
        self.adopted = False
        self._lock: int | None = None
        self._supervisor = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._handlers: dict[int, Any] = {}

    @property
    def host(self) -> str:
        """The folder of the socket, which is what libpq and psycopg take for a host."""
        return str(self.folder.socket)

    @property
    def password(self) -> str:
        """The superuser's."""
        return self.folder.password()

    def dsn(self, user: str = SUPERUSER, dbname: str = "postgres", password: str | None = None) -> str:
        """An address for DATABASE_URL; without a password only the superuser's is complete."""
        secret = self.password if password is None and user == SUPERUSER else password
        login = quote(user, safe="") + (f":{quote(secret, safe='')}" if secret else "")
        return f"postgresql://{login}@/{quote(dbname, safe='')}?host={quote(self.host, safe='')}&port={self.port}"

    def program(self, name: str) -> Path:
        """One of PostgreSQL's own programs of the same version: pg_dump, pg_restore, psql."""
        return programs_for(database_account()) / name

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else postmaster.noted_pid(self.folder.data)

    def is_running(self) -> bool:
        if self._process:
            return self._process.poll() is None
        return postmaster.living_server(self.folder.data) is not None

    def start(self, say: Callable[[str], None] = say_nothing) -> Server:
        """Ready for connections when it returns, or `CannotStart`. `say` gets sentences while it takes long."""
        if self._process or self.adopted:
            return self
        self.folder.refuse_unreachable_socket()
        try:
            account = database_account()
            programs = programs_for(account)
            self.folder.make(account)
            self._lock = self._hold_or_adopt(say)
            if self._lock is not None:
                self._supervise(programs, account, say)
        except OSError as error:  # no permission, no space, a file system without locks…
            raise CannotStart(
                f"The folder {self.folder.path} cannot be used ({error.strerror}: {error.filename}). Start Hamroh as "
                f"the account that owns it, or choose another folder with HAMROH_HOME."
            ) from error
        return self

    def stop(self) -> None:
        """End what we supervise; leave alone what we adopted, or what the process that forked us supervises."""
        self.adopted = False
        if self._lock is None or self._supervisor != os.getpid():
            return
        if self._process:
            postmaster.end([psutil.Process(self._process.pid)] if self._process.poll() is None else [])
            self._process.wait()
            self._process = None
        self._restore_signals()
        atexit.unregister(self.stop)
        self.folder.let_go(self._lock)
        self._lock = None

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _hold_or_adopt(self, say: Callable[[str], None]) -> int | None:
        """Our lock on the folder, or None once the server of whoever has it is ready."""
        told = _Patience(say, "Waiting for another Hamroh to get the database ready…")
        while (lock := self.folder.hold()) is None:
            server = postmaster.living_server(self.folder.data)
            if server and postmaster.is_ready(self.folder.data, server.pid):
                self.adopted = True
                return None
            if told.waited() > OTHERS_MAY_TAKE:
                raise CannotStart(
                    f"Another Hamroh holds {self.folder.path}, but its database is not ready. Stop that one first."
                )
            time.sleep(LOOK_EVERY)
        return lock

    def _supervise(self, programs: Path, account: Account, say: Callable[[str], None]) -> None:
        self._supervisor = os.getpid()
        atexit.register(self.stop)
        self._stop_on_signals()
        try:
            password = self.password
            self.folder.furnish(account)
            if self.folder.data.exists():
                refuse_foreign(self.folder, programs, account)
                postmaster.end_orphans(self.folder.data)
            else:
                init_cluster(self.folder, programs, account, password, self.fast)
            self._process = self._launch(programs, account)
            self._wait_until_ready(self._process, say)
        except BaseException:  # Ctrl-C while waiting, too, leaves nothing behind
            self.stop()
            raise

    def _launch(self, programs: Path, account: Account) -> subprocess.Popen[bytes]:
        command = [str(programs / "postgres"), "-D", str(self.folder.data)]
        for name, value in settings(self.folder, self.fast).items():
            command += ["-c", f"{name}={value}"]
        self._put_long_log_aside()
        with open(self.folder.log, "ab", opener=lambda path, flags: os.open(path, flags, 0o600)) as log:
            # A session of its own, so that Ctrl-C in the terminal does not stop it before those who use it.
            return subprocess.Popen(  # noqa: S603 - ours
                command, env=environment(), cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, **account.popen_options, **dies_with_parent(signal.SIGINT),
            )  # fmt: skip

    def _wait_until_ready(self, process: subprocess.Popen[bytes], say: Callable[[str], None]) -> None:
        """However long recovery takes: giving up half-way would only make the next one longer."""
        told = _Patience(say, "The database was not stopped cleanly and is recovering; nothing is lost. Please wait…")
        while not postmaster.is_ready(self.folder.data, process.pid):
            if process.poll() is not None:
                words = self.folder.last_words()
                raise CannotStart(f"The database in {self.folder.path} did not start. It says:\n{words}")
            told.waited()
            time.sleep(LOOK_EVERY)

    def _put_long_log_aside(self) -> None:
        if self.folder.log.exists() and self.folder.log.stat().st_size > BIGGEST_LOG:
            self.folder.log.replace(self.folder.log.with_name("log.old"))

    def _stop_on_signals(self) -> None:
        """TERM and HUP end Python at once, without cleaning up: make them an exit. INT already is an exception.

        Somebody else's handler, and a signal that is ignored (nohup), stay as they are.
        """
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGHUP):
                if signal.getsignal(number) is signal.SIG_DFL:
                    self._handlers[number] = signal.signal(number, _exit)

    def _restore_signals(self) -> None:
        for number, handler in self._handlers.items():
            if signal.getsignal(number) is _exit:
                signal.signal(number, handler)
        self._handlers.clear()


class _Patience:
    """Says the same sentence every few seconds of a wait."""

    def __init__(self, say: Callable[[str], None], sentence: str) -> None:
        self._say, self._sentence, self._begun, self._said = say, sentence, time.monotonic(), 0

    def waited(self) -> float:
        seconds = time.monotonic() - self._begun
        if seconds > SAY_EVERY * (self._said + 1):
            self._said += 1
            self._say(self._sentence)
        return seconds


@contextmanager
def temporary_server(fast: bool = True) -> Iterator[Server]:
    """A database for tests and demonstrations, in a short folder of its own that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="hamroh-"))
    if os.geteuid() == 0:
        folder.chmod(0o711)  # ours, just made: the database's account has to pass through
    try:
        with Server(folder / "db", fast=fast) as server:
            yield server
    finally:
        shutil.rmtree(folder)


def _exit(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
