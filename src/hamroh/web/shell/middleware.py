"""One transaction a request, in which the database knows who acts; and the language and zone of the page."""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers

from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel.actor import Account, Actor, AnyActor
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import queries as editions

from .keeping import rescue_after_failure
from .languages import language_for

Respond = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Opens the transaction, says who acts, lets the page be made inside it, commits.

    A page that is not there for this actor rolls everything back and is then recorded on its own: the record of the
    refusal must outlive what it refused. Whoever holds no post any more is recorded as well. No answer to a signed-in
    person is kept by the browser, whichever page it is: a refusal, too, says who is signed in.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.hamroh_failure = None  # type: ignore[attr-defined]
        with transaction.atomic():
            actor = _actor(request)
            request.actor = actor  # type: ignore[attr-defined]
            act_as(actor)
            response = self.get_response(request)
            failed = request.hamroh_failure or response.status_code == 404 or response.status_code >= 500  # type: ignore[attr-defined]
            if failed:
                transaction.set_rollback(True)
        who = actor or (Account(request.user.pk) if request.user.is_authenticated else None)
        if failed and who:
            _record_refusal(who, request, response)
        if response.status_code >= 500:
            rescue_after_failure(request)
        if who and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        request.hamroh_failure = exception  # type: ignore[attr-defined]
        if isinstance(exception, NotFound):
            return render(request, "404.html", status=404)
        return None


def _actor(request: HttpRequest) -> Actor | None:
    user = request.user
    if not user.is_authenticated:
        return None
    return editions.actor_of(user.pk, preferred=request.session.get("organisation"))


def _record_refusal(actor: AnyActor, request: HttpRequest, response: HttpResponse) -> None:
    failure = request.hamroh_failure  # type: ignore[attr-defined]
    match = request.resolver_match
    resource, id = (failure.resource, _key(failure.id)) if isinstance(failure, NotFound) else ("page", "")
    verb = "refused" if response.status_code == 404 else "failed"
    try:
        with transaction.atomic():
            act_as(actor)
            record(actor, verb, resource=resource, resource_id=id, page=match.url_name or "" if match else "")
    except DatabaseError:  # the answer stays a 404; a record that cannot be written must not become a hint
        if settings.DEBUG:
            raise


def _key(asked: str) -> str:
    """What was asked for, if it is a key. Whatever else stood in an address or a form was typed: it is not recorded."""
    with suppress(ValueError):
        return str(UUID(asked))
    return ""


def choose_language(get_response: Respond) -> Respond:
    """The language of the cookie, else the browser's among the mechanism's, in the mechanism's own time zone."""

    def respond(request: HttpRequest) -> HttpResponse:
        language = language_for(request)
        with translation.override(language), timezone.override(ZoneInfo(editions.zone())):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return respond
