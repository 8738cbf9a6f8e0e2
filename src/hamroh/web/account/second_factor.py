"""Setting up the second factor, moving it to another telephone, recovery codes."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.recovery_codes.internal.flows import auto_generate_recovery_codes
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic.edit import FormView

from hamroh.foundation.accounts.actions import give_second_factor, note_recovery_codes, sign_out_everywhere
from hamroh.kernel import clock
from hamroh.web.account.records import own_actor


class _Drawing:
    """The square to be photographed by the app, drawn into the page: no request, no data address, no style."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        drawing = context["totp_svg"][context["totp_svg"].index("<svg") :]
        secret = context["form"].secret
        groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return context | {"drawing": mark_safe(drawing), "secret": groups}  # noqa: S308  (made by us, from base 32)


@method_decorator([login_required, never_cache], name="dispatch")
class SetUpPage(_Drawing, ActivateTOTPView):
    template_name = "account/set_up_second_factor.html"

    def form_valid(self, form: Any) -> HttpResponse:
        user = self.request.user
        give_second_factor(own_actor(self.request), user_id=user.pk, secret=form.secret, now=clock.now())
        self.request.session["second_factor"] = True
        clear_totp_secret(self.request)
        auto_generate_recovery_codes(self.request)
        return redirect("mfa_view_recovery_codes")


@method_decorator([login_required, never_cache, reauthentication_required(app="allauth.mfa")], name="dispatch")
class ReplacePage(_Drawing, ActivateTOTPView):
    """A new telephone: the old app stops working, other sessions end. Nobody is left without a second factor."""

    template_name = "account/replace_second_factor.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return FormView.dispatch(self, request, *args, **kwargs)  # the library's own sends away whoever has one

    def form_valid(self, form: Any) -> HttpResponse:
        actor, user, now = own_actor(self.request), self.request.user, clock.now()
        give_second_factor(actor, user_id=user.pk, secret=form.secret, now=now)
        sign_out_everywhere(actor, user=user, now=now)
        update_session_auth_hash(self.request, user)
        clear_totp_secret(self.request)
        messages.success(self.request, _("The new telephone is set up. The old one no longer works."))
        return redirect("my_account")


@method_decorator([login_required, never_cache], name="dispatch")
class RecoveryCodes(ViewRecoveryCodesView):
    template_name = "account/recovery_codes.html"


@method_decorator([login_required, never_cache], name="dispatch")
class NewRecoveryCodes(GenerateRecoveryCodesView):
    template_name = "account/new_recovery_codes.html"

    def form_valid(self, form: Any) -> HttpResponse:
        note_recovery_codes(own_actor(self.request), user_id=self.request.user.pk, now=clock.now())
        return super().form_valid(form)
