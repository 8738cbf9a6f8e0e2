"""What the published rule shows on the answers given. It supports a person's judgement and never replaces it.

Source: ILO/EC operational indicators of trafficking in human beings (2009), labour lists; the weights, the combinations
and the decision table are read from the data, none is written here.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from hamroh.casework.identification.terms import ELEMENT_OF, Answer, Basis, Dimension, Element, Finding, Population
from hamroh.foundation.reference.standards import (
    ChecklistItem,
    Indicator,
    ilo_indicators,
    ilo_rules,
    pre_interview_checklist,
)

__all__ = [
    "DimensionResult",
    "Suggestion",
    "UnknownIndicator",
    "combination_met",
    "dimensions",
    "indicators_for",
    "pre_interview_checklist",
    "suggestion",
    "unconfirmed",
]

_WEIGHT_ORDER = ("strong", "medium", "weak")


class UnknownIndicator(ValueError):
    """Answers to something that is not on this population's list. Refused: an unread answer would be a lost one."""

    def __init__(self, ids: Iterable[str], population: Population) -> None:
        self.ids, self.population = tuple(sorted(ids)), population
        super().__init__(f"Not on the list of indicators for {population}: {', '.join(self.ids)}")


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """One dimension on the answers so far. `because`: the indicators answered yes, strongest first.

    `combination` is the published combination that made it positive. `missing` were not asked or not answered at all;
    `unsettled` were answered *not known* or *does not want to say*.
    """

    dimension: Dimension
    positive: bool
    because: tuple[str, ...]
    strong: int
    medium: int
    weak: int
    combination: Mapping[str, int] | None
    missing: int
    unsettled: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the rule shows, and the dimensions it rests on. `reinforced_by`: abuse of vulnerability beside them."""

    finding: Finding
    basis: Basis
    because: tuple[Dimension, ...]
    reinforced_by: tuple[Dimension, ...]
    missing: int
    unsettled: int


def indicators_for(population: Population) -> Mapping[str, Indicator]:
    """The list for this population by id, in published order."""
    return {i.id: i for i in ilo_indicators() if weight(i, population)}


def weight(indicator: Indicator, population: Population) -> str | None:
    """`strong`, `medium` or `weak`; None when the indicator is not on this population's list."""
    letter = indicator.child if population is Population.CHILD else indicator.adult
    return ilo_rules().weights[letter] if letter else None


def combination_met(strong: int, medium: int, weak: int) -> Mapping[str, int] | None:
    """The first published combination that these counts of *yes* satisfy."""
    have = {"strong": strong, "medium": medium, "weak": weak, "medium_or_weak": medium + weak}
    return next((c for c in ilo_rules().combinations if all(have[k] >= n for k, n in c.items())), None)


def dimensions(answers: Mapping[str, Answer | str], population: Population) -> tuple[DimensionResult, ...]:
    """All six dimensions, in published order, on these answers by indicator id. Raises `UnknownIndicator`."""
    on_list = indicators_for(population)
    if unknown := answers.keys() - on_list.keys():
        raise UnknownIndicator(unknown, population)
    known = {id: Answer(answer) for id, answer in answers.items()}
    return tuple(_dimension(d, [i for i in on_list.values() if i.dimension == d], known, population) for d in Dimension)


def _dimension(
    dimension: Dimension, indicators: list[Indicator], answers: Mapping[str, Answer], population: Population
) -> DimensionResult:
    weights = {i.id: weight(i, population) or "" for i in indicators}
    yes = sorted((id for id in weights if answers.get(id) is Answer.YES), key=lambda id: _by_weight(id, weights))
    counts = Counter(weights[id] for id in yes)
    met = combination_met(counts["strong"], counts["medium"], counts["weak"])
    return DimensionResult(
        dimension=dimension,
        positive=met is not None,
        because=tuple(yes),
        strong=counts["strong"],
        medium=counts["medium"],
        weak=counts["weak"],
        combination=met,
        missing=sum(id not in answers for id in weights),
        unsettled=sum(answers.get(id) in (Answer.UNKNOWN, Answer.NOT_SAID) for id in weights),
    )


def _by_weight(id: str, weights: Mapping[str, str]) -> tuple[int, str]:
    return _WEIGHT_ORDER.index(weights[id]), id


def suggestion(answers: Mapping[str, Answer | str], population: Population) -> Suggestion:
    """Means and purpose combined by the published decision table; abuse of vulnerability reinforces, on its own decides
    nothing. For a child the means are not required. What the table does not speak of is marked `assumed`."""
    results = dimensions(answers, population)
    positive = {r.dimension for r in results if r.positive}
    finding, basis = _for_child(positive) if population is Population.CHILD else _for_adult(positive)
    return Suggestion(
        finding=finding,
        basis=basis,
        because=tuple(d for d in Dimension if d in positive and ELEMENT_OF[d] is not Element.REINFORCING),
        reinforced_by=tuple(d for d in Dimension if d in positive and ELEMENT_OF[d] is Element.REINFORCING),
        missing=sum(r.missing for r in results),
        unsettled=sum(r.unsettled for r in results),
    )


def _for_adult(positive: Collection[Dimension]) -> tuple[Finding, Basis]:
    deceived = Dimension.DECEPTIVE_RECRUITMENT in positive
    coerced = Dimension.COERCIVE_RECRUITMENT in positive
    exploited = Dimension.EXPLOITATIVE_CONDITIONS in positive
    held = Dimension.COERCION_DESTINATION in positive
    match (exploited, held, deceived, coerced):
        case (True, True, True, _) | (True, True, _, True):
            return Finding.TRAFFICKING_FORCED_LABOUR, Basis.SOURCED_MODEL
        case (True, True, False, False):
            return Finding.FORCED_LABOUR, Basis.ASSUMED
        case (True, False, True, _):
            return Finding.DECEPTION_AND_EXPLOITATION, Basis.SOURCED_MODEL
        case (True, False, False, True):
            return Finding.COERCION_AND_EXPLOITATION, Basis.ASSUMED
        case (True, False, False, False):
            return Finding.EXPLOITATION, Basis.SOURCED_MODEL
    return _without_exploitation(positive)


def _for_child(positive: Collection[Dimension]) -> tuple[Finding, Basis]:
    """The table without its column of means. Coercion at the destination is itself a means, so exploitation alone is
    named as well; the table does not say so, hence `assumed`."""
    if Dimension.EXPLOITATIVE_CONDITIONS not in positive:
        return _without_exploitation(positive)
    if Dimension.COERCION_DESTINATION in positive:
        return Finding.TRAFFICKING_FORCED_LABOUR, Basis.SOURCED_MODEL
    return Finding.CHILD_EXPLOITATION, Basis.ASSUMED


def _without_exploitation(positive: Collection[Dimension]) -> tuple[Finding, Basis]:
    if positive:
        return Finding.SOME_SIGNS, Basis.ASSUMED
    return Finding.NO_DIMENSION_POSITIVE, Basis.SOURCED_MODEL


def unconfirmed(confirmed: Collection[str]) -> tuple[ChecklistItem, ...]:
    """What still has to be confirmed before the interview may begin."""
    return tuple(i for i in pre_interview_checklist() if i.required and i.id not in confirmed)
