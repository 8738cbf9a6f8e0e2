"""Applications shaped for pages. The door must have opened them before: the case's, or the authority's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from hamroh.casework.cases.models import Case
from hamroh.casework.cases.queries import values_of
from hamroh.casework.status import rules, terms
from hamroh.casework.status.access import Opened, applications_of, received_by
from hamroh.casework.status.models import Application, Decision, Evidence
from hamroh.casework.status.terms import AT_AUTHORITY, OPEN_STATES, State
from hamroh.foundation.permissions.terms import GROUP_WORDS
from hamroh.foundation.vault.access import Unreadable, unseal
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership.queries import colleague_names, colleagues

PAGE = 60


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """A row of the list, in codes of the edition; the note in words, empty once it was erased."""

    id: UUID
    kind: str
    shows: tuple[str, ...]
    held_by: str
    attached: bool
    note: str
    added_at: datetime
    droppable: bool


@dataclass(frozen=True, slots=True)
class DecisionShown:
    id: UUID
    round: str
    outcome: str
    shows: tuple[str, ...]
    reasons: str
    erased: bool
    panel: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationShown:
    """One application with its list and its decisions, the newest decision first. Organisations by their names."""

    id: UUID
    code: str
    state: State
    sender: dict[str, str]
    authority: dict[str, str]
    authority_id: UUID
    groups: tuple[str, ...]
    child: bool
    begun_at: datetime
    sent_at: datetime | None
    moved_at: datetime
    due_at: datetime | None
    outcome: str
    review_until: datetime | None
    review_outcome: str
    first_panel: frozenset[UUID]
    evidence: tuple[EvidenceShown, ...] = ()
    decisions: tuple[DecisionShown, ...] = ()

    def review_is_open(self, now: datetime) -> bool:
        """Whether the person may still ask for a review."""
        return rules.review_is_open(self.state, self.outcome, self.review_until, now)

    @property
    def granted(self) -> bool:
        return self.outcome == terms.Outcome.GRANTED or self.review_outcome == terms.Outcome.CHANGED


@dataclass(frozen=True, slots=True)
class Shared:
    """One group and what is known of it: label (translated when shown) and values."""

    group: str
    label: str
    values: tuple[tuple[Any, Any], ...]


def applications_for(case: Case) -> list[ApplicationShown]:
    """All applications of a case, newest first. The case must have been opened."""
    rows = applications_of(case).select_related("sender_organisation", "authority_organisation")
    return [_shown(row, names_too=False) for row in rows]


def newest_application(case: Case) -> ApplicationShown | None:
    """The application at hand, without its list. The case must have been opened."""
    row = applications_of(case).select_related("sender_organisation", "authority_organisation").first()
    return _row(row) if row else None


def application_on(case: Case, ground_id: UUID) -> str:
    """The code of the application that would end with this agreement; empty when none would. The case is open."""
    row = applications_of(case).filter(ground_id=ground_id, state__in=OPEN_STATES).first()
    return row.code if row else ""


def received(opened: Opened) -> ApplicationShown:
    """What the authority's door opened. Shut, it has neither list nor decisions."""
    return _shown(opened.application, names_too=True)


def shared_with_authority(opened: Opened) -> list[Shared]:
    """The groups that are open now, each with what is known."""
    row = opened.application
    return [
        Shared(group, GROUP_WORDS[group], tuple(values_of(group, row.case_id, row.person_id)))
        for group in GROUP_WORDS
        if group in opened.groups
    ]


def waiting_for_decision(actor: Actor) -> list[ApplicationShown]:
    """What the authority has to decide, the earliest due first. Nothing of it is opened."""
    return _listed(received_by(actor).filter(_waits_for(actor)).order_by("due_at", "pk"))


def _waits_for(actor: Actor) -> Q:
    """At the authority; a review does not wait for whoever sat on the first decision."""
    sat_before = Q(state=State.REVIEW_ASKED, first_panel__contains=[actor.user_id])
    return Q(state__in=AT_AUTHORITY) & ~sat_before


def _listed(rows: Any) -> list[ApplicationShown]:
    found = rows.select_related("sender_organisation", "authority_organisation")[:PAGE]
    return [_row(row) for row in found]


def not_waiting(actor: Actor) -> list[ApplicationShown]:
    """What was decided, asked about or taken back, and what waits for others; the newest first."""
    return _listed(received_by(actor).filter(~_waits_for(actor)).order_by("-moved_at", "-pk"))


def who_may_sit(authority_id: UUID, now: datetime) -> dict[UUID, str]:
    """Who of this authority may decide at all, by the name colleagues know. What ties somebody is told when they decide."""
    roles = editions.roles_with("status:decide")
    return {p.user_id: p.user.short_name for p in colleagues(authority_id, now) if p.role in roles}


def _shown(row: Application, *, names_too: bool) -> ApplicationShown:
    evidence = Evidence.objects.filter(application_id=row.pk, dropped_at__isnull=True).order_by("added_at", "pk")
    decisions = Decision.objects.filter(application_id=row.pk).order_by("-decided_at", "-pk")
    return _row(
        row,
        evidence=tuple(_evidence(row, one) for one in evidence),
        decisions=tuple(_decisions(row, decisions, names_too)),
    )


def _row(
    row: Application, evidence: tuple[EvidenceShown, ...] = (), decisions: tuple[DecisionShown, ...] = ()
) -> ApplicationShown:
    return ApplicationShown(
        id=row.pk,
        code=row.code,
        state=State(row.state),
        sender=row.sender_organisation.names,
        authority=row.authority_organisation.names,
        authority_id=row.authority_organisation_id,
        groups=tuple(row.groups),
        child=row.child,
        begun_at=row.begun_at,
        sent_at=row.sent_at,
        moved_at=row.moved_at,
        due_at=row.due_at,
        outcome=row.outcome,
        review_until=row.review_until,
        review_outcome=row.review_outcome,
        first_panel=frozenset(row.first_panel),
        evidence=evidence,
        decisions=decisions,
    )


def _evidence(row: Application, one: Evidence) -> EvidenceShown:
    note, _erased = _unsealed(row, one.note_sealed, terms.NOTE_PLACE.format(one.pk))
    return EvidenceShown(
        id=one.pk,
        kind=one.kind,
        shows=tuple(one.shows),
        held_by=one.held_by,
        attached=one.attached,
        note=note,
        added_at=one.added_at,
        droppable=rules.may_be_dropped(row.state, sent_at=row.sent_at, moved_at=row.moved_at, added_at=one.added_at),
    )


def _decisions(row: Application, decisions: Iterable[Decision], names_too: bool) -> Iterable[DecisionShown]:
    """Who sat is told to the authority; to the team and the person the authority decided."""
    found = list(decisions)
    names = colleague_names(user for one in found for user in one.panel) if names_too else {}
    for one in found:
        reasons, erased = _unsealed(row, one.reasons_sealed, terms.REASONS_PLACE.format(one.pk))
        panel = tuple(sorted(names[user] for user in one.panel if user in names))
        yield DecisionShown(one.pk, one.round, one.outcome, tuple(one.shows), reasons, erased, panel, one.decided_at)


def _unsealed(row: Application, sealed: bytes | memoryview | None, place: str) -> tuple[str, bool]:
    if sealed is None:
        return "", False
    try:
        return unseal(row.person_id, sealed, place=place), False
    except Unreadable:
        return "", True
