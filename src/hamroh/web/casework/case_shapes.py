"""A case as its page says it: road, timeline, sections, why it is seen. Values in, words out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamroh.casework.cases.access import may_open
from hamroh.casework.cases.terms import EVENT_WORDS, HANDING_OVER_REASONS, HIGH_RISK, RISK_TAGS
from hamroh.casework.identification.terms import OFFER_WORDING
from hamroh.casework.people.queries import ContactView, ProfileView, contact_of, profile_lists
from hamroh.casework.people.rules.contact import outside_window
from hamroh.casework.referrals.queries import TeamRow
from hamroh.casework.referrals.terms import STATUS_WORDING, Status
from hamroh.foundation.permissions.terms import GROUP_WORDS, FieldGroup
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions.queries import InForce, current, zone
from hamroh.mechanism.membership.queries import organisation_names
from hamroh.mechanism.procedures.terms import PRESUMED_VICTIM
from hamroh.web.casework.addresses import reachable, task_act
from hamroh.web.casework.by_clock import by_clock
from hamroh.web.casework.file_parts import file_sections
from hamroh.web.casework.task_words import task_title
from hamroh.web.shell.clocks import day
from hamroh.web.shell.parts import Act, Entry, Group, Link, Row, SafeContact, Section, Stage, Tag, WorkTable
from hamroh.web.shell.templatetags.hamroh import ml


def road(edition: InForce, stage: str) -> list[Stage]:
    """The stages of the case's own edition. What is kept apart is not a station of this road."""
    stages = [s for s in edition.pack.stages if not s.segregated]
    at = next((i for i, s in enumerate(stages) if s.id == stage), -1)
    return [Stage(ml(s.name), "done" if i < at else "now" if i == at else "") for i, s in enumerate(stages)]


def safe_contact(contact: ContactView, change: Link | None, now: datetime | None = None) -> SafeContact:
    """The one sentence to obey, first on every page of a case. At a wrong hour of `now` it warns."""
    if contact.erased:
        return SafeContact(rule=_("Erased: nobody may call or write."))
    if not contact.how:
        return SafeContact(change=change)
    rule = contact.how.rstrip(". ") + (f", {contact.hours.strip()}" if contact.hours.strip() else "") + "."
    notes = []
    if contact.call_from:
        window = {"from": contact.call_from, "until": contact.call_until}
        notes.append(_("Between %(from)s and %(until)s") % window)
    if contact.language:
        spoken = profile_lists()["languages"].get(contact.language, contact.language)
        notes.append(_("Speak: %(language)s") % {"language": ml(spoken)})
    if contact.must_not_know:
        notes.append(_("Must not know: %(who)s") % {"who": contact.must_not_know})
    if contact.confirmed_at:
        notes.append(_("Agreed with the person on %(day)s") % {"day": day(contact.confirmed_at)})
    said = _("Say: “%(words)s”.") % {"words": contact.say.rstrip(". ")}
    return SafeContact(rule, said, notes, change, wrong_hour(contact, now) if now else "")


def contact_beside(case: Any, opened: Collection[str]) -> SafeContact | None:
    """The same rule on the page of a section; nothing where the reader's capacity does not open it."""
    if FieldGroup.CONTACT not in opened:
        return None
    return safe_contact(contact_of(case.person_id), None, clock.now())


def wrong_hour(contact: ContactView, now: datetime) -> str:
    """A warning when it is not an hour at which the person agreed to be reached; else nothing."""
    at = now.astimezone(ZoneInfo(zone())).time()
    if not outside_window(contact.call_from, contact.call_until, at):
        return ""
    told = {"now": f"{at:%H:%M}", "from": contact.call_from, "until": contact.call_until}
    return _("It is %(now)s. The person agreed to be reached between %(from)s and %(until)s: wait until then.") % told


def tags(child: bool, profile: ProfileView, urgent: bool) -> list[Tag]:
    """What whoever works with the person must know at a glance; no name."""
    lists = profile_lists()
    who = _("Child, or age in doubt") if child else _("Adult")
    if profile.children_along:
        along = ngettext("with %(n)d child", "with %(n)d children", profile.children_along)
        who = f"{who}, {along % {'n': profile.children_along}}"
    found = [Tag("info" if child else "", who)]
    if urgent:
        found.append(Tag("high", _("Urgent need")))
    if profile.languages:
        spoken = ", ".join(ml(lists["languages"].get(code, code)) for code in profile.languages)
        found.append(Tag("", _("Speaks: %(languages)s") % {"languages": spoken}))
    if profile.interpreter:
        found.append(Tag("warn", _("Interpreter needed")))
    return found


def risk_tags(case: Any, now: datetime) -> list[Tag]:
    """How high the risk is, and that it should have been looked at again: as the case's own row says, never why."""
    found = []
    if case.risk in RISK_TAGS:
        found.append(Tag("high" if case.risk in HIGH_RISK else "warn", _(RISK_TAGS[case.risk])))
    if case.risk_review_at and case.risk_review_at < now:
        found.append(Tag("late", _("Review of the risk overdue")))
    return found


