"""Taking a referral in hand and moving it: under a lock, as the published states allow, by the side that may."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from hamroh.casework.referrals.access import received_by, sent_by_team
from hamroh.casework.referrals.models import Referral
from hamroh.casework.referrals.rules import is_terminal, may_move
from hamroh.casework.referrals.terms import STATUS_WORDING, EndedBy, Kind, Side, Status
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import open_group, require
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Acting, Actor, CardHolder
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.ids import spoken_code
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions

TRIES = 8
LONGEST_NOTE = 600


def take_received(actor: Actor, referral_id: UUID, *permissions: str) -> Referral:
    """A referral to the actor's organisation, locked until the transaction ends; one of the permissions is needed."""
    if not any(actor.may(p) for p in permissions):
        require(actor, permissions[0], "referral", referral_id)
    return _locked(received_by(actor), referral_id)


def take_sent(actor: Actor, referral_id: UUID) -> Referral:
    """A referral of one of the actor's teams, locked until the transaction ends."""
    require(actor, "referral:send", "referral", referral_id)
    return _locked(sent_by_team(actor), referral_id)


def _locked(rows: QuerySet[Referral], referral_id: UUID) -> Referral:
    found = rows.filter(pk=referral_id).select_related("service").select_for_update(of=("self",)).first()
    if found is None:
        raise NotFound("referral", referral_id)
    return found


def move(actor: Acting, referral: Referral, new: Status, by: Side, *, now: datetime, reason: str = "") -> bool:
    """Bring a locked referral to a new state. False when this person has just done so: a second click.

    Refuses when somebody else was faster or the state allows no such move, and says what happened.
    """
    hand = actor.card_id if isinstance(actor, CardHolder) else actor.user_id
    if referral.status == new and referral.moved_by == hand:
        return False
    if not may_move(Status(referral.status), new, by):
        raise Refused(what_happened(referral, by))
    referral.status, referral.status_reason = new, reason
    referral.moved_at, referral.moved_by = now, hand
    if is_terminal(new):
        referral.ended_at = now
    return True


def what_happened(referral: Referral, by: Side) -> Obstacle:
    """Who was faster, with what, and when; or that nobody has answered yet."""
    if referral.status == Status.REQUESTED:
        return Obstacle(N_("Nobody has answered this referral yet: accept or decline it first."))
    if referral.status_reason == EndedBy.MEMBER_SUSPENDED:
        return Obstacle(N_("It came back: the organisation no longer takes part. Choose another service."))
    ours = (referral.status == Status.CANCELLED) is (by is Side.REQUESTER)
    sentence = (
        N_("Nothing was changed: your organisation has already set it to “%(state)s”, %(at)s.")
        if ours
        else N_("Nothing was changed: the other organisation has set it to “%(state)s”, %(at)s.")
    )
    params = {"state": STATUS_WORDING[Status(referral.status)], "at": clock_time(referral.moved_at)}
    return Obstacle(sentence, params=params, translate=("state",))


def clock_time(at: datetime) -> str:
    """Day and hour in the mechanism's zone, in figures that need no language."""
    return f"{at.astimezone(ZoneInfo(editions.zone())):%d.%m.%Y %H:%M}"


def wait_for(referral: Referral, clock: str, now: datetime) -> None:
    """The next thing that is due, by the edition in force."""
    edition = editions.current()
    referral.due_at, referral.due_basis = edition.due(clock, now)


def told(actor: Acting, referral: Referral, verb: str, now: datetime, **detail: object) -> None:
    record(
        actor,
        verb,
        resource="referral",
        resource_id=referral.pk,
        case_id=referral.case_id,
        at=now,
        **detail,
    )


def save_new(referral: Referral, prefix: str) -> Referral:
    """Write a new referral under a free code; it is open then. When its key is taken by the same sender, it was a
    second click.

    Codes of referrals differ from those of cases by one letter, so that nobody looks for one among the others.
    """
    for _ in range(TRIES):
        referral.code = spoken_code(f"{prefix}R")
        try:
            with transaction.atomic():
                referral.save(force_insert=True)
            open_group("referral", referral.pk)
            return referral
        except IntegrityError:
            if first := Referral.objects.filter(pk=referral.pk, sender_user_id=referral.sender_user_id).first():
                return first
    raise NotFound("referral", referral.pk)


def subject_of(referral: Referral) -> UUID:
    """Whose key seals what is told: the person's, so that erasing the person erases it; a hand-over has its own."""
    return referral.person_id or referral.pk


def keys_of_sender(referral: Referral) -> list[UUID]:
    """Who on the sending side may read answers. Nobody for a hand-over."""
    return list(referral.sender_keys) if referral.kind == Kind.REFERRAL else []


def sealed_note(referral: Referral, note: str, place: str) -> bytes | None:
    if len(note) > LONGEST_NOTE:
        raise Refused(Obstacle(N_("Shorten the note to %(most)s signs."), "note", {"most": LONGEST_NOTE}))
    return seal(subject_of(referral), note.strip(), place=place) if note.strip() else None
