"""The page of a case: what is safe, where it stands, what comes next, what is in it, what happened, who sees it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hamroh.casework.cases import queries
from hamroh.casework.cases.access import open_permitted
from hamroh.casework.cases.actions import mark_done
from hamroh.casework.cases.queries.timeline import told_of_each
from hamroh.casework.identification.queries import SheetShown, first_line_sheet
from hamroh.casework.people import queries as people
from hamroh.casework.referrals.queries import referrals_of_case
from hamroh.casework.referrals.terms import SAFETY_WORDING, SafetyAnswer
from hamroh.casework.status.queries import newest_application, newest_reflection
from hamroh.casework.support import queries as support
from hamroh.foundation.audit.queries import lookers
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel import clock
from hamroh.mechanism.editions.queries import InForce, current, edition
from hamroh.web.casework import case_shapes as shapes
from hamroh.web.casework.addresses import reachable
from hamroh.web.casework.reflection import in_a_line as time_to_reflect
from hamroh.web.casework.shown_names import shown_until
from hamroh.web.casework.stages import goes_on, new_steps
from hamroh.web.casework.status_shapes import in_a_line
from hamroh.web.casework.task_words import task_title
from hamroh.web.casework.team_words import capacity_of
from hamroh.web.casework.timeline import NEWEST, kinds_of, newest_of
from hamroh.web.shell.clocks import day, moment
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Link, Why
from hamroh.web.shell.templatetags.hamroh import ml

# What the page of a case opens, as far as it is the reader's: what its first lines and the state of its sections say.
GROUPS = (
    FieldGroup.CONTACT,
    FieldGroup.PROFILE,
    FieldGroup.NEEDS,
    FieldGroup.RESIDENCE,
    FieldGroup.RISK,
    FieldGroup.PLAN,
    FieldGroup.FAMILY,
)
LOOKED_WITHIN = timedelta(days=30)


@page("case:open")
@require_POST
def mark_task_done(request: Any, case_id: UUID, key: str) -> HttpResponse:
    """One press: a task of this case that was done in conversation."""
    mark_done(request.actor, case_id=case_id, key=key, now=clock.now())
    messages.success(request, _("Written down: it is done."))
    return redirect("show_case", case_id)


@page("case:read")
def show_case(request: Any, case_id: UUID) -> HttpResponse:
    """One look, recorded. The name is on it only while somebody asked for it."""
    now = clock.now()
    until = shown_until(request, case_id, now)
    case, opened = open_permitted(request.actor, case_id, *GROUPS, *([FieldGroup.IDENTITY] if until else []))
    context = case_context(request, case, now, until, opened)
    return render(request, "casework/show_case.html", context)


def case_context(
    request: Any,
    case: Any,
    now: datetime,
    until: datetime | None,
    opened: frozenset[FieldGroup],
    *,
    newest: int = NEWEST,
) -> dict[str, Any]:
    """Everything that the page of a case and its printed document say; of the groups, those that were opened."""
    rules = edition(case.edition_id)
    told, sent = told_of_each(case), referrals_of_case(case)
    entries, answers, older = newest_of(case, newest)
    stay, needs = support.current_stay(case.pk), support.needs_of(case.pk, case.person_id)
    change = (
        Link(reverse("write_case_part", args=[case.pk, FieldGroup.CONTACT]), _("Change")) if _writes(request) else None
    )
    team, tasks = _team(case, rules), queries.open_tasks_of(case)
    unmet = support.unmet_of(case.pk) if FieldGroup.NEEDS in opened else []
    return {
        "now": now,
        "case_id": case.pk,
        "code": case.code,
        "code_only": case.code_only,
        "keeps_names": current().keeps_identities,
        "closed_at": case.closed_at,
        "opened_for": _opened_for(case, now),
        "tags": [
            *shapes.tags(case.child, people.profile_of(case.person_id), needs.urgent),
            *([] if case.closed_at else shapes.risk_tags(case, now)),
        ],
        "name": people.identity_of(case.person_id) if until else None,
        "until": until,
        "may_read_names": request.actor.may("identity:read"),
        "may_write": _writes(request),
        "contact": shapes.safe_contact(people.contact_of(case.person_id), change, now),
        "stages": shapes.road(rules, case.stage),
        "next": shapes.what_next(request.actor, tasks, case, rules, now),
        "new_steps": new_steps(request.actor, case, rules),
        "goes_on": goes_on(request.actor, case, rules),
        "sections": shapes.sections(
            request.actor,
            case,
            {event: of_it.at for event, of_it in told.items()},
            opened,
            stays=ml(stay.organisation) if stay else "",
            sent=sent,
            status=in_a_line(newest_application(case), rules),
            reflects=time_to_reflect(newest_reflection(case), now),
        ),
        "refer_url": reachable(request.actor, "send_referral", case.pk),
        "consent_url": reachable(request.actor, "record_ground", case.pk),
        "document_url": reachable(request.actor, "case_documents", case.pk),
        "entries": shapes.timeline(entries, rules),
        "older_entries": older,
        "kinds": kinds_of(case, told, answers),
        "may_assign": request.actor.may("case:assign"),
        "referrals": shapes.referrals_table(request.actor, sent),
        "sheet": _sheet(first_line_sheet(case), rules),
        "why": _why(request, case, team, now),
        "in_short": [*_presses(case, tasks, unmet, rules, now), *_in_short(stay, needs, told, rules)],
        "team": [(name, role) for _id, name, role, _since in team],
        "back": Link(reverse("case_list"), _("Cases")),
    }


def _writes(request: Any) -> bool:
    may: bool = request.actor.may("case:open")
    return may


def _opened_for(case: Any, now: datetime) -> str:
    days = (now - case.opened_at).days
    if not days:
        return _("Opened today")
    return ngettext("Open %(n)d day", "Open %(n)d days", days) % {"n": days}


def _team(case: Any, rules: InForce) -> list[tuple[UUID, str, str, datetime]]:
    members = queries.team_of(case)
    return [(m.user_id, m.user.short_name, capacity_of(rules, m.capacity, m.role), m.since) for m in members]


def _why(request: Any, case: Any, team: list[tuple[UUID, str, str, datetime]], now: datetime) -> Why:
    """The reader's own ground for seeing this, and how many others did."""
    mine = next(((role, since) for id, _name, role, since in team if id == request.actor.user_id), None)
    if mine:
        reason = _("You are on the team of this case since %(day)s: %(role)s.") % {"role": mine[0], "day": day(mine[1])}
    else:
        reason = _("You supervise the cases of your organisation.")
    others = max(0, lookers(case.pk, now - LOOKED_WITHIN) - 1)
    looked = ngettext("%(n)d other looked in 30 days.", "%(n)d others looked in 30 days.", others) % {"n": others}
    seen = _("Your look at %(at)s is recorded.") % {"at": moment(now)}
    return Why([reason, f"{seen} {looked}"], Link(reverse("case_looks", args=[case.pk]), _("Who and why")))


