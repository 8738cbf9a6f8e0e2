"""Whether a return may begin, go on, and what must stand before somebody leaves. Values in, every obstacle out."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hamroh.casework.returns.terms import (
    BEFORE_DEPARTURE,
    BY_GUARDIAN,
    BY_SELF,
    LONGEST_DAYS,
    OVER,
    PART_FIELDS,
    WAYS,
    WHY_WORDS,
    WISH,
    Direction,
    Level,
    Part,
    State,
    Verdict,
    Why,
)
from hamroh.foundation.revisions.rules import obstacles_to_fields
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

CLOSED = Obstacle(N_("The case is closed: nothing more is written into it."))


@dataclass(frozen=True, slots=True)
class Assessed:
    """The newest assessment: how high, by whom, and what was decided by whom; who else spoke for it where it is high."""

    level: str
    authors: frozenset[UUID]
    verdict: str = ""
    decided_by: UUID | None = None
    seconded_by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement to tell a partner (`partner`: its key) these groups until a day, unless taken back."""

    partner: UUID
    until_on: date
    taken_back_on: date | None = None

    def holds(self, on: date) -> bool:
        return self.taken_back_on is None and on <= self.until_on


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a return when it is to go on."""

    direction: str
    state: str
    child: bool
    country: str
    wished_on: date
    departed_on: date | None = None
    arrived_on: date | None = None
    assessed: Assessed | None = None
    partners: Mapping[UUID, str] | None = None  # by partner its country
    agreements: tuple[Agreed, ...] = ()
    best_interests: bool = False
    represented: bool = False
    visits: tuple[date, ...] = ()


def ways_on(direction: str, state: str) -> frozenset[State]:
    """Where it may go from here. Who comes from abroad was assessed there, or is assessed here: both are right."""
    ways = WAYS[state]
    if direction == Direction.IN and state == State.WISHED:
        return ways | {State.PREPARED}
    return ways


def may_take_back(state: str) -> bool:
    """The wish is the person's until they have left."""
    return state in BEFORE_DEPARTURE


def obstacles_to_wishing(
    said: Mapping[str, Any],
    *,
    codes: Mapping[str, Collection[str]],
    today: date,
    closed: bool,
    uniformed: bool,
    under_way: bool,
    state: str = State.WISHED,
) -> tuple[Obstacle, ...]:
    """A return is the person's own wish, said after they heard what else is possible, and never before somebody in uniform."""
    if closed:
        return (CLOSED,)
    found = obstacles_to_fields(WISH, said, codes=codes, today=today)
    if uniformed:
        found.append(
            Obstacle(
                N_(
                    "Nobody can wish freely before somebody in uniform. Leave this to the organisation that meets the person."
                )
            )
        )
    if under_way:
        found.append(Obstacle(N_("Another return is under way: end it, or stop it, first.")))
    if state in OVER:
        found.append(Obstacle(N_("This return is over: it is read, not written.")))
    return tuple(found)


def obstacles_to_part(
    part: str,
    said: Mapping[str, Any],
    *,
    facts: Facts,
    codes: Mapping[str, Collection[str]],
    today: date,
    closed: bool,
    guardian_suspected: bool = False,
    decided: bool = False,
    was: Mapping[str, Any] | None = None,
) -> tuple[Obstacle, ...]:
    """Why this cannot be written down beside the return. `was`: how it stood; `decided`: the assessment was judged already."""
    if closed:
        return (CLOSED,)
    found = obstacles_to_fields(PART_FIELDS[part], said, codes=codes, today=today)
    if facts.state in OVER and part != Part.VISIT:
        found.append(Obstacle(N_("This return is over: it is read, not written.")))
    return (*found, *_PARTS[part](said, facts, guardian_suspected, decided, was or {}))


Against = Iterator[Obstacle]


def _assessment(
    said: Mapping[str, Any], facts: Facts, suspected: bool, decided: bool, was: Mapping[str, Any]
) -> Against:
    if decided:
        yield Obstacle(N_("It was decided already: assess anew instead of changing it."))
    if said.get("level") == Level.HIGH and not str(said.get("measures") or "").strip():
        yield Obstacle(N_("The risk is high: write what is done against it."), "measures")


