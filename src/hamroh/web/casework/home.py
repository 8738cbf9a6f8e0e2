"""What waits for me: one list by clock over everything that this person may do; then what changed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases.queries import escalated_to, tasks_for
from hamroh.casework.referrals import queries as referrals
from hamroh.casework.referrals.queries.arrived import arrived_without_case
from hamroh.casework.referrals.queries.news import answered_lately
from hamroh.casework.referrals.terms import REVIEW_TASK, STATUS_WORDING, Seen, Status
from hamroh.casework.status.queries import waiting_for_decision
from hamroh.casework.submissions.queries.waiting import lag
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.words import N_
from hamroh.mechanism.conduct.queries import complaints
from hamroh.mechanism.conduct.terms import State
from hamroh.mechanism.editions.queries import current, drafts_to_answer, edition
from hamroh.mechanism.membership.queries import asked_to_sign
from hamroh.web.casework.addresses import case_url, task_act
from hamroh.web.casework.by_clock import by_clock
from hamroh.web.casework.status_inbox import row_of
from hamroh.web.casework.task_words import task_title
from hamroh.web.shell.clocks import day, moment
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Act, Entry, Link, Row, Tag, WorkTable
from hamroh.web.shell.templatetags.hamroh import ml

SHOWN = 40
LATELY = timedelta(days=7)
HANDOVERS_FOR = timedelta(days=14)
# State of a received referral → what is to be done with it, and who may.
INBOX_VERBS = {
    Status.REQUESTED: (N_("Answer"), ("referral:answer",)),
    Status.ACCEPTED: (N_("Record arrival"), ("referral:answer", "service:record")),
    Status.IN_PROGRESS: (N_("Tell the outcome"), ("referral:answer", "service:record")),
}


@page()
def home(request: Any) -> HttpResponse:
    """Every role has one: whoever has nothing to do learns when something comes, and where to go.

    Where the mechanism runs no cases, what waits are duties.
    """
    actor, now = request.actor, clock.now()
    if actor.waiting and not actor.permissions:
        return redirect("my_conduct")
    if not current().has_cases and actor.may("mechanism:read"):
        return redirect("my_duties")
    rows = sorted(_waiting(actor, now), key=lambda row: row.due.timestamp() if isinstance(row.due, datetime) else 0)
    soon = [row for row in rows if _presses(row, now)]
    heads = (_("Due"), _("What"), _("Do"))
    context = {
        "now": now,
        "asked": _asked(actor, now),
        "table": WorkTable(_("What waits for me"), heads, by_clock(rows[:SHOWN], now), quiet=True) if rows else None,
        "escalated": _escalated(actor, now),
        "hidden_rows": max(0, len(rows) - SHOWN),
        "nothing_now": not soon,
        "next_date": day(rows[0].due) if rows and rows[0].due else "",
        "changed": list(_changed(actor, now)),
        "roles": _roles(actor),
        "waiting": bool(actor.waiting),
        "links": _links(actor),
        "figures_only": not (actor.inbox or any(actor.may(p) for p in ("case:read", "sheet:fill", "status:decide"))),
    }
    return render(request, "casework/home.html", context)


def _asked(actor: Actor, now: datetime) -> bool:
    """Whether a focal point's organisation is asked to sign something: a line, never more."""
    return actor.may("members:manage") and bool(asked_to_sign(now.date(), organisation_id=actor.organisation_id))


def _presses(row: Row, now: datetime) -> bool:
    """Due within a day, or somebody is here: then nobody is told that nothing waits today."""
    soon = isinstance(row.due, datetime) and row.due < now + timedelta(days=1)
    return row.kind != "paused" and (soon or bool(row.act and row.act.primary))


def _waiting(actor: Actor, now: datetime) -> Iterator[Row]:
    yield from _tasks(actor)
    if actor.inbox:
        yield from _inbox(actor)
    if actor.may("case:open") and actor.inbox:
        yield from _arrived(actor, now)
    if actor.may("case:read"):
        yield from _to_confirm(actor)
        yield from _returned(actor, now)
    if actor.may("sheet:fill"):
        yield from _not_arrived(actor, now)
    if actor.may("status:decide"):
        yield from (row_of(shown) for shown in waiting_for_decision(actor))
    if actor.may("complaint:handle"):
        yield from _complaints(actor, now)
    if actor.may("submission:settle"):
        yield from _collected(actor)
    if actor.may("edition:approve"):
        yield from _drafts(actor)