def _presses(case: Any, tasks: list[Any], unmet: list[Any], rules: InForce, now: datetime) -> list[tuple[str, str]]:
    """What is late, when the risk is looked at again, which needs are unmet: a line each; what is not, has none."""
    late = [task_title(task.key, rules) for task in tasks if task.due_at < now]
    found = [(_("Late"), "; ".join(late))] if late else []
    if case.risk_review_at and case.risk_review_at >= now and not case.closed_at:
        found.append((_("Risk"), _("looked at again on %(day)s") % {"day": day(case.risk_review_at)}))
    if unmet:
        found.append(
            (
                _("Unmet needs"),
                "; ".join(ml(need.words) if isinstance(need.words, dict) else str(_(need.words)) for need in unmet),
            )
        )
    return found


def _in_short(stay: Any, needs: Any, told: dict[str, Any], rules: InForce) -> list[tuple[str, str]]:
    decided = told["screening.decided"].detail.get("outcome", "") if "screening.decided" in told else ""
    words, stays = rules.service_words(), _("Not in our care")
    if stay:
        since = _("since %(day)s") % {"day": day(stay.since)}
        stays = f"{ml(stay.organisation)}, {since}"
    outcome = shapes.outcome_words(rules, decided) if decided else _("Not decided yet; support does not wait for it.")
    short = [(_("Stays"), stays), (_("Decision"), outcome)]
    if needs.services:
        short.append((_("Needs"), "; ".join(ml(words.get(code, code)) for code in needs.services)))
    return short


def _sheet(sheet: SheetShown | None, rules: InForce) -> dict[str, Any] | None:
    """What the first contact saw, heard and said, so that nobody asks for it again."""
    if sheet is None:
        return None
    seen, asked, script = (rules.words(name) for name in ("observation", "safety_question", "script"))
    answers = {code: _(words) for code, words in SAFETY_WORDING.items()}
    return {
        "at": sheet.at,
        "seen": [ml(seen.get(code, code)) for code in sheet.observations],
        "asked": [(ml(asked.get(code, code)), answers.get(SafetyAnswer(a), a)) for code, a in sheet.safety.items()],
        "not_told": [ml(words) for code, words in script.items() if code not in sheet.told],
    }
