"""The doors to an application: the team's is the case's own, the authority's shows what was agreed and nothing else."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hamroh.casework.cases.models import Case
from hamroh.casework.grounds.queries import ground_in_force
from hamroh.casework.status import rules
from hamroh.casework.status.models import Application
from hamroh.casework.status.terms import UNDER_WAY, Shut
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import open_group, open_groups, require
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound


@dataclass(frozen=True)
class Opened:
    """An application in the authority's hands. `groups` are open now; `shut` says why nothing is."""

    application: Application
    groups: tuple[str, ...]
    shut: Shut | None


def applications_of(case: Case) -> QuerySet[Application]:
    """The applications of a case, newest first. The case must have been opened."""
    return Application.objects.filter(case_id=case.pk).order_by("-begun_at", "-pk")


def received_by(actor: Actor) -> QuerySet[Application]:
    """What was sent to the authority acted for. Whoever is on the case's team, or recused from it, finds nothing."""
    require(actor, "status:decide", "application")
    sent = Application.objects.filter(authority_organisation_id=actor.organisation_id, sent_at__isnull=False)
    return sent.exclude(parties__contains=[actor.user_id])


def open_application(actor: Actor, application_id: UUID, now: datetime) -> Opened:
    """Open what the person agreed to tell: the list, the decisions and exactly these groups, while it is under way.

    After a decision its groups are shut; list and decisions stay with the authority. NotFound when it was not sent here.
    """
    found = received_by(actor).filter(pk=application_id)
    application = found.select_related("sender_organisation", "authority_organisation").first()
    if application is None:
        raise NotFound("application", application_id)
    shut = rules.why_shut(application.state, ground_holds=agreement_holds(application, now))
    groups = tuple(application.groups) if shut is None and application.state in UNDER_WAY else ()
    if shut is None:
        open_group("application", application.pk)
    if groups:
        open_groups(groups, application.case_id, application.person_id)
    record(
        actor,
        "status.looked_at",
        resource="application",
        resource_id=application.pk,
        case_id=application.case_id,
        groups=sorted(groups),
        shut=shut or "",
    )
    return Opened(application, groups, shut)


def agreement_holds(application: Application, now: datetime) -> bool:
    """Whether the person’s agreement carries this application now."""
    return ground_in_force(application.ground_id, now) is not None
