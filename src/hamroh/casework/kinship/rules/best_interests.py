"""What an assessment of a child's best interests must hold before anybody decides by it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from hamroh.casework.kinship.terms import GUARDIAN_TOOK_PART, MATTER_WORDS, PART_WORDS, Assent
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_


@dataclass(frozen=True, slots=True)
class Weighed:
    """An assessment as somebody wants to write it. Words are only looked at for being there."""

    about: str
    options: str
    views: str
    conclusion: str
    assent: str
    took_part: frozenset[str]
    decided_on: date | None
    review_on: date | None


def obstacles_to_weighing(
    w: Weighed, *, child: bool, closed: bool, guardian_feared: bool, decider: bool, today: date
) -> tuple[Obstacle, ...]:
    """`guardian_feared`: somebody who cares for the child may be involved. `decider`: whoever decided is a colleague."""
    if closed:
        return (Obstacle(N_("The case is closed: nothing more is written into it.")),)
    if not child:
        return (Obstacle(N_("The case follows the path for adults: an adult decides what is best for them.")),)
    return (
        tuple(_against_words(w, decider)) + tuple(_against_part(w.took_part, guardian_feared)) + tuple(_days(w, today))
    )


def _against_words(w: Weighed, decider: bool) -> Iterator[Obstacle]:
    if w.about not in MATTER_WORDS:
        yield Obstacle(N_("Choose what is to be decided."), "about")
    if not w.options.strip():
        yield Obstacle(N_("Write what could be done: at least two ways, and staying as it is may be one."), "options")
    if not w.views.strip() and w.assent != Assent.TOO_YOUNG:
        yield Obstacle(N_("Write what the child says, in their own words. A child is always heard."), "views")
    if w.assent not in set(Assent):
        yield Obstacle(N_("Write down what the child said to it. Protection does not wait for a yes."), "assent")
    if not w.conclusion.strip():
        yield Obstacle(N_("Write what is best for the child, and why."), "conclusion")
    if not decider:
        yield Obstacle(N_("Choose who decided."), "decided_by")


def _against_part(took_part: Collection[str], guardian_feared: bool) -> Iterator[Obstacle]:
    if not took_part or any(code not in PART_WORDS for code in took_part):
        yield Obstacle(N_("Choose from the list who took part."), "took_part")
    if guardian_feared and GUARDIAN_TOOK_PART in took_part:
        sentence = N_(
            "A guardian may be involved in what happened: no guardian takes part. Hear the appointed representative."
        )
        yield Obstacle(sentence, "took_part")


def _days(w: Weighed, today: date) -> Iterator[Obstacle]:
    if w.decided_on is None:
        yield Obstacle(N_("Write on which day it was decided."), "decided_on")
    elif w.decided_on > today:
        yield Obstacle(N_("This day has not come yet: write it down when it is decided."), "decided_on")
    if w.review_on is None:
        yield Obstacle(N_("Write when it is looked at again: children change."), "review_on")
    elif w.decided_on and w.review_on <= w.decided_on:
        yield Obstacle(N_("It is looked at again after it was decided: choose a later day."), "review_on")
