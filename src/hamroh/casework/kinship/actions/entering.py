"""A group enters at once: as many cases as people, what holds for all written one time. All are opened, or none."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.access import cases_seen_by, open_case
from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.cases.models import Case
from hamroh.casework.kinship.actions.groups import begin_group, join, write_facts
from hamroh.casework.kinship.actions.writing import told
from hamroh.casework.kinship.models import Group
from hamroh.casework.kinship.rules import families as rules
from hamroh.casework.people.actions import write_identity, write_profile
from hamroh.casework.people.queries import profile_lists
from hamroh.casework.people.terms import ADULT
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.mechanism.editions.queries import current, day_of

Lines = Sequence[tuple[UUID, rules.Line]]


def enter_group(
    actor: Actor, *, id: UUID, facts: Mapping[str, Any], lines: Lines, territory_id: UUID | None = None, now: datetime
) -> list[UUID]:
    """Open a case for each person of a group, and write what holds for all of them once; the cases’ keys, in order.

    Each case has its own clocks, its own path and its own file; agreement and danger are nobody’s but each person’s.
    `lines` carry the keys of the cases to be: sent twice, it finds the first one’s. One fault anywhere opens nothing.
    """
    require(actor, "case:open", "case")
    if first := _opened_before(actor, [key for key, _line in lines]):
        return first
    obstacles = [*_against_facts(facts, now), *_against_lines(actor, [line for _key, line in lines])]
    if obstacles:
        raise Refused(*obstacles)
    with transaction.atomic():
        group = begin_group(actor, id=id, now=now)
        write_facts(actor, group, seen=0, now=now, territory_id=territory_id, **facts)
        for key, line in lines:
            _enter(actor, group, key, line, territory_id, now)
        record(actor, "group.entered", resource="group", resource_id=group.pk, at=now, people=len(lines))
    return [key for key, _line in lines]


def _against_facts(facts: Mapping[str, Any], now: datetime) -> tuple[Obstacle, ...]:
    parts = {name: facts.get(name) for name in ("work", "since", "until")}
    return rules.obstacles_to_facts(name=str(facts.get("name", "")), today=day_of(now), **parts)  # type: ignore[arg-type]


def _against_lines(actor: Actor, lines: Sequence[rules.Line]) -> tuple[Obstacle, ...]:
    lists = {name: list(words) for name, words in profile_lists().items()}
    may_name = actor.may("identity:write") and current().keeps_identities
    return rules.obstacles_to_entering(lines, lists=lists, may_name=may_name)


def _opened_before(actor: Actor, keys: Sequence[UUID]) -> list[UUID]:
    """The cases of the first click, if this is a second one."""
    there = set(cases_seen_by(actor).filter(pk__in=keys).order_by().values_list("pk", flat=True))
    return [key for key in keys if key in there]


def _enter(actor: Actor, group: Group, key: UUID, line: rules.Line, territory_id: UUID | None, now: datetime) -> None:
    child = line.age_band != ADULT
    open_new_case(actor, id=key, child=child, code_only=True, territory_id=territory_id, now=now)
    groups = [FieldGroup.FAMILY, FieldGroup.PROFILE, *([FieldGroup.IDENTITY] if line.name.strip() else [])]
    case = open_case(actor, key, *groups)
    _write_profile(actor, case, line, now)
    if line.name.strip():
        write_identity(actor, case=case, given=line.name.strip(), now=now)
    join(actor, case, group, danger=line.danger, now=now)
    if line.danger:
        told(actor, case, "danger.seen", now=now)


def _write_profile(actor: Actor, case: Case, line: rules.Line, now: datetime) -> None:
    languages = [line.language] if line.language else []
    write_profile(actor, case=case, age_band=line.age_band, sex=line.sex, languages=languages, now=now)