def _partner(said: Mapping[str, Any], facts: Facts, suspected: bool, decided: bool, was: Mapping[str, Any]) -> Against:
    for name in ("organisation", "country"):
        if was.get(name) and said.get(name) and was[name] != said[name]:
            yield Obstacle(N_("The person agreed to this partner: name another one as a new partner."), name)
    if said.get("country") and said["country"] != facts.country:
        yield Obstacle(N_("The return leads to another country: choose that one, or change the return."), "country")


def _agreement(
    said: Mapping[str, Any], facts: Facts, suspected: bool, decided: bool, was: Mapping[str, Any]
) -> Against:
    by = said.get("given_by")
    if said.get("partner") not in (facts.partners or {}):
        yield Obstacle(N_("Write down first which partner abroad it is for."), "partner")
    if not facts.child and by and by != BY_SELF:
        yield Obstacle(N_("An adult agrees in person: nobody else may do it instead."), "given_by")
    if facts.child and by == BY_SELF:
        yield Obstacle(
            N_("For a child, a guardian or an appointed representative agrees; the child is heard beside them."),
            "given_by",
        )
    if facts.child and suspected and by == BY_GUARDIAN:
        yield Obstacle(
            N_("A guardian who may be involved is never asked: take the appointed representative."), "given_by"
        )
    agreed, until = said.get("agreed_on"), said.get("until_on")
    if agreed and until and until > agreed + timedelta(days=LONGEST_DAYS):
        yield Obstacle(N_("At most a year: lives change, and the person should be asked again."), "until_on")
    if was.get("taken_back_on") and not said.get("taken_back_on"):
        yield Obstacle(N_("It was taken back: ask the person for a new agreement instead."), "taken_back_on")


def _document(said: Mapping[str, Any], facts: Facts, suspected: bool, decided: bool, was: Mapping[str, Any]) -> Against:
    if said.get("state") == "obtained" and not said.get("obtained_on"):
        yield Obstacle(N_("Say since when the paper is in hand."), "obtained_on")
    if said.get("obtained_on") and said.get("state") in ("missing", "asked"):
        yield Obstacle(N_("The paper is not in hand yet: leave the day out."), "obtained_on")


def _visit(said: Mapping[str, Any], facts: Facts, suspected: bool, decided: bool, was: Mapping[str, Any]) -> Against:
    if facts.arrived_on is None:
        yield Obstacle(N_("The person has not arrived yet: write down the arrival first."))
    elif said.get("visited_on") and said["visited_on"] < facts.arrived_on:
        yield Obstacle(N_("This day lies before the arrival: check both days."), "visited_on")


_PARTS: dict[str, Callable[[Mapping[str, Any], Facts, bool, bool, Mapping[str, Any]], Against]] = {
    Part.ASSESSMENT: _assessment,
    Part.PARTNER: _partner,
    Part.AGREEMENT: _agreement,
    Part.DOCUMENT: _document,
    Part.VISIT: _visit,
}


def obstacles_to_deciding(
    assessed: Assessed | None, *, by: UUID, verdict: str, state: str, closed: bool
) -> tuple[Obstacle, ...]:
    """Whether a risk can be accepted is decided by somebody else than who assessed it."""
    if closed:
        return (CLOSED,)
    return tuple(_against_deciding(assessed, by, verdict, state))


def _against_deciding(assessed: Assessed | None, by: UUID, verdict: str, state: str) -> Against:
    if assessed is None:
        yield Obstacle(N_("Assess the risk first."))
        return
    if state not in BEFORE_DEPARTURE:
        yield Obstacle(N_("The person has left already: nothing is decided about it any more."))
    if by in assessed.authors:
        yield Obstacle(N_("You assessed it yourself: somebody else must decide."))
    if verdict not in set(Verdict):
        yield Obstacle(N_("Choose what is decided."), "verdict")
    if assessed.verdict:
        yield Obstacle(N_("It was decided already: assess anew instead of changing it."))