def what_next(actor: Actor, tasks: Iterable[Any], case: Any, edition: InForce, now: datetime) -> WorkTable | None:
    """Open tasks with their clocks, each with one verb; nothing when nothing waits."""
    rows = [_task_row(actor, task, case, edition) for task in tasks]
    if not rows:
        return None
    return WorkTable(_("What waits on this case"), (_("Due"), _("What"), _("Do")), by_clock(rows, now), quiet=True)


def _task_row(actor: Actor, task: Any, case: Any, edition: InForce) -> Row:
    verb, url = task_act(actor, task.key, case.pk, case.readable)
    basis = _("The limit is assumed, until the members confirm it.") if task.basis == "assumed" else ""
    act = Act(verb, url) if url != reverse("show_case", args=[case.pk]) else _tick(actor, task, case.pk, edition)
    title = task_title(task.key, edition)
    return Row(due=task.due_at, start=task.started_at, title=title, what=basis, act=act)


def _tick(actor: Actor, task: Any, case_id: UUID, edition: InForce) -> Act | None:
    """A task done in conversation has no page of its own: one press says that it is done."""
    url = reachable(actor, "mark_task_done", case_id, task.key) if edition.done_by_hand(task.key) else ""
    return Act(_("It is done"), url, post=True) if url else None


def referrals_table(actor: Actor, sent: Sequence[TeamRow]) -> WorkTable | None:
    """What was asked of others: the open ones with their clocks, the ended ones as done."""
    if not sent:
        return None
    ordered = sorted(sent, key=lambda row: (row.ended_at is not None and not row.to_confirm, row.due_at))
    rows = [_referral_row(actor, row) for row in ordered]
    return WorkTable(_("Referrals of this case"), (_("Due"), _("What"), _("Do")), [Group(rows)], quiet=True)


def _referral_row(actor: Actor, row: TeamRow) -> Row:
    done, url = row.ended_at is not None and not row.to_confirm, reverse("sent_referral", args=[row.id])
    status = _(STATUS_WORDING[Status(row.status)])
    ended = row.confirmed_at or row.ended_at
    return Row(
        due=ended if done and ended else row.due_at,
        start=row.sent_at,
        kind="done" if done else "paused" if row.status == Status.ON_HOLD else "",
        code=row.code,
        url=url,
        title=ml(row.service),
        what=f"{ml(row.to)} · {status}",
        act=Act(_("Confirm") if row.to_confirm and actor.may("referral:send") else _("Open"), url, about=row.code),
    )


def timeline(entries: Sequence[Any], edition: InForce) -> list[Entry]:
    """Two strands in one, in the order in which they are given: what the person decided, what organisations did."""
    ids = {e.organisation_id for e in entries if e.organisation_id} | {
        UUID(e.detail["to"]) for e in entries if "to" in e.detail
    }
    names = organisation_names(ids)
    return [_entry(e, names, edition) for e in entries]


def _entry(entry: Any, names: Mapping[UUID, dict[str, str]], edition: InForce) -> Entry:
    detail, who = entry.detail, []
    if entry.organisation_id in names:
        who.append(ml(names[entry.organisation_id]))
    if "to" in detail:
        who.append(_("To: %(organisation)s") % {"organisation": ml(names.get(UUID(detail["to"]), ""))})
    if groups := detail.get("groups"):
        who.append(", ".join(_(GROUP_WORDS[g]) for g in groups if g in GROUP_WORDS))
    if services := detail.get("services"):
        words = edition.service_words()
        who.append(", ".join(ml(words.get(code, code)) for code in services))
    if neighbour := detail.get("neighbour"):
        who.append(ml(next((dict(n.name) for n in edition.pack.neighbours if n.id == neighbour), neighbour)))
        who.append(_(OFFER_WORDING.get(detail.get("answer", ""), "")))
    if editions := detail.get("editions"):
        who.append(_("Edition %(before)s → edition %(after)s") % dict(zip(("before", "after"), editions, strict=True)))
    if step := detail.get("step"):
        who.append(ml(next((dict(s.name) for _stage, s in edition.pack.steps if s.id == step), step)))
    if stage := detail.get("stage"):
        who.append(ml(edition.stage_words().get(stage, stage)))
    if decided := detail.get("decided"):
        who.append(decided_words(edition, detail.get("decision", ""), decided))
    if form := detail.get("form"):
        who.append(ml(next((dict(f.name) for f in edition.pack.forms if f.id == form), form)))
    if outcome := detail.get("outcome"):
        who.append(outcome_words(edition, outcome))
    if entry.event == "team.handed_over":
        who.append(_(HANDING_OVER_REASONS.get(detail.get("reason", ""), "")))
    return Entry(entry.at, _(EVENT_WORDS.get(entry.event, entry.event)), " · ".join(who), entry.by_person)


def outcome_words(edition: InForce, outcome: str) -> str:
    """What somebody decided after the screening, in the words of the edition."""
    return decided_words(edition, PRESUMED_VICTIM, outcome)


