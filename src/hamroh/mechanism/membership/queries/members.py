"""Members with their standing, who manages their people, and which of these seats nobody holds."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hamroh.kernel.errors import NotFound
from hamroh.mechanism.membership.models import Cascade, MembershipStatus, Organisation, Post
from hamroh.mechanism.membership.queries.people import colleague_names, organisation_names
from hamroh.mechanism.membership.terms import FOCAL_POINT, Seat, Standing


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
class Vacancy:
    """A seat at a member that nobody holds. `since`: when the last holder left, or the member was admitted."""

    organisation_id: UUID
    key: str
    names: dict[str, str]
    seat: Seat
    since: datetime | None


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
    held = Post.objects.filter(role=FOCAL_POINT, organisation_id__in=ids, since__lte=now, user__is_active=True)
    held = held.filter(Q(until__isnull=True) | Q(until__gt=now)).order_by("since", "id")
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


def vacancies(now: datetime) -> list[Vacancy]:
    """Members without a focal point, or without a deputy; groups have neither, and who is suspended needs none now."""
    acting = [row for row in members(now) if row.status is Standing.ADMITTED and not row.group]
    left = _last_left([row.id for row in acting], now)
    found = []
    for row in acting:
        for seat, held in ((Seat.FOCAL_POINT, row.focal_points), (Seat.DEPUTY, row.deputies)):
            if not held:
                since = left.get((row.id, seat is Seat.DEPUTY), row.since)
                found.append(Vacancy(row.id, row.key, row.names, seat, since))
    return found


def _last_left(ids: list[UUID], now: datetime) -> dict[tuple[UUID, bool], datetime]:
    ended = Post.objects.filter(role=FOCAL_POINT, organisation_id__in=ids, until__lte=now).order_by("until")
    rows = ended.values_list("organisation_id", "deputy", "until")
    return {(org, deputy): until for org, deputy, until in rows if until}


def could_care(organisation_id: UUID) -> dict[UUID, dict[str, str]]:
    """Members that could look after people in the care of this one: not suspended, no group, nobody in uniform."""
    rows = Organisation.objects.filter(status=Standing.ADMITTED, group=False, uniformed=False)
    return dict(rows.exclude(pk=organisation_id).order_by("-houses_people", "key").values_list("pk", "names"))


def line_of(organisation_id: UUID) -> list[str]:
    """The key of an organisation and of all above it: a role that one of them may hold may be held here."""
    keys: list[str] = []
    row = Organisation.objects.filter(pk=organisation_id).select_related("parent").first()
    while row is not None and row.key not in keys:
        keys.append(row.key)
        row = Organisation.objects.filter(pk=row.parent_id).first() if row.parent_id else None
    return keys
