"""Whose sign-in secret is being opened, and whether the published passwords of a demo may be shown at all."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.conf import settings
from django.db import connection

from hamroh.foundation.accounts.terms import DEMO_MARK
from hamroh.foundation.permissions.access import open_group
from hamroh.foundation.vault.access import seal, unseal

# One key for all sign-in secrets: a stolen database shows no second factor. Not a person of any case.
SIGN_IN = UUID("5e6f1c1a-0c55-4d0e-9d5f-3a2b8f6f2c11")
_owner: ContextVar[UUID] = ContextVar("owner_of_sign_in_secrets")


@contextmanager
def secrets_of(user_id: UUID) -> Iterator[None]:
    """Sign-in secrets sealed or opened inside belong to this account. The sign-in library does not tell us whose."""
    token = _owner.set(user_id)
    try:
        yield
    finally:
        _owner.reset(token)


def seal_secret(text: str) -> str:
    """Seal for the account named by `secrets_of`. Copied into the row of another account it does not open."""
    return base64.b64encode(seal(SIGN_IN, text, place=_place())).decode()


def unseal_secret(sealed: str) -> str:
    return unseal(SIGN_IN, base64.b64decode(sealed), place=_place())


def _place() -> str:
    return f"mfa_authenticator.data:{_owner.get()}"


def open_account(user_id: UUID) -> None:
    """Let acts of this transaction end the sessions of somebody else's account. Only acts that checked who asks call this."""
    open_group("account", user_id)


def is_demo_database() -> bool:
    """Whether the database says of itself that its passwords are published."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        row = cursor.fetchone()
    return bool(row) and row[0] == DEMO_MARK


def demo_allowed() -> bool:
    """Ready sign-ins exist only where the program *and* the database both say that this is a demonstration."""
    return bool(settings.HAMROH_DEMO) and is_demo_database()
