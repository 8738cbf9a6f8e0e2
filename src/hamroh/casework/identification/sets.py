"""Which lists a mechanism asks by, and each of them as a workbook: the same questions on a page, a phone and paper."""

from collections.abc import Collection, Mapping

from hamroh.casework.identification.terms import Population
from hamroh.foundation.reference.indicator_sets import IndicatorSet, SetItem, shipped_sets
from hamroh.mechanism.editions.pack.set_sheets import ANSWERS, known_sets, of_pack, sheets_of

__all__ = ["ANSWERS", "context_sets", "default_set", "items_of", "known_sets", "main_sets", "of_pack", "sheets_of"]


def default_set(known: Mapping[str, IndicatorSet], population: Population) -> IndicatorSet:
    """The list asked unless another is chosen: the mechanism's own default for this population, else the published one."""
    fitting = [one for one in known.values() if one.default and not one.context and one.fits(population)]
    own = [one for one in fitting if one.id not in shipped_sets()]
    return (own or fitting)[0]


def main_sets(known: Mapping[str, IndicatorSet], population: Population) -> list[IndicatorSet]:
    """The lists that may be chosen for this population, the default first, drafts last."""
    first = default_set(known, population)
    fitting = [one for one in known.values() if not one.context and one.fits(population)]
    return sorted(fitting, key=lambda one: (one.id != first.id, one.status != "active"))


def context_sets(known: Mapping[str, IndicatorSet], population: Population) -> list[IndicatorSet]:
    """The prompts that may be added to any list, in the mechanism's order."""
    return [one for one in known.values() if one.context and one.fits(population)]


def items_of(sets: Collection[IndicatorSet]) -> dict[str, SetItem]:
    """All questions of these sets by id, in order."""
    return {item.id: item for one in sets for item in one.items}
