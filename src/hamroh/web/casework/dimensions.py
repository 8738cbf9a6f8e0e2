"""What the rule shows, in words: which dimensions, why, and what is still missing. It suggests; people decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamroh.casework.identification.queries import shown_by
from hamroh.casework.identification.rules import DimensionResult, indicators_for
from hamroh.casework.identification.terms import Population
from hamroh.foundation.reference.standards import ilo_dimensions, ilo_rules
from hamroh.kernel.text import say


@dataclass(frozen=True)
class Shown:
    """A line of the list: `look` is done, half or open; `why` and `lacking` are sentences."""

    name: str
    look: str
    state: str
    why: str
    lacking: str


def dimensions_in_words(screening: Any, language: str) -> list[Shown]:
    """All six, in published order."""
    texts = {i.id: say(i.text, language) for i in indicators_for(Population(screening.population)).values()}
    names = ilo_dimensions()
    return [_line(r, say(names[r.dimension], language), texts) for r in shown_by(screening)]


def _line(result: DimensionResult, name: str, texts: Mapping[str, str]) -> Shown:
    counted = result.strong + result.medium + result.weak
    if result.positive:
        return Shown(name, "done", _("shown"), _why(result, texts), "")
    if counted:
        return Shown(name, "half", _("not yet"), _why(result, texts), _("Still missing: %s.") % _nearest(result))
    if result.unsettled or not result.missing:
        return Shown(name, "open", _("not shown"), "", _unsaid(result))
    return Shown(name, "open", _("not asked"), "", "")


def _unsaid(result: DimensionResult) -> str:
    said = ngettext("%(n)d answer is “not known” or “does not want to say”.",
                    "%(n)d answers are “not known” or “does not want to say”.", result.unsettled)  # fmt: skip
    return said % {"n": result.unsettled} if result.unsettled else ""


def _why(result: DimensionResult, texts: Mapping[str, str]) -> str:
    signs = "; ".join(texts[id] for id in result.because)
    return f"{weighed(strong=result.strong, medium=result.medium, weak=result.weak)}: {signs}"


def weighed(**counts: int) -> str:
    """*1 strong, 2 medium*: how many signs of which weight."""
    words = {
        "strong": ngettext("%(n)d strong", "%(n)d strong", counts.get("strong", 0)),
        "medium": ngettext("%(n)d medium", "%(n)d medium", counts.get("medium", 0)),
        "weak": ngettext("%(n)d weak", "%(n)d weak", counts.get("weak", 0)),
        "medium_or_weak": ngettext("%(n)d of any weight", "%(n)d of any weight", counts.get("medium_or_weak", 0)),
    }
    return ", ".join(words[weight] % {"n": n} for weight, n in counts.items() if n)


def _nearest(result: DimensionResult) -> str:
    """What the nearest published combination still lacks."""
    have = {"strong": result.strong, "medium": result.medium, "weak": result.weak,
            "medium_or_weak": result.medium + result.weak}  # fmt: skip
    lacks = [{weight: max(0, n - have[weight]) for weight, n in c.items()} for c in ilo_rules().combinations]
    return weighed(**min(lacks, key=lambda lack: sum(lack.values())))
