"""What of a family goes on with a referral that may carry it, and stands in the printed file."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hamroh.casework.kinship import terms
from hamroh.casework.kinship.queries.children import best_interests_of, guardians_of
from hamroh.casework.kinship.queries.families import relatives_of
from hamroh.casework.kinship.queries.written import Written

Pairs = list[tuple[Any, Any]]


def family_values(case_id: UUID, person_id: UUID) -> Pairs:
    """Who stands by the child and who is barred, what was weighed, and who belongs to the person.

    Nothing of linked cases or groups: those are other people's. Why somebody is feared goes nowhere.
    """
    found: Pairs = []
    for guardian in guardians_of(case_id, person_id):
        found += _guardian(guardian)
    for weighed in best_interests_of(case_id, person_id)[:1]:
        found += _weighed(weighed)
    for relative in relatives_of(case_id, person_id):
        if relative["until"] is None:
            found.append((_(terms.RELATIVE_WORDS[relative["relation"]]), _relative(relative)))
    return found


def _guardian(guardian: Written) -> Pairs:
    who = [guardian["name"] or _ERASED, _(terms.TIE_WORDS[guardian["tie"]])]
    if guardian["suspected"]:
        return [(_("Barred: must not be asked, told or called"), who)]
    if guardian["until"] is not None:
        return []
    role = _(terms.ROLE_WORDS[terms.Role(guardian["role"])])
    how = [(_("How to reach them"), guardian["contact"])] if guardian["contact"] else []
    appointed = (_("Appointed by"), [_(terms.APPOINTER_WORDS[guardian["appointed_by"]]), guardian["since"]])
    return [(role, who), appointed, *how]


def _weighed(weighed: Written) -> Pairs:
    words = terms.BEST_INTERESTS_WORDS
    parts = [(_("Best interests of the child"), weighed["conclusion"] or _ERASED)]
    if weighed["views"]:
        parts.append((_(words["views"]), weighed["views"]))
    return [*parts, (_(words["review_on"]), weighed["review_on"])]


def _relative(relative: Written) -> list[Any]:
    told = [relative["name"], relative["note"]] if not relative.erased else [_ERASED]
    if relative["must_not_know"]:
        told.append(_("Must not know"))
    return [part for part in told if part]


_ERASED = _("Erased: nobody can read this any more.")