def _tasks(actor: Actor) -> Iterator[Row]:
    for task in tasks_for(actor):
        if task.key == REVIEW_TASK or task.case:
            yield _task_row(actor, task)


def _task_row(actor: Actor, task: Any) -> Row:
    title = task_title(task.key, edition(task.case.edition_id) if task.case else current())
    if task.key == REVIEW_TASK:
        act = Act(_("Review"), reverse("review_emergency", args=[task.pk]), primary=True)
        return Row(due=task.due_at, start=task.started_at, title=title, act=act)
    verb, url = task_act(actor, task.key, task.case_id)
    code = task.case.code
    act = Act(verb, url, about=code)
    return Row(due=task.due_at, start=task.started_at, code=code, url=case_url(task.case_id), title=title, act=act)


def _escalated(actor: Actor, now: datetime) -> WorkTable | None:
    """What is so late that the procedure tells this role of it."""
    rows = [_task_row(actor, task) for task in escalated_to(actor, now)]
    if not rows:
        return None
    heads = (_("Due"), _("What"), _("Do"))
    return WorkTable(_("Escalated to you"), heads, by_clock(rows, now), quiet=True)


def _inbox(actor: Actor) -> Iterator[Row]:
    urgent = {code.id: dict(code.name) for code in current().codes("urgency")}
    for row in referrals.inbox(actor):
        url = reverse("show_referral", args=[row.id])
        words = _(STATUS_WORDING[Status(row.status)])
        act = Act(_inbox_verb(actor, Status(row.status)), url, about=row.code)
        yield Row(
            due=row.due_at,
            start=row.sent_at,
            kind="paused" if row.paused else "",
            code=row.code,
            url=url,
            tags=[Tag("urgent", ml(urgent[row.priority]))]
            if row.priority != "routine" and row.priority in urgent
            else [],
            title=ml(row.service),
            what=_("%(status)s. From: %(sender)s") % {"status": words, "sender": ml(row.sender)},
            act=act,
        )


def _inbox_verb(actor: Actor, status: Status) -> str:
    verb, permissions = INBOX_VERBS.get(status, (N_("Open"), ()))
    return _(verb) if any(actor.may(p) for p in permissions) else _("Open")


def _arrived(actor: Actor, now: datetime) -> Iterator[Row]:
    """Somebody is here and has no case: the limit of the screening runs from the arrival."""
    edition = current()
    for row in arrived_without_case(actor, now - HANDOVERS_FOR):
        due = edition.due("screening", row.at)[0] if edition.has_clock("screening") else None
        act = Act(_("Open a case"), reverse("open_case", args=[row.id]), primary=True, about=row.code)
        what = _("Handed over by %(sender)s, arrived %(at)s.") % {"sender": ml(row.sender), "at": moment(row.at)}
        url = reverse("show_referral", args=[row.id])
        yield Row(due=due, start=row.at, code=row.code, url=url, title=_("The person arrived"), what=what, act=act)


def _to_confirm(actor: Actor) -> Iterator[Row]:
    edition = current()
    for row in referrals.to_confirm(actor):
        if row.ended_at is None:
            continue
        url = reverse("sent_referral", args=[row.id])
        due = edition.due("confirm_outcome", row.ended_at)[0] if edition.has_clock("confirm_outcome") else None
        title = _("Confirm with the person what came of it")
        what = _("%(service)s: %(status)s") % {
            "service": ml(row.service),
            "status": _(STATUS_WORDING[Status(row.status)]),
        }
        act = Act(_("Confirm") if actor.may("referral:send") else _("Open"), url, about=row.code)
        yield Row(due=due, start=row.ended_at, code=row.code, url=url, title=title, what=what, act=act)


def _returned(actor: Actor, now: datetime) -> Iterator[Row]:
    """A member was suspended: what was on its way to it waits for another service."""
    for row in referrals.returned_lately(actor, now - HANDOVERS_FOR):
        what = _("It came back: %(organisation)s no longer takes part. Choose another service.")
        url = reverse("sent_referral", args=[row.id])
        may = actor.may("referral:send")
        act = Act(
            _("Choose another") if may else _("Open"),
            reverse("send_referral", args=[row.case_id]) if may else url,
            primary=may,
            about=row.code,
        )
        what = what % {"organisation": ml(row.to)}
        yield Row(
            due=row.ended_at, start=row.sent_at, code=row.code, url=url, title=ml(row.service), what=what, act=act
        )


