"""Counting failures of any kind on one count, in the database: it holds over all server processes and restarts."""

from typing import Any

from allauth.core import context
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from hamroh.web.account.adapters import AccountAdapter


def name_mark(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """What the count knows of a username: a keyed mark, since people type passwords into the wrong field."""
    typed = (credentials or {}).get("username") or request.POST.get("login") or ""
    return salted_hmac("hamroh.failures", str(typed).strip().lower(), algorithm="sha256").hexdigest() if typed else None


def refuse_if_locked(username: str) -> None:
    """Ask before a code or a password is looked at, so that a locked account cannot be guessed at."""
    if not AxesProxyHandler.is_allowed(context.request, {"username": username}):
        context.request.axes_locked_out = True
        raise ValidationError(AccountAdapter.error_messages["too_many_login_attempts"])


def count_failure(username: str, kind: str) -> None:
    """One more failure of this account; at the limit the page that follows says that sign-in is closed."""
    user_login_failed.send(sender=__name__, credentials={"username": username, "kind": kind}, request=context.request)
