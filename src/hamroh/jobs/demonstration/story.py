"""One invented person's story: what is known so far, and how far it has come."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hamroh.casework.people.rules import Names
from hamroh.casework.referrals.rules import Meeting
from hamroh.jobs.demonstration import words
from hamroh.jobs.demonstration.stage import Dice, NotYet, Stage, in_office


@dataclass
class Story:
    """`home` is the service where the person stays, `team` who works on the case, `known` what the file holds.

    `review`: when the risk is looked at again.
    """

    stage: Stage
    dice: Dice
    at: datetime
    child: bool = False
    female: bool = True
    danger: bool = False
    held: bool = False
    code_only: bool = False
    language: str = "tg"
    home: str = ""
    team: str = ""
    handover: UUID | None = None
    case: UUID | None = None
    ready: datetime | None = None
    review: datetime | None = None
    plan: UUID | None = None
    closed: bool = False
    known: set[str] = field(default_factory=set)
    asked: set[UUID] = field(default_factory=set)
    rest_of_answers: dict[str, str] = field(default_factory=dict)

    def later(self, least: float, most: float, *, office: bool = False) -> datetime:
        """So many hours on, by day and, where an office must be open, on a working day."""
        self.at += timedelta(hours=self.dice.random.uniform(least, most))
        if office:
            self.at = in_office(self.at)
        elif not 7 <= self.at.hour < 22:
            self.at = self.at.replace(hour=7) + timedelta(days=self.at.hour >= 22)
        return self.now()

    def now(self) -> datetime:
        if self.at >= self.stage.until:
            raise NotYet
        return self.at

    def one(self, choices: Any) -> Any:
        return self.dice.random.choice(list(choices))

    def some(self, choices: Any, least: int, most: int) -> list[Any]:
        pool = list(choices)
        return self.dice.random.sample(pool, min(len(pool), self.dice.random.randint(least, most)))

    def meeting(self) -> Meeting:
        modes = self.stage.edition.words("handover_mode")
        when = self.at + timedelta(hours=self.dice.random.randint(2, 40))
        return Meeting(mode=self.one(modes), where=self.one(words.WHERE), when=when, who=self.one(words.WHO))

    def names(self) -> Names:
        """Invented, and put together anew each time."""
        end = "а" if self.female else ""
        given = self.one(words.GIVEN_FEMALE if self.female else words.GIVEN_MALE)
        born = self.at.year - (self.dice.random.randint(9, 16) if self.child else self.dice.random.randint(19, 52))
        return Names(
            given=given,
            patronymic=self.one(words.FATHERS) + ("овна" if self.female else "ович"),
            surname=f"{self.one(words.ROOTS)}ов{end}",
            birth_year=born,
        )
