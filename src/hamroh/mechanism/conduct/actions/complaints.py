"""The acts on a complaint. None leaves a trace in the common record: whoever reads that may be of the accused."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from hamroh.foundation.vault.access import keyed_mark, seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.ids import receipt_code, uuid7
from hamroh.kernel.words import N_
from hamroh.mechanism.conduct import rules
from hamroh.mechanism.conduct.access import mark_of, open_by_receipt, open_complaint
from hamroh.mechanism.conduct.models import Complaint, ComplaintEntry
from hamroh.mechanism.conduct.queries.complaints import COMPLAINT_PLACE, ENTRY_PLACE
from hamroh.mechanism.conduct.terms import About, Channel, Entry, State
from hamroh.mechanism.membership.queries import also_acting_for, family_of


def file_complaint(
    complainant: Actor | None,
    *,
    id: UUID,
    channel: Channel,
    about: str,
    organisation_id: UUID | None,
    organisations: Collection[UUID],
    text: str,
    readers: Collection[UUID],
    secretariat: Collection[UUID],
    due_at: datetime | None,
    now: datetime,
    agreed: bool = True,
    shut_to_as_well: Collection[UUID] = (),
) -> str:
    """Take a complaint and give its receipt, which is kept nowhere. A second click gives the same receipt.

    `complainant` is named only where they wish it. `readers`: organisations at which somebody handles complaints; `secretariat`:
    those that run the mechanism, which do not read complaints about it while somebody else can. `shut_to_as_well`: the
    organisation that works with whoever complains, and all above and under it, when it came through their own page.
    """
    shut_to = _shut_to(about, organisation_id, readers, secretariat)
    shut_to |= {one for other in shut_to_as_well for one in family_of(other)}
    known = about != About.ORGANISATION or organisation_id in organisations
    left = bool(set(readers) - shut_to)
    if obstacles := rules.obstacles_to_complaining(about=about, known=known, text=text, agreed=agreed, readers=left):
        raise Refused(*obstacles)
    code = _receipt(id, text)
    complaint = Complaint(
        id=id,
        at=now,
        channel=channel,
        about=about,
        organisation_id=organisation_id if about == About.ORGANISATION else None,
        shut_to=sorted(shut_to),
        shut_to_people=sorted(also_acting_for(shut_to, now)) if shut_to else [],
        complainant_id=complainant.user_id if complainant else None,
        sealed=seal(id, text.strip(), place=COMPLAINT_PLACE.format(id)),
        mark=mark_of(code),
        due_at=due_at,
        heard_at=now,
    )
    try:
        with transaction.atomic():
            complaint.save(force_insert=True)
    except IntegrityError:  # a second click, or a key that somebody forged
        if open_by_receipt(code) is None:
            raise NotFound("page") from None
    return code


def _shut_to(
    about: str, organisation_id: UUID | None, readers: Collection[UUID], secretariat: Collection[UUID]
) -> set[UUID]:
    if about == About.ORGANISATION and organisation_id:
        return set(family_of(organisation_id))
    if about == About.MECHANISM and set(readers) - set(secretariat):
        return set(secretariat)
    return set()


def _receipt(id: UUID, text: str) -> str:
    """The same for the same words under the same key, and nothing that anybody outside this installation could compute."""
    drawn = keyed_mark("complaint code", f"{id}:{hashlib.sha256(text.encode()).hexdigest()}")
    return receipt_code(int(drawn, 16))


def add_to_complaint(*, receipt: str, text: str, retaliation: bool, again: bool, now: datetime) -> None:
    """Whoever holds the receipt writes more: that they suffer for it, or that somebody else should look again.

    Suffering for a complaint opens it anew, in the hands that had it.
    """
    complaint = open_by_receipt(receipt)
    if complaint is None:
        raise NotFound("page")
    if obstacles := rules.obstacles_to_writing(text=text):
        raise Refused(*obstacles)
    anew = again and not retaliation and complaint.state == State.ANSWERED
    kind = Entry.RETALIATION if retaliation else Entry.RECONSIDER if anew else Entry.ADDED
    complaint.heard_at, fields = now, ["heard_at"]
    if retaliation:
        complaint.retaliation = True
        complaint.state = State.OPEN if complaint.state == State.ANSWERED else complaint.state
        fields += ["retaliation", "state"]
    if anew:
        complaint.state, complaint.handler_id = State.RECONSIDER, None
        fields += ["state", "handler_id"]
    with transaction.atomic():
        _write(complaint, kind, None, text, now)
        complaint.save(update_fields=fields)


def take_complaint(actor: Actor, *, complaint_id: UUID, now: datetime) -> None:
    """A handler takes it in hand, for the first time or from another; whoever complained sees that somebody did."""
    complaint = open_complaint(actor, complaint_id, now)
    if obstacles := rules.obstacles_to_taking(
        state=complaint.state, decided_by=complaint.decided_by, actor=actor.user_id
    ):
        raise Refused(*obstacles)
    if complaint.handler_id == actor.user_id:
        return
    complaint.handler_id, complaint.taken_at = actor.user_id, complaint.taken_at or now
    complaint.state = State.OPEN if complaint.state == State.RECEIVED else complaint.state
    with transaction.atomic():
        complaint.save(update_fields=["handler_id", "taken_at", "state"])
        _write(complaint, Entry.TAKEN, actor, "", now)


def note_on_complaint(actor: Actor, *, complaint_id: UUID, text: str, now: datetime) -> None:
    """A note that only handlers read."""
    _say(actor, complaint_id, Entry.NOTE, text, now)


def reply_to_complaint(actor: Actor, *, complaint_id: UUID, text: str, now: datetime) -> None:
    """An answer that whoever complained reads with the receipt."""
    _say(actor, complaint_id, Entry.REPLY, text, now)


def _say(actor: Actor, complaint_id: UUID, kind: Entry, text: str, now: datetime) -> None:
    complaint = open_complaint(actor, complaint_id, now)
    if obstacles := rules.obstacles_to_writing(text=text):
        raise Refused(*obstacles)
    _write(complaint, kind, actor, text, now)


def decide_complaint(
    actor: Actor, *, complaint_id: UUID, outcome: str, sanction: str, text: str, now: datetime
) -> None:
    """What came out, what follows and why. The reasons are for handlers; whoever complained is told in a reply."""
    complaint = open_complaint(actor, complaint_id, now)
    obstacles = rules.obstacles_to_deciding(
        handler=complaint.handler_id,
        actor=actor.user_id,
        state=complaint.state,
        outcome=outcome,
        sanction=sanction,
        text=text,
    )
    if obstacles:
        raise Refused(*obstacles)
    complaint.state, complaint.outcome, complaint.sanction = State.ANSWERED, outcome, sanction
    complaint.decided_by, complaint.decided_at = actor.user_id, now
    with transaction.atomic():
        complaint.save(update_fields=["state", "outcome", "sanction", "decided_by", "decided_at"])
        _write(complaint, Entry.DECIDED, actor, text, now)


def name_accused(
    actor: Actor, *, complaint_id: UUID, organisation_id: UUID, organisations: Collection[UUID], now: datetime
) -> None:
    """The handler found out which organisation it is about: from now on it, and all above and under it, see nothing.

    One's own is not named by oneself: another handler does, after this one has left it alone.
    """
    complaint = open_complaint(actor, complaint_id, now)
    if organisation_id not in organisations:
        raise Refused(Obstacle(N_("Choose the organisation from the list."), "organisation"))
    shut_to = set(family_of(organisation_id)) | set(complaint.shut_to)
    people = also_acting_for(shut_to, now) | set(complaint.shut_to_people)
    if actor.organisation_id in shut_to or actor.user_id in people:
        raise Refused(
            Obstacle(N_("It is about your own organisation: leave it to a handler elsewhere."), "organisation")
        )
    complaint.about, complaint.organisation_id = About.ORGANISATION, organisation_id
    complaint.shut_to, complaint.shut_to_people = sorted(shut_to), sorted(people)
    with transaction.atomic():
        complaint.save(update_fields=["about", "organisation", "shut_to", "shut_to_people"])
        _write(complaint, Entry.NAMED, actor, "", now)


def shut_to_person(actor: Actor, *, complaint_id: UUID, user_id: UUID, now: datetime) -> None:
    """It is about this person, wherever they work: nothing of it is there for them from now on."""
    complaint = open_complaint(actor, complaint_id, now)
    if user_id == actor.user_id:
        raise Refused(Obstacle(N_("It is about yourself: leave it to another handler."), "person"))
    if user_id in complaint.shut_to_people:
        return
    complaint.shut_to_people = sorted({*complaint.shut_to_people, user_id})
    with transaction.atomic():
        complaint.save(update_fields=["shut_to_people"])
        _write(complaint, Entry.SHUT, actor, "", now)


def note_look(actor: Actor, complaint: Complaint, now: datetime) -> None:
    """A handler read it: written in the complaint, and nowhere else."""
    _write(complaint, Entry.LOOKED, actor, "", now)


def _write(complaint: Complaint, kind: Entry, actor: Actor | None, text: str, now: datetime) -> None:
    entry = ComplaintEntry(id=uuid7(), complaint=complaint, at=now, kind=kind, by=actor.user_id if actor else None)
    if text.strip():
        entry.sealed = seal(complaint.pk, text.strip(), place=ENTRY_PLACE.format(entry.pk))
    entry.save(force_insert=True)
