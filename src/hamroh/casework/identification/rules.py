"""What the rule of a set of indicators shows on the answers given. It supports a person's judgement and never replaces it.

Weights, combinations and decision table are read from the set, none is written here. For the labour lists they are
those of the ILO/EC operational indicators of trafficking in human beings (2009).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from hamroh.casework.identification.terms import (
    LEADS_TO,
    OUTCOME_WORDING,
    SAFETY_ANSWERS,
    WANTED_WORDING,
    Answer,
    Element,
    Finding,
    Outcome,
)
from hamroh.foundation.reference.indicator_sets import Combination, IndicatorSet, Row, SetDimension
from hamroh.foundation.reference.standards import ChecklistItem, pre_interview_checklist
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

__all__ = [
    "ContactLists",
    "DimensionResult",
    "Suggestion",
    "UnknownIndicator",
    "WrittenContact",
    "combination_met",
    "dimensions",
    "in_danger",
    "nearest",
    "obstacles_to_contact",
    "pre_interview_checklist",
    "suggestion",
    "unconfirmed",
]

_WEIGHT_ORDER = ("strong", "medium", "weak", None)


class UnknownIndicator(ValueError):
    """Answers to something that is not on this list. Refused: an unread answer would be a lost one."""

    def __init__(self, ids: Iterable[str], set_id: str) -> None:
        self.ids, self.set_id = tuple(sorted(ids)), set_id
        super().__init__(f"Not on the list {set_id}: {', '.join(self.ids)}")


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """One dimension on the answers so far. `because`: the indicators answered yes, strongest first.

    `combination` is the combination of its rule that made it positive. `missing` were not asked or not answered at all;
    `unsettled` were answered *not known* or *does not want to say*. `weighed` is false where no rule counts: then a yes
    is noted and no more.
    """

    dimension: str
    weighed: bool
    positive: bool
    because: tuple[str, ...]
    strong: int
    medium: int
    weak: int
    combination: Combination | None
    missing: int
    unsettled: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the rule shows, and the dimensions it rests on. `reinforced_by`: abuse of vulnerability beside them.

    `row` is the line of the set's decision table; None for a set whose weights are not set: it shows nothing.
    """

    finding: str
    basis: str | None
    because: tuple[str, ...]
    reinforced_by: tuple[str, ...]
    missing: int
    unsettled: int
    row: Row | None


def combination_met(rule: Sequence[Combination], strong: int, medium: int, weak: int) -> Combination | None:
    """The first combination of a rule that these counts of *yes* satisfy."""
    have = _have(strong, medium, weak)
    return next((c for c in rule if all(have[k] >= n for k, n in c.items())), None)


def nearest(rule: Sequence[Combination], strong: int, medium: int, weak: int) -> Combination:
    """What the nearest combination still lacks on these counts."""
    have = _have(strong, medium, weak)
    lacks = [{weight: max(0, n - have[weight]) for weight, n in c.items()} for c in rule]
    return min(lacks, key=lambda lack: sum(lack.values()), default={})


def _have(strong: int, medium: int, weak: int) -> Mapping[str, int]:
    return {"strong": strong, "medium": medium, "weak": weak, "medium_or_weak": medium + weak}


def dimensions(answers: Mapping[str, Answer | str], set: IndicatorSet) -> tuple[DimensionResult, ...]:
    """All dimensions of the set, in its order, on these answers by indicator id. Raises `UnknownIndicator`."""
    if unknown := answers.keys() - {item.id for item in set.items}:
        raise UnknownIndicator(unknown, set.id)
    known = {id: Answer(answer) for id, answer in answers.items()}
    return tuple(_dimension(d, set, known) for d in set.dimensions)


def _dimension(dimension: SetDimension, set: IndicatorSet, answers: Mapping[str, Answer]) -> DimensionResult:
    weights = {item.id: item.weight for item in set.items if item.dimension == dimension.id}
    yes = sorted((id for id in weights if answers.get(id) is Answer.YES), key=lambda id: _by_weight(id, weights))
    counts = Counter(weights[id] for id in yes)
    weighed = set.weighed and bool(dimension.rule)
    met = combination_met(dimension.rule, counts["strong"], counts["medium"], counts["weak"]) if weighed else None
    return DimensionResult(
        dimension=dimension.id,
        weighed=weighed,
        positive=met is not None,
        because=tuple(yes),
        strong=counts["strong"],
        medium=counts["medium"],
        weak=counts["weak"],
        combination=met,
        missing=sum(id not in answers for id in weights),
        unsettled=sum(answers.get(id) in (Answer.UNKNOWN, Answer.NOT_SAID) for id in weights),
    )


