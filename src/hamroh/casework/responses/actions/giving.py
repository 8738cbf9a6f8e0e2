"""What a form says of who somebody is reaches the case: what the file lacks at once, what it says otherwise when asked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.people.actions import write_identity, write_profile
from hamroh.casework.people.queries import identity_of, profile_lists, profile_of
from hamroh.casework.people.rules import (
    CHILD_UNTIL,
    age_on,
    lacking_and_differing,
    names_from_standard,
    profile_from_standard,
)
from hamroh.casework.people.terms import ADULT, HTCDS_IDENTITY, HTCDS_PROFILE
from hamroh.casework.responses.access import Opened, open_response
from hamroh.casework.responses.queries import answers_of
from hamroh.foundation.audit.actions import record
from hamroh.foundation.forms.definition import Definition
from hamroh.foundation.forms.terms import Kind
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of


@dataclass(frozen=True)
class Given:
    """`written`: parts the case has now. `differing`: part → (what the form says, what the case says); theirs stood.

    `refused`: why something that the case lacks could not be written.
    """

    written: tuple[str, ...] = ()
    differing: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    refused: tuple[Obstacle, ...] = ()


def give_case(actor: Actor, *, response_id: UUID, take: Collection[str] = (), now: datetime) -> Given:
    """Write into the file what a finished form says of the person and the file lacks; and the parts named in `take`.

    Only what the actor may write anyway. Nothing that stands there is replaced unless it is named. Done twice, it
    changes nothing more.
    """
    opened = open_response(actor, response_id)
    if opened.case is None or opened.response.finished_at is None or not actor.may("case:open"):
        return Given()
    said = _said(opened)
    identity = names_from_standard(said).written() if any(said.get(name) for name in HTCDS_IDENTITY) else {}
    names = bool(identity) and actor.may("identity:read") and actor.may("identity:write")
    names = names and editions.edition(opened.case.edition_id).keeps_identities
    case = open_case(actor, opened.case.pk, FieldGroup.PROFILE, *([FieldGroup.IDENTITY] if names else []))
    profile = _profile(said, now)
    if case.child and profile.get("age_band") == ADULT:
        del profile["age_band"]  # nobody leaves the children's path by a form
    told = _give(actor, case, _profile_known(case), profile, take, now, _write_profile)
    if names:
        more = _give(actor, case, identity_of(case.person_id).names.written(), identity, take, now, _write_names)
        told = Given(told.written + more.written, {**told.differing, **more.differing}, told.refused + more.refused)
    if told.written:
        record(
            *(actor, "form.given"),
            resource="response",
            resource_id=response_id,
            case_id=case.pk,
            at=now,
            parts=list(told.written),
        )
    return told


def _give(
    actor: Actor,
    case: Case,
    known: Mapping[str, Any],
    said: Mapping[str, Any],
    take: Collection[str],
    now: datetime,
    write: Any,
) -> Given:
    lacking, differing = lacking_and_differing(said, known)
    taken = {part: value for part, value in differing.items() if part in take}
    left = {part: (value, known[part]) for part, value in differing.items() if part not in take}
    fresh = {**lacking, **taken}
    if not fresh:
        return Given(differing=left)
    try:
        write(actor, case, {**known, **fresh}, now)
    except Refused as refused:
        return Given(differing=left, refused=refused.obstacles)
    return Given(tuple(fresh), left)


def _write_names(actor: Actor, case: Case, parts: Mapping[str, Any], now: datetime) -> None:
    born = parts.get("birth_date")
    known = {**parts, "birth_date": date.fromisoformat(born) if isinstance(born, str) else born}
    if born:
        known.pop("birth_year", None)
    write_identity(actor, case=case, now=now, **known)


def _write_profile(actor: Actor, case: Case, parts: Mapping[str, Any], now: datetime) -> None:
    write_profile(actor, case=case, now=now, **parts)


def _profile_known(case: Case) -> dict[str, Any]:
    known = profile_of(case.person_id)
    return {
        "age_band": known.age_band,
        "sex": known.sex,
        "languages": list(known.languages),
        "interpreter": known.interpreter,
        "citizenship": list(known.citizenship),
        "children_along": known.children_along,
    }


def _profile(said: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Only codes that the mechanism's lists have."""
    born = said.get("prs_Birthdate")
    child = isinstance(born, date) and age_on(day_of(now), born) < CHILD_UNTIL
    lists, told = profile_lists(), profile_from_standard(said, child=child)
    fits = {
        part: [code for code in value if code in lists[part]] if isinstance(value, list) else value
        for part, value in told.items()
    }
    return {part: value for part, value in fits.items() if isinstance(value, list) or value in lists[part]}


def _said(opened: Opened) -> dict[str, Any]:
    """The answers that mean a field of the case data standard, by that field; only questions outside of repeats."""
    answers = answers_of(opened)
    found: dict[str, Any] = {}
    for question in _meaning(opened.definition):
        value = answers.get(question.name, "")
        if not isinstance(value, str) or not value:
            continue
        if question.kind is Kind.DATE:
            found[question.htcds] = date.fromisoformat(value)
        elif question.htcds == "prs_Citizenship":
            found[question.htcds] = value.split()
        else:
            found[question.htcds] = value
    return found


def _meaning(definition: Definition) -> list[Any]:
    wanted = {*HTCDS_IDENTITY, *HTCDS_PROFILE}
    return [question for question in definition.questions() if question.htcds in wanted]
