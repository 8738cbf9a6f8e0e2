"""Reads of membership: members and their history, the people who act for them."""

from hamroh.mechanism.membership.queries.members import (
    Decision,
    MemberRow,
    Vacancy,
    could_care,
    history,
    line_of,
    member,
    members,
    vacancies,
)
from hamroh.mechanism.membership.queries.people import (
    Colleague,
    all_organisations,
    colleague_names,
    colleagues,
    managed_by,
    open_posts,
    organisation_by_key,
    organisation_names,
    region_of,
)

__all__ = [
    "Colleague",
    "Decision",
    "MemberRow",
    "Vacancy",
    "all_organisations",
    "colleague_names",
    "colleagues",
    "could_care",
    "history",
    "line_of",
    "managed_by",
    "member",
    "members",
    "open_posts",
    "organisation_by_key",
    "organisation_names",
    "region_of",
    "vacancies",
]
