"""In which languages pages are offered: those of the mechanism in force, its first one where nobody says otherwise.

A sentence of the platform that has no catalogue in such a language stands in English; what the mechanism itself names
(stages, choices, organisations) always stands in it. Before a mechanism is loaded there is English only.
"""

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import queries as editions

# How the language switch calls them in two signs; others by their code.
MARKS = {"tg": "ТҶ", "ru": "РУ", "ar": "ع"}


def codes() -> tuple[str, ...]:
    """The languages of the mechanism, in its order."""
    try:
        return editions.current().pack.mechanism.languages
    except NotFound:
        return (settings.LANGUAGE_CODE,)


def offered_languages() -> list[tuple[str, str]]:
    """Each with its own name for itself."""
    return [(code, LANG_INFO.get(code.lower(), {}).get("name_local", code)) for code in codes()]


def mark_of(code: str) -> str:
    return MARKS.get(code, code.upper())


def language_for(request: HttpRequest) -> str:
    """The language of the cookie, else what the browser asks for most, else the mechanism's first."""
    offered = codes()
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in offered:
        return chosen
    by_name = {code.lower(): code for code in offered}
    for wanted, _weight in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        if found := by_name.get(wanted) or by_name.get(wanted.split("-")[0]):
            return found
    return offered[0]
