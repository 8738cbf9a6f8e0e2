"""The folder of a database: who may enter what, and the one supervisor that holds it."""

from __future__ import annotations

import fcntl
import os
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

from hamroh.conf.embedded.account import Account
from hamroh.conf.embedded.errors import CannotStart

PORT = 5432  # only part of the socket's name: nothing listens on the network
LONGEST_SOCKET = 100  # bytes; sockaddr_un takes 107 on Linux and 103 on macOS


@dataclass(frozen=True)
class Folder:
    """`data` and `socket` belong to the database's account and are closed (0700). The folder itself, `password`, `lock`
    and `log` belong to whoever runs Hamroh; as root the account may only pass through the folder (0710)."""

    path: Path

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def socket(self) -> Path:
        return self.path / "socket"

    @property
    def log(self) -> Path:
        return self.path / "log"

    def refuse_unreachable_socket(self) -> None:
        """The name must fit into an address, and clients take a comma for the beginning of another one."""
        if "," in str(self.path):
            raise CannotStart(f"The folder {self.path} has a comma in its name. Choose another with HAMROH_HOME.")
        length = len(os.fsencode(self.socket / f".s.PGSQL.{PORT}"))
        if length > LONGEST_SOCKET:
            raise CannotStart(
                f"The folder {self.path} has too long a name for the database's socket ({length} bytes with the "
                f"socket's own name, at most {LONGEST_SOCKET}). Choose a shorter folder with HAMROH_HOME."
            )

    def make(self, account: Account) -> None:
        """Make the folder if absent: whole at once, so that another start never sees it half open."""
        make_parents(self.path.parent, account)
        if self.path.exists():
            return
        unfinished = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        unfinished.mkdir(mode=0o700)
        if account.dropped:
            os.chown(unfinished, -1, account.gid)
            unfinished.chmod(0o710)
        try:
            unfinished.rename(self.path)
        except OSError:  # another start was quicker, and has begun to fill it
            unfinished.rmdir()

    def furnish(self, account: Account) -> None:
        """What the server needs besides its data. Only whoever holds the folder does this."""
        make_closed(self.socket, account)
        if not account.can("x", self.socket):
            raise CannotStart(
                f"The account “{account.name}”, which the database runs under, cannot enter {self.socket}. "
                f"Choose a folder that it can reach with HAMROH_HOME (one under /var/lib, say)."
            )
        _refuse_without_sockets(self.socket)

    def password(self) -> str:
        """The superuser's password, made at the first start; who runs Hamroh alone may read it."""
        path = self.path / "password"
        if not path.exists():
            if (self.data / "PG_VERSION").exists():
                raise CannotStart(f"{path} is missing; without it nobody can open the data. Restore it from a backup.")
            write_private(path, secrets.token_urlsafe(32))
        return path.read_text(encoding="ascii").strip()

    def hold(self) -> int | None:
        """Become the only supervisor of this folder, or None while another lives. The kernel lets go when we die."""
        lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return None
        _held.add(lock)
        return lock

    def let_go(self, lock: int) -> None:
        _held.discard(lock)
        os.close(lock)

    def last_words(self, lines: int = 15) -> str:
        """The end of the server's log, for a message about a failed start."""
        if not self.log.exists():
            return "(the log is empty)"
        with self.log.open("rb") as log:
            log.seek(max(0, os.path.getsize(self.log) - 8192))
            return "\n".join(log.read().decode(errors="replace").splitlines()[-lines:])


def make_closed(path: Path, account: Account) -> None:
    if not path.exists():
        path.mkdir(mode=0o700)
        account.own(path)


def write_private(path: Path, text: str) -> None:
    """Whole or not at all, and on the disk: losing the password loses the data."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)


def make_parents(path: Path, account: Account) -> None:
    """As mkdir -p, but closed to others; as root the account may pass through."""
    if not path.exists():
        make_parents(path.parent, account)
        path.mkdir(mode=0o711 if account.dropped else 0o700, exist_ok=True)


def _refuse_without_sockets(folder: Path) -> None:
    """The server itself says nothing useful on a file system without sockets (some network and shared folders)."""
    path = folder / f".{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.bind(str(path))
        except OSError as error:
            raise CannotStart(
                f"The file system of {folder} cannot hold a socket ({error.strerror}). "
                f"Choose a folder on a local disk with HAMROH_HOME."
            ) from error
    path.unlink()


_held: set[int] = set()


def _forget_after_fork() -> None:
    """A lock outlives us in a process that we forked; it would keep a dead supervisor's folder held."""
    while _held:
        os.close(_held.pop())


os.register_at_fork(after_in_child=_forget_after_fork)
