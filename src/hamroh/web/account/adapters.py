"""The thin seam to the sign-in library: nobody registers, no mail is sent, secrets are sealed, sentences are ours."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from hamroh.foundation.accounts.access import seal_secret, unseal_secret
from hamroh.foundation.accounts.actions import set_password
from hamroh.kernel import clock
from hamroh.mechanism.editions.queries import actor_of
from hamroh.web.account.records import me, own_actor

WRONG = _("The username and the password do not belong together. Check both and try again.")
WRONG_CODE = _("This code is not right, or was used before. Wait for the next one in your app and type that.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by those who manage a member's people, never by whoever comes along."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "incorrect_password": _("This is not your password. Check it and try again."),
        "enter_current_password": _("This is not your password. Check it and try again."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": _("There were too many failures. Try again in 30 minutes."),
        "rate_limited": _("There were too many failures. Try again in 30 minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in under a new session key; the own account shows when the time before was."""
        before = user.last_login
        super().login(request, user)
        now = int(clock.now().timestamp())
        request.session["since"] = request.session["active_at"] = now
        # Who has just signed in has shown who it is; the library would ask for the password again at once.
        for step in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, []):
            step["reauthenticated"] = True
        request.session["signed_in_before"] = before.isoformat() if before else ""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The home of the role; for an account without a role, its own page, which says so."""
        try:
            home = reverse("home")
        except NoReverseMatch:
            home = ""
        return home if home and actor_of(me(request).pk) else reverse("my_account")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("my_account")

    def set_password(self, user: Any, password: str) -> None:
        set_password(own_actor(context.request), user=user, password=password, now=clock.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        return None

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        return None

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        return None


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal_secret(encrypted_text)

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        return None
