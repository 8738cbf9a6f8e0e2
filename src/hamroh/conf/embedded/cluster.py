"""Making a database cluster, and the settings that its server always gets."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from hamroh.conf.embedded.account import Account
from hamroh.conf.embedded.binaries import major_version
from hamroh.conf.embedded.errors import CannotStart
from hamroh.conf.embedded.folder import PORT, Folder, make_closed, write_private
from hamroh.conf.processes import dies_with_parent

SUPERUSER = "postgres"

# Written once to postgresql.conf, where the installation may tune them.
TUNING = {"shared_buffers": "256MB", "max_connections": "100", "timezone": "UTC", "log_timezone": "UTC"}

# Given on the command line at each start, which postgresql.conf cannot overrule.
ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "logging_collector": "off",
    # What people typed must not reach the log: no statements, parameters, errors, nor DETAIL ("Key (name)=(…) exists").
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_min_error_statement": "panic",
    "log_min_messages": "log",  # an ERROR may quote a value; who sent the statement gets it, and the log does not
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
    "debug_print_parse": "off",
    "debug_print_rewritten": "off",
    "debug_print_plan": "off",
    "log_line_prefix": "%m [%p] ",
}

# For tests only: the machine may lose power and the data with it.
FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    "autovacuum": "off",
}


def environment() -> dict[str, str]:
    """Ours without PG… variables, which would change what the programs do, and with messages in English."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def settings(folder: Folder, fast: bool) -> Mapping[str, str]:
    return {**ALWAYS, **(FAST if fast else {}), "unix_socket_directories": _quoted(folder.socket), "port": str(PORT)}


def init_cluster(folder: Folder, programs: Path, account: Account, password: str, fast: bool) -> None:
    """Make the cluster. It appears whole: one cut off half-way is begun again."""
    unfinished, told = folder.path / "data.new", folder.path / "socket" / ".initial"
    shutil.rmtree(unfinished, ignore_errors=True)
    told.unlink(missing_ok=True)
    make_closed(unfinished, account)
    write_private(told, password)
    account.own(told)
    try:
        made = subprocess.run(  # noqa: S603 - ours
            _initdb(programs, unfinished, told, fast), check=False, capture_output=True, text=True, errors="replace",
            env=environment(), cwd="/", **account.popen_options, **dies_with_parent(),
        )  # fmt: skip
    finally:
        told.unlink()
    if made.returncode:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise CannotStart(f"The database could not be made in {folder.path}. It says:\n{made.stderr.strip()}")
    unfinished.rename(folder.data)


def _initdb(programs: Path, data: Path, password_file: Path, fast: bool) -> list[str]:
    """The builtin C.UTF-8 sorts and changes case the same on every system, whatever locales it has."""
    return [
        str(programs / "initdb"), "--pgdata", str(data), "--username", SUPERUSER, "--pwfile", str(password_file),
        "--auth-local=scram-sha-256", "--auth-host=scram-sha-256", "--encoding=UTF8", "--locale=C",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--text-search-config=simple",
        *(part for name, value in TUNING.items() for part in ("--set", f"{name}={value}")),
        *(["--no-sync"] if fast else []),
    ]  # fmt: skip


def refuse_foreign(folder: Folder, programs: Path, account: Account) -> None:
    """Data of another account, or of another major version, are left as they are."""
    owner = folder.data.stat().st_uid
    if owner != account.uid:
        raise CannotStart(
            f"The data in {folder.data} belong to user id {owner}, and the database would run as {account.uid}. "
            f"Start Hamroh as the account that made them, or choose another folder with HAMROH_HOME."
        )
    theirs, ours = (folder.data / "PG_VERSION").read_text().strip(), major_version(programs)
    if theirs != ours:
        raise CannotStart(
            f"The data in {folder.data} were written by PostgreSQL {theirs}; this Hamroh brings PostgreSQL {ours}. "
            f"Make a backup with the Hamroh that wrote them, and restore it with this one."
        )


def _quoted(path: Path) -> str:
    """As an element of a list of names, where a comma or a space would begin another."""
    return '"' + str(path).replace('"', '""') + '"'
