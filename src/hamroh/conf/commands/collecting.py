"""`hamroh forms decrypt`, `pull-kobo` and `import-kobo`: what was collected elsewhere, opened or brought over."""

from __future__ import annotations

import argparse
import getpass
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from hamroh.conf import database
from hamroh.conf.commands.setup import installation, say

TOKEN = "HAMROH_KOBO_TOKEN"  # noqa: S105 - the name of a variable
LARGEST_FILE = 200 << 20


def decrypt(arguments: argparse.Namespace) -> int:
    """Open encrypted submissions in a folder, one to a folder as ODK keeps them. Needs no database and no network."""
    from hamroh.casework.submissions.rules.decrypting import CannotDecrypt, read_private_key

    try:
        content = arguments.key.read_bytes()
        passphrase = getpass.getpass("Passphrase of the key: ") if b"ENCRYPTED" in content else ""
        key = read_private_key(content, passphrase.encode() or None)
    except (OSError, CannotDecrypt):
        say(f"hamroh: {arguments.key} is no key that this passphrase opens.")
        return 1
    manifests = [
        path for path in sorted(arguments.folder.rglob("*.xml")) if b'encrypted="yes"' in path.read_bytes()[:4096]
    ]
    if not manifests:
        say(f"hamroh: there is no encrypted submission in {arguments.folder}.")
        return 1
    failed = [path for path in manifests if not _open_one(path, arguments.folder, arguments.to, key)]
    print(f"{len(manifests) - len(failed)} opened into {arguments.to}, {len(failed)} not.")
    return 1 if failed else 0


WHY = {
    "files_missing": "files that it names are not beside it",
    "wrong_key": "it was encrypted for another key",
    "tampered": "it was changed after it was encrypted",
    "unreadable": "its list of files cannot be read",
}


def _open_one(manifest: Path, folder: Path, to: Path, key: Any) -> bool:
    from hamroh.casework.submissions.rules.decrypting import CannotDecrypt
    from hamroh.casework.submissions.rules.decrypting import decrypt as opened_by

    beside = {path.name: path.read_bytes() for path in manifest.parent.iterdir() if path.suffix == ".enc"}
    try:
        opened = opened_by(manifest.read_bytes(), beside, key)
    except CannotDecrypt as cannot:
        print(f"{manifest}: not opened, {WHY[cannot.code]}.")
        return False
    place = to / manifest.parent.relative_to(folder)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, content in {"submission.xml": opened.xml, **opened.files}.items():
        with os.fdopen(os.open(place / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
    return True


def pull_kobo(arguments: argparse.Namespace) -> int:
    """Pull the records of a form from KoboToolbox. The token comes from a file or a variable, never from the command line."""
    from hamroh.exchange.kobo.pulling import records

    try:
        token = arguments.token_file.read_text().strip() if arguments.token_file else os.environ.get(TOKEN, "")
    except OSError as error:
        say(f"hamroh: {arguments.token_file} cannot be read: {error.strerror}.")
        return 1
    if not token:
        say(f"hamroh: put the token of KoboToolbox into a file (--token-file) or into {TOKEN}.")
        return 1
    return _bring(arguments, lambda: records(arguments.server, arguments.asset, token))


def import_kobo(arguments: argparse.Namespace) -> int:
    """The same from a file of KoboToolbox's JSON."""
    from hamroh.exchange.kobo.pulling import records_in

    try:
        if arguments.file.stat().st_size > LARGEST_FILE:
            say("hamroh: the file is over 200 MB; bring it over in parts.")
            return 1
        content = arguments.file.read_bytes()
    except OSError as error:
        say(f"hamroh: {arguments.file} cannot be read: {error.strerror}.")
        return 1
    return _bring(arguments, lambda: records_in(content))


def _bring(arguments: argparse.Namespace, read: Any) -> int:
    from hamroh.exchange.kobo.pulling import CannotPull

    with installation(database.APP):
        try:
            found: Iterable[Mapping[str, Any]] = list(read())
        except CannotPull as cannot:
            say(f"hamroh: {cannot}")
            return 1
        return bring_records(found, username=arguments.username, form=arguments.form)


def bring_records(records: Iterable[Mapping[str, Any]], *, username: str, form: str) -> int:
    """All of them or none, in the name of this account, to the form as it is in force."""
    from django.db import transaction

    from hamroh.exchange.kobo.bringing import bring_over
    from hamroh.foundation.accounts.queries import account_id
    from hamroh.foundation.permissions.access import act_as
    from hamroh.kernel import clock
    from hamroh.mechanism.editions.queries import actor_of, current

    user_id = account_id(username)
    actor = actor_of(user_id) if user_id else None
    if actor is None or not actor.may("form:fill"):
        say(f"hamroh: there is no account “{username}” that may fill in forms.")
        return 1
    with transaction.atomic():
        act_as(actor)
        version = current().form_version(form)
        if version is None:
            say(f"hamroh: the mechanism has no form “{form}” that asks anything.")
            return 1
        counts = bring_over(actor, records=records, form=form, version_id=version.pk, now=clock.now())
    print(
        f"{counts['new']} new, {counts['before']} were here before, {counts['changed']} changed since (the first stand), "
        f"{counts['faulty']} are no records."
    )
    return 1 if counts["faulty"] or counts["changed"] else 0