def decided_words(edition: InForce, decision: str, outcome: str) -> str:
    """What was decided, in the words of the edition."""
    found = (d for d in edition.pack.decisions if d.id == decision)
    return ml(next((dict(o.name) for d in found for o in d.outcomes if o.id == outcome), outcome))


# Section → (which event tells that something stands there).
_WRITTEN = {
    FieldGroup.CONTACT: "contact.agreed",
    FieldGroup.PROFILE: "profile.written",
    FieldGroup.IDENTITY: "identity.written",
    FieldGroup.HEALTH: "health.written",
}


def sections(
    actor: Actor,
    case: Any,
    last: Mapping[str, datetime],
    opened: frozenset[FieldGroup],
    *,
    stays: str,
    sent: Sequence[TeamRow],
    status: str,
    reflects: str,
) -> list[Section]:
    """What the file holds and how it stands; what has no page for this reader is no link."""
    case_id, stay_url = case.pk, reverse("case_part", args=[case.pk, FieldGroup.RESIDENCE])
    return [
        *(_part(case, group, last) for group in _WRITTEN if group in current().groups),
        Section(
            _(GROUP_WORDS[FieldGroup.RESIDENCE]), stays or _("Nowhere in our care"), stay_url, "ok" if stays else ""
        )
        if may_open(case, FieldGroup.RESIDENCE)
        else Section(_(GROUP_WORDS[FieldGroup.RESIDENCE]), _("Not for your role"), look="locked"),
        *file_sections(actor, case, last, opened),
        _screening(actor, case_id, last),
        _forms(case_id, last),
        _grounds(actor, case_id, last),
        _referrals(actor, case_id, sent),
        Section(_("Time to reflect"), reflects, reverse("show_reflection", args=[case_id])),
        Section(_("Formal status"), status, reverse("show_status", args=[case_id])),
        _justice(case),
    ]


def _justice(case: Any) -> Section:
    """Kept apart: the same words for everybody, whether or not anything stands there; a link for those who keep it."""
    apart = f"{_('Kept apart.')} {_('Only those who keep it open it; help never depends on it.')}"
    if may_open(case, FieldGroup.JUSTICE):
        return Section(_("Justice"), apart, reverse("show_justice", args=[case.pk]))
    return Section(_("Justice"), apart, look="locked")


def _part(case: Any, group: FieldGroup, last: Mapping[str, datetime]) -> Section:
    at = last.get(_WRITTEN[group])
    label, url = _(GROUP_WORDS[group]), reverse("case_part", args=[case.pk, group])
    if not may_open(case, group):
        return Section(label, _("Not for your role"), look="locked")
    if group == FieldGroup.IDENTITY:
        return Section(label, _("Sealed; hidden until asked") if at else _("A code only"), url, "ok" if at else "")
    if at is None:
        return Section(label, _("Nothing yet"), url)
    return Section(label, _("Written %(day)s") % {"day": day(at)}, url, "ok")


def _screening(actor: Actor, case_id: UUID, last: Mapping[str, datetime]) -> Section:
    label, url = _("Screening"), reachable(actor, "fill_screening", case_id)
    if "screening.decided" in last:
        return Section(label, _("Decided %(day)s") % {"day": day(last["screening.decided"])}, url, "ok")
    if "screening.finished" in last:
        return Section(label, _("Finished, to be decided"), url, "now")
    return (
        Section(label, _("Begun"), url, "now") if "screening.started" in last else Section(label, _("Not begun"), url)
    )


def _forms(case_id: UUID, last: Mapping[str, datetime]) -> Section:
    label, url = _("Forms"), reverse("case_form_list", args=[case_id])
    if at := last.get("form.finished"):
        return Section(label, _("Last finished %(day)s") % {"day": day(at)}, url, "ok")
    return Section(label, _("Begun"), url, "now") if "form.started" in last else Section(label, _("None yet"), url)


def _grounds(actor: Actor, case_id: UUID, last: Mapping[str, datetime]) -> Section:
    given = [last[e] for e in ("ground.consented", "ground.recorded") if e in last]
    label, url = _("Consent and other grounds"), reachable(actor, "ground_list", case_id)
    if not given:
        return Section(label, _("None yet"), url)
    return Section(label, _("Last recorded %(day)s") % {"day": day(max(given))}, url, "ok")


def _referrals(actor: Actor, case_id: UUID, sent: Sequence[TeamRow]) -> Section:
    label, url = _("Referrals"), reachable(actor, "send_referral", case_id)
    waiting, open_ = sum(row.to_confirm for row in sent), sum(row.ended_at is None for row in sent)
    if not sent:
        return Section(label, _("None yet"), url)
    told = [ngettext("%(n)d open", "%(n)d open", open_) % {"n": open_}]
    if waiting:
        told.append(ngettext("%(n)d to confirm", "%(n)d to confirm", waiting) % {"n": waiting})
    return Section(label, ", ".join(told), url, "now" if open_ or waiting else "ok")
