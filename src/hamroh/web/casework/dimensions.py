"""What the rule shows, in words: which dimensions, why, and what is still missing. It suggests; people decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamroh.casework.identification.queries import set_of, shown_by
from hamroh.casework.identification.rules import DimensionResult, nearest
from hamroh.foundation.reference.indicator_sets import SetDimension
from hamroh.kernel.text import say
from hamroh.web.shell.counting import weighed


@dataclass(frozen=True)
class Shown:
    """A line of the list: `look` is done, half or open; `why` and `lacking` are sentences."""

    name: str
    look: str
    state: str
    why: str
    lacking: str


def dimensions_in_words(screening: Any, language: str) -> list[Shown]:
    """All dimensions of the list, in its order."""
    asked = set_of(screening)
    texts = {item.id: say(item.text, language) for item in asked.items}
    results = {result.dimension: result for result in shown_by(screening)}
    filled = {item.dimension for item in asked.items}
    return [
        _line(results[d.id], d, say(d.name, language), texts)
        if d.id in filled
        else Shown(say(d.name, language), "open", _("no question here"), "", "")
        for d in asked.dimensions
    ]


def _line(result: DimensionResult, dimension: SetDimension, name: str, texts: Mapping[str, str]) -> Shown:
    if result.combination:
        met = _("By the rule: %s.") % weighed(**result.combination)
        return Shown(name, "done", _("shown"), _why(result, texts), met)
    if result.because and not result.weighed:
        return Shown(name, "half", _("heard, not counted"), "; ".join(texts[id] for id in result.because), "")
    if result.because:
        lacking = weighed(**nearest(dimension.rule, result.strong, result.medium, result.weak))
        return Shown(name, "half", _("not yet"), _why(result, texts), _("Still missing: %s.") % lacking)
    if result.unsettled or not result.missing:
        return Shown(name, "open", _("not shown") if result.weighed else _("not heard"), "", _unsaid(result))
    return Shown(name, "open", _("not asked"), "", "")


def _unsaid(result: DimensionResult) -> str:
    said = ngettext("%(n)d answer is “not known” or “does not want to say”.",
                    "%(n)d answers are “not known” or “does not want to say”.", result.unsettled)  # fmt: skip
    return said % {"n": result.unsettled} if result.unsettled else ""


def _why(result: DimensionResult, texts: Mapping[str, str]) -> str:
    signs = "; ".join(texts[id] for id in result.because)
    counts = weighed(strong=result.strong, medium=result.medium, weak=result.weak)
    return f"{counts}: {signs}" if counts else signs
