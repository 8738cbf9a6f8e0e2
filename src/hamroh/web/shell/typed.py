"""Two addresses without a page of their own: keep what is typed, and throw it away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hamroh.foundation.drafts.actions import let_go
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.web.shell.keeping import FIELD, Mark, keep_posted, read_mark, who_keeps
from hamroh.web.shell.pages import page, sentence


@csrf_exempt  # the mark was signed for this person and this page: it says more than a token, and outlives a new sign-in
@require_POST
@never_cache
def keep_typed(request: HttpRequest) -> HttpResponse:
    """Keep what stands in the form now. The answer says how it went, in words for the page."""
    mark = read_mark(request.POST.get(FIELD))
    if mark is None:
        return _say(
            400, _("This page was open for too long: what you type here is no longer kept. Save it, or copy it.")
        )
    if request.user.is_authenticated and request.user.pk != mark.user_id:
        return _say(409, _("Somebody else is signed in here now. What you typed stays on this page and is not sent."))
    try:
        keep_posted(request, mark)
    except Refused as refused:
        return _say(413, " ".join(map(sentence, refused.obstacles)))
    if not request.user.is_authenticated:
        return _signed_out(request, mark)
    return _say(200, _("What you type is kept. It is not saved yet."), token=get_token(request))


def _signed_out(request: HttpRequest, mark: Mark) -> HttpResponse:
    kept = who_keeps(request, mark) is not None
    words = (
        _("Your sign-in has ended. What you typed stays on this page and is kept for you. Sign in again to save it.")
        if kept
        else _("Your sign-in has ended. What you typed stays on this page. Sign in again to save it.")
    )
    return _say(401, words, link=reverse("account_login"), label=_("Sign in in a new tab"))


def _say(status: int, said: str, **more: str) -> HttpResponse:
    return JsonResponse({"said": said, **more}, status=status)


@page()
@require_POST
def throw_away_typed(request: Any) -> HttpResponse:
    """The writer does not want it any more: it is gone at once."""
    mark = read_mark(request.POST.get(FIELD))
    if mark is None or mark.user_id != request.actor.user_id:
        raise NotFound("draft")
    let_go(request.actor, page=mark.page, rendering=mark.rendering, now=clock.now())
    messages.success(request, _("Thrown away."))
    return redirect(mark.address)