def obstacles_to_seconding(assessed: Assessed | None, *, by: UUID, closed: bool) -> tuple[Obstacle, ...]:
    """Where the risk is high, a second person speaks for what was decided: neither who assessed nor who decided."""
    if closed:
        return (CLOSED,)
    if assessed is None or assessed.verdict != Verdict.ACCEPTABLE:
        return (Obstacle(N_("Nobody has decided yet that the risk can be accepted.")),)
    if by in assessed.authors or by == assessed.decided_by:
        return (Obstacle(N_("You assessed or decided it yourself: somebody else must speak for it.")),)
    return ()


def obstacles_to_moving(
    facts: Facts, to: str, *, on: date | None, today: date, closed: bool, why: str = "", how: str = ""
) -> tuple[Obstacle, ...]:
    """Everything that keeps a return from going on to a state on a day. Stopping takes a reason, and nothing else."""
    if closed:
        return (CLOSED,)
    if to not in ways_on(facts.direction, facts.state):
        return (Obstacle(N_("The return does not lead there from where it stands: load the page again.")),)
    return tuple(_against_moving(facts, to, on, today, why, how))


def _against_moving(facts: Facts, to: str, on: date | None, today: date, why: str, how: str) -> Against:
    if on is None:
        yield Obstacle(N_("Say on which day."), "on")
    elif on > today:
        yield Obstacle(N_("This day has not come yet: write down what has happened."), "on")
    elif on < _not_before(facts):
        yield Obstacle(N_("This day lies before what happened earlier: check the days."), "on")
    if to == State.STOPPED and why not in WHY_WORDS:
        yield Obstacle(N_("Choose from the list why it is stopped."), "why")
    if to == State.STOPPED and why == Why.WISH_TAKEN_BACK and not may_take_back(facts.state):
        yield Obstacle(N_("The person has left already: choose another reason."), "why")
    if to == State.ASSESSED and facts.assessed is None:
        yield Obstacle(N_("Assess the risk first."))
    if to in (State.PREPARED, State.DEPARTED):
        yield from _not_ready(facts, on or today)
    if to == State.ARRIVED and how not in ("partner", "person"):
        yield Obstacle(N_("Say who confirmed the arrival."), "how")
    if to in (State.MONITORED, State.ENDED) and not facts.visits:
        yield Obstacle(N_("Write down a visit first: nobody knows yet how the person is."))


def _not_before(facts: Facts) -> date:
    return max(day for day in (facts.wished_on, facts.departed_on, facts.arrived_on) if day is not None)


def _not_ready(facts: Facts, on: date) -> Against:
    """What must stand before somebody leaves. Who comes from abroad is let go there: here only a partner is asked for."""
    partners = facts.partners or {}
    if not any(country == facts.country for country in partners.values()):
        yield Obstacle(N_("Write down first which partner abroad receives, or sends, the person."))
    if facts.child:
        yield from _child_not_ready(facts)
    if facts.direction == Direction.IN:
        return
    yield from _risk_not_accepted(facts.assessed)
    if not any(agreed.holds(on) and partners.get(agreed.partner) == facts.country for agreed in facts.agreements):
        yield Obstacle(N_("The person has not agreed that the partner abroad is told: ask first."))


def _child_not_ready(facts: Facts) -> Against:
    if not facts.best_interests:
        yield Obstacle(N_("Assess first whether it is in the child’s best interests."))
    if not facts.represented:
        yield Obstacle(N_("The child has no representative yet: have one appointed first."))


def _risk_not_accepted(assessed: Assessed | None) -> Against:
    if assessed is None:
        yield Obstacle(N_("Assess the risk first."))
    elif assessed.verdict == Verdict.NOT_ACCEPTABLE:
        yield Obstacle(N_("It was decided that the risk cannot be accepted: assess anew when something has changed."))
    elif assessed.verdict != Verdict.ACCEPTABLE:
        yield Obstacle(N_("Somebody else than who assessed must first decide whether the risk can be accepted."))
    elif assessed.level == Level.HIGH and assessed.seconded_by is None:
        yield Obstacle(N_("The risk is high: a second person must speak for it first."))
