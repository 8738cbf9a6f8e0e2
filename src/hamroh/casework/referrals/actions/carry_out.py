"""What happens after a yes: arrived or not, paused, given, told."""

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from hamroh.casework.cases.actions.clocks import run_clocks
from hamroh.casework.cases.models import Case
from hamroh.casework.referrals.actions.answer import MOVED
from hamroh.casework.referrals.actions.moving import keys_of_sender, move, sealed_note, take_received, told
from hamroh.casework.referrals.models import Outcome, Referral
from hamroh.casework.referrals.terms import CONTINUES, NOT_STARTED, Kind, Side, Status
from hamroh.casework.support import actions as support
from hamroh.foundation.permissions.access import news_for
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.kernel.ids import uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions

MAY = ("referral:answer", "service:record")


def record_arrival(actor: Actor, *, referral_id: UUID, now: datetime) -> None:
    """The person is here. A hand-over is complete with that; a referral's service begins."""
    with transaction.atomic():
        referral = take_received(actor, referral_id, *MAY)
        new = Status.COMPLETED if referral.kind == Kind.HANDOVER else Status.IN_PROGRESS
        if not move(actor, referral, new, Side.TARGET, now=now):
            return
        referral.arrived_at = now
        referral.save(update_fields=[*MOVED, "arrived_at"])
        told(actor, referral, "referral.arrived", now)
        _tell_the_case(actor, referral, "referral.arrived", now)


def _tell_the_case(actor: Actor, referral: Referral, event: str, now: datetime) -> None:
    """Steps of the case that sent it begin and end by what happened here. Its timeline reads it off the referral itself."""
    if referral.case_id is None:
        return
    with news_for(actor, referral.sender_organisation_id, referral.case_id):
        case = Case.objects.select_related("organisation").get(pk=referral.case_id)
        run_clocks(actor, case, event, now=now)


def record_no_show(actor: Actor, *, referral_id: UUID, reason: str, now: datetime) -> None:
    """The person did not come; why, by the list `not_arrived_reason`. A hand-over's author never learns it."""
    with transaction.atomic():
        referral = take_received(actor, referral_id, *MAY)
        if referral.arrived_at:
            raise Refused(Obstacle(N_("The arrival was recorded already: tell the outcome instead.")))
        if not move(actor, referral, Status.FAILED, Side.TARGET, now=now):
            return
        if reason not in editions.current().words("not_arrived_reason"):
            raise Refused(Obstacle(N_("Choose the reason from the list."), "reason"))
        referral.status_reason = reason if referral.kind == Kind.REFERRAL else ""
        referral.save(update_fields=MOVED)
        told(actor, referral, "referral.failed", now, reason=reason)


def hold_referral(actor: Actor, *, referral_id: UUID, now: datetime) -> None:
    """The service pauses; it is no longer counted as late."""
    _set(actor, referral_id, Status.ON_HOLD, "referral.held", now)


def resume_referral(actor: Actor, *, referral_id: UUID, now: datetime) -> None:
    _set(actor, referral_id, Status.IN_PROGRESS, "referral.resumed", now)


def _set(actor: Actor, referral_id: UUID, new: Status, verb: str, now: datetime) -> None:
    with transaction.atomic():
        referral = take_received(actor, referral_id, *MAY)
        if move(actor, referral, new, Side.TARGET, now=now):
            referral.save(update_fields=MOVED)
            told(actor, referral, verb, now)


def complete_referral(
    actor: Actor, *, referral_id: UUID, result: str, on: date | None, note: str = "", now: datetime
) -> None:
    """Tell the sender what came of it: a code of the list `outcome`, the day, a note.

    *Continues* is told while the service goes on; *not started* ends the referral as not carried out; all else
    completes it, and with that the sharing ends.
    """
    with transaction.atomic():
        referral = take_received(actor, referral_id, *MAY)
        if referral.kind == Kind.HANDOVER:
            raise Refused(Obstacle(N_("A hand-over has no outcome: say whether the person arrived.")))
        new = {CONTINUES: Status.IN_PROGRESS, NOT_STARTED: Status.FAILED}.get(result, Status.COMPLETED)
        goes_on = referral.status == new == Status.IN_PROGRESS
        if not goes_on and not move(actor, referral, new, Side.TARGET, now=now):
            return
        obstacles = _against_outcome(referral, result, on, now)
        if obstacles or on is None:
            raise Refused(*obstacles)
        _write_outcome(actor, referral, result=result, on=on, note=note, now=now)
        referral.save(update_fields=MOVED)
        told(actor, referral, "referral.completed" if referral.ended_at else "referral.told", now, result=result)


def _against_outcome(referral: Referral, result: str, on: date | None, now: datetime) -> list[Obstacle]:
    found = []
    zone = ZoneInfo(editions.zone())
    if result not in editions.current().words("outcome"):
        found.append(Obstacle(N_("Choose what came of it from the list."), "result"))
    if on is None:
        found.append(Obstacle(N_("Write on which day."), "on"))
    elif on > now.astimezone(zone).date():
        found.append(Obstacle(N_("This day has not come yet: write down what has happened."), "on"))
    elif on < referral.sent_at.astimezone(zone).date():
        found.append(Obstacle(N_("This day lies before the referral was sent: check it."), "on"))
    return found


def _write_outcome(actor: Actor, referral: Referral, *, result: str, on: date, note: str, now: datetime) -> None:
    """One outcome a referral: what was told while it went on gives way to the last word."""
    outcome = Outcome.objects.filter(referral=referral).first() or Outcome(
        id=uuid7(), referral=referral, recipient_organisation_id=referral.recipient_organisation_id
    )
    outcome.sender_keys = keys_of_sender(referral)
    outcome.result, outcome.on, outcome.at, outcome.by = result, on, now, actor.user_id
    outcome.note_sealed = sealed_note(referral, note, f"referrals_outcome.note_sealed:{outcome.pk}")
    if outcome._state.adding:
        outcome.save(force_insert=True)
    else:
        outcome.save(update_fields=["sender_keys", "result", "on", "note_sealed", "at", "by"])


def record_service(
    actor: Actor, *, id: UUID, referral_id: UUID, given_on: date | None, note: str = "", now: datetime
) -> None:
    """The provider's own record of what it gave under this referral. It stays whatever becomes of the sharing."""
    with transaction.atomic():
        referral = take_received(actor, referral_id, "service:record")
        if given_on is None:
            raise Refused(Obstacle(N_("Write on which day."), "given_on"))
        if referral.status in (Status.REQUESTED, Status.REJECTED):
            raise Refused(Obstacle(N_("Accept the referral first: then record what was given.")))
        support.record_service(
            actor,
            id=id,
            referral_id=referral.pk,
            referral_code=referral.code,
            service_type=referral.service.type,
            given_on=given_on,
            note=note,
            now=now,
        )
