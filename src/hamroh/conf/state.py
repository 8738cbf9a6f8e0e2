"""Where one installation keeps what is its own: the embedded database, passwords, the key store.

<home>/live  or  <home>/demo
    database/      the embedded PostgreSQL
    secrets.json   passwords of the database roles, the signing key (0600)
    keys/          the key store of the vault: back it up apart from the database
"""

import json
import os
import secrets
from pathlib import Path
from typing import Any

from hamroh.conf.embedded import home
from hamroh.conf.embedded.folder import write_private

ROLES = ("hamroh_owner", "hamroh_app", "hamroh_jobs")


def demo() -> bool:
    return os.environ.get("HAMROH_DEMO") == "1"


def folder() -> Path:
    return home() / ("demo" if demo() else "live")


def make_folder() -> None:
    """As root the database runs under an account of its own, which must pass through here; what is inside is closed."""
    mode = 0o711 if os.geteuid() == 0 else 0o700
    home().mkdir(parents=True, exist_ok=True, mode=mode)
    folder().mkdir(exist_ok=True, mode=mode)


def keys_folder() -> Path:
    return Path(os.environ.get("HAMROH_KEYS") or folder() / "keys")


def secret(name: str) -> str:
    """One of this installation's secrets, made when first asked for."""
    known = _read()
    if name not in known:
        known[name] = secrets.token_urlsafe(32)
        make_folder()
        write_private(folder() / "secrets.json", json.dumps(known, indent=1))
    return known[name]


def _read() -> dict[str, Any]:
    try:
        return dict(json.loads((folder() / "secrets.json").read_text()))
    except FileNotFoundError:
        return {}