def _by_weight(id: str, weights: Mapping[str, str | None]) -> tuple[int, str]:
    return _WEIGHT_ORDER.index(weights[id]), id


def suggestion(answers: Mapping[str, Answer | str], set: IndicatorSet) -> Suggestion:
    """What the set's decision table shows. Abuse of vulnerability reinforces, on its own it decides nothing.

    A set without weights shows nothing, whatever was answered.
    """
    results = dimensions(answers, set)
    positive = {r.dimension for r in results if r.positive}
    row = _shown(set.table, positive) if set.weighed else None
    reinforcing = {d.id for d in set.dimensions if d.element == Element.REINFORCING}
    return Suggestion(
        finding=row.shows if row else Finding.NOT_WEIGHED,
        basis=row.basis if row else None,
        because=tuple(d.id for d in set.dimensions if d.id in positive - reinforcing),
        reinforced_by=tuple(d.id for d in set.dimensions if d.id in positive & reinforcing),
        missing=sum(r.missing for r in results),
        unsettled=sum(r.unsettled for r in results),
        row=row,
    )


def _shown(table: Sequence[Row], positive: Set[str]) -> Row | None:
    """The first line of the table that these dimensions satisfy."""
    return next(
        (row for row in table if positive >= {*row.all} and (not row.one or any(d in positive for d in row.one))), None
    )


def unconfirmed(confirmed: Collection[str]) -> tuple[ChecklistItem, ...]:
    """What still has to be confirmed before the interview may begin."""
    return tuple(i for i in pre_interview_checklist() if i.required and i.id not in confirmed)


def in_danger(safety: Mapping[str, str], danger_if: Mapping[str, str | None]) -> bool:
    """Whether an answer to the danger questions is the one that means danger."""
    return any(answer is not None and safety.get(question) == answer for question, answer in danger_if.items())


@dataclass(frozen=True, slots=True)
class WrittenContact:
    """A contact as it was written down, in codes."""

    at: datetime | None
    channel: str
    language: str
    child: bool | None
    safety: Mapping[str, str]
    wants: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ContactLists:
    """What may be chosen: questions with the answer that means danger, ways and languages of the edition."""

    danger_if: Mapping[str, str | None]
    channels: Collection[str]
    languages: Collection[str]


def obstacles_to_contact(
    written: WrittenContact, lists: ContactLists, *, permissions: Collection[str], now: datetime
) -> tuple[Obstacle, ...]:
    """Everything that keeps a contact from being written down. Who stays unknown is asked for nothing but the way."""
    found = [
        Obstacle(N_("Ask this first, or tick that the person does not want to say."), f"safety_{question}")
        for question in lists.danger_if
        if written.safety.get(question) not in SAFETY_ANSWERS
    ]
    if written.at is None or written.at > now + timedelta(minutes=5):
        found.append(Obstacle(N_("Write when it was: a day and an hour that have passed."), "at"))
    if lists.channels and written.channel not in lists.channels:
        found.append(Obstacle(N_("Choose the way by which somebody got in touch."), "channel"))
    if written.outcome not in OUTCOME_WORDING:
        found.append(Obstacle(N_("Choose what came of it."), "outcome"))
    elif (needed := LEADS_TO.get(Outcome(written.outcome))) and needed not in permissions:
        found.append(Obstacle(N_("Your duties do not include this. Hand over, or ask a colleague who may."), "outcome"))
    if written.outcome == Outcome.ANONYMOUS:
        return tuple(found)
    if written.language and written.language not in lists.languages:
        found.append(Obstacle(N_("Choose the language in which you speak."), "language"))
    if written.child is None:
        found.append(Obstacle(N_("Choose adult or child. If the age is in doubt, take child."), "age"))
    if written.wants not in WANTED_WORDING:
        found.append(Obstacle(N_("Choose what was asked for."), "wants"))
    return tuple(found)
