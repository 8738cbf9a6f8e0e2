"""`hamroh user …`"""

from __future__ import annotations

import argparse
import getpass

from hamroh.conf import database
from hamroh.conf.commands.setup import installation, say


def add(arguments: argparse.Namespace) -> int:
    """Make an account and its posts; the second factor is set up at the first sign-in."""
    with installation(database.OWNER):
        from django.db import transaction

        from hamroh.foundation.accounts.actions import create_account
        from hamroh.kernel import clock
        from hamroh.kernel.actor import system_actor
        from hamroh.kernel.errors import Refused
        from hamroh.mechanism.editions import queries as editions
        from hamroh.mechanism.editions.queries import why_not
        from hamroh.mechanism.membership.actions import give_post
        from hamroh.mechanism.membership.queries import organisation_by_key

        organisation = organisation_by_key(arguments.organisation)
        pack = editions.current().pack
        wrong = [said for role in arguments.role if (said := why_not(pack, role, arguments.organisation))]
        if organisation is None:
            wrong.append(f"There is no organisation “{arguments.organisation}” in the mechanism.")
        if wrong or organisation is None:
            return _refuse(wrong)
        operator, now = system_actor("operator"), clock.now()
        try:
            with transaction.atomic():
                user = create_account(
                    operator,
                    username=arguments.username,
                    short_name=arguments.name,
                    password=getpass.getpass("First password: "),
                    now=now,
                )
                for role in arguments.role:
                    give_post(operator, user_id=user.pk, organisation_id=organisation.pk, role=role, now=now)
        except Refused as refused:
            return _refuse(_said(refused))
    say(f"{user.username} can sign in now, and sets up a second factor then.")
    return 0


def reset(arguments: argparse.Namespace) -> int:
    """After a lost telephone or password. All sessions end; the person sets up a new second factor at the next sign-in."""
    with installation(database.OWNER):
        from django.db import transaction

        from hamroh.foundation.accounts.actions import forget_second_factor, set_password
        from hamroh.foundation.accounts.queries import account
        from hamroh.kernel import clock
        from hamroh.kernel.actor import system_actor
        from hamroh.kernel.errors import Refused

        user = account(arguments.username)
        if user is None:
            return _refuse([f"There is no account “{arguments.username}”."])
        operator, now = system_actor("operator"), clock.now()
        try:
            with transaction.atomic():
                set_password(operator, user=user, password=getpass.getpass("New password: "), now=now)
                forget_second_factor(operator, user_id=user.pk, now=now)
        except Refused as refused:
            return _refuse(_said(refused))
    say(f"{arguments.username} signs in with the new password, and sets up a second factor then.")
    return 0


def _said(refused: Exception) -> list[str]:
    return [o.sentence % dict(o.params) for o in getattr(refused, "obstacles", ())]


def _refuse(sentences: list[str]) -> int:
    for sentence in sentences:
        say(f"hamroh: {sentence}")
    return 1
