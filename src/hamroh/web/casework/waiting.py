"""What waits for one person, from every room: steps of procedures and plans, referrals either way, and what else they decide.

Each row has a clock, says what it asks, and has one verb.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.casework.cases.queries import tasks_for
from hamroh.casework.referrals import queries as referrals
from hamroh.casework.referrals.queries.arrived import arrived_without_case
from hamroh.casework.referrals.terms import REVIEW_TASK, STATUS_WORDING, Seen, Status
from hamroh.casework.status.queries import waiting_for_decision
from hamroh.casework.submissions.queries.waiting import lag
from hamroh.kernel.actor import Actor
from hamroh.kernel.words import N_
from hamroh.mechanism.conduct.queries import complaints
from hamroh.mechanism.conduct.terms import State
from hamroh.mechanism.editions.queries import current, drafts_to_answer, edition
from hamroh.web.casework.addresses import case_url, task_act
from hamroh.web.casework.own_dates import own_dates
from hamroh.web.casework.status_inbox import row_of
from hamroh.web.casework.task_words import task_title
from hamroh.web.shell.clocks import moment
from hamroh.web.shell.parts import Act, Row, Tag
from hamroh.web.shell.templatetags.hamroh import ml

CASES, REFERRALS, OTHER = "cases", "referrals", "other"
KINDS = {CASES: N_("Cases"), REFERRALS: N_("Referrals"), OTHER: N_("Other work")}
MOST = 120  # tasks that are looked at: three for each of forty cases
HANDOVERS_FOR = timedelta(days=14)
# State of a received referral → what is to be done with it, and who may.
INBOX_VERBS = {
    Status.REQUESTED: (N_("Answer"), ("referral:answer",)),
    Status.ACCEPTED: (N_("Record arrival"), ("referral:answer", "service:record")),
    Status.IN_PROGRESS: (N_("Tell the outcome"), ("referral:answer", "service:record")),
}


def waiting_for(actor: Actor, now: datetime) -> list[tuple[str, Row]]:
    """Each row with its kind, what is due first on top; what has no time limit stands before all."""
    found = [(kind, row) for kind, rows in _sources(actor, now) for row in rows]
    return sorted(found, key=lambda of: of[1].due.timestamp() if isinstance(of[1].due, datetime) else 0)


def _sources(actor: Actor, now: datetime) -> Iterator[tuple[str, Iterable[Row]]]:
    yield CASES, _tasks(actor)
    if actor.may("case:read"):
        yield CASES, own_dates(actor, now)
    if actor.inbox:
        yield REFERRALS, _inbox(actor)
    if actor.may("case:open") and actor.inbox:
        yield REFERRALS, _arrived(actor, now)
    if actor.may("case:read"):
        yield REFERRALS, _to_confirm(actor)
        yield REFERRALS, _late_with_others(actor, now)
        yield REFERRALS, _returned(actor, now)
    if actor.may("sheet:fill"):
        yield REFERRALS, _not_arrived(actor, now)
    if actor.may("status:decide"):
        yield OTHER, (row_of(shown) for shown in waiting_for_decision(actor))
    if actor.may("complaint:handle"):
        yield OTHER, _complaints(actor, now)
    if actor.may("submission:settle"):
        yield OTHER, _collected(actor)
    if actor.may("edition:approve"):
        yield OTHER, _drafts(actor)


def _tasks(actor: Actor) -> Iterator[Row]:
    for task in tasks_for(actor, MOST):
        if task.key == REVIEW_TASK or task.case:
            yield task_row(actor, task)


def task_row(actor: Actor, task: Any) -> Row:
    """A step of the procedure, or of a plan, with its verb; a review of an act in danger names no case."""
    title = task_title(task.key, edition(task.case.edition_id) if task.case else current())
    if task.key == REVIEW_TASK:
        act = Act(_("Review"), reverse("review_emergency", args=[task.pk]), primary=True)
        return Row(due=task.due_at, start=task.started_at, title=title, act=act)
    verb, url = task_act(actor, task.key, task.case_id)
    code = task.case.code
    act = Act(verb, url, about=code)
    return Row(due=task.due_at, start=task.started_at, code=code, url=case_url(task.case_id), title=title, act=act)


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


def _late_with_others(actor: Actor, now: datetime) -> Iterator[Row]:
    """Another organisation let its time run out: somebody of the team asks what holds it up."""
    for row in referrals.late_with_others(actor, now):
        url = reverse("sent_referral", args=[row.id])
        words = {"organisation": ml(row.to), "status": _(STATUS_WORDING[Status(row.status)])}
        what = _("%(organisation)s: %(status)s. Ask what holds it up.") % words
        act = Act(_("Open"), url, about=row.code)
        yield Row(due=row.due_at, start=row.sent_at, code=row.code, url=url, title=ml(row.service), what=what, act=act)


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
