"""Where Hamroh keeps its data, and the account that the database runs under: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hamroh.conf.embedded.errors import CannotStart

NAME = "hamroh"


def home() -> Path:
    """The folder of this installation: HAMROH_HOME, or the place where a system service or a user keeps such data."""
    if named := os.environ.get("HAMROH_HOME"):
        return Path(named).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/hamroh")
    if state := os.environ.get("XDG_STATE_HOME"):
        return Path(state) / "hamroh"
    return Path.home() / ".local" / "share" / "hamroh"


@dataclass(frozen=True)
class Account:
    """Whom the database runs as. `dropped` when we are root and it is not."""

    name: str
    uid: int
    gid: int
    dropped: bool

    @property
    def popen_options(self) -> dict[str, Any]:
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.dropped else {}

    def own(self, path: Path) -> None:
        """Hand over something that we have just made."""
        if self.dropped:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def can(self, test: str, path: Path) -> bool:
        """Ask the system itself (its access lists included): `test` is r, w or x, as in test(1)."""
        command = ["/bin/sh", "-c", f'test -{test} "$1"', "sh", str(path)]
        return subprocess.run(command, check=False, cwd="/", **self.popen_options).returncode == 0  # noqa: S603 - ours


def database_account() -> Account:
    """Ourselves, or as root an account of its own, made when absent."""
    if os.geteuid() != 0:
        return Account(str(os.geteuid()), os.geteuid(), os.getegid(), dropped=False)
    entry = _entry() or _create()
    if entry.pw_uid == 0:
        raise CannotStart(f"The account “{NAME}” is root under another name. Give it a user id of its own.")
    return Account(NAME, entry.pw_uid, entry.pw_gid, dropped=True)


def _entry() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _create() -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    answer = "there is no useradd here"
    if useradd:
        command = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        command += ["--shell", "/usr/sbin/nologin", NAME]
        answer = subprocess.run(command, check=False, capture_output=True, text=True).stderr.strip()  # noqa: S603 - ours
    if entry := _entry():  # ours, or made by another start at the same moment
        return entry
    raise CannotStart(
        f"The database must not run as root, and the account “{NAME}” could not be made ({answer}). "
        f"Create it (a system account without a home), or start Hamroh as an ordinary user."
    )
