"""Opening the installation for a command: its database running, its login chosen, Django ready."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from hamroh.conf import database, state


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def installation(role: str = database.APP) -> Iterator[None]:
    """The database of this installation runs (started here or elsewhere), and Django logs in as this role."""
    state.make_folder()
    server = database.embedded()
    if server:
        server.start(say)
    try:
        os.environ["HAMROH_AS"] = role
        import django

        django.setup()
        yield
    finally:
        if server:
            server.stop()


def this_command(*arguments: str, role: str | None = None) -> None:
    """Run another `hamroh` command in a process of its own, with a login of its own. Raises when it fails."""
    environment = os.environ | ({"HAMROH_AS": role} if role else {})
    subprocess.run([sys.executable, "-m", "hamroh.conf.cli", *arguments], check=True, env=environment)  # noqa: S603
