"""Tags and filters of every page. They stand in lists of hundreds of rows: they build strings and include nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from .. import clocks, keeping, rows, summary
from ..addresses import url_or_nothing
from ..icons import ICONS, MARK
from ..languages import mark_of, offered_languages

register = template.Library()

register.simple_tag(summary.error_summary, name="error_summary")
register.simple_tag(rows.work_row, name="work_row")
register.simple_tag(rows.timeline_entry, name="timeline_entry")
register.simple_tag(rows.road_in_words, name="road_in_words")
register.simple_tag(url_or_nothing, name="url_or_nothing")
register.filter("day", clocks.day)
register.filter("moment", clocks.moment)


@register.simple_tag
def icon(name: str) -> SafeString:
    """One drawing of the set, for example `{% icon "late" %}`. An unknown name is a mistake of the page: KeyError."""
    return ICONS[name]


@register.simple_tag
def mark() -> SafeString:
    """The mark: two people whose paths cross."""
    return MARK


@register.simple_tag
def clock(
    due: date | None,
    now: datetime,
    kind: str = "",
    start: datetime | None = None,
    left: int | None = None,
    note: str = "",
) -> SafeString:
    """A time limit in shape, words and colour: see `clocks.read_clock` for the kinds."""
    return rows.clock_html(clocks.read_clock(due, now, kind or "", start=start, left=left, note=note))


@register.filter
def ml(text: Mapping[str, str] | str | None, language: str | None = None) -> str:
    """Text kept in several languages, in the active one; else in English; else in whichever there is."""
    if not isinstance(text, Mapping):
        return text or ""
    active = language or get_language() or settings.LANGUAGE_CODE
    wanted = (text.get(active) or text.get(active.split("-")[0]) or text.get("en")) or ""
    return wanted or next((words for words in text.values() if words), "")


@register.filter
def code(value: object) -> SafeString:
    """A case code: it keeps its direction in every script, and its figures stand apart."""
    return format_html('<bdi class="hm-code">{}</bdi>', value)


@register.simple_tag
def code_link(value: object, url: str) -> SafeString:
    """A case code that leads to its case."""
    return format_html('<a class="hm-a hm-code" href="{}"><bdi>{}</bdi></a>', url, value)


@register.simple_tag
def tag(kind: str, label: object) -> SafeString:
    """A small state: "" | urgent | late | high | ok | warn | info | void | locked. The words always say it too."""
    return rows.tag_html(kind, label)


@register.simple_tag
def count(number: int | None, late: int | bool = 0) -> SafeString:
    """The number in the navigation. It turns red only if one is late, and says how many, if it knows."""
    if not number:
        return mark_safe("")
    if not late:
        return format_html('<span class="hm-n">{}</span>', number)
    words = gettext("some late") if late is True else ngettext("%(n)d late", "%(n)d late", late) % {"n": late}
    return format_html('<span class="hm-n hm-n--late">{}<span class="hm-vh">, {}</span></span>', number, words)


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """ "Error: " before the title of a page whose form was refused, so that it is heard first."""
    return f"{gettext('Error:')} " if summary.has_errors(context.get("form"), *(context.get("forms") or ())) else ""


@register.simple_tag
def languages() -> list[dict[str, object]]:
    """The languages of this mechanism with their short marks."""
    active = get_language()
    return [
        {"code": code, "name": name, "mark": mark_of(code), "active": code == active}
        for code, name in offered_languages()
    ]


@register.simple_tag
def exit_url() -> str:
    """Where "Leave quickly" leads: a page that anybody might have open. A country sets its own in `EXIT_URL`."""
    return str(getattr(settings, "EXIT_URL", "https://www.wikipedia.org/"))


@register.inclusion_tag("hamroh/parts/put_back.html", takes_context=True)
def put_back(context: Context, form: Any, name: str = "") -> dict[str, Any]:
    """Before a kept form: what was typed here and not saved, with *put it back* and *throw away*. Fills the form when asked."""
    request: Any = context.get("request")
    nothing = {"at": None, "csrf_token": context.get("csrf_token")}
    if not keeping.may_be_kept(request, form) or getattr(form, "is_bound", False):
        return nothing
    draft = keeping.typed_before(request, name)
    if draft is None:
        return nothing
    back = keeping.is_put_back(request, name)
    if back and form:
        keeping.fill(form, draft.typed)
    return nothing | {
        "at": draft.typed_at,
        "back": back,
        "files": bool(getattr(form, "is_multipart", bool)()),
        "url": keeping.put_back_url(request, name),
        "mark": keeping.mark_for(request, name),
    }


@register.inclusion_tag("hamroh/parts/keep_typed.html", takes_context=True)
def keep_typed(context: Context, form: Any = None, name: str = "") -> dict[str, Any]:
    """Inside a kept form, after its token: the mark under which what is typed is kept. Nothing for a form with a secret in it."""
    request: Any = context.get("request")
    if not keeping.may_be_kept(request, form):
        return {"mark": ""}
    first = not context.render_context.get("keep_typed")
    context.render_context["keep_typed"] = True
    files = bool(getattr(form, "is_multipart", bool)())
    return {"mark": keeping.mark_for(request, name), "first": first, "files": files}
