from collections.abc import Iterable
from datetime import date
from uuid import UUID

from hamroh.casework.cases.models import Case
from hamroh.casework.kinship.access import stands_by
from hamroh.casework.kinship.models import Age, AgeAssessment, BestInterests, Guardian
from hamroh.casework.kinship.queries.written import Written, all_of, history_of, one
from hamroh.casework.kinship.terms import Role
from hamroh.foundation.revisions.queries import newest_one


def guardians_of(case_id: UUID, person_id: UUID) -> list[Written]:
    """Everybody who stands or stood by the child: who does now first, and whoever is barred last."""
    rows = all_of(Guardian, person_id, case_id=case_id)
    return sorted(rows, key=lambda w: (w.told["suspected"], w.told["until"] is not None, w.told["since"]))


def representative_of(case_id: UUID, person_id: UUID, day: date) -> Written | None:
    """Who is appointed to speak for the child on this day, and is not barred."""
    there = {p.key for p in stands_by(case_id) if p.role == Role.REPRESENTATIVE and p.on(day) and not p.suspected}
    return next((w for w in guardians_of(case_id, person_id) if w.key in there), None)


def how_a_child_stands(case_id: UUID, day: date) -> tuple[bool, bool]:
    """Whether somebody is appointed to speak for the child on this day, and whether anybody is barred. Nothing is unsealed."""
    people = stands_by(case_id)
    represented = any(p.role == Role.REPRESENTATIVE and p.on(day) and not p.suspected for p in people)
    return represented, any(p.suspected for p in people)


def suspected_among(case_id: UUID) -> bool:
    """Whether anybody who stands or stood by the child may be involved in what happened."""
    return any(p.suspected for p in stands_by(case_id))


def may_hold_card(case_id: UUID, guardian_id: UUID, day: date) -> bool:
    """Whether this guardian or representative may hold the card to the child's own page on this day.

    Only if the team decided so, and only while they stand by the child and nothing is feared of them. Nobody else may;
    and where the group is not open the answer is no.
    """
    row = newest_one(Guardian, guardian_id)
    if row is None or row.case_id != case_id or not row.card:
        return False
    return any(p.key == guardian_id and p.on(day) and not p.suspected for p in stands_by(case_id))


def may_receive(case_id: UUID, guardian_id: UUID) -> bool:
    """Whether anything about the child may be told or handed to this person at all: never once they are suspected."""
    return any(p.key == guardian_id and not p.suspected for p in stands_by(case_id))


def best_interests_of(case_id: UUID, person_id: UUID) -> list[Written]:
    """Every assessment, the newest decided first."""
    rows = all_of(BestInterests, person_id, case_id=case_id)
    return sorted(rows, key=lambda w: (w.told["decided_on"], w.at), reverse=True)


def age_of(case: Case) -> Written | None:
    """What was told of the age; None while nothing was."""
    return one(Age, case.person_id, case.pk)


def assessments_of(case_id: UUID, person_id: UUID) -> list[Written]:
    """Every assessment of the age, the latest first."""
    return latest_first(all_of(AgeAssessment, person_id, case_id=case_id))


def latest_first(rows: Iterable[Written]) -> list[Written]:
    return sorted(rows, key=lambda w: (w.told["assessed_on"], w.key), reverse=True)


def guardian_of(case: Case, guardian_id: UUID) -> Written | None:
    return one(Guardian, case.person_id, guardian_id, case_id=case.pk)


def guardian_history(case: Case, guardian_id: UUID) -> list[Written]:
    return history_of(Guardian, case.person_id, guardian_id)


def weighed_of(case: Case, assessment_id: UUID) -> Written | None:
    return one(BestInterests, case.person_id, assessment_id, case_id=case.pk)


def weighed_history(case: Case, assessment_id: UUID) -> list[Written]:
    return history_of(BestInterests, case.person_id, assessment_id)


def age_history(case: Case) -> list[Written]:
    return history_of(Age, case.person_id, case.pk)


def assessment_of(case: Case, assessment_id: UUID) -> Written | None:
    return one(AgeAssessment, case.person_id, assessment_id, case_id=case.pk)


def assessment_history(case: Case, assessment_id: UUID) -> list[Written]:
    return history_of(AgeAssessment, case.person_id, assessment_id)
