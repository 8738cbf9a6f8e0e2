"""Making accounts and closing them; passwords and second factors; what happens at a sign-in."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F

from hamroh.foundation.accounts.access import seal_secret, secrets_of, unseal_secret
from hamroh.foundation.accounts.models import User
from hamroh.foundation.accounts.rules import accepted_step
from hamroh.foundation.accounts.terms import DEMO_MARK
from hamroh.foundation.audit.actions import record
from hamroh.kernel.actor import AnyActor
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_


def create_account(
    actor: AnyActor, *, username: str, short_name: str, password: str, now: datetime, id: UUID | None = None
) -> User:
    """Make an account. The second factor is set up by its holder, at the first sign-in.

    Usernames are small letters, so that a telephone's capital at the start of a line locks nobody out. Refuses a
    username that is taken and a password that is easily guessed.
    """
    user = User(id=id or uuid7(), username=username.strip().lower(), short_name=short_name.strip())
    obstacles = [*_username_obstacles(user.username), *_password_obstacles(password, user)]
    if obstacles:
        raise Refused(*obstacles)
    user.set_password(password)
    with transaction.atomic():
        user.save(force_insert=True)
        record(actor, "account.created", resource="account", resource_id=user.pk, at=now)
    return user


def set_password(actor: AnyActor, *, user: User, password: str, now: datetime) -> None:
    """Give a new password. Every other session of the account ends at its next click."""
    if obstacles := _password_obstacles(password, user):
        raise Refused(*obstacles)
    user.set_password(password)
    with transaction.atomic():
        user.save(update_fields=["password"])
        record(actor, "account.password_set", resource="account", resource_id=user.pk, at=now)


def deactivate(actor: AnyActor, *, user_id: UUID, now: datetime) -> None:
    """Close an account: it cannot sign in, and its open sessions end at the next click. The record keeps its key."""
    with transaction.atomic():
        if User.objects.filter(pk=user_id, is_active=True).update(is_active=False):
            record(actor, "account.deactivated", resource="account", resource_id=user_id, at=now)


def give_second_factor(actor: AnyActor, *, user_id: UUID, secret: str, now: datetime) -> None:
    """Put this secret (base 32) in place of whatever second factor there was; recovery codes stay."""
    with transaction.atomic(), secrets_of(user_id):
        Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).delete()
        data = {"secret": seal_secret(secret)}
        Authenticator.objects.create(user_id=user_id, type=Authenticator.Type.TOTP, data=data, created_at=now)
        record(actor, "account.second_factor_given", resource="account", resource_id=user_id, at=now)


def forget_second_factor(actor: AnyActor, *, user_id: UUID, now: datetime) -> None:
    """The telephone and the recovery codes are lost: a new second factor is asked for at the next sign-in.

    Whoever manages a member's people does this together with a new password, having seen the person.
    """
    with transaction.atomic():
        Authenticator.objects.filter(user_id=user_id).delete()
        User.objects.filter(pk=user_id).update(session_round=F("session_round") + 1)
        record(actor, "account.second_factor_forgotten", resource="account", resource_id=user_id, at=now)


def note_recovery_codes(actor: AnyActor, *, user_id: UUID, now: datetime) -> None:
    """New recovery codes take the place of the old ones (the sign-in library makes them)."""
    record(actor, "account.recovery_codes_made", resource="account", resource_id=user_id, at=now)


def use_code(*, user_id: UUID, typed: str, now: datetime) -> Authenticator | None:
    """Spend a code of the second factor, or a recovery code. None when it is wrong or was used before.

    The rows are locked: of two servers that get the same code at once, one is told no.
    """
    with transaction.atomic(), secrets_of(user_id):
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
        held = Authenticator.objects.select_for_update().filter(user_id=user_id, type__in=kinds).order_by("pk")
        return next((row for row in held if _spend(row, typed, now)), None)


def _spend(row: Authenticator, typed: str, now: datetime) -> bool:
    if row.type == Authenticator.Type.RECOVERY_CODES:
        return bool(row.wrap().validate_code(typed))
    step = accepted_step(unseal_secret(row.data["secret"]), typed, now, row.data.get("last_step", 0))
    if step is None:
        return False
    row.data["last_step"] = step
    row.save(update_fields=["data"])
    return True


def choose_language(actor: AnyActor, *, user: User, language: str, now: datetime) -> None:
    """Remember the language for the next sign-in, on whatever computer."""
    if language not in dict(settings.LANGUAGES) or user.language == language:
        return
    user.language = language
    with transaction.atomic():
        user.save(update_fields=["language"])
        record(actor, "account.language_chosen", resource="account", resource_id=user.pk, at=now, language=language)


def sign_out_everywhere(actor: AnyActor, *, user: User, now: datetime) -> None:
    """End every session of the account, this one included."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
        record(actor, "account.signed_out_everywhere", resource="account", resource_id=user.pk, at=now)
    user.refresh_from_db(fields=["session_round"])


def mark_as_demo() -> None:
    """As the owner of the database: say in it that its people are invented and its passwords published."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT format('COMMENT ON DATABASE %%I IS %%L', current_database(), %s::text)", [DEMO_MARK])
        cursor.execute(cursor.fetchone()[0])


def _username_obstacles(username: str) -> list[Obstacle]:
    if not username:
        return [Obstacle(N_("Give the account a username."), field="username")]
    if User.objects.filter(username=username).exists():
        return [Obstacle(N_("This username is taken. Choose another."), field="username")]
    return []


def _password_obstacles(password: str, user: User) -> list[Obstacle]:
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return [Obstacle(str(sentence).replace("%", "%%"), field="password") for sentence in refused.messages]
    return []
