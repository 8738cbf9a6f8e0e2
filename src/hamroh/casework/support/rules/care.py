"""What may be written about needs, stays and services given."""

from collections.abc import Collection
from datetime import date, timedelta

from hamroh.casework.support.terms import MATTER_WORDS
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

LONGEST_AFTER = timedelta(days=366)


def obstacles_to_needs(services: Collection[str], known: Collection[str], note: str) -> tuple[Obstacle, ...]:
    """Needs are named by the mechanism's kinds of service; where none fits, in words."""
    found = []
    if any(code not in known for code in services):
        found.append(Obstacle(N_("Not a choice of this list: choose again."), "services"))
    if not services and not note.strip():
        found.append(Obstacle(N_("Choose what is needed, or write it down."), "services"))
    return tuple(found)


def obstacles_to_stay(*, staying: bool, known: bool, residential: bool, in_our_care: bool) -> tuple[Obstacle, ...]:
    """One place at a time, in a service where people live."""
    found = []
    if not known or not residential:
        found.append(Obstacle(N_("Choose a service where people live."), "service"))
    elif not in_our_care:
        found.append(
            Obstacle(
                N_("This place belongs to another organisation: send a referral, the stay begins on arrival."),
                "service",
            )
        )
    if staying:
        found.append(Obstacle(N_("The person already stays somewhere: end that stay first.")))
    return tuple(found)


def obstacles_to_care(matter: str) -> tuple[Obstacle, ...]:
    if matter in MATTER_WORDS:
        return ()
    return (Obstacle(N_("Not a choice of this list: choose again."), "matter"),)


def obstacles_to_service(
    service_type: str, known: Collection[str], given_on: date, today: date
) -> tuple[Obstacle, ...]:
    """A service given is one of the mechanism's kinds, on a day that has come, written down within a year."""
    found = []
    if service_type not in known:
        found.append(Obstacle(N_("Not a choice of this list: choose again."), "service_type"))
    if given_on > today:
        found.append(Obstacle(N_("This day has not come yet: write down what was given."), "given_on"))
    if given_on < today - LONGEST_AFTER:
        found.append(Obstacle(N_("This day lies more than a year back: check the year."), "given_on"))
    return tuple(found)
