"""The stage on which the invented people act: whose turn it is, at which moment, with dice that fall the same again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from uuid import UUID

from django.db import connection, transaction

from hamroh.foundation.permissions.access import act_as
from hamroh.foundation.reference.queries import territories
from hamroh.jobs.demonstration.people import PEOPLE
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.ids import ALPHABET
from hamroh.mechanism.directory.queries import services_for
from hamroh.mechanism.editions import queries as editions

OPENS, CLOSES = 8, 18  # when offices work
CODE_BYTES, CODES = 8, len(ALPHABET) ** 5  # how `kernel.ids.spoken_code` draws
CODES_A_STORY = 32
SCATTER = 6_364_137  # prime to the number of codes: neighbours lie far apart, and none comes twice


class NotYet(Exception):
    """This would happen later than the day that is shown: the story stands here, as it is."""


class Dice:
    """Chance that can be played again, also for keys and codes: `bytes` goes to `kernel.ids.drawn_from`.

    Each story has a block of codes of its own, so that no two stories, told side by side, draw the same code: who came
    second would then depend on the machine.
    """

    def __init__(self, seed: int, kind: str, block: int) -> None:
        self.random = Random(f"{seed}:{kind}:{block}")
        self._next_code, self._made = block * CODES_A_STORY + seed, 0

    def bytes(self, count: int) -> bytes:
        """For a key the first two count on, so that keys of one moment sort in the order in which they were made."""
        if count == CODE_BYTES:
            self._next_code += 1
            return (self._next_code * SCATTER % CODES).to_bytes(CODE_BYTES, "big")
        self._made += 1
        return self._made.to_bytes(4, "big")[-2:] + self.random.randbytes(count - 2)

    def happens(self, share: float) -> bool:
        return self.random.random() < share


class Stage:
    """The mechanism as the demonstration needs it: services by key, people by username, all read once."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        self.edition = editions.current()
        self.services = {s.key: s for s in services_for()}
        self.organisations = {s.organisation.key: s.organisation_id for s in self.services.values()}
        self.regions = {t.key: t.pk for t in territories()}
        self.people = {person.username: person for person in PEOPLE}
        with clock.standing_at(until):
            self._actors = {person.username: editions.actor_of(person.id) for person in PEOPLE}

    def actor(self, username: str) -> Actor:
        actor = self._actors[username]
        assert actor, username
        return actor

    @contextmanager
    def acting(self, username: str, at: datetime) -> Iterator[Actor]:
        """One transaction in which this person acts at that moment."""
        actor = self.actor(username)
        with clock.standing_at(at), _no_way_back(), transaction.atomic():
            act_as(actor)
            yield actor

    def with_permission(self, organisation: str, permission: str) -> list[str]:
        """Who of an organisation may do this, in the order of the cast."""
        return [p.username for p in PEOPLE if p.organisation == organisation and self.actor(p.username).may(permission)]

    @cached_property
    def reviewers(self) -> list[str]:
        """Who looks at acts in danger."""
        return [username for username in self.people if self.actor(username).may("emergency:review")]

    def organisation_of(self, service: str) -> UUID:
        return self.services[service].organisation_id

    @cached_property
    def answering(self) -> dict[UUID, str]:
        """Who answers for an organisation that gives services."""
        return {id: self.with_permission(key, "referral:answer")[0] for key, id in self.organisations.items()}

    @cached_property
    def serving(self) -> dict[UUID, str]:
        """Who records services given; where nobody may, the person who answers goes without a record."""
        return {
            id: self.with_permission(key, "service:record")[0]
            for key, id in self.organisations.items()
            if self.with_permission(key, "service:record")
        }


@contextmanager
def _no_way_back() -> Iterator[None]:
    """Acts inside an act set no savepoints: what fails here ends the whole turn. It saves a quarter of all queries."""
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = True


def in_office(moment: datetime) -> datetime:
    """The same moment if somebody is there, else the next morning on a working day."""
    if moment.hour >= CLOSES:
        moment = moment.replace(hour=OPENS, minute=moment.minute) + timedelta(days=1)
    elif moment.hour < OPENS:
        moment = moment.replace(hour=OPENS)
    while moment.weekday() > 4:
        moment += timedelta(days=1)
    return moment
