"""What is typed to sign in, in our words and without placeholders; every wrong answer counts, see failures.py."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as LibraryConfirmPassword
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from hamroh.foundation.accounts.actions import use_code
from hamroh.kernel import clock
from hamroh.web.account.failures import count_failure, refuse_if_locked


def _password(label: Any, autocomplete: str, **more: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "class": "govuk-input--width-20"})
    return forms.CharField(label=label, max_length=256, strip=False, widget=widget, **more)


def _code(label: Any, help_text: Any = "", length: int = 20) -> forms.CharField:
    attrs = {
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
        "spellcheck": "false",
        "class": "govuk-input--width-10",
    }
    return forms.CharField(label=label, help_text=help_text, max_length=length, widget=forms.TextInput(attrs=attrs))


class SignIn(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
            "class": "govuk-input--width-20",
        }
        self.fields["login"] = forms.CharField(label=_("Username"), max_length=150, widget=forms.TextInput(attrs=name))
        self.fields["password"] = _password(_("Password"), "current-password")

    def clean_login(self) -> str:
        return str(self.cleaned_data["login"]).strip().lower()


class _Code:
    """Checks a code against the database's own memory of what was used; the library remembers per process only."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        typed = str(self.cleaned_data["code"])
        # The rows stay locked until the answer is sent: tries of one account queue, so the count before each is exact.
        spent = use_code(user_id=self.user.pk, typed=typed, now=clock.now())
        refuse_if_locked(self.user.username)
        if spent is None:
            count_failure(self.user.username, "code")
            raise get_adapter().validation_error("incorrect_code")
        spent.user = self.user
        self.authenticator = spent
        return typed


class EnterCode(_Code, AuthenticateForm):
    code = _code(
        _("Code"),
        _("Six figures from the app on your telephone. If it is lost, type one of your recovery codes instead."),
    )


class ConfirmCode(_Code, ReauthenticateForm):
    code = _code(_("Code"), _("Six figures from the app on your telephone."))


class ConfirmPassword(LibraryConfirmPassword):
    password = _password(_("Password"), "current-password")


class SetUpSecondFactor(ActivateTOTPForm):
    code = _code(_("Code that the app shows"), _("Six figures; they change every half minute."))


class ChangePassword(forms.Form):
    oldpassword = _password(_("Password until now"), "current-password")
    password1 = _password(
        _("New password"),
        "new-password",
        help_text=_("At least 12 characters. A short sentence is easy to keep and hard to guess."),
    )
    password2 = _password(_("New password once more"), "new-password")

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_oldpassword(self) -> str:
        refuse_if_locked(self.user.username)
        typed = str(self.cleaned_data["oldpassword"])
        if not self.user.check_password(typed):
            count_failure(self.user.username, "password")
            raise get_adapter().validation_error("enter_current_password")
        return typed

    def clean_password1(self) -> str:
        typed = str(self.cleaned_data["password1"])
        validate_password(typed, self.user)
        return typed

    def clean(self) -> dict[str, Any]:
        new, again = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if new and again and new != again:
            self.add_error("password2", _("The two new passwords differ. Type the same one twice."))
        return self.cleaned_data

    def save(self) -> None:
        get_adapter().set_password(self.user, self.cleaned_data["password1"])
