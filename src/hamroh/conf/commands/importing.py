"""`hamroh import …`: a preview first; writing only when asked, and then all or nothing."""

from __future__ import annotations

import argparse

from hamroh.conf import database
from hamroh.conf.commands.setup import installation, say

SHOWN = 200


def htcds(arguments: argparse.Namespace) -> int:
    """Read the file and say what is in it and what is wrong, by cell. A value of a person is never printed."""
    from hamroh.exchange.htcds.reading import Fault, Preview, read
    from hamroh.kernel import clock

    try:
        with arguments.file.open("rb") as file:
            preview: Preview = read(file, today=clock.now().date())
    except OSError as error:
        say(f"hamroh: {arguments.file} cannot be read: {error.strerror}.")
        return 1
    blocking: list[Fault] = [f for f in preview.faults if f.blocks]
    for fault in preview.faults[:SHOWN]:
        print(f"{'' if fault.blocks else 'please look: '}{_where(fault)}{fault.sentence} {fault.remedy}")
    if len(preview.faults) + preview.faults_left_out > SHOWN:
        print(f"… and {len(preview.faults) + preview.faults_left_out - SHOWN} more.")
    print(f"{len(preview.rows)} rows can be brought over, {preview.faulty_rows} have a fault.")
    if blocking:
        print("Nothing was written: mend the cells above, and run this again.")
        return 1
    if not arguments.yes:
        print("Nothing was written: this was the preview. Add --yes and --as USERNAME to write it.")
        return 0
    if not arguments.username:
        say("hamroh: say with --as USERNAME whose cases they become.")
        return 1
    return _write(arguments.username, preview)


def _where(fault: object) -> str:
    cell, row = getattr(fault, "cell", ""), getattr(fault, "row", 0)
    return f"{cell}: " if cell else (f"row {row}: " if row else "")


def _write(username: str, preview: object) -> int:
    with installation(database.APP):
        from django.db import transaction

        from hamroh.exchange.htcds.importing import import_rows
        from hamroh.foundation.accounts.queries import account_id
        from hamroh.foundation.permissions.access import act_as
        from hamroh.kernel import clock
        from hamroh.kernel.errors import NotFound
        from hamroh.mechanism.editions.queries import actor_of

        user_id = account_id(username)
        actor = actor_of(user_id) if user_id else None
        if actor is None:
            say(f"hamroh: there is no account “{username}” with a post.")
            return 1
        try:
            with transaction.atomic():
                act_as(actor)
                count = import_rows(actor, rows=preview.rows, now=clock.now())  # type: ignore[attr-defined]
        except NotFound:
            say(f"hamroh: “{username}” may not open cases.")
            return 1
    print(f"{count} cases were brought over; their team is {username}.")
    return 0
