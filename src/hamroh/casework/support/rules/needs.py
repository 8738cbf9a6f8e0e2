"""How a need stands, what of it is unmet, and how kinds of service told in one go become needs one by one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from hamroh.casework.support.rules.risk import too_long
from hamroh.casework.support.terms import (
    BY_MEMBER,
    BY_OTHER,
    BY_WORDS,
    MET,
    NO,
    NO_LONGER,
    NOT_ASKED,
    NOT_KNOWN,
    NOT_MET,
    PARTLY,
    PRESENT_WORDS,
    STATE_WORDS,
    WANTED_WORDS,
    YES,
)
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_


@dataclass(frozen=True, slots=True)
class NeedKnown:
    """One need as it stands. `services`: kinds of service that would meet it; `since`: since when it stands so."""

    need: str
    present: str = NOT_KNOWN
    wanted: str = NOT_ASKED
    urgent: bool = False
    state: str = NOT_MET
    by: str = ""
    by_organisation: UUID | None = None
    since: date | None = None
    services: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """It is there, and not met in full."""
        return self.present == YES and self.state in (NOT_MET, PARTLY)

    @property
    def unmet(self) -> bool:
        """The person wants help with it and has not got it, or only in part."""
        return self.open and self.wanted == YES


def obstacles_to_need(
    known: NeedKnown,
    *,
    needs: Collection[str],
    services: Collection[str],
    today: date,
    by_named: str = "",
    note: str = "",
) -> tuple[Obstacle, ...]:
    """Everything that stands against writing this down. `services`: kinds that the edition links to the need."""
    return tuple(_against_need(known, needs, services, today, by_named, note))


def _against_need(
    known: NeedKnown, needs: Collection[str], services: Collection[str], today: date, by_named: str, note: str
) -> Iterator[Obstacle]:
    choices = (
        ("need", known.need, needs),
        ("present", known.present, PRESENT_WORDS),
        ("wanted", known.wanted, WANTED_WORDS),
        ("state", known.state, STATE_WORDS),
        ("by", known.by, ("", *BY_WORDS)),
    )
    for where, code, allowed in choices:
        if code not in allowed:
            yield Obstacle(N_("Not a choice of this list: choose again."), where)
    if any(code not in services for code in known.services):
        yield Obstacle(N_("Not a choice of this list: choose again."), "services")
    if known.urgent and known.present == NO:
        yield Obstacle(N_("What is not there is not urgent: correct one of the two."), "urgent")
    yield from _against_by(known, by_named)
    if known.since and known.since > today:
        yield Obstacle(N_("This day has not come yet: write since when it stands so."), "since")
    yield from too_long(by_named, "by_named", 200)
    yield from too_long(note, "note", 4000)


def _against_by(known: NeedKnown, by_named: str) -> Iterator[Obstacle]:
    if known.state in (MET, PARTLY) and not known.by:
        yield Obstacle(N_("Say by whom it is met."), "by")
    if known.by == BY_MEMBER and known.by_organisation is None:
        yield Obstacle(N_("Choose the organisation."), "by_organisation")
    if known.by == BY_OTHER and not by_named.strip():
        yield Obstacle(N_("Write who it is."), "by_named")


def need_of_service(service: str, met_by: Mapping[str, Collection[str]]) -> str:
    """The need that this kind of service meets; where none names it, the kind itself stands for one."""
    return next((need for need, services in met_by.items() if service in services), service)


def told_in_one_go(
    services: Iterable[str], *, urgent: bool, known: Mapping[str, NeedKnown], met_by: Mapping[str, Collection[str]]
) -> list[NeedKnown]:
    """Needs that change when somebody says all that is needed at once, as kinds of service; the others stay as they are.

    Named: it is there and wanted, and not met unless it was met in part. No longer named: no longer needed. That
    something is urgent holds for all of it, unless it is known already what is.
    """
    chosen: dict[str, list[str]] = {}
    for service in services:
        chosen.setdefault(need_of_service(service, met_by), []).append(service)
    known_urgent = any(known[need].urgent and known[need].open for need in chosen if need in known)
    wanted = [
        _named(known.get(need, NeedKnown(need)), kinds, urgent=urgent, known_urgent=known_urgent)
        for need, kinds in chosen.items()
    ]
    dropped = [
        replace(need, state=NO_LONGER, urgent=False)
        for key, need in known.items()
        if need.open and need.services and key not in chosen
    ]
    return [need for need in (*wanted, *dropped) if need != known.get(need.need)]


def _named(before: NeedKnown, kinds: list[str], *, urgent: bool, known_urgent: bool) -> NeedKnown:
    """Wanted, and not met; what was met in part stays so."""
    standing = before if before.open else NeedKnown(before.need)
    return replace(
        standing,
        present=YES,
        wanted=YES,
        services=tuple(kinds),
        urgent=urgent and (before.urgent if known_urgent else True),
    )
