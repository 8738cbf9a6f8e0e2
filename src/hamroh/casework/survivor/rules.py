"""Whether the door may be offered, which PIN is one, when a card opens. Values in, answers out."""

import itertools
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hamroh.casework.survivor.terms import (
    LONGEST_DAYS,
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_UNPROVEN,
    MOST_WRONG,
    PIN_LONGEST,
    PIN_SHORTEST,
    RISKS,
    SCALE,
    WAITS,
    Answer,
    Decision,
    Holder,
    State,
)
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_


def obstacles_to_assessing(
    *,
    answers: Mapping[str, str],
    decision: str,
    holder: str,
    why: str,
    child: bool,
    team_decided: bool,
    trusted: Collection[str],
    guardian_suspected: bool,
    closed: bool,
) -> tuple[Obstacle, ...]:
    """Why this assessment of the door cannot stand. Every risk is asked; what is risky and offered all the same says why.

    `trusted`: as what somebody beside the child may hold the card, as the team decided among those who stand by the child.
    """
    found = list(_open_case(closed))
    found += [Obstacle(N_("Say yes, no or not known."), risk) for risk in RISKS if answers.get(risk) not in set(Answer)]
    if decision not in set(Decision):
        found.append(Obstacle(N_("Say what follows."), "decision"))
    risky = any(answers.get(risk) != Answer.NO for risk in RISKS)
    if decision == Decision.OFFER and risky and not why.strip():
        found.append(Obstacle(N_("There is a risk, and it is offered all the same: write how it is met."), "why"))
    if len(why) > LONGEST_TEXT:
        found.append(Obstacle(N_("Shorten this to %(most)s signs."), "why", {"most": LONGEST_TEXT}))
    if decision == Decision.OFFER:
        found += _of_a_child(holder, team_decided, why, trusted, guardian_suspected) if child else _of_an_adult(holder)
    return tuple(found)


def _of_an_adult(holder: str) -> Iterator[Obstacle]:
    if holder != Holder.SELF:
        yield Obstacle(N_("An adult holds the card in person; nobody else does."), "holder")


def _of_a_child(
    holder: str, team_decided: bool, why: str, trusted: Collection[str], suspected: bool
) -> Iterator[Obstacle]:
    if holder not in set(Holder):
        yield Obstacle(N_("Say who would hold the card."), "holder")
    if holder == Holder.GUARDIAN and suspected:
        yield Obstacle(
            N_("A guardian who may be involved gets no card: choose the appointed representative, or none."), "holder"
        )
    elif holder in (Holder.GUARDIAN, Holder.REPRESENTATIVE) and holder not in trusted:
        sentence = N_(
            "First let the team decide, where it stands who is by the child, that this person may hold the card."
        )
        yield Obstacle(sentence, "holder")
    if not team_decided:
        yield Obstacle(N_("For a child the team decides together: do so first, then tick it."), "team_decided")
    elif not why.strip():
        yield Obstacle(N_("Write why the team decided so."), "why")


def _open_case(closed: bool) -> Iterator[Obstacle]:
    if closed:
        yield Obstacle(N_("The case is closed: nothing more is written into it."))


def obstacles_to_issuing(
    *,
    offered: bool,
    danger_since: bool,
    until: date | None,
    today: date,
    languages: Collection[str],
    language: str,
    closed: bool,
    trusted: bool = True,
    trusted_until: date | None = None,
) -> tuple[Obstacle, ...]:
    """Why no card can be made now. `danger_since`: after the assessment somebody used the second PIN.

    `trusted`: who holds it for a child is trusted with it today still; `trusted_until`: and until which day at most.
    """
    found = list(_open_case(closed))
    if not offered:
        found.append(Obstacle(N_("Weigh the risk of the page first, and offer it: without that there is no card.")))
    elif danger_since:
        found.append(
            Obstacle(N_("Since the risk was weighed, the page was opened under pressure. Weigh the risk again first."))
        )
    if offered and not trusted:
        found.append(
            Obstacle(N_("Nobody is trusted with the child’s card any more: weigh the risk of the page again."))
        )
    if language not in languages:
        found.append(Obstacle(N_("Choose the language of the card."), "language"))
    if until is None or until <= today:
        found.append(Obstacle(N_("Choose a day after today on which the card ends."), "until"))
    elif until > today + timedelta(days=LONGEST_DAYS):
        found.append(Obstacle(N_("At most a year: make a new card then, if it is still safe."), "until"))
    elif trusted_until and until > trusted_until:
        sentence = N_("Whoever holds the card stands by the child until %(day)s: choose no later day.")
        found.append(Obstacle(sentence, "until", {"day": f"{trusted_until:%d.%m.%Y}"}))
    return tuple(found)


