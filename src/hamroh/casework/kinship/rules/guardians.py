"""Who stands by a child, and who may not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hamroh.casework.kinship.terms import (
    APPOINTER_WORDS,
    BY_BIRTH,
    END_WORDS,
    NO_PAPER,
    PAPER_WORDS,
    TIE_WORDS,
    Role,
)
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

OF_A_CHILD = Obstacle(
    N_("The case follows the path for adults: an adult speaks for themselves, and nobody is appointed here.")
)
CLOSED = Obstacle(N_("The case is closed: nothing more is written into it."))


@dataclass(frozen=True, slots=True)
class Stands:
    """Somebody who stands, or stood, by a child, as far as rules look at it."""

    key: UUID
    role: str
    since: date
    until: date | None
    suspected: bool

    def on(self, day: date) -> bool:
        """Whether they stand by the child on this day. The last day counts."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Standing:
    """Who may speak for a child on one day, and who is barred from it whatever the papers say."""

    guardians: frozenset[UUID] = frozenset()
    representatives: frozenset[UUID] = frozenset()
    barred: frozenset[UUID] = frozenset()
    of_age: bool = False

    def of(self, role: str) -> frozenset[UUID]:
        return {Role.GUARDIAN: self.guardians, Role.REPRESENTATIVE: self.representatives}.get(Role(role), frozenset())


def standing(people: Iterable[Stands], *, day: date, eighteen_on: date | None) -> Standing:
    """Who may speak for the child on this day.

    Is one guardian feared to be involved, no guardian is asked: a family speaks with one another. Whoever was feared once
    is barred also after their time. From the eighteenth birthday on nobody speaks for the person any more.
    """
    people = list(people)
    barred = frozenset(p.key for p in people if p.suspected)
    if eighteen_on and day >= eighteen_on:
        return Standing(barred=barred, of_age=True)
    now = [p for p in people if p.on(day) and not p.suspected]
    feared = any(p.suspected and p.role == Role.GUARDIAN for p in people)
    return Standing(
        guardians=frozenset() if feared else frozenset(p.key for p in now if p.role == Role.GUARDIAN),
        representatives=frozenset(p.key for p in now if p.role == Role.REPRESENTATIVE),
        barred=barred,
    )


def obstacles_to_agreeing(who: Standing, *, role: str, key: UUID | None) -> tuple[Obstacle, ...]:
    """Why this person’s word, given as guardian or representative, is none. `key` None: the only one there is."""
    against = _against_agreeing(who, role, key) if role in set(Role) else None
    return (against,) if against else ()


def _against_agreeing(who: Standing, role: str, key: UUID | None) -> Obstacle | None:
    fitting = who.of(role)
    if who.of_age:
        return OF_AGE
    if key in who.barred:
        return BARRED
    if not fitting:
        return _nobody(who, role)
    if key is None:
        return Obstacle(N_("Choose which of them agreed."), "agreed_by") if len(fitting) > 1 else None
    return None if key in fitting else NOT_NOW


OF_AGE = Obstacle(
    N_(
        "The person has turned eighteen: nobody agrees in their place. Let the supervisor confirm it, then ask the person."
    ),
    "given_by",
)
NOT_NOW = Obstacle(
    N_(
        "This person does not stand by the child in this way now. Choose who does, or write down the appointment first."
    ),
    "agreed_by",
)
BARRED = Obstacle(
    N_(
        "This person may be involved in what happened and is never asked: take the appointed representative, "
        "or record that a child is in danger."
    ),
    "agreed_by",
)


def _nobody(who: Standing, role: str) -> Obstacle:
    if role == Role.GUARDIAN and who.barred:
        sentence = N_(
            "A guardian may be involved: no guardian of this child is asked. Take the appointed representative, "
            "or record that a child is in danger."
        )
    elif role == Role.GUARDIAN:
        sentence = N_("Nobody is written down as parent or guardian now. Write first who it is, under “Child”.")
    else:
        sentence = N_(
            "Nobody is written down as the appointed representative now. Write first who it is and who appointed them, "
            "under “Child”."
        )
    return Obstacle(sentence, "given_by")


