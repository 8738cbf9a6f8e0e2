from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hamroh.casework.cases.access import cases_seen_by
from hamroh.casework.cases.models import Case
from hamroh.casework.kinship.models import CaseLink, Relative
from hamroh.casework.kinship.queries.written import Written, all_of, history_of, one
from hamroh.casework.kinship.terms import other_way
from hamroh.foundation.revisions.queries import newest
from hamroh.kernel.actor import Actor


def relatives_of(case_id: UUID, person_id: UUID) -> list[Written]:
    """People who belong to the person and have no file; who no longer does comes last."""
    rows = all_of(Relative, person_id, case_id=case_id)
    return sorted(rows, key=lambda w: (w.told["until"] is not None, w.at))


def how_many_relatives(case_id: UUID) -> int:
    """People without a file who still belong to the person. Nothing is unsealed."""
    return sum(row.until is None for row in newest(Relative, case_id=case_id))


@dataclass(frozen=True)
class LinkView:
    """A case that belongs to this one. `code` is empty for whoever may not open it; then they learn only that there is one.

    `tells`: this case's team agreed that the other's learns of it.
    """

    id: UUID
    relation: str
    since: datetime
    code: str = ""
    case_id: UUID | None = None
    tells: bool = False


def links_of(actor: Actor, case: Case) -> list[LinkView]:
    """Cases linked to this one. Of one that the actor may not open nothing is said, unless its own team agreed to that."""
    found = CaseLink.objects.filter(Q(case=case) | Q(other=case), ended_at__isnull=True).order_by("written_at", "pk")
    links = list(found)
    codes = _codes(actor, (_other(link, case) for link in links))
    views = (_view(link, case, codes.get(_other(link, case), "")) for link in links)
    return [view for view in views if view]


def _view(link: CaseLink, case: Case, code: str) -> LinkView | None:
    mine = link.case_id == case.pk
    relation = link.relation if mine else other_way(link.relation)
    if code:
        tells = link.other_told if mine else link.told
        return LinkView(link.pk, relation, link.written_at, code, _other(link, case), tells)
    told = link.told if mine else link.other_told
    return LinkView(link.pk, "", link.written_at) if told else None


def _other(link: CaseLink, case: Case) -> UUID:
    return link.other_id if link.case_id == case.pk else link.case_id


def _codes(actor: Actor, keys: Iterable[UUID]) -> dict[UUID, str]:
    return dict(cases_seen_by(actor).filter(pk__in=list(keys)).order_by("pk").values_list("pk", "code"))


def relative_of(case: Case, relative_id: UUID) -> Written | None:
    return one(Relative, case.person_id, relative_id, case_id=case.pk)


def relative_history(case: Case, relative_id: UUID) -> list[Written]:
    return history_of(Relative, case.person_id, relative_id)