def obstacles_to_pins(*, pin: str, again: str, second: str, second_again: str) -> tuple[Obstacle, ...]:
    """Why these PINs cannot be chosen. The second one, for danger, may be left out."""
    found = list(_against_pin(pin, "pin"))
    if not found and pin != again:
        found.append(Obstacle(N_("The two are not the same: type it again."), "pin_again"))
    if second or second_again:
        of_second = list(_against_pin(second, "second"))
        if not of_second and second != second_again:
            of_second.append(Obstacle(N_("The two are not the same: type it again."), "second_again"))
        if not of_second and not found and _alike(pin, second):
            of_second.append(
                Obstacle(N_("Too like the first: one slip of the finger must not open the other."), "second")
            )
        found += of_second
    return tuple(found)


def _against_pin(pin: str, field: str) -> Iterator[Obstacle]:
    if not pin.isascii() or not pin.isdigit() or not PIN_SHORTEST <= len(pin) <= PIN_LONGEST:
        params = {"shortest": PIN_SHORTEST, "longest": PIN_LONGEST}
        yield Obstacle(N_("Choose %(shortest)s to %(longest)s figures, and nothing else."), field, params)
    elif _easy(pin):
        yield Obstacle(
            N_("Others guess this one first: no row, no figure over and over, no year. Choose another."), field
        )


def _easy(pin: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
    year = len(pin) == 4 and pin[:2] in ("19", "20")
    return (len(steps) == 1 and steps <= {0, 1, 9}) or len(set(pin)) < 3 or year


def _alike(pin: str, second: str) -> bool:
    if len(pin) != len(second):
        return False
    return sum(a != b for a, b in zip(pin, second, strict=True)) < 2 or sorted(pin) == sorted(second)


@dataclass(frozen=True, slots=True)
class Lock:
    """What is known of a card when somebody tries it."""

    until: datetime
    ended: bool
    locked: bool
    wrong: int
    wait_until: datetime | None


def takes_tries(lock: Lock, now: datetime) -> bool:
    """Whether a try counts at all: of a card that has ended, is locked or waits, even the right PIN opens nothing."""
    waits = lock.wait_until is not None and now < lock.wait_until
    return not (lock.ended or lock.locked or waits) and now < lock.until


def after_wrong(wrong: int, unproven: int, now: datetime) -> tuple[int, int, datetime | None, bool]:
    """After one more wrong try: how many there were, until when to wait, and whether the card is locked.

    `unproven`: those since the first PIN was last right. Whoever was given the second one, and tries for the first in
    between, comes to an end as well.
    """
    wrong, unproven = wrong + 1, unproven + 1
    wait = WAITS.get(wrong)
    locked = wrong >= MOST_WRONG or unproven >= MOST_UNPROVEN
    return wrong, unproven, now + timedelta(minutes=wait) if wait else None, locked


def state_of(
    *, decision: str, card_ended: bool | None, card_until: datetime | None, locked: bool, now: datetime
) -> State:
    """Where the door stands. `card_ended` is None while there was never a card."""
    if card_ended is False and card_until is not None and now < card_until:
        return State.LOCKED if locked else State.OPEN
    if decision != Decision.OFFER:
        return State.NOT_OFFERED if decision else State.NOT_ASSESSED
    return State.OFFERED if card_ended is None else State.ENDED


def obstacles_to_names(names: Mapping[str, str]) -> tuple[Obstacle, ...]:
    """Each name short enough; keys are fields of the page."""
    return tuple(
        Obstacle(N_("Shorten this to %(most)s signs."), field, {"most": LONGEST_NAME})
        for field, name in names.items()
        if len(name.strip()) > LONGEST_NAME
    )


def obstacles_to_correcting(*, text: str) -> tuple[Obstacle, ...]:
    if not text.strip():
        return (Obstacle(N_("Write what is not right, in your own words."), "text"),)
    if len(text) > LONGEST_TEXT:
        return (Obstacle(N_("Shorten this to %(most)s signs."), "text", {"most": LONGEST_TEXT}),)
    return ()


def obstacles_to_rating(*, scale: int | None, text: str) -> tuple[Obstacle, ...]:
    found = []
    if scale not in SCALE:
        found.append(Obstacle(N_("Choose one of the five."), "scale"))
    if len(text) > LONGEST_TEXT:
        found.append(Obstacle(N_("Shorten this to %(most)s signs."), "text", {"most": LONGEST_TEXT}))
    return tuple(found)


def obstacles_to_answering(*, text: str) -> tuple[Obstacle, ...]:
    if not text.strip():
        return (Obstacle(N_("Write what was changed, or why not: the person reads it on their page."), "text"),)
    if len(text) > LONGEST_TEXT:
        return (Obstacle(N_("Shorten this to %(most)s signs."), "text", {"most": LONGEST_TEXT}),)
    return ()


def ends_at_once(*, given_by: str, holder: str) -> bool:
    """Whether whoever holds the card may end this agreement themselves: who gave it, and a child what it agreed to.

    What somebody else agreed to for a child is not ended by the child's press: protection is not gated on it, and the
    team speaks with the child.
    """
    return given_by in ("self", "child_assent") or given_by == holder
