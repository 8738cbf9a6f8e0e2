"""Needs, one by one or all that is told in one go. Group *needs* must be open."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from hamroh.casework.cases.models import Case
from hamroh.casework.support import events, rules, terms
from hamroh.casework.support.actions.writing import ERASED, writes, written
from hamroh.casework.support.models import Need, NeedMark, NeedsNote
from hamroh.casework.support.queries import met_by, need_words, needs_of, needs_one_by_one, today
from hamroh.casework.support.queries.needs import NeedView
from hamroh.foundation.permissions.access import require
from hamroh.foundation.revisions.actions import revise
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused
from hamroh.mechanism.editions import queries as editions


def need_thing(case_id: UUID, need: str) -> UUID:
    """The key of one need of one case, the same for whoever writes it first."""
    return uuid5(case_id, f"need:{need}")


def write_need(
    actor: Actor,
    *,
    case: Case,
    need: str,
    present: str,
    wanted: str,
    urgent: bool = False,
    state: str = terms.NOT_MET,
    by: str = "",
    by_organisation: UUID | None = None,
    by_named: str = "",
    since: date | None = None,
    services: Iterable[str] = (),
    note: str = "",
    seen: int,
    now: datetime,
) -> None:
    """How one need stands from now on. What the person wants is theirs to say. Raises Changed when somebody wrote meanwhile."""
    links = met_by(case.edition_id)
    known = rules.NeedKnown(
        need=need,
        present=present,
        wanted=wanted,
        urgent=urgent,
        state=state,
        by=by,
        by_organisation=by_organisation if by == terms.BY_MEMBER else None,
        since=since,
        services=tuple(services),
    )
    named = by_named.strip() if by == terms.BY_OTHER else ""
    before = needs_one_by_one(case.pk, case.person_id).get(need)
    obstacles = writes(actor, case, erased=bool(before and before.erased)) + rules.obstacles_to_need(
        known,
        needs=need_words(case.edition_id),
        services=links.get(need, (need,)),
        today=today(now),
        by_named=named,
        note=note,
    )
    if obstacles:
        raise Refused(*obstacles)
    with transaction.atomic():
        _revise(actor, case, NeedView(known, named, note.strip(), seen), now)
        written(actor, case, events.NEED_WRITTEN, now)


def write_needs(
    actor: Actor, *, case: Case, services: Iterable[str], urgent: bool = False, note: str = "", now: datetime
) -> None:
    """What the person says is needed, all at once, as kinds of service; the note is sealed.

    It becomes needs one by one: named ones are wanted and not met, others that were open are no longer needed.
    """
    require(actor, "case:open", "case", case.pk)
    chosen, known = list(dict.fromkeys(services)), editions.edition(case.edition_id).service_words()
    obstacles = writes(actor, case) + rules.obstacles_to_needs(chosen, known, note)
    told, before = needs_of(case.pk, case.person_id), needs_one_by_one(case.pk, case.person_id)
    if told.erased or any(view.erased for view in before.values()):
        obstacles += (ERASED,)
    if obstacles:
        raise Refused(*obstacles)
    changed = rules.told_in_one_go(
        chosen,
        urgent=urgent,
        known={need: view.known for need, view in before.items()},
        met_by=met_by(case.edition_id),
    )
    with transaction.atomic():
        for need in changed:
            view = before.get(need.need, NeedView(need))
            _revise(actor, case, replace(view, known=need, by_named=view.by_named if need.by else ""), now)
        if note.strip() != told.note:
            revise(
                actor,
                NeedsNote,
                thing=case.pk,
                seen=told.note_number,
                subject_id=case.person_id,
                words={"note": note.strip()},
                now=now,
                case=case,
            )
        written(actor, case, events.NEEDS_TOLD, now, by_person=True, services=chosen)


def _revise(actor: Actor, case: Case, view: NeedView, now: datetime) -> None:
    """A new revision, over the one that the view has seen, and what supervisors count of it."""
    known = view.known
    revise(
        actor,
        Need,
        thing=need_thing(case.pk, known.need),
        seen=view.number,
        subject_id=case.person_id,
        words={"by_named": view.by_named, "note": view.note},
        now=now,
        case=case,
        need=known.need,
        present=known.present,
        wanted=known.wanted,
        urgent=known.urgent,
        state=known.state,
        by=known.by,
        by_organisation_id=known.by_organisation,
        since=known.since,
        services=list(known.services),
    )
    marked = {"unmet": known.unmet, "urgent": known.unmet and known.urgent}
    if not NeedMark.objects.filter(case=case, need=known.need).update(**marked):
        NeedMark(case=case, organisation_id=case.organisation_id, barred=case.barred, need=known.need, **marked).save(
            force_insert=True
        )
