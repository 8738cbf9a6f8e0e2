"""`hamroh user …`"""

from __future__ import annotations

import argparse
import getpass

from hamroh.conf import database
from hamroh.conf.commands.setup import installation, say


def add(arguments: argparse.Namespace) -> int:
    """Make an account and its posts; the second factor is set up at the first sign-in."""
    with installation(database.OWNER):
        from django.contrib.auth.password_validation import validate_password
        from django.core.exceptions import ValidationError
        from django.db import transaction

        from hamroh.foundation.accounts.actions import create_account
        from hamroh.kernel import clock
        from hamroh.kernel.actor import system_actor
        from hamroh.mechanism.editions import queries as editions
        from hamroh.mechanism.membership.actions import give_post
        from hamroh.mechanism.membership.queries import organisation_by_key

        organisation = organisation_by_key(arguments.organisation)
        roles = {role.id for role in editions.current().pack.roles}
        wrong = [f"There is no role “{r}” in the mechanism." for r in arguments.role if r not in roles]
        if organisation is None:
            wrong.append(f"There is no organisation “{arguments.organisation}” in the mechanism.")
        password = getpass.getpass("First password: ")
        try:
            validate_password(password)
        except ValidationError as refused:
            wrong += refused.messages
        if wrong or organisation is None:
            for sentence in wrong:
                say(f"hamroh: {sentence}")
            return 1
        operator, now = system_actor("operator"), clock.now()
        with transaction.atomic():
            user = create_account(
                operator, username=arguments.username, short_name=arguments.name, password=password, now=now
            )
            for role in arguments.role:
                give_post(operator, user_id=user.pk, organisation_id=organisation.pk, role=role, now=now)
    say(f"{arguments.username} can sign in now, and sets up a second factor then.")
    return 0
