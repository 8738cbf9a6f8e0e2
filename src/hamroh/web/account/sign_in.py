"""Signing in with a password and a code, signing out, and the page after too many failures."""

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView, LogoutView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from hamroh.foundation.accounts.access import demo_allowed
from hamroh.foundation.accounts.queries import ready_sign_ins
from hamroh.foundation.accounts.terms import DEMO_PASSWORD
from hamroh.kernel import clock
from hamroh.web.account.language import keep_language


class SignInPage(LoginView):
    template_name = "account/sign_in.html"

    def get_initial(self) -> dict[str, Any]:
        chosen = self.request.session.pop("ready_sign_in", "")
        return {"login": chosen} if chosen else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        demo = demo_allowed()
        return context | {
            "ended": self.request.session.pop("ended", ""),
            "idle_minutes": settings.HAMROH_IDLE_MINUTES,
            "demo_sign_ins": demo,
            "demo_password": DEMO_PASSWORD if demo and context["form"].initial.get("login") else "",
        }


class CodePage(AuthenticateView):
    template_name = "account/enter_code.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        return keep_language(response, self.request, self.request.user.language)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        user_id = self.stage.login.user.pk
        ready = ready_sign_ins(clock.now(), [user_id]) if demo_allowed() else []
        return context | {"demo_code": ready[0].code if ready else ""}


class SignOut(LogoutView):
    template_name = "account/sign_out.html"


class ConfirmByPassword(ReauthenticateView):
    template_name = "account/confirm_password.html"


class ConfirmByCode(ReauthenticateByCodeView):
    template_name = "account/confirm_code.html"


@never_cache
def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """After repeated failures: the same page whoever it is, and when to try again."""
    clear_login(request)
    return render(request, "account/locked_out.html", status=429)
