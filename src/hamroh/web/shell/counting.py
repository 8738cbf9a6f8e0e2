"""How a list of signs is counted, in words: weights, and when a dimension is shown."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamroh.foundation.reference.indicator_sets import IndicatorSet


def rule_in_words(asked: IndicatorSet) -> str:
    """When a dimension of this list is shown, as its rule says; nothing where no rule counts."""
    rules = [d.rule for d in asked.dimensions if d.rule] if asked.weighed else []
    ways = dict.fromkeys(_("; or ").join(weighed(**combination) for combination in rule) for rule in rules)
    return " ".join(_("A dimension is shown when there are at least: %s.") % way for way in ways)


def weighed(**counts: int) -> str:
    """*1 strong, 2 medium*: how many signs of which weight."""
    words = {
        "strong": ngettext("%(n)d strong", "%(n)d strong", counts.get("strong", 0)),
        "medium": ngettext("%(n)d medium", "%(n)d medium", counts.get("medium", 0)),
        "weak": ngettext("%(n)d weak", "%(n)d weak", counts.get("weak", 0)),
        "medium_or_weak": ngettext("%(n)d of any weight", "%(n)d of any weight", counts.get("medium_or_weak", 0)),
    }
    return ", ".join(words[weight] % {"n": n} for weight, n in counts.items() if n)
