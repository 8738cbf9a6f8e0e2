"""Puts what the sign-in libraries report into the record of acts: who signed in and out, and what failed."""

from typing import Any
from uuid import UUID

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.http import HttpRequest

from hamroh.foundation.accounts.queries import account_id
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel.actor import Account, AnyActor
from hamroh.mechanism.editions.queries import actor_of


def listen() -> None:
    user_logged_in.connect(_signed_in, dispatch_uid="record")
    user_logged_out.connect(_signed_out, dispatch_uid="record")
    user_login_failed.connect(_failed, dispatch_uid="record")
    user_locked_out.connect(_locked, dispatch_uid="record")


def me(request: HttpRequest) -> Any:
    """Whoever is signed in; only for pages that ask for a sign-in."""
    return request.user


def own_actor(request: HttpRequest) -> AnyActor:
    """Who acts on the own account: also somebody who holds no role today, and whom the database knows by key alone."""
    actor: AnyActor | None = getattr(request, "actor", None)
    if actor is None:
        actor = Account(me(request).pk)
        act_as(actor)
    return actor


def record_as(user_id: UUID, verb: str, **detail: Any) -> None:
    """An entry about the own account, in the name of its holder, with or without a role today."""
    with transaction.atomic():
        actor = actor_of(user_id) or Account(user_id)
        act_as(actor)
        record(actor, verb, resource="account", resource_id=user_id, **detail)


def _signed_in(request: HttpRequest, user: Any, **_: Any) -> None:
    steps = request.session.get("account_authentication_methods", [])
    record_as(user.pk, "account.signed_in", used=[step.get("type", step["method"]) for step in steps])


def _signed_out(request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None and user.pk:
        record_as(user.pk, "account.signed_out")


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """The key of the account if there is one; never what was typed."""
    known = account_id(str(credentials.get("username", "")))
    kind = credentials.get("kind", "password")
    _record(request, "account.sign_in_failed", resource_id=known or "", kind=kind)


def _locked(request: HttpRequest, **_: Any) -> None:
    """Once, when the limit is reached; tries while it is closed are recorded as failures."""
    if failures := getattr(request, "axes_failures_since_start", None):
        _record(request, "account.locked", failures=failures)


def _record(request: HttpRequest | None, verb: str, **detail: Any) -> None:
    with transaction.atomic():
        record(getattr(request, "actor", None), verb, resource="account", **detail)
