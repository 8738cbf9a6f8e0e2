"""Members with their standing, who manages their people, and which of these seats nobody holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hamroh.kernel.errors import NotFound
from hamroh.mechanism.membership.models import Cascade, MembershipStatus, Organisation
from hamroh.mechanism.membership.queries.people import colleague_names, held_at, organisation_names
from hamroh.mechanism.membership.terms import FOCAL_POINT, Standing


@dataclass(frozen=True, slots=True)
class MemberRow:
    """An organisation as the secretariat lists it. Names are by language; people by the name colleagues know."""

    id: UUID
    key: str
    names: dict[str, str]
    kind: str
    status: Standing
    since: datetime | None
    group: bool
    houses_people: bool
    focal_points: tuple[str, ...]
    deputies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One change of standing, with what it set going."""

    status: Standing
    since: datetime
    by: str
    by_organisation: dict[str, str]
    paper: str
    reason: str
    caretaker: dict[str, str]
    asked: bool
    done_at: datetime | None
    returned: int | None


@dataclass(frozen=True, slots=True)
class StandingMember:
    """A member as it stands today, for whoever counts who works where; territory and parent by their keys."""

    id: UUID
    key: str
    names: dict[str, str]
    territory: str | None
    parent: str | None
    group: bool
    status: Standing


def standing_members() -> list[StandingMember]:
    """All organisations that are or were members, by key. One query."""
    rows = Organisation.objects.select_related("territory", "parent").order_by("key")
    return [
        StandingMember(
            id=row.pk,
            key=row.key,
            names=row.names,
            territory=row.territory.key if row.territory else None,
            parent=row.parent.key if row.parent else None,
            group=row.group,
            status=Standing(row.status),
        )
        for row in rows
    ]


def members(now: datetime) -> list[MemberRow]:
    """Every organisation there is or was, by key. Three queries, however many members."""
    return _rows(Organisation.objects.order_by("key"), now)


def member(organisation_id: UUID, now: datetime) -> MemberRow:
    found = _rows(Organisation.objects.filter(pk=organisation_id).order_by("key"), now)
    if not found:
        raise NotFound("organisation", organisation_id)
    return found[0]


def _rows(organisations: Iterable[Organisation], now: datetime) -> list[MemberRow]:
    found = list(organisations)
    ids = [o.pk for o in found]
    newest = MembershipStatus.objects.filter(organisation_id__in=ids).order_by("since", "id")
    since = dict(newest.values_list("organisation_id", "since"))
    holders: dict[tuple[UUID, bool], list[str]] = defaultdict(list)
    for organisation_id, deputy, name in _managing(now, ids):
        holders[organisation_id, deputy].append(name)
    return [
        MemberRow(
            o.pk,
            o.key,
            o.names,
            o.kind,
            Standing(o.status),
            since.get(o.pk),
            o.group,
            o.houses_people,
            tuple(holders[o.pk, False]),
            tuple(holders[o.pk, True]),
        )
        for o in found
    ]


def _managing(now: datetime, ids: list[UUID]) -> Iterable[tuple[UUID, bool, str]]:
    held = held_at(now).filter(role=FOCAL_POINT, organisation_id__in=ids, user__is_active=True)
    held = held.filter(delegated_for__isnull=True).order_by("since", "id")
    return held.values_list("organisation_id", "deputy", "user__short_name")


def history(organisation_id: UUID) -> list[Decision]:
    """Every change of this organisation's standing, the newest first."""
    rows = list(MembershipStatus.objects.filter(organisation_id=organisation_id).order_by("-since", "-id"))
    cascades = {c.decision_id: c for c in Cascade.objects.filter(decision__in=rows).select_related("caretaker")}
    people = colleague_names(row.decided_by for row in rows if row.decided_by)
    offices = organisation_names(row.decided_for for row in rows if row.decided_for)
    return [_decision(row, cascades.get(row.pk), people, offices) for row in rows]


def _decision(
    row: MembershipStatus, cascade: Cascade | None, people: dict[UUID, str], offices: dict[UUID, dict[str, str]]
) -> Decision:
    return Decision(
        status=Standing(row.status),
        since=row.since,
        by=people.get(row.decided_by, "") if row.decided_by else "",
        by_organisation=offices.get(row.decided_for, {}) if row.decided_for else {},
        paper=row.paper,
        reason=row.reason,
        caretaker=cascade.caretaker.names if cascade and cascade.caretaker else {},
        asked=cascade is not None,
        done_at=cascade.done_at if cascade else None,
        returned=cascade.returned if cascade else None,
    )


def could_care(organisation_id: UUID) -> dict[UUID, dict[str, str]]:
    """Members that could look after people in the care of this one: not suspended, no group, nobody in uniform."""
    rows = Organisation.objects.filter(status=Standing.ADMITTED, group=False, uniformed=False)
    return dict(rows.exclude(pk=organisation_id).order_by("-houses_people", "key").values_list("pk", "names"))


def lines_above() -> dict[UUID, list[str]]:
    """For every member that acts, its key and those of all above it. One query."""
    rows = list(Organisation.objects.order_by("key").values_list("pk", "key", "parent_id", "status", "group"))
    known = {pk: (key, parent) for pk, key, parent, _status, _group in rows}
    return {
        pk: _line(pk, known) for pk, _key, _parent, status, group in rows if status == Standing.ADMITTED and not group
    }


def _line(organisation_id: UUID, known: Mapping[UUID, tuple[str, UUID | None]]) -> list[str]:
    keys: list[str] = []
    at: UUID | None = organisation_id
    while at is not None and at in known and known[at][0] not in keys:
        key, parent = known[at]
        keys.append(key)
        at = parent
    return keys


def line_of(organisation_id: UUID) -> list[str]:
    """The key of an organisation and of all above it: a role that one of them may hold may be held here."""
    keys: list[str] = []
    row = Organisation.objects.filter(pk=organisation_id).select_related("parent").first()
    while row is not None and row.key not in keys:
        keys.append(row.key)
        row = Organisation.objects.filter(pk=row.parent_id).first() if row.parent_id else None
    return keys
