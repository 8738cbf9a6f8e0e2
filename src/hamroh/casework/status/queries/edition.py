"""What the edition says about formal status: lists to choose from, names of outcomes, limits by what starts them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from hamroh.casework.cases.models import Case
from hamroh.casework.status.terms import LISTS, OFFERED, Round
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import InForce
from hamroh.mechanism.procedures.terms import STATUS_REVIEW, VICTIM_STATUS

Words = dict[str, str]


def lists_of(edition: InForce, *, child: bool) -> dict[str, dict[str, Words]]:
    """By list, its codes for such a person with their names. An older edition has none of them: then today's are taken."""
    other = "adults" if child else "children"
    found = {}
    for name in LISTS:
        codes = edition.codes(name) or editions.current().codes(name)
        found[name] = {code.id: dict(code.name) for code in codes if code.only != other}
    return found


def codes_of(case: Case) -> Mapping[str, frozenset[str]]:
    """The same as a rule asks it."""
    return {name: frozenset(words) for name, words in _lists(case).items()}


def _lists(case: Case) -> dict[str, dict[str, Words]]:
    return lists_of(editions.edition(case.edition_id), child=case.child)


def outcome_words(edition: InForce, round: str) -> dict[str, Words]:
    """What may be decided in this round, with the edition's names; empty names where it has none."""
    decision = STATUS_REVIEW if round == Round.REVIEW else VICTIM_STATUS
    found = next((d for d in edition.pack.decisions if d.id == decision), None)
    named = {outcome.id: dict(outcome.name) for outcome in found.outcomes} if found else {}
    return {str(outcome): named.get(outcome, {}) for outcome in OFFERED[Round(round)] if not named or outcome in named}


def clock_of(edition: InForce, starts: str) -> str:
    """The clock of the step that this event starts; none where the edition measures no such step."""
    clock = next((step.clock for step in edition.steps_about(starts) if starts in step.starts), "")
    return clock if clock and edition.has_clock(clock) else ""


def limit_of(edition: InForce, *, starts: str, start: datetime, where: UUID | None) -> tuple[datetime | None, str]:
    """When the step that this event starts is due, and the basis of its limit; nothing where the edition sets no limit."""
    clock = clock_of(edition, starts)
    if not clock:
        return None, ""
    return edition.due(clock, start, territory_id=where)
