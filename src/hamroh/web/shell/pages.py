"""What every page of a signed-in person has in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle
from hamroh.web.shell.keeping import let_go_if_saved, rescue
from hamroh.web.shell.pasted import make_plain

View = Callable[..., HttpResponse]


class Request(HttpRequest):
    """A request whose actor is known; only for annotations."""

    actor: Actor


def page(*permissions: str) -> Callable[[View], View]:
    """A page for signed-in people who hold one of the permissions (any, if none is named). Others get 404.

    The answer is never kept by a browser or a proxy: a shared computer must not show it again. What is posted after the
    sign-in has ended is kept for whoever typed it, see `keeping`; what was saved is no longer kept beside it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @never_cache
        def respond(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                kept = rescue(request, "signed_out")
                return redirect_to_login(kept.address if kept else request.get_full_path())
            if request.actor is None:
                raise NotFound("post")
            if permissions and not any(request.actor.may(p) for p in permissions):
                require(request.actor, permissions[0])
            if request.method == "POST":
                make_plain(request)
            response = view(request, *args, **kwargs)
            let_go_if_saved(request, response)
            return response

        respond.permissions = permissions  # type: ignore[attr-defined]
        return respond

    return decorate


def sentence(obstacle: Obstacle) -> str:
    """The obstacle in the reader's language."""
    params = {k: gettext(v) if k in obstacle.translate else v for k, v in obstacle.params.items()}
    return gettext(obstacle.sentence) % params


def show_obstacles(form: Any, obstacles: tuple[Obstacle, ...]) -> None:
    """Put every obstacle of a refused act where it was typed, or at the top when it belongs to no field."""
    for obstacle in obstacles:
        form.add_error(obstacle.field if obstacle.field in form.fields else None, sentence(obstacle))
