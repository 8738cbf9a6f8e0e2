"""What is best for a child is weighed, with the child's own words."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hamroh.casework.kinship.access import stands_by
from hamroh.casework.kinship.actions.writing import before, open_to_write, second_click, told
from hamroh.casework.kinship.models import BestInterests
from hamroh.casework.kinship.rules.best_interests import Weighed, obstacles_to_weighing
from hamroh.casework.kinship.terms import Role
from hamroh.foundation.revisions.actions import revise
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Refused
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.membership.queries import colleagues


def weigh_best_interests(
    actor: Actor,
    *,
    case_id: UUID,
    assessment_id: UUID,
    seen: int,
    about: str,
    options: str,
    views: str,
    conclusion: str,
    assent: str,
    took_part: Iterable[str],
    decided_by: UUID | None,
    decided_on: date | None,
    review_on: date | None,
    now: datetime,
) -> None:
    """Write an assessment of a child's best interests: what could be done, the child's word, what is best and why.

    The child's yes is asked and written down; nothing waits for it. `decided_by` is a colleague. While any guardian is
    feared, none takes part.
    """
    case = open_to_write(actor, case_id)
    row = before(BestInterests, case, assessment_id)
    if second_click(actor, row, seen):
        return
    part = frozenset(took_part)
    weighed = Weighed(about, options, views, conclusion, assent, part, decided_on, review_on)
    if obstacles := obstacles_to_weighing(
        weighed,
        child=case.child,
        closed=case.closed_at is not None,
        guardian_feared=any(p.suspected and p.role == Role.GUARDIAN for p in stands_by(case.pk)),
        decider=decided_by in {post.user_id for post in colleagues(case.organisation_id, now)},
        today=day_of(now),
    ):
        raise Refused(*obstacles)
    with transaction.atomic():
        revise(
            actor,
            BestInterests,
            thing=assessment_id,
            seen=seen,
            subject_id=case.person_id,
            words={"options": options.strip(), "views": views.strip(), "conclusion": conclusion.strip()},
            now=now,
            case=case,
            about=about,
            assent=assent,
            took_part=sorted(part),
            decided_by=decided_by,
            decided_on=decided_on,
            review_on=review_on,
        )
        told(actor, case, "best_interests.weighed", now=now, about=about, assent=assent)
