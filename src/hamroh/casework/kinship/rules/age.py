"""Age stated, age assessed, and the day on which somebody turns eighteen. In doubt, always the person's benefit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hamroh.casework.kinship.terms import (
    ASSESSOR_WORDS,
    CHILD_UNTIL,
    METHOD_WORDS,
    OLDEST,
    TOLD_WORDS,
    YOUNGEST,
    Result,
)
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

LONGEST_LIFE = 120


def years_later(day: date, years: int) -> date:
    """The same day so many years later; who was born on 29 February has it on 1 March in other years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@dataclass(frozen=True, slots=True)
class Stated:
    """How old somebody is, as it was told: a day, or a year, or years. One of the three at most."""

    told_by: str
    told_on: date | None
    birth_date: date | None = None
    birth_year: int | None = None
    years: int | None = None


def eighteen_on(stated: Stated) -> date | None:
    """The day on which somebody is eighteen for certain, by what was told; None where that says nothing.

    A year or an age leaves months open: the latest day that it allows, so that nobody loses a child's protection early.
    """
    if stated.birth_date:
        return years_later(stated.birth_date, CHILD_UNTIL)
    if stated.birth_year is not None:
        return date(stated.birth_year + CHILD_UNTIL, 12, 31)
    if stated.years is not None and stated.told_on:
        youngest = years_later(stated.told_on, -stated.years)
        return years_later(youngest, CHILD_UNTIL)
    return None


def month_of(day: date | None) -> date | None:
    """What may stand openly of that day: the month in which the team is reminded. The day itself tells a birthday."""
    return day.replace(day=1) if day else None


def says_child(stated: Stated, today: date) -> bool | None:
    """Whether what was told makes a child today; None where nothing was told."""
    day = eighteen_on(stated)
    return None if day is None else today < day


def obstacles_to_stating(stated: Stated, *, closed: bool, today: date) -> tuple[Obstacle, ...]:
    if closed:
        return (Obstacle(N_("The case is closed: nothing more is written into it.")),)
    return tuple(_against_stating(stated, today))


def _against_stating(s: Stated, today: date) -> Iterator[Obstacle]:
    told = [part for part in (s.birth_date, s.birth_year, s.years) if part is not None]
    if not told:
        yield Obstacle(N_("Write a day, a year or an age, whichever was told."), "years")
    if len(told) > 1:
        yield Obstacle(N_("Write only one of the three: the day, the year or the age."), "years")
    if s.birth_date and s.birth_date > today:
        yield Obstacle(N_("The date of birth lies in the future: check day, month and year."), "birth_date")
    elif s.birth_date and years_later(s.birth_date, LONGEST_LIFE) < today:
        yield Obstacle(N_("The date of birth lies too far back: check the year."), "birth_date")
    if s.birth_year is not None and not today.year - LONGEST_LIFE <= s.birth_year <= today.year:
        sentence = N_("The year of birth must lie between %(first)s and %(last)s.")
        yield Obstacle(sentence, "birth_year", {"first": today.year - LONGEST_LIFE, "last": today.year})
    if s.years is not None and not 0 <= s.years <= LONGEST_LIFE:
        yield Obstacle(N_("Give the age in years, between 0 and %(most)s."), "years", {"most": LONGEST_LIFE})
    if s.told_by not in TOLD_WORDS:
        yield Obstacle(N_("Choose who told it."), "told_by")
    if s.told_on is None:
        yield Obstacle(N_("Write on which day it was told."), "told_on")
    elif s.told_on > today:
        yield Obstacle(N_("This day has not come yet: check it."), "told_on")


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment of somebody's age. Words are only looked at for being there."""

    method: str
    assessor: str
    assessed_on: date | None
    low: int | None
    high: int | None
    agreed: bool
    by_whom: str
    reasons: str


def result(low: int, high: int) -> Result:
    """What a range says. Where it reaches below eighteen, the doubt is the person's benefit."""
    if low >= CHILD_UNTIL:
        return Result.ADULT
    return Result.CHILD if high < CHILD_UNTIL else Result.IN_DOUBT


def obstacles_to_assessing(a: Assessed, *, closed: bool, today: date) -> tuple[Obstacle, ...]:
    if closed:
        return (Obstacle(N_("The case is closed: nothing more is written into it.")),)
    return tuple(_against_assessing(a, today))


def _against_assessing(a: Assessed, today: date) -> Iterator[Obstacle]:
    if a.method not in METHOD_WORDS:
        yield Obstacle(N_("Choose how the age was assessed."), "method")
    if a.assessor not in ASSESSOR_WORDS:
        yield Obstacle(N_("Choose who assessed it."), "assessor")
    if not a.by_whom.strip():
        yield Obstacle(N_("Write who it was: name and office."), "by_whom")
    if a.assessed_on is None:
        yield Obstacle(N_("Write on which day it was done."), "assessed_on")
    elif a.assessed_on > today:
        yield Obstacle(N_("This day has not come yet: write it down when it is done."), "assessed_on")
    for field, years in (("low", a.low), ("high", a.high)):
        if years is None or not YOUNGEST <= years <= OLDEST:
            sentence = N_("Give the years, between %(first)s and %(last)s.")
            yield Obstacle(sentence, field, {"first": YOUNGEST, "last": OLDEST})
    if a.low is not None and a.high is not None and a.high < a.low:
        yield Obstacle(N_("The higher age lies under the lower: check both."), "high")
    if not a.agreed:
        sentence = N_(
            "Nobody is assessed against their will: without agreement the doubt stays, and with it the child’s path."
        )
        yield Obstacle(sentence, "agreed")
    if not a.reasons.strip():
        yield Obstacle(N_("Write the reasons: without them an assessment changes nothing."), "reasons")


def obstacles_to_adult_path(
    *, child: bool, closed: bool, found: str, newest: bool, own: bool, why: str
) -> tuple[Obstacle, ...]:
    """Only an age that was assessed as adult, with reasons, decided on by a supervisor, ends a child's path.

    `found`: what the assessment says, nothing where there is none. `newest`: no later assessment says otherwise.
    """
    if closed:
        return (Obstacle(N_("The case is closed: nothing more is written into it.")),)
    if not child:
        return (Obstacle(N_("The case follows the path for adults already.")),)
    reasons = []
    if found != Result.ADULT:
        sentence = N_(
            "An age that was only told, or that is in doubt, leaves the child’s path as it is: have the age assessed."
        )
        reasons.append(Obstacle(sentence))
    elif not newest:
        reasons.append(Obstacle(N_("A later assessment says otherwise: decide on that one.")))
    if own:
        reasons.append(Obstacle(N_("You wrote this assessment yourself: another supervisor decides on it.")))
    if not why.strip():
        reasons.append(Obstacle(N_("Write why. Whoever goes on with the case will read it."), "why"))
    return tuple(reasons)


def obstacles_to_coming_of_age(*, child: bool, closed: bool, day: date | None, today: date) -> tuple[Obstacle, ...]:
    """Turning eighteen is confirmed once the day has come, by what is written of the age."""
    if closed:
        return (Obstacle(N_("The case is closed: nothing more is written into it.")),)
    if not child:
        return (Obstacle(N_("The case follows the path for adults already.")),)
    if day is None:
        return (Obstacle(N_("No date of birth, year or age is written: write it first, or have the age assessed.")),)
    if today < day:
        return (Obstacle(N_("By what is written the person is not eighteen yet: the child’s path goes on.")),)
    return ()
