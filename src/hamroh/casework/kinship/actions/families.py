"""People who belong to the person; and cases of people who belong together."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from hamroh.casework.cases.access import find_case, open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.kinship.actions.writing import before, open_to_write, second_click, told
from hamroh.casework.kinship.models import CaseLink, Relative
from hamroh.casework.kinship.rules import families as rules
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.revisions.actions import revise
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Obstacle, Refused
from hamroh.kernel.words import N_
from hamroh.mechanism.editions.queries import day_of

NOT_YOURS = Obstacle(
    N_("There is no case of yours with this code. Check the code; if it is right, ask the team of the case."), "code"
)


def write_relative(
    actor: Actor,
    *,
    case_id: UUID,
    relative_id: UUID,
    seen: int,
    relation: str,
    name: str = "",
    contact: str = "",
    note: str = "",
    dependant: bool = False,
    must_not_know: bool = False,
    until: date | None = None,
    now: datetime,
) -> None:
    """Write down somebody who belongs to the person and has no file of their own. Name, contact and note are sealed."""
    case = open_to_write(actor, case_id)
    if second_click(actor, before(Relative, case, relative_id), seen):
        return
    if obstacles := rules.obstacles_to_relative(
        relation=relation,
        name=name,
        note=note,
        until=until,
        closed=case.closed_at is not None,
        today=day_of(now),
    ):
        raise Refused(*obstacles)
    with transaction.atomic():
        revise(
            actor,
            Relative,
            thing=relative_id,
            seen=seen,
            subject_id=case.person_id,
            words={"name": name.strip(), "contact": contact.strip(), "note": note.strip()},
            now=now,
            case=case,
            relation=relation,
            dependant=dependant,
            must_not_know=must_not_know,
            until=until,
        )
        told(actor, case, "relative.written", now=now)


def link_cases(actor: Actor, *, id: UUID, case_id: UUID, code: str | None, relation: str, now: datetime) -> None:
    """Two people who belong together each have a file: link them. Whoever links may open both; nothing is copied.

    `code` None: what was typed is no code at all. A second click finds the first one's link.
    """
    case = open_to_write(actor, case_id)
    other = find_case(actor, code) if code else None
    if other is None:
        raise Refused(NOT_YOURS)
    same = other.pk == case.pk
    links = CaseLink.objects.filter(Q(case=case, other=other) | Q(case=other, other=case), ended_at__isnull=True)
    if links.filter(pk=id).exists():
        return
    if obstacles := rules.obstacles_to_linking(
        relation=relation, same=same, linked=links.exists(), closed=case.closed_at is not None
    ):
        raise Refused(*obstacles)
    open_case(actor, other.pk, FieldGroup.FAMILY)
    link = CaseLink(id=id, case=case, other=other, relation=relation, written_at=now, written_by=actor.user_id)
    with transaction.atomic():
        _save_new(link)
        for one in (case, other):
            told(actor, one, "case.linked", now=now)


def tell_of_link(actor: Actor, *, case_id: UUID, link_id: UUID, tell: bool, now: datetime) -> None:
    """This case's team lets the other's team know that there is a related case, or no longer. The code stays hidden."""
    case = open_to_write(actor, case_id)
    link = _open_link(case, link_id)
    field = "other_told" if link.case_id == case.pk else "told"
    with transaction.atomic():
        CaseLink.objects.filter(pk=link.pk).update(**{field: tell})
        told(actor, case, "link.told", now=now, tell=tell)


def end_link(actor: Actor, *, case_id: UUID, link_id: UUID, now: datetime) -> None:
    """The two do not belong together, or it is not said any more. Only for whoever may open both cases."""
    case = open_to_write(actor, case_id)
    link = _open_link(case, link_id)
    other = open_case(actor, link.other_id if link.case_id == case.pk else link.case_id, FieldGroup.FAMILY)
    with transaction.atomic():
        CaseLink.objects.filter(pk=link.pk).update(ended_at=now, ended_by=actor.user_id)
        for one in (case, other):
            told(actor, one, "case.unlinked", now=now)


def _open_link(case: Case, link_id: UUID) -> CaseLink:
    link = CaseLink.objects.filter(Q(case=case) | Q(other=case), pk=link_id, ended_at__isnull=True).first()
    if link is None:
        raise NotFound("link", link_id)
    return link


def _save_new(link: CaseLink) -> None:
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError:  # the key is another's, or a colleague linked the two in this moment
        raise NotFound("link", link.pk) from None
