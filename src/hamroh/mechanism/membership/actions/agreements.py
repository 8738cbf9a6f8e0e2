"""Asking members to sign a version, and writing down that one did."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.membership import rules
from hamroh.mechanism.membership.actions.life import ADMIT
from hamroh.mechanism.membership.actions.people import MANAGE
from hamroh.mechanism.membership.models import Agreement, Organisation, Signature
from hamroh.mechanism.membership.terms import Kind, Standing


def issue_agreement(
    actor: Actor,
    *,
    id: UUID,
    kind: str,
    document: str,
    documents: Collection[str],
    edition: int,
    grace_days: int | None,
    paper: str,
    now: datetime,
) -> None:
    """Ask every member to sign the next version of this kind. Who signed the one before is asked again, gently."""
    require(actor, ADMIT, "agreement")
    if Agreement.objects.filter(pk=id).exists():
        return
    obstacles = rules.obstacles_to_issuing(
        kind=kind, kinds=list(Kind), document=document, documents=documents, grace_days=grace_days, paper=paper
    )
    if obstacles or grace_days is None:
        raise Refused(*obstacles)
    newest = Agreement.objects.filter(kind=kind).order_by("-version").values_list("version", flat=True).first()
    with transaction.atomic():
        Agreement(
            id=id,
            kind=kind,
            version=(newest or 0) + 1,
            issued_at=now,
            issued_by=actor.user_id,
            grace_days=grace_days,
            paper=paper.strip(),
            document=document,
            edition=edition if document else None,
        ).save(force_insert=True)
        record(actor, "agreement.issued", resource="agreement", resource_id=id, at=now, kind=kind)


def sign_agreement(
    actor: Actor,
    *,
    agreement_id: UUID,
    organisation_id: UUID,
    id: UUID,
    signed_by: str,
    signed_on: date | None,
    today: date,
    now: datetime,
) -> None:
    """Write down that an organisation signed: its own focal point does, or whoever admits members. Once for a version."""
    if not (actor.may(MANAGE) and organisation_id == actor.organisation_id):
        require(actor, ADMIT, "agreement", agreement_id)
    agreement = Agreement.objects.filter(pk=agreement_id).first()
    organisation = Organisation.objects.filter(pk=organisation_id, group=False).first()
    if agreement is None or organisation is None:
        raise NotFound("agreement", agreement_id)
    if Signature.objects.filter(agreement=agreement, organisation=organisation).exists():
        return
    obstacles = list(
        rules.obstacles_to_signing(
            signed_by=signed_by, signed_on=signed_on, today=today, issued_on=agreement.issued_at.date()
        )
    )
    if Agreement.objects.filter(kind=agreement.kind, version__gt=agreement.version).exists():
        obstacles.append(Obstacle(N_("There is a newer version: that one is signed now.")))
    if organisation.status not in (Standing.ADMITTED, Standing.APPLIED, Standing.SUSPENDED):
        obstacles.append(Obstacle(N_("Its membership has ended: it signs nothing.")))
    if obstacles or signed_on is None:
        raise Refused(*obstacles)
    with transaction.atomic():
        Signature(
            id=id,
            agreement=agreement,
            organisation=organisation,
            signed_by=signed_by.strip()[:120],
            signed_on=signed_on,
            recorded_by=actor.user_id,
            recorded_at=now,
        ).save(force_insert=True)
        record(
            actor, "agreement.signed", resource="agreement", resource_id=agreement_id, at=now, kind=agreement.kind,
            organisation=str(organisation_id),
        )  # fmt: skip
