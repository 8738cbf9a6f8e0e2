"""People who belong together, and cases that do."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hamroh.casework.kinship.terms import FEWEST, LEAVE_WORDS, LINK_WORDS, MOST, RELATIVE_WORDS, WORK_WORDS
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

_CLOSED = Obstacle(N_("The case is closed: nothing more is written into it."))


def obstacles_to_relative(
    *, relation: str, name: str, note: str, until: date | None, closed: bool, today: date
) -> tuple[Obstacle, ...]:
    """Somebody without a file of their own. A name is not obliged: a sentence about them may be enough."""
    if closed:
        return (_CLOSED,)
    found = []
    if relation not in RELATIVE_WORDS:
        found.append(Obstacle(N_("Choose who they are to the person."), "relation"))
    if not name.strip() and not note.strip():
        found.append(Obstacle(N_("Write a name or what matters about them."), "name"))
    if until and until > today:
        found.append(Obstacle(N_("This day has not come yet: write it down when it is so."), "until"))
    return tuple(found)


def obstacles_to_linking(*, relation: str, same: bool, linked: bool, closed: bool) -> tuple[Obstacle, ...]:
    if closed:
        return (_CLOSED,)
    found = []
    if relation not in LINK_WORDS:
        found.append(Obstacle(N_("Choose how the two belong together."), "relation"))
    if same:
        found.append(Obstacle(N_("This is the code of this case: type the other one."), "code"))
    if linked:
        found.append(Obstacle(N_("The two cases are linked already."), "code"))
    return tuple(found)


def obstacles_to_facts(
    *, name: str, work: str, since: date | None, until: date | None, today: date
) -> tuple[Obstacle, ...]:
    """What holds for all of a group."""
    found = []
    if not name.strip():
        found.append(Obstacle(N_("Give the group a name that only the team understands. It is sealed."), "name"))
    if work not in WORK_WORDS:
        found.append(Obstacle(N_("Choose the kind of work, or that it is not known yet."), "work"))
    if since and since > today:
        found.append(Obstacle(N_("The beginning lies in the future: check the day."), "since"))
    if until and until > today:
        found.append(Obstacle(N_("The end lies in the future: leave it empty while it goes on."), "until"))
    if since and until and until < since:
        found.append(Obstacle(N_("The end lies before the beginning: check both days."), "until"))
    return tuple(found)


def obstacles_to_leaving(why: str) -> tuple[Obstacle, ...]:
    return () if why in LEAVE_WORDS else (Obstacle(N_("Choose from the list why."), "why"),)


@dataclass(frozen=True, slots=True)
class Line:
    """One person of a group as they were entered: what is theirs alone."""

    age_band: str
    sex: str
    language: str
    danger: bool = False
    name: str = ""


def obstacles_to_entering(
    lines: Collection[Line], *, lists: Mapping[str, Collection[str]], may_name: bool
) -> tuple[Obstacle, ...]:
    """Every reason why this group cannot be entered; each names its line, counted from 0. All are opened, or none."""
    found = []
    if not FEWEST <= len(lines) <= MOST:
        sentence = N_("Fill in between %(fewest)s and %(most)s people. One person alone is a case, not a group.")
        found.append(Obstacle(sentence, params={"fewest": FEWEST, "most": MOST}))
    for place, line in enumerate(lines):
        found += _against_line(place, line, lists, may_name)
    return tuple(found)


def _against_line(place: int, line: Line, lists: Mapping[str, Collection[str]], may_name: bool) -> Iterator[Obstacle]:
    if line.age_band not in lists["age_band"]:
        sentence = N_("Choose the age. Where it is not certain, the person is treated as a child.")
        yield Obstacle(sentence, f"{place}-age_band")
    for part, code, known in (("sex", line.sex, "sex"), ("language", line.language, "languages")):
        if code and code not in lists[known]:
            yield Obstacle(N_("Not a choice of this list: choose again."), f"{place}-{part}")
    if line.name.strip() and not may_name:
        yield Obstacle(N_("Names are not written here: leave it empty, the code is enough."), f"{place}-name")
