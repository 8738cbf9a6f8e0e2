"""The mechanism's own things in words: parties, limits, for whom, how it is known."""

import re
from collections.abc import Iterable
from typing import Final

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamroh.kernel.words import N_
from hamroh.mechanism.editions.pack import Limit, Pack, duration_in_words
from hamroh.mechanism.roles.terms import GROUP_WORDS
from hamroh.web.shell.templatetags.hamroh import ml

BASIS_WORDS: Final[dict[str, str]] = {
    "sourced_national": N_("read in a national source"),
    "sourced_model": N_("from international guidance or another country"),
    "memory": N_("recalled, not yet found in a document"),
    "assumed": N_("a proposal, to be confirmed"),
}
KIND_WORDS: Final[dict[str, str]] = {
    "within": N_("within %(time)s"),
    "at_least": N_("not before %(time)s"),
    "every": N_("every %(time)s"),
}
WEEKDAYS: Final[dict[str, str]] = {
    "mon": N_("Monday"),
    "tue": N_("Tuesday"),
    "wed": N_("Wednesday"),
    "thu": N_("Thursday"),
    "fri": N_("Friday"),
    "sat": N_("Saturday"),
    "sun": N_("Sunday"),
}
_JOINTS: Final[dict[str, str]] = {
    "and": N_("and"),
    "or": N_("or"),
    "not": N_("not"),
    "in": N_("in"),
}
_WORD: Final = re.compile(r"[()]|[^\s()]+")


class Names:
    """What the ids of a pack are called in the reader's language."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.parties = {o.id: o.name for o in pack.organisations} | {role.id: role.name for role in pack.roles}
        self.territories = {entry.id: entry.name for entry in pack.territories}
        self.forms = {entry.id: entry.name for entry in pack.forms}
        self.decisions = {entry.id: entry.name for entry in pack.decisions}

    def party(self, id: str) -> str:
        return ml(self.parties.get(id)) or id

    def all_parties(self, ids: Iterable[str]) -> str:
        return ", ".join(dict.fromkeys(self.party(id) for id in ids))

    def places(self, ids: Iterable[str]) -> str:
        return ", ".join(ml(self.territories.get(id)) or id for id in ids)

    def whom(self, when: str | None) -> str:
        """The condition as a reader says it; nothing where it holds for everybody."""
        if not when:
            return ""
        told = " ".join(self._word(part) for part in _WORD.findall(when))
        return told.replace("( ", "(").replace(" )", ")")

    def _word(self, part: str) -> str:
        if part in _JOINTS:
            return _(_JOINTS[part])
        if part in GROUP_WORDS:
            return _(GROUP_WORDS[part]).lower()
        return ml(self.territories.get(part)) or part


def limit_in_words(limit: Limit) -> str:
    """Within 72 hours."""
    return _(KIND_WORDS[limit.kind]) % {"time": duration_in_words(limit.time.amount, limit.time.unit, translation)}


def limits_in_words(pack: Pack, clock: str | None) -> str:
    """The limits of one clock; those of the urgencies, and of territories, where they differ."""
    limits = [limit for _stage, limit in pack.limits if clock and limit.clock == clock]
    if len({(limit_in_words(limit), limit.territories) for limit in limits}) <= 1:
        return next((_in_territories(pack, limit) for limit in limits), "")
    names = {code.id: ml(dict(code.name)) for code in pack.codes("urgency")}
    told = [(names.get(limit.urgency or "", ""), _in_territories(pack, limit)) for limit in limits]
    return ", ".join(dict.fromkeys(f"{urgency}: {words}" if urgency else words for urgency, words in told))


def _in_territories(pack: Pack, limit: Limit) -> str:
    """Within 48 hours (Sughd Region)."""
    places = Names(pack).places(limit.territories)
    return f"{limit_in_words(limit)} ({places})" if places else limit_in_words(limit)


def short_limits(pack: Pack, clock: str | None) -> str:
    """As short as a box needs: 4, 24, 72 hours."""
    limits = [limit for _stage, limit in pack.limits if limit.clock == clock] if clock else []
    times = list(dict.fromkeys((limit.time.amount, limit.time.unit) for limit in limits))
    if not times:
        return ""
    last = duration_in_words(*times[-1], translation)
    same = all(unit == times[-1][1] for _amount, unit in times)
    if not same:
        return f"{duration_in_words(*times[0], translation)} – {last}"
    return ", ".join([*(str(amount) for amount, _unit in times[:-1]), last])


def reads_from_the_right() -> bool:
    return translation.get_language_bidi() if get_language() else False
