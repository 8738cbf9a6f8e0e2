"""Ready sign-ins of a demonstration: published passwords, the code of this moment, and what each person can try."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from hamroh.foundation.accounts.queries import ReadySignIn, ready_sign_ins
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import open_posts

# What one can try, by the first of these permissions that somebody holds.
TO_TRY: tuple[tuple[str, Any], ...] = (
    ("sheet:fill", _("Fill a first-line sheet and hand a person over")),
    ("case:read", _("Open a case, screen, record consent, refer")),
    ("referral:answer", _("Find what waits in an organisation's inbox, and answer")),
    ("work:overview", _("See the work of the whole mechanism, without persons")),
    ("audit:read", _("Review acts in danger, and who looked at what")),
    ("figures:read", _("Read figures only")),
    ("mechanism:read", _("Read the recorded mechanism")),
)
NEW = _("New: see what comes before the first day of work")
NO_ROLE = _("An account without a role")


@never_cache
def demo_sign_ins(request: HttpRequest) -> HttpResponse:
    """Not there unless this is a demonstration. Choosing somebody fills the sign-in page; signing in is as always."""
    ready = ready_sign_ins(clock.now())
    if request.method == "POST":
        return _prepare(request, ready)
    groups: dict[str, list[dict[str, Any]]] = {}
    for sign_in in ready:
        row = _row(sign_in)
        groups.setdefault(row["to_try"], []).append(row)
    order = [str(words) for __, words in TO_TRY] + [str(NEW), str(NO_ROLE)]
    page = {"groups": sorted(groups.items(), key=lambda group: order.index(group[0]))}
    return render(request, "account/demo_sign_ins.html", page)


def _prepare(request: HttpRequest, ready: list[ReadySignIn]) -> HttpResponse:
    chosen = next((r.username for r in ready if str(r.user_id) == request.POST.get("who")), None)
    if chosen is None:
        raise NotFound("account")
    request.session["ready_sign_in"] = chosen
    return redirect("account_login")


def _row(ready: ReadySignIn) -> dict[str, Any]:
    posts = open_posts(ready.user_id, clock.now())
    pack = {role.id: role for role in editions.current().pack.roles}
    waits = editions.waiting_roles(ready.user_id, [post.role for post in posts], clock.now())
    held = {permission for post in posts if post.role in pack for permission in pack[post.role].permissions}
    return {
        "sign_in": ready,
        "roles": [dict(pack[post.role].name) for post in posts if post.role in pack],
        "organisation": posts[0].organisation.names if posts else {},
        "to_try": str(NEW if waits else next((words for permission, words in TO_TRY if permission in held), NO_ROLE)),
    }