def _not_arrived(actor: Actor, now: datetime) -> Iterator[Row]:
    """Of a hand-over its author learns *arrived* or *not arrived*, and nothing else."""
    url = reverse("sent_handovers")
    for row in referrals.sent_handovers(actor):
        if row.seen == Seen.NOT_ARRIVED and row.sent_at > now - HANDOVERS_FOR:
            what = _("Handed over to %(organisation)s; not arrived yet.") % {"organisation": ml(row.to)}
            act = Act(_("See"), url, about=row.code)
            if row.returned:
                what = _("%(organisation)s no longer takes part, nobody comes from there: hand over to another.")
                what = what % {"organisation": ml(row.to)}
                act = Act(_("Hand over again"), reverse("fill_sheet"), primary=True, about=row.code)
            yield Row(due=row.due_at, start=row.sent_at, code=row.code, url=url, what=what, act=act)


def _complaints(actor: Actor, now: datetime) -> Iterator[Row]:
    """What nobody has in hand, and what this handler has; the row says neither what nor about whom."""
    for row in complaints(actor, now):
        mine = row.handler_id == actor.user_id and row.state != State.ANSWERED
        if mine or row.handler_id is None:
            title = (
                _("A complaint is in your hands") if mine else _("A complaint waits for somebody to take it in hand")
            )
            act = Act(_("Open"), reverse("show_complaint", args=[row.id]), primary=row.retaliation)
            yield Row(due=row.due_at or row.heard_at, start=row.at, title=title, act=act)


def _collected(actor: Actor) -> Iterator[Row]:
    """What telephones sent and nobody has settled: how much, and since when the oldest waits; never what."""
    waits = lag(actor)
    if waits.for_people and waits.oldest_for_people:
        title = _("What telephones sent waits to be settled")
        what = _("%(count)s wait; the oldest came %(at)s") % {
            "count": waits.for_people,
            "at": moment(waits.oldest_for_people),
        }
        yield Row(title=title, what=what, act=Act(_("Settle"), reverse("collected_list")))


def _drafts(actor: Actor) -> Iterator[Row]:
    """The next edition does not come while nobody knows that it waits for them."""
    for draft in drafts_to_answer(actor):
        act = Act(_("Read and answer"), reverse("show_draft", args=[draft.id]), primary=True, about=draft.title)
        what = _("%(title)s, proposed %(at)s") % {"title": draft.title, "at": moment(draft.proposed_at)}
        yield Row(title=_("The next edition waits for your yes or no"), what=what, act=act)


def _changed(actor: Actor, now: datetime) -> Iterator[Entry]:
    """What others did since a week ago, in the words of states."""
    since = now - LATELY
    if actor.may("case:read"):
        for news in answered_lately(actor, since):
            text = f"{news.code}: {_(STATUS_WORDING[Status(news.status)])}"
            who = f"{ml(news.by)} · {ml(news.service)}"
            yield Entry(news.at, text, who, url=reverse("sent_referral", args=[news.referral_id]))
    if actor.may("sheet:fill"):
        for row in referrals.sent_handovers(actor):
            if row.seen == Seen.ARRIVED and row.sent_at > now - HANDOVERS_FOR:
                text = _("%(code)s was handed over, and arrived since") % {"code": row.code}
                yield Entry(row.sent_at, text, ml(row.to), url=reverse("sent_handovers"))
    if actor.inbox:
        for ended in referrals.answered(actor):
            if ended.ended_at and ended.ended_at > since and ended.status == Status.CANCELLED:
                text = f"{ended.code}: {_(STATUS_WORDING[Status.CANCELLED])}"
                yield Entry(ended.ended_at, text, ml(ended.sender), url=reverse("show_referral", args=[ended.id]))


def _roles(actor: Actor) -> str:
    names = {role.id: ml(role.name) for role in current().pack.roles}
    return ", ".join(names.get(role, role) for role in actor.roles)


def _links(actor: Actor) -> list[Link]:
    """What somebody of this role most often begins."""
    offered = (
        ("contact:log", "log_contact", _("Write down a contact")),
        ("sheet:fill", "fill_sheet", _("Fill the first-line sheet")),
        ("case:open", "open_case", _("Open a case")),
        ("work:overview", "desk", _("To the desk")),
        ("capacity:confirm", "services", _("Confirm free places")),
    )
    return [Link(reverse(name), label) for permission, name, label in offered if actor.may(permission)]
