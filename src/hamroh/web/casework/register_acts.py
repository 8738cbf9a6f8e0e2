"""A register comes over while the page grows; or its file is destroyed; or an import is undone."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamroh.casework.registers import actions, queries
from hamroh.casework.registers.terms import IMPORT, UNDO_DAYS
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.web.casework.register_file import open_register
from hamroh.web.casework.registers import new_rows, to_registers
from hamroh.web.shell.pages import page, sentence, show_obstacles


@page(IMPORT)
def bring_register(request: Any, upload_id: UUID) -> Any:
    """All rows or none. The page grows while they are written, so that nobody wonders whether anything happens."""
    file = open_register(request.actor, upload_id)
    judged = file.judged()
    if request.method != "POST" or judged.faults or not judged.rows:
        return redirect("register_preview", upload_id)
    new = new_rows(request.actor, judged)
    steps = actions.bring_register_over(
        request.actor,
        upload_id=upload_id,
        rows=new,
        left_out=len(judged.rows) - len(new),
        columns=file.remembered_columns(),
        values=file.remembered_values(),
        now=clock.now(),
    )
    shell = render_to_string("casework/bring_register.html", {"count": len(new), "back": to_registers()}, request)
    return StreamingHttpResponse(_told(request.actor, steps, len(new), shell, upload_id))


def _told(actor: Actor, steps: Iterator[int], count: int, shell: str, upload_id: UUID) -> Iterator[str]:
    """The page in pieces. It is made after the request's own transaction: this is another, and whoever leaves ends it."""
    language, zone = translation.get_language() or "en", timezone.get_current_timezone()

    def pieces() -> Iterator[str]:
        head, _mark, tail = shell.partition("<!-- steps -->")
        yield head
        with ExitStack() as held:
            held.enter_context(translation.override(language))
            held.enter_context(timezone.override(zone))
            try:
                with transaction.atomic():
                    act_as(actor)
                    for done in steps:
                        yield format_html("<p>{}</p>\n", _("%(done)s of %(all)s") % {"done": done, "all": count})
                yield _brought(count)
            except Refused as refused:
                yield "".join(f"<p class='govuk-error-message'>{escape(sentence(o))}</p>" for o in refused.obstacles)
                yield _link(reverse("register_preview", args=[upload_id]), _("Back to the preview"))
        yield tail

    return pieces()


def _brought(count: int) -> str:
    words = ngettext("%(n)s case was brought over.", "%(n)s cases were brought over.", count) % {"n": count}
    undo = _("The file is destroyed. You can undo this for %(days)s days, until somebody works on a case.") % {
        "days": UNDO_DAYS
    }
    return format_html("<p class='hm-b'>{}</p><p>{}</p>{}", words, undo, _link(reverse("case_list"), _("To the cases")))


def _link(url: str, words: str) -> str:
    return format_html("<p><a class='hm-a' href='{}'>{}</a></p>", url, words)


@page(IMPORT)
def drop_register(request: Any, upload_id: UUID) -> HttpResponse:
    """Put a file aside: it is destroyed, and nothing was written."""
    if request.method == "POST":
        actions.drop_upload(request.actor, upload_id=upload_id, now=clock.now())
        messages.success(request, _("The file is destroyed. Nothing of it was written."))
    return redirect("register_list")


@page("case:open")
def undo_register(request: Any, import_id: UUID) -> HttpResponse:
    """Ask once, then end every case of the import."""
    form = forms.Form(request.POST if request.method == "POST" else None)
    done = next((row for row in queries.imports_done(request.actor, clock.now()) if row.id == import_id), None)
    if done is None:
        raise NotFound("register", import_id)
    if done.undone_at:
        return redirect("register_list")
    if form.is_valid():
        try:
            count = actions.undo_import(request.actor, import_id=import_id, now=clock.now())
            messages.success(request, _("%(n)s cases were ended as brought over by mistake.") % {"n": count})
            return redirect("register_list")
        except Refused as refused:
            show_obstacles(form, refused.obstacles)
    return render(request, "casework/undo_register.html", {"form": form, "done": done, "back": to_registers()})
