"""An organisation's life in the mechanism: application, admission, suspension, restoration, end."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.mechanism.membership import rules
from hamroh.mechanism.membership.models import Cascade, MembershipStatus, Organisation, Post
from hamroh.mechanism.membership.terms import Standing

ADMIT = "members:admit"


def apply_for_membership(
    actor: Actor,
    *,
    id: UUID,
    names: Mapping[str, str],
    kind: str,
    kinds: Collection[str],
    territory_id: UUID | None = None,
    uniformed: bool = False,
    paper: str,
    now: datetime,
) -> None:
    """Write down an organisation's application, on its behalf. `kinds` are those of the edition in force.

    It acts for nobody until it is admitted. A second click finds it written.
    """
    require(actor, ADMIT, "organisation")
    if Organisation.objects.filter(pk=id).exists():
        return
    names = {language: name.strip() for language, name in names.items()}
    if obstacles := rules.obstacles_to_applying(names=names, kind=kind, kinds=kinds, paper=paper):
        raise Refused(*obstacles)
    organisation = Organisation(
        id=id,
        key=f"member-{id.hex[-12:]}",
        kind=kind,
        names=names,
        territory_id=territory_id,
        uniformed=uniformed,
        status=Standing.APPLIED,
        basis="recorded",
    )
    with transaction.atomic():
        organisation.save(force_insert=True)
        _write(actor, organisation, Standing.APPLIED, id=id, paper=paper, now=now)


def admit_organisation(actor: Actor, *, organisation_id: UUID, id: UUID, paper: str, now: datetime) -> None:
    """It is a member from now on: its people may act, its services are in the directory."""
    _change(actor, organisation_id, Standing.ADMITTED, id=id, paper=paper, now=now, only_from=Standing.APPLIED)


def restore_organisation(actor: Actor, *, organisation_id: UUID, id: UUID, paper: str, now: datetime) -> None:
    """Lift the suspension: people and services are back as they were. What went back to its senders stays there."""
    _change(actor, organisation_id, Standing.ADMITTED, id=id, paper=paper, now=now, only_from=Standing.SUSPENDED)


def suspend_organisation(
    actor: Actor,
    *,
    organisation_id: UUID,
    id: UUID,
    reason: str,
    paper: str,
    caretaker_id: UUID | None = None,
    now: datetime,
) -> None:
    """From the next click on its people see nothing, and nobody is sent to it.

    Where people may live in its care, it refuses until a caretaker is named. What follows inside cases (referrals go back,
    the caretaker is written down) the job `cascade` does within a minute: nobody who decides this may see a case.
    """
    _change(
        actor,
        organisation_id,
        Standing.SUSPENDED,
        id=id,
        paper=paper,
        reason=reason,
        caretaker_id=caretaker_id,
        now=now,
    )


def end_organisation(
    actor: Actor,
    *,
    organisation_id: UUID,
    id: UUID,
    reason: str,
    paper: str,
    caretaker_id: UUID | None = None,
    now: datetime,
) -> None:
    """Membership ends, and with it every post; an application is turned down by the same act. It may apply again."""
    _change(
        actor,
        organisation_id,
        Standing.ENDED,
        id=id,
        paper=paper,
        reason=reason,
        caretaker_id=caretaker_id,
        now=now,
    )


def _change(
    actor: Actor,
    organisation_id: UUID,
    new: Standing,
    *,
    id: UUID,
    paper: str,
    now: datetime,
    reason: str = "",
    caretaker_id: UUID | None = None,
    only_from: Standing | None = None,
) -> None:
    require(actor, ADMIT, "organisation", organisation_id)
    with transaction.atomic():
        organisation = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
        if organisation is None:
            raise NotFound("organisation", organisation_id)
        if MembershipStatus.objects.filter(pk=id, organisation=organisation).exists():  # a second click
            return
        member, old = _known(organisation), Standing(organisation.status)
        obstacles = rules.obstacles_to_standing(
            member,
            new,
            own_organisation=actor.organisation_id,
            paper=paper,
            reason=reason,
            caretaker=_known(_organisation(caretaker_id)) if caretaker_id else None,
        )
        if only_from and old is not only_from:
            obstacles = (rules.cannot_follow(old),)
        if obstacles:
            raise Refused(*obstacles)
        organisation.status = new
        organisation.save(update_fields=["status"])
        decision = _write(actor, organisation, new, id=id, paper=paper, reason=reason, now=now)
        if new in rules.CASCADING and old is Standing.ADMITTED:
            Cascade(decision=decision, organisation=organisation, caretaker_id=caretaker_id, asked_at=now).save(
                force_insert=True
            )
        if new is Standing.ENDED:
            Post.objects.filter(organisation=organisation, until__isnull=True, since__lt=now).update(until=now)


def _write(
    actor: Actor, organisation: Organisation, new: Standing, *, id: UUID, paper: str, reason: str = "", now: datetime
) -> MembershipStatus:
    decision = MembershipStatus(
        id=id,
        organisation=organisation,
        status=new,
        since=now,
        decided_by=actor.user_id,
        decided_for=actor.organisation_id,
        paper=paper.strip(),
        reason=reason,
    )
    decision.save(force_insert=True)
    record(actor, f"member.{new}", resource="organisation", resource_id=organisation.pk, at=now, reason=reason)
    return decision


def _organisation(organisation_id: UUID) -> Organisation:
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound("organisation", organisation_id)
    return organisation


def _known(organisation: Organisation) -> rules.Member:
    return rules.Member(
        organisation.pk,
        Standing(organisation.status),
        group=organisation.group,
        uniformed=organisation.uniformed,
        houses_people=organisation.houses_people,
    )
