"""What is typed on a page is kept while it is typed: who may keep what, for which page, and how it comes back.

A form that is kept carries a *mark*, signed by us: who opened the page, which page, which form on it, and which showing of
it. The mark alone lets a browser keep something in exactly this place, also when the sign-in has ended meanwhile: so
nothing is lost, and nothing can be read by it. What is kept comes back only to the same person, signed in.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.core import signing
from django.db import DatabaseError, transaction
from django.forms import BaseForm, FileInput, PasswordInput
from django.http import HttpRequest, HttpResponse, QueryDict

from hamroh.foundation.audit.actions import record
from hamroh.foundation.drafts.actions import keep_draft, let_go
from hamroh.foundation.drafts.queries import DraftView, draft_of
from hamroh.foundation.drafts.rules import worth_keeping
from hamroh.foundation.drafts.terms import KEPT_FOR
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.actor import Account, Actor
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7

FIELD = "kept"  # the name of the hidden field with the mark
PUT_BACK = "put-back"
OF_THE_PAGE = "form"  # in the address, the form of a page that has only one
SIGNED_OUT_FOR = timedelta(hours=24)  # how long after it was shown a page may still hand in what was typed, unsigned
_SALT = "hamroh.web.shell.keeping"
_NOT_TYPED = ("csrfmiddlewaretoken", FIELD)


@dataclass(frozen=True)
class Mark:
    """`address`: where the page is opened again; `name`: which form on it, empty when there is one."""

    user_id: UUID
    address: str
    name: str
    rendering: UUID

    @property
    def page(self) -> str:
        return page_of(urlsplit(self.address).path, self.name)


def page_of(path: str, name: str) -> str:
    return f"{path}#{name}"


def mark_for(request: HttpRequest, name: str) -> str:
    """The mark of a form that is being shown."""
    return signing.dumps([str(request.user.pk), address_of(request), name, uuid7().hex], salt=_SALT)


def address_of(request: HttpRequest) -> str:
    """The page as it was asked for, without the wish to have something put back."""
    asked = request.GET.copy()
    asked.pop(PUT_BACK, None)
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def put_back_url(request: HttpRequest, name: str) -> str:
    """The same page, with what was typed back in its form."""
    asked = request.GET.copy()
    asked[PUT_BACK] = name or OF_THE_PAGE
    return f"{request.path}?{asked.urlencode()}"


def read_mark(text: object, longest: timedelta = KEPT_FOR) -> Mark | None:
    """The mark, if we made it and it is not too old."""
    try:
        user_id, address, name, rendering = signing.loads(str(text or ""), salt=_SALT, max_age=longest)
    except (signing.BadSignature, ValueError):
        return None
    return Mark(UUID(user_id), address, name, UUID(rendering))


def who_keeps(request: HttpRequest, mark: Mark) -> Actor | Account | None:
    """Whoever opened the page: signed in still, or signed out with a page that is not older than a day. Else nobody."""
    if request.user.is_authenticated:
        return getattr(request, "actor", None) if request.user.pk == mark.user_id else None
    return Account(mark.user_id) if read_mark(request.POST.get(FIELD), SIGNED_OUT_FOR) else None


def keep_posted(request: HttpRequest, mark: Mark) -> bool:
    """Keep what stands in this request in the place of its mark. False when nobody may, or it was saved already.

    Raises Refused when it is too long.
    """
    keeper = who_keeps(request, mark)
    if keeper is None:
        return False
    typed = worth_keeping(dict(request.POST.lists()), apart_from=_NOT_TYPED)
    with _acting(request, keeper):
        return keep_draft(keeper, page=mark.page, rendering=mark.rendering, typed=typed, now=clock.now())


@contextmanager
def _acting(request: HttpRequest, keeper: Actor | Account) -> Iterator[None]:
    """Whoever signed in acts already. Else the database is told whose draft it is, and nothing stays open afterwards."""
    if not isinstance(keeper, Account):
        yield
        return
    act_as(keeper)
    try:
        yield
    finally:
        act_as(getattr(request, "actor", None))


def rescue(request: HttpRequest, why: str) -> Mark | None:
    """A form came that cannot be taken: the sign-in has ended, the page is stale, or we failed. What was typed is kept.

    Returns the mark of the page on which it is found again; None when nothing was kept.
    """
    mark = read_mark(request.POST.get(FIELD)) if request.method == "POST" else None
    if mark is None:
        return None
    keeper = who_keeps(request, mark)
    with suppress(Refused):
        if keeper and keep_posted(request, mark):
            with _acting(request, keeper):
                record(keeper, "draft.rescued", resource="account", resource_id=mark.user_id, why=why)
            request.hamroh_rescued = True  # type: ignore[attr-defined]
            return mark
    return None


def rescue_after_failure(request: HttpRequest) -> None:
    """The same in a transaction of its own, when the one of the page was rolled back. It never makes things worse."""
    with suppress(Exception), transaction.atomic():
        act_as(getattr(request, "actor", None))
        rescue(request, "failed")


def let_go_if_saved(request: HttpRequest, response: HttpResponse) -> None:
    """The page took the form and leads on: what was kept of it is not needed any more."""
    rescued = getattr(request, "hamroh_rescued", False)
    if rescued or request.method != "POST" or response.status_code != 302 or FIELD not in request.POST:
        return
    mark, actor = read_mark(request.POST.get(FIELD)), getattr(request, "actor", None)
    if mark and actor and actor.user_id == mark.user_id:
        with suppress(DatabaseError), transaction.atomic():  # what was saved stays saved
            let_go(actor, page=mark.page, rendering=mark.rendering, now=clock.now())


def typed_before(request: HttpRequest, name: str = "") -> DraftView | None:
    """What the reader typed on this page and did not save. Asked once a page."""
    actor = getattr(request, "actor", None)
    if actor is None or request.method != "GET":
        return None
    kept: dict[str, Any] = request.__dict__.setdefault("hamroh_typed", {})
    if name not in kept:
        kept[name] = draft_of(actor, page_of(request.path, name), now=clock.now())
    found: DraftView | None = kept[name]
    return found


def is_put_back(request: HttpRequest, name: str = "") -> bool:
    return request.method == "GET" and request.GET.get(PUT_BACK) == (name or OF_THE_PAGE)


def put_back(request: HttpRequest, name: str = "") -> QueryDict | None:
    """For a page that reads its form itself: what was typed, when the reader asked to have it back."""
    draft = typed_before(request, name) if is_put_back(request, name) else None
    return as_posted(draft.typed) if draft else None


def as_posted(typed: dict[str, list[str]]) -> QueryDict:
    posted = QueryDict(mutable=True)
    for field, values in typed.items():
        posted.setlist(field, values)
    return posted


def fill(form: Any, typed: dict[str, list[str]]) -> None:
    """Show the form as it was left. It is not judged by that: whoever typed it has not sent it yet."""
    posted = as_posted(typed)
    for one in getattr(form, "forms", [form]):
        for name, field in one.fields.items():
            widget, whole = field.widget, one.add_prefix(name)
            if isinstance(widget, FileInput | PasswordInput) or widget.value_omitted_from_data(posted, {}, whole):
                continue
            one.initial[name] = widget.value_from_datadict(posted, {}, whole)
        one._bound_fields_cache.clear()


def may_be_kept(request: HttpRequest | None, form: Any = None) -> bool:
    """A form for somebody who signed in, without a secret in it."""
    if request is None or getattr(request, "actor", None) is None:
        return False
    forms = getattr(form, "forms", [form] if isinstance(form, BaseForm) else [])
    return not any(isinstance(field.widget, PasswordInput) for one in forms for field in one.fields.values())
