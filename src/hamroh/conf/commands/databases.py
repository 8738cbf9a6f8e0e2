"""`hamroh migrate` and `hamroh check`."""

from __future__ import annotations

import argparse
import json

from hamroh.conf import database
from hamroh.conf.commands.setup import installation, say


def migrate(arguments: argparse.Namespace) -> int:
    """Create roles and database where they are absent, migrate as the owner, grant to each role what is its."""
    server = database.embedded()
    if server:
        server.start(say)
    try:
        database.prepare(database.admin_dsn(), database=database.database_name(), create=server is not None)
        with installation(database.OWNER):
            from django.core.management import call_command

            call_command("migrate", verbosity=0, interactive=False)
            database.grant_plain_tables()
    finally:
        if server:
            server.stop()
    say("The database is ready.")
    return 0


def check(arguments: argparse.Namespace) -> int:
    with installation(database.APP):
        from hamroh.conf import proofs

        findings = proofs.policy() if arguments.what == "policy" else proofs.login()
    wrong = [f for f in findings if not f.holds]
    if arguments.json:
        print(json.dumps([vars(f) for f in findings], indent=1))
    else:
        for finding in findings:
            print(("ok    " if finding.holds else "WRONG ") + finding.sentence)
        print(f"{len(findings)} checked, {len(wrong)} wrong.")
    return 1 if wrong else 0
