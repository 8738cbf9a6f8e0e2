"""Publishing an edition from a pack: the document is numbered, and the dated facts it names are recorded."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from hamroh.foundation.audit.actions import record
from hamroh.foundation.forms.actions import keep_version
from hamroh.foundation.forms.definition.read import written_version
from hamroh.foundation.reference.actions import record_territories
from hamroh.kernel.actor import AnyActor, System
from hamroh.mechanism.directory.actions import record_services
from hamroh.mechanism.editions import queries
from hamroh.mechanism.editions.models import Edition
from hamroh.mechanism.editions.pack import Pack, content_hash
from hamroh.mechanism.membership.actions import record_organisations

STAY, MOVE = "stay", "move"


def load_mechanism(
    actor: AnyActor,
    *,
    pack: Pack,
    now: datetime,
    running_cases: str = STAY,
    reason: str = "",
    approvals: Sequence[Mapping[str, object]] = (),
) -> tuple[int, bool]:
    """Publish the pack as the next edition, all of it or nothing. Returns its number, and whether it is new.

    A pack equal to the newest edition changes nothing. With `running_cases` “move”, cases that run under earlier editions
    come to this one by the job that follows; else each keeps its own. `reason` and `approvals` stand on the edition.
    """
    fingerprint = content_hash(pack)
    with transaction.atomic():
        newest = Edition.objects.select_for_update().order_by("-number").first()
        if newest and newest.content_hash == fingerprint:
            return newest.number, False
        number = newest.number + 1 if newest else 1
        _record_facts(actor, pack, now)
        Edition(
            mechanism=pack.mechanism.id,
            number=number,
            content_hash=fingerprint,
            document=pack.model_dump(mode="json"),
            published_at=now,
            running_cases=running_cases,
            reason=reason,
            approvals=list(approvals),
        ).save(force_insert=True)
        record(actor, "edition.published", resource="edition", resource_id=number, at=now)
        _keep_forms(pack, now)
    queries.forget()
    return number, True


def _keep_forms(pack: Pack, now: datetime) -> None:
    """What each form of the edition asks, for as long as an answer to it stands."""
    for form in pack.forms:
        if workbook := pack.workbook_of(form):
            keep_version(form=form.id, version=written_version(workbook), workbook=workbook, now=now)


def _record_facts(actor: AnyActor, pack: Pack, now: datetime) -> None:
    territories = record_territories(
        {"key": t.id, "level": t.level, "parent": t.parent, "names": dict(t.name), "basis": str(t.basis)}
        for t in pack.territories
    )
    organisations = record_organisations(
        actor,
        now=now,
        territories=territories,
        organisations=(
            {
                "key": o.id,
                "kind": o.kind,
                "names": dict(o.name),
                "territory": o.territory,
                "parent": o.parent,
                "uniformed": o.uniformed,
                "group": o.group,
                "basis": str(o.basis),
                "source": list(o.source),
            }
            for o in pack.organisations
        ),
    )
    record_services(
        actor,
        territories=territories,
        organisations=organisations,
        services=(
            {
                "key": s.id,
                "organisation": s.organisation,
                "type": s.type,
                "names": dict(s.name),
                "territory": s.territory,
                "residential": s.residential,
                "accepts": list(s.accepts),
                "needs": list(s.needs),
                "out_of_hours": s.out_of_hours,
                "capacity": s.capacity,
                "basis": str(s.basis),
            }
            for s in pack.services
        ),
    )


def take_moves() -> list[Edition]:
    """Editions to which running cases have still to move, the earliest first, locked."""
    waiting = Edition.objects.filter(running_cases=MOVE, moved_at__isnull=True)
    return list(waiting.order_by("number").select_for_update())


def finish_move(actor: System, edition: Edition, *, moved: int, not_moved: int, now: datetime) -> None:
    """Said on the edition: how many cases follow it from now on, and how many could not."""
    edition.moved_at, edition.moved, edition.not_moved = now, moved, not_moved
    edition.save(update_fields=["moved_at", "moved", "not_moved"])
    record(actor, "edition.cases_moved", resource="edition", resource_id=edition.number, at=now, moved=moved)
