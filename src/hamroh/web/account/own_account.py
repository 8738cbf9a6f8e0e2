"""The own account: who I am here today, how I sign in, and the way out."""

from datetime import datetime
from typing import Any

from allauth.account.views import PasswordChangeView
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hamroh.foundation.accounts.actions import sign_out_everywhere as end_all_sessions
from hamroh.foundation.accounts.queries import second_factor
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import delegated_by, open_posts
from hamroh.web.account.records import me, own_actor


@login_required
@never_cache
def my_account(request: HttpRequest) -> HttpResponse:
    before = request.session.get("signed_in_before")
    page = {
        "name": me(request).short_name,
        "username": me(request).username,
        "posts": _posts(request),
        "absences": _absences(request),
        "second_factor": second_factor(me(request).pk),
        "before": datetime.fromisoformat(before) if before else None,
    }
    return render(request, "account/my_account.html", page)


def _posts(request: HttpRequest) -> list[dict[str, Any]]:
    """The organisations acted for, each with its roles; the one in use now is marked."""
    words = {role.id: dict(role.name) for role in editions.current().pack.roles}
    here = own_actor(request).organisation_id
    offices: dict[Any, dict[str, Any]] = {}
    for post in open_posts(me(request).pk, clock.now()):
        office = offices.setdefault(
            post.organisation_id,
            {
                "id": post.organisation_id,
                "names": post.organisation.names,
                "roles": [],
                "places": [],
                "here": post.organisation_id == here,
            },
        )
        office["roles"].append(words.get(post.role, {"en": post.role}))
        if post.until and (post.delegated_for_id or post.interim):
            office["places"].append({"role": words.get(post.role, {"en": post.role}), "until": post.until})
    return list(offices.values())


def _absences(request: HttpRequest) -> list[dict[str, Any]]:
    """Which of the own roles a colleague holds in one's place, or will."""
    words = {role.id: dict(role.name) for role in editions.current().pack.roles}
    rows = delegated_by(me(request).pk, clock.now())
    return [{"role": words.get(h.role, {"en": h.role}), "to": h.name, "since": h.since, "until": h.until} for h in rows]


@login_required
@never_cache
@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Choose for which of the own organisations to act from now on."""
    wanted = request.POST.get("organisation", "")
    if wanted not in {str(post.organisation_id) for post in open_posts(me(request).pk, clock.now())}:
        raise NotFound("organisation", wanted)
    request.session["organisation"] = wanted
    return redirect("my_account")


@login_required
@never_cache
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    end_all_sessions(own_actor(request), user=me(request), now=clock.now())
    logout(request)
    messages.success(request, _("You are signed out on every computer and telephone."))
    return redirect("account_login")


@method_decorator([login_required, never_cache], name="dispatch")
class ChangePasswordPage(PasswordChangeView):
    template_name = "account/change_password.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        messages.success(self.request, _("Your new password is set. Other computers are signed out."))
        return response
