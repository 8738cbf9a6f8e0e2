"""The published mechanism for anybody: as a page in each of its languages, as a file for machines, on paper.

The language stands in the address, so that a page can be found, sent and printed; no cookie is set or read.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import queries as editions
from hamroh.web.public import published
from hamroh.web.shell.languages import language_for
from hamroh.web.shell.paper import set_in_type

MINUTES = 10


def _kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An edition never changes; only which is the newest does. What somebody signed in is shown, nobody keeps."""
    for_anybody = cache_control(public=True, max_age=MINUTES * 60)(view)

    def respond(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return (view if request.user.is_authenticated else for_anybody)(request, *args, **kwargs)

    return respond


@require_safe
def published_now(request: HttpRequest) -> HttpResponse:
    """The edition in force, in the language that the browser reads."""
    edition = editions.published()
    language = language_for(request)
    return redirect("published_edition", edition.number, _known(edition, language))


def _known(edition: editions.Published, language: str) -> str:
    languages = edition.pack.mechanism.languages
    return language if language in languages else languages[0]


@require_safe
def published_number(request: HttpRequest, number: int) -> HttpResponse:
    """An edition by its number, in the language that the browser reads."""
    edition = editions.published(number)
    return redirect("published_edition", number, _known(edition, language_for(request)))


def _edition(number: int, language: str) -> editions.Published:
    edition = editions.published(number)
    if language not in edition.pack.mechanism.languages:
        raise NotFound("edition", number)
    return edition


@_kept
@require_safe
def published_edition(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """The whole of an edition on one page."""
    edition = _edition(number, language)
    newest = editions.published().number
    with translation.override(language):
        shape = published.published_shape(edition, language)
        page = {
            **shape,
            "verify": published.how_to_verify(shape),
            "newest": newest,
            "others": [n for n in range(newest, 0, -1) if n != number],
            "languages": [
                (code, LANG_INFO.get(code, {}).get("name_local", code), code == language)
                for code in edition.pack.mechanism.languages
            ],
        }
        response = render(request, "public/published_edition.html", page)
    response.headers["Content-Language"] = language
    return response


@_kept
@require_safe
def published_file(request: HttpRequest, number: int) -> HttpResponse:
    """The same for machines: exactly the bytes whose fingerprint the page shows."""
    edition = editions.published(number)
    response = HttpResponse(published.public_file(edition), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{published.file_name(edition)}"'
    return response


@_kept
@require_safe
def published_paper(request: HttpRequest, number: int, language: str) -> HttpResponse:
    """The whole of an edition on paper, for offices to sign."""
    edition = _edition(number, language)
    return _paper(_print(edition.id, number, language), f"mechanism-edition-{number}-{language}.pdf")


@_kept
@require_safe
def published_text(request: HttpRequest, number: int, language: str, document: str) -> HttpResponse:
    """One text of an edition on paper."""
    edition = _edition(number, language)
    if document not in {d.id for d in edition.pack.documents}:
        raise NotFound("document", document[:40])
    name = f"{document}-edition-{number}-{language}.pdf".replace(":", "-")
    return _paper(_print(edition.id, number, language, document), name)


def _paper(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@lru_cache(maxsize=48)
def _print(edition_id: UUID, number: int, language: str, document: str = "") -> bytes:
    """Made once by each process: an edition never changes (`edition_id` tells editions of two databases apart)."""
    edition = editions.published(number)
    with translation.override(language):
        shape: dict[str, Any] = (
            published.one_document(edition, next(d for d in edition.pack.documents if d.id == document), language)
            if document
            else published.published_shape(edition, language)
        )
        values = published.on_paper(shape)
    return set_in_type("mechanism", values, timezone.localtime(edition.published_at))
