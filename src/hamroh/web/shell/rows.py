"""Rows of long lists as ready strings: a template included for each row would cost more than the query."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from .clocks import Reading, moment, read_clock
from .icons import ICONS

TAG_ICONS = {"urgent": "urgent", "late": "late", "ok": "tick", "warn": "warning", "high": "warning", "locked": "lock"}
TAG_LOOKS = {"high": "urgent", "locked": "void"}


def value(holder: Any, name: str, otherwise: Any = "") -> Any:
    """A value of a part, from a mapping or an object; empty when it has none."""
    found = holder.get(name) if isinstance(holder, Mapping) else getattr(holder, name, None)
    return otherwise if found is None else found


def clock_html(reading: Reading) -> SafeString:
    line = f'<span class="hm-clock hm-clock--{reading.look}">{reading.shape}{conditional_escape(reading.words)}</span>'
    return mark_safe(line + (f' <span class="hm-by">{conditional_escape(reading.by)}</span>' if reading.by else ""))  # noqa: S308


def tag_html(kind: str, label: Any) -> SafeString:
    shape = ICONS[TAG_ICONS[kind]] if kind in TAG_ICONS else ""
    look = f" hm-tag--{TAG_LOOKS.get(kind, kind)}" if kind else ""
    return mark_safe(f'<span class="hm-tag{look}">{shape}{conditional_escape(label)}</span>')  # noqa: S308


def work_row(row: Any, now: datetime, columns: int = 0, csrf_token: object = "") -> SafeString:
    """One row of a work table: see `parts.Row`. Short rows are filled up to `columns`."""
    reading = read_clock(
        value(row, "due", None),
        now,
        value(row, "kind"),
        start=value(row, "start", None),
        left=value(row, "left", None),
        note=value(row, "note"),
    )
    cells = [conditional_escape(cell) for cell in value(row, "cells", ())]
    act = value(row, "act", None)
    filled = 2 + len(cells) + bool(act)
    late = ' class="hm-work__late"' if reading.look == "late" else ""
    return mark_safe(  # noqa: S308
        f'<tr{late}><td class="hm-work__due">{clock_html(reading)}</td><td>{_subject(row)}</td>'
        + "".join(f"<td>{cell}</td>" for cell in cells)
        + "<td></td>" * max(0, columns - filled)
        + (f'<td class="hm-work__act">{act_html(act, csrf_token)}</td>' if act else "")
        + "</tr>"
    )


def act_html(act: Any, csrf_token: object = "") -> SafeString:
    """The one verb of a row: a link, or a form with a button when it changes something."""
    look = "govuk-button hm-btn-s" if value(act, "primary") else "govuk-button govuk-button--secondary hm-btn-s"
    about = value(act, "about")
    label = format_html('{}<span class="hm-vh"> {}</span>' if about else "{}", value(act, "label"), about)
    if not value(act, "post"):
        return format_html('<a href="{}" class="{}">{}</a>', value(act, "url"), look, label)
    fields = {"csrfmiddlewaretoken": csrf_token, **value(act, "fields", {})}
    hidden = format_html_join("", '<input type="hidden" name="{}" value="{}">', fields.items())
    form = '<form method="post" action="{}">{}<button class="{}">{}</button></form>'
    return format_html(form, value(act, "url"), hidden, look, label)


def _subject(row: Any) -> str:
    url, code, title, what = (value(row, name) for name in ("url", "code", "title", "what"))
    tags = "".join(f" {tag_html(value(tag, 'kind'), value(tag, 'label'))}" for tag in value(row, "tags", ()))
    if code:
        bdi = format_html("<bdi>{}</bdi>", code)
        shown = format_html('<a class="hm-a hm-code" href="{}">{}</a>', url, bdi) if url else _coded(bdi)
        lines = [shown + tags, *([format_html('<b class="hm-b">{}</b>', title)] if title else [])]
        return "<br>".join([*lines, *([conditional_escape(what)] if what else [])])
    name = format_html('<a class="hm-a hm-b" href="{}">{}</a>' if url else '<b class="hm-b">{1}</b>', url, title)
    return "<br>".join([name + tags, *([format_html('<span class="hm-q">{}</span>', what)] if what else [])])


def _coded(bdi: SafeString) -> SafeString:
    return format_html('<span class="hm-code">{}</span>', bdi)


def timeline_entry(entry: Any) -> SafeString:
    """One entry of the timeline; what the person decided is also said in words, not only by its strand."""
    at, url, text, who = (value(entry, name) for name in ("at", "url", "text", "who"))
    person = bool(value(entry, "person"))
    told = [gettext("Person’s own decision")] if person else []
    by = " · ".join([*told, *([str(who)] if who else [])])
    return format_html(
        '<li{}><time datetime="{}">{}</time>{}{}</li>',
        mark_safe(' class="is-person"' if person else ""),  # noqa: S308
        at.isoformat(),
        moment(at),
        format_html('<a class="hm-a" href="{}">{}</a>', url, text) if url else text,
        format_html('<span class="who">{}</span>', by) if by else "",
    )


def road_in_words(stages: Iterable[Any]) -> SafeString:
    """The road on a phone: which stage of how many, and what comes next."""
    road: Sequence[Any] = list(stages)
    at = next((i for i, stage in enumerate(road) if value(stage, "state") == "now"), None)
    if at is None:
        return format_html('<b class="hm-b">{}</b>', road[-1] and value(road[-1], "label") if road else "")
    words = {"n": at + 1, "all": len(road), "stage": value(road[at], "label")}
    head = format_html('<b class="hm-b">{}</b>', gettext("Stage %(n)d of %(all)d: %(stage)s") % words)
    if at + 1 == len(road):
        return head
    after = gettext("Next: %(stage)s") % {"stage": value(road[at + 1], "label")}
    return format_html('{}<br><span class="hm-q">{}</span>', head, after)
