"""What may be written about a service that somebody received: from when, how much of it, at which cost."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from hamroh.casework.support.rules.risk import too_long
from hamroh.casework.support.terms import OUTCOME_WORDS, UNIT_WORDS
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

LONGEST_AGO = timedelta(days=366 * 20)
MOST = Decimal("9999999.99")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Received:
    """One service as it was received. `provider`: an organisation of the mechanism; else it is named in words."""

    service_type: str = ""
    provider: UUID | None = None
    provider_named: str = ""
    since: date | None = None
    until: date | None = None
    quantity: Decimal | None = None
    unit: str = ""
    funding: str = ""
    unit_cost: Decimal | None = None
    currency: str = ""
    outcome: str = ""
    own_words: str = ""

    @property
    def total(self) -> Decimal | None:
        """What it cost in all, to the cent; None while the amount or the cost of one is not known."""
        if self.quantity is None or self.unit_cost is None:
            return None
        return (self.quantity * self.unit_cost).quantize(CENT)


@dataclass(frozen=True, slots=True)
class ServiceLists:
    """Codes from which a service is described, of the case's edition."""

    types: Collection[str]
    funding: Collection[str]
    currencies: Collection[str]


def totals(services: Iterable[Received]) -> dict[str, Decimal]:
    """The cost of all services by currency. Nothing is converted."""
    sums: dict[str, Decimal] = {}
    for service in services:
        if (total := service.total) is not None:
            sums[service.currency] = sums.get(service.currency, Decimal(0)) + total
    return sums


def obstacles_to_receiving(received: Received, *, lists: ServiceLists, today: date) -> tuple[Obstacle, ...]:
    """Everything that stands against writing this service down."""
    return (
        *_against_codes(received, lists),
        *_against_provider(received),
        *_against_days(received, today),
        *_against_amount(received),
        *_against_cost(received, lists),
    )


def _against_codes(received: Received, lists: ServiceLists) -> Iterator[Obstacle]:
    choices = (
        ("service_type", received.service_type, lists.types),
        ("funding", received.funding, ("", *lists.funding)),
        ("unit", received.unit, ("", *UNIT_WORDS)),
        ("outcome", received.outcome, ("", *OUTCOME_WORDS)),
    )
    for where, code, allowed in choices:
        if code not in allowed:
            yield Obstacle(N_("Not a choice of this list: choose again."), where)
    yield from too_long(received.own_words, "own_words", 4000)


def _against_provider(received: Received) -> Iterator[Obstacle]:
    if received.provider is None and not received.provider_named.strip():
        yield Obstacle(N_("Choose the organisation, or write who gave it."), "provider")
    if received.provider is not None and received.provider_named.strip():
        yield Obstacle(N_("Either an organisation of the list or another in words, not both."), "provider_named")
    yield from too_long(received.provider_named, "provider_named", 200)


def _against_days(received: Received, today: date) -> Iterator[Obstacle]:
    since, until = received.since, received.until
    if since is None:
        yield Obstacle(N_("Write since when."), "since")
    elif since > today:
        yield Obstacle(N_("This day has not come yet: write down what was given."), "since")
    elif since < today - LONGEST_AGO:
        yield Obstacle(N_("This day lies too far back: check the year."), "since")
    if until and until > today:
        yield Obstacle(N_("This day has not come yet: leave it empty while the service goes on."), "until")
    if since and until and until < since:
        yield Obstacle(N_("The end lies before the beginning: check both days."), "until")


def _against_amount(received: Received) -> Iterator[Obstacle]:
    if received.quantity is not None:
        yield from _against_number(received.quantity, "quantity", zero=False)
        if not received.unit:
            yield Obstacle(N_("Choose what is counted: hours, nights, visits or items."), "unit")


def _against_cost(received: Received, lists: ServiceLists) -> Iterator[Obstacle]:
    if received.unit_cost is not None:
        yield from _against_number(received.unit_cost, "unit_cost", zero=True)
        if not received.currency:
            yield Obstacle(N_("Choose the currency."), "currency")
    if received.currency and received.currency not in lists.currencies:
        yield Obstacle(N_("This currency is not known: choose one from the list."), "currency")


def _against_number(number: Decimal, where: str, *, zero: bool) -> Iterator[Obstacle]:
    if not number.is_finite():
        yield Obstacle(N_("Write a number."), where)
    elif number < 0 or (number == 0 and not zero):
        sentence = N_("A cost is never negative: correct it.") if zero else N_("Write a number greater than zero.")
        yield Obstacle(sentence, where)
    elif number > MOST:
        yield Obstacle(N_("This number is too large: check it."), where)
    elif number != number.quantize(CENT):
        yield Obstacle(N_("At most two figures after the point."), where)
