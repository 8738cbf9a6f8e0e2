"""Reads about accounts, shaped for pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator

from hamroh.foundation.accounts.access import demo_allowed, secrets_of, unseal_secret
from hamroh.foundation.accounts.models import User
from hamroh.foundation.accounts.rules import next_code
from hamroh.foundation.accounts.terms import CODES_IN_ALL, DEMO_PASSWORD
from hamroh.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """Since when there is one, and how many recovery codes are left."""

    since: datetime
    codes_left: int


@dataclass(frozen=True, slots=True)
class ReadySignIn:
    """Everything needed to sign in to a demonstration as one of the invented people."""

    user_id: UUID
    username: str
    short_name: str
    password: str
    code: str


def has_second_factor(user_id: UUID) -> bool:
    return bool(Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).exists())


def second_factor(user_id: UUID) -> SecondFactor | None:
    """What the own account's page shows of it: nothing secret."""
    held = {row.type: row for row in Authenticator.objects.filter(user_id=user_id)}
    app, codes = held.get(Authenticator.Type.TOTP), held.get(Authenticator.Type.RECOVERY_CODES)
    if app is None:
        return None
    left = CODES_IN_ALL - int(codes.data.get("used_mask", 0)).bit_count() if codes else 0
    return SecondFactor(app.created_at, left)


def account_id(username: str) -> UUID | None:
    """The key of the account of this name, for the record of failures. No page may show whether there is one."""
    return User.objects.filter(username=username).order_by().values_list("pk", flat=True).first()


def ready_sign_ins(now: datetime, user_ids: Iterable[UUID] | None = None) -> list[ReadySignIn]:
    """Published passwords with the code that works now. Not there unless this is a demonstration."""
    if not demo_allowed():
        raise NotFound("demo")
    rows = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__is_active=True).select_related("user")
    if user_ids is not None:
        rows = rows.filter(user_id__in=list(user_ids))
    return [_ready(row, now) for row in rows.order_by("user__username")]


def _ready(row: Authenticator, now: datetime) -> ReadySignIn:
    user = row.user
    with secrets_of(user.pk):
        code = next_code(unseal_secret(row.data["secret"]), now, row.data.get("last_step", 0))
    return ReadySignIn(user.pk, user.username, user.short_name, DEMO_PASSWORD, code)


def account(username: str) -> User | None:
    """The account of this name, for the operator's commands."""
    return User.objects.filter(username=username).first()
