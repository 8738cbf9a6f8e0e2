"""What people have done before they begin, and who of an organisation has not."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from hamroh.foundation.permissions.access import require
from hamroh.foundation.vault.access import Unreadable, unseal
from hamroh.kernel.actor import Actor
from hamroh.mechanism.conduct.models import Acknowledgement, Declaration, Tie, Training
from hamroh.mechanism.conduct.rules import Done

# One question for all three, asked at every request of whoever holds a role that asks for something.
_DONE = (
    "SELECT user_id, 'c', version, NULL::timestamptz FROM conduct_acknowledgement WHERE user_id = ANY (%(users)s)"
    " UNION ALL SELECT user_id, 'd', '', until FROM conduct_declaration WHERE user_id = ANY (%(users)s)"
    " UNION ALL SELECT user_id, 't', kind, until FROM conduct_training WHERE user_id = ANY (%(users)s)"
)


def done_by(user_id: UUID) -> Done:
    """What this person has done."""
    return all_done_by([user_id])[user_id]


def all_done_by(user_ids: Collection[UUID]) -> dict[UUID, Done]:
    """What each of these people has done; one query, however many they are."""
    rows: dict[UUID, list[tuple[str, str, datetime | None]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_DONE, {"users": list(user_ids)})
        for user_id, *row in cursor.fetchall():
            rows[user_id].append(tuple(row))
    return {user_id: _done(rows[user_id]) for user_id in user_ids}


def _done(rows: Iterable[tuple[str, str, datetime | None]]) -> Done:
    versions, declared, trained = set(), None, dict[str, datetime | None]()
    for what, name, until in rows:
        if what == "c":
            versions.add(name)
        elif what == "d" and until:
            declared = max(declared, until) if declared else until
        elif what == "t":
            before = trained.get(name, until)
            trained[name] = max(before, until) if before and until else None
    return Done(frozenset(versions), declared, trained)


@dataclass(frozen=True)
class OwnTie:
    kind: str
    organisation: dict[str, str]
    text: str


@dataclass(frozen=True)
class OwnConduct:
    """What somebody finds about themselves: when each version was acknowledged, the newest declaration, the trainings."""

    acknowledged: dict[str, datetime]
    declared_at: datetime | None
    declared_until: datetime | None
    ties: tuple[OwnTie, ...]
    trainings: tuple[tuple[str, date, datetime | None, str], ...]


def conduct_of_oneself(actor: Actor) -> OwnConduct:
    """The own acknowledgements, the newest declaration with its words, the own trainings."""
    newest = Declaration.objects.filter(user_id=actor.user_id).order_by("-at").first()
    acknowledged = Acknowledgement.objects.filter(user_id=actor.user_id).order_by()
    trainings = Training.objects.filter(user_id=actor.user_id).order_by("-on", "-id")
    return OwnConduct(
        acknowledged=dict(acknowledged.values_list("version", "at")),
        declared_at=newest.at if newest else None,
        declared_until=newest.until if newest else None,
        ties=tuple(_ties(newest)) if newest else (),
        trainings=tuple(trainings.values_list("kind", "on", "until", "paper")),
    )


def _ties(declaration: Declaration) -> Iterable[OwnTie]:
    for tie in Tie.objects.filter(declaration=declaration).select_related("organisation").order_by("pk"):
        yield OwnTie(tie.kind, tie.organisation.names if tie.organisation else {}, _words(tie))


def _words(tie: Tie) -> str:
    try:
        return unseal(tie.user_id, tie.sealed, place=f"conduct_tie.sealed:{tie.pk}")
    except Unreadable:
        return ""


@dataclass(frozen=True)
class DeclaredTie:
    """A tie of somebody's newest declaration, for whoever may know of it."""

    user_id: UUID
    at: datetime
    kind: str
    organisation: dict[str, str]
    text: str


def declared_ties(actor: Actor) -> list[DeclaredTie]:
    """What people declared last, each tie with its words. Only who leads data protection or handles complaints asks."""
    if not actor.may("audit:read"):
        require(actor, "complaint:handle")
    newest = Declaration.objects.order_by("user_id", "-at").distinct("user_id").values_list("pk", flat=True)
    ties = Tie.objects.filter(declaration_id__in=list(newest)).select_related("organisation", "declaration")
    return [
        DeclaredTie(t.user_id, t.declaration.at, t.kind, t.organisation.names if t.organisation else {}, _words(t))
        for t in ties.order_by("-declaration__at", "pk")
    ]
