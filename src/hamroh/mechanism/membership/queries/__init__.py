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
    all_organisations,
    colleague_names,
    colleagues,
    open_posts,
    organisation_by_key,
    organisation_names,
    region_of,
)

__all__ = [
    "Decision",
    "MemberRow",
    "Vacancy",
    "all_organisations",
    "colleague_names",
    "colleagues",
    "could_care",
    "history",
    "line_of",
    "member",
    "members",
    "open_posts",
    "organisation_by_key",
    "organisation_names",
    "region_of",
    "vacancies",
]