@dataclass(frozen=True, slots=True)
class Written:
    """A guardian or representative as somebody wants to write them down. Words are only looked at for being there."""

    role: str
    tie: str
    name: str
    appointed_by: str
    paper: str
    since: date | None
    until: date | None = None
    ended_because: str = ""
    suspected: bool = False
    suspected_why: str = ""


def obstacles_to_guardian(
    w: Written, *, child: bool, closed: bool, others: Iterable[Stands], feared_before: bool, today: date
) -> tuple[Obstacle, ...]:
    """`others`: who else stands or stood by the child. `feared_before`: this one was suspected in the revision before."""
    if closed:
        return (CLOSED,)
    if not child:
        return (OF_A_CHILD,)
    return (
        tuple(_against_codes(w)) + tuple(_against_days(w, list(others), today)) + tuple(_against_fear(w, feared_before))
    )


def _against_codes(w: Written) -> Iterator[Obstacle]:
    if w.role not in set(Role):
        yield Obstacle(N_("Choose whether it is a guardian or an appointed representative."), "role")
    if w.tie not in TIE_WORDS:
        yield Obstacle(N_("Choose who they are to the child."), "tie")
    if not w.name.strip():
        yield Obstacle(N_("Write the name. It is sealed under the child’s key."), "name")
    if w.appointed_by not in APPOINTER_WORDS:
        yield Obstacle(N_("Choose who appointed them."), "appointed_by")
    elif w.role == Role.REPRESENTATIVE and w.appointed_by == BY_BIRTH:
        yield Obstacle(N_("A representative is appointed: choose by whom."), "appointed_by")
    if w.paper not in PAPER_WORDS:
        yield Obstacle(N_("Choose on which paper it stands."), "paper")
    elif w.role == Role.REPRESENTATIVE and w.paper == NO_PAPER:
        yield Obstacle(N_("An appointment stands on a paper: choose which, or wait until it is there."), "paper")


def _against_days(w: Written, others: list[Stands], today: date) -> Iterator[Obstacle]:
    if w.since is None:
        yield Obstacle(N_("Write from which day."), "since")
        return
    if w.since > today:
        yield Obstacle(N_("This day has not come yet: write it down when it begins."), "since")
    if w.until and w.until < w.since:
        yield Obstacle(N_("The end lies before the beginning: check both days."), "until")
    ended = w.until is not None and w.until <= today
    if ended and w.ended_because not in END_WORDS:
        yield Obstacle(N_("Choose why it ended."), "ended_because")
    if w.role == Role.REPRESENTATIVE and not ended and not w.suspected:
        staying = [o for o in others if o.role == Role.REPRESENTATIVE and o.on(today) and o.until != today]
        if any(not o.suspected for o in staying):
            yield Obstacle(N_("The child has a representative: end that appointment first."), "role")


def _against_fear(w: Written, feared_before: bool) -> Iterator[Obstacle]:
    if w.suspected and not w.suspected_why.strip():
        yield Obstacle(N_("Write why it is feared. It is sealed, and goes nowhere."), "suspected_why")
    if feared_before and not w.suspected:
        yield Obstacle(N_("Once feared, only the supervisor lifts it, with a reason."), "suspected")


def obstacles_to_lifting(*, suspected: bool, why: str, own: bool) -> tuple[Obstacle, ...]:
    """A suspicion is lifted by the supervisor, with a reason, and never by whoever wrote it down."""
    found = []
    if not suspected:
        found.append(Obstacle(N_("Nothing is feared of this person: nothing is lifted.")))
    if own:
        found.append(Obstacle(N_("You wrote this down yourself: somebody else lifts it.")))
    if not why.strip():
        found.append(
            Obstacle(N_("Write why it is feared no longer. Whoever goes on with the case will read it."), "why")
        )
    return tuple(found)


def obstacles_to_card(who: Stands, *, allowed: bool, why: str, day: date) -> tuple[Obstacle, ...]:
    """Whether somebody beside the child may hold the card to the child's own page: only if the team says why."""
    if not allowed:
        return ()
    if who.suspected:
        return (Obstacle(N_("This person may be involved in what happened: they get no card.")),)
    found = []
    if not who.on(day):
        found.append(Obstacle(N_("This person does not stand by the child now: they get no card.")))
    if not why.strip():
        found.append(Obstacle(N_("Write why it is good for the child that they hold it."), "why"))
    return tuple(found)
