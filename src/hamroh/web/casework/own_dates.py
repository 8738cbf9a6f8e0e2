"""Dates that are somebody's own, whatever the procedure says: what they took upon themselves, where they are needed.

An appointment says neither before whom nor for what: a list may be read over a shoulder.
"""

from collections.abc import Iterator
from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hamroh.casework.conferences.queries import todos_for
from hamroh.casework.justice.queries import appointments_of
from hamroh.kernel.actor import Actor
from hamroh.web.casework.addresses import case_url
from hamroh.web.shell.parts import Act, Row


def own_dates(actor: Actor, now: datetime) -> Iterator[Row]:
    """Appointments of the part that this actor keeps apart, and actions that they agreed to in conferences."""
    for date in appointments_of(actor, now):
        act = Act(_("Open"), reverse("show_justice", args=[date.case_id]), about=date.code)
        url = case_url(date.case_id)
        yield Row(due=date.at, start=date.since, code=date.code, url=url, title=_("An appointment"), act=act)
    for todo in todos_for(actor):
        due = timezone.make_aware(datetime.combine(todo.due_on, time(23, 59)))
        address = reverse("show_conference", args=[todo.case_id, todo.conference])
        act = Act(_("Open"), address, about=todo.code)
        title = _("Agreed in a conference")
        yield Row(due=due, start=todo.since, code=todo.code, url=case_url(todo.case_id), title=title, act=act)
