"""Finding a holder for a seat of the mechanism: nomination, terms, act of appointment, hand-over."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_
from hamroh.mechanism.membership.terms import LONGEST_PAPER, STEP_WORDS, Step

# What may follow what. Whoever has been appointed may be dismissed before anything was handed over.
FOLLOWS: dict[Step, tuple[Step, ...]] = {
    Step.NOMINATED: (Step.TERMS, Step.WITHDRAWN),
    Step.TERMS: (Step.APPOINTED, Step.WITHDRAWN),
    Step.APPOINTED: (Step.HANDED_OVER, Step.ENDED),
    Step.HANDED_OVER: (Step.ENDED,),
    Step.WITHDRAWN: (),
    Step.ENDED: (),
}


def obstacles_to_nominating(
    *, organisation: UUID | None, offered: Collection[UUID], office: str, paper: str, held: bool
) -> tuple[Obstacle, ...]:
    """Why nobody can be proposed like this. `offered`: where the edition lets the seat be held."""
    obstacles = []
    if held:
        obstacles.append(Obstacle(N_("Somebody holds this seat: its term is ended first.")))
    if organisation not in offered:
        obstacles.append(Obstacle(N_("Choose an organisation from the list: others cannot hold it."), "organisation"))
    if not office.strip():
        obstacles.append(Obstacle(N_("Write the office, without a name: for example, head of a department."), "office"))
    return (*obstacles, *_paper(paper))


def obstacles_to_step(
    now_at: Step,
    new: Step,
    *,
    day: date | None,
    today: date,
    paper: str,
    document: str = "",
    documents: Collection[str] = (),
    office: str = "",
    to: UUID | None = None,
    colleagues: Collection[UUID] = (),
    own: bool = False,
    nominated: bool = False,
    held: bool = False,
) -> tuple[Obstacle, ...]:
    """Why this step cannot be written down now. `own`: the actor would be appointed; `nominated`: the actor proposed it."""
    obstacles = []
    if new not in FOLLOWS[now_at]:
        sentence = N_("The road stands at “%(step)s”: this cannot follow. Look at the page again.")
        obstacles.append(Obstacle(sentence, params={"step": STEP_WORDS[now_at]}, translate=("step",)))
    if new is Step.TERMS and documents and document not in documents:
        obstacles.append(Obstacle(N_("Choose the terms of reference from the list."), "document"))
    if new is Step.APPOINTED:
        obstacles += _appointment(office, to, colleagues, own, nominated, held)
    if own and new is Step.ENDED:
        obstacles.append(NOT_ONESELF)
    if day is None:
        obstacles.append(Obstacle(N_("Write the day of the paper."), "day"))
    elif day > today:
        obstacles.append(Obstacle(N_("This day is still to come: write it down when it is there."), "day"))
    return (*obstacles, *_paper(paper))


NOT_ONESELF = Obstacle(N_("Nobody changes their own rights: ask another focal point or the secretariat."))


def _appointment(
    office: str, to: UUID | None, colleagues: Collection[UUID], own: bool, nominated: bool, held: bool
) -> list[Obstacle]:
    obstacles = []
    if held:
        obstacles.append(Obstacle(N_("Somebody holds this seat: its term is ended first.")))
    if nominated:
        obstacles.append(Obstacle(N_("Whoever nominated does not record the appointment: ask a second person.")))
    if own:
        obstacles.append(NOT_ONESELF)
    if to is None or to not in colleagues:
        obstacles.append(
            Obstacle(N_("Choose somebody who acts for this organisation; its focal point adds them."), "to")
        )
    if not office.strip():
        obstacles.append(Obstacle(N_("Write which office appointed."), "office"))
    return obstacles


def _paper(paper: str) -> list[Obstacle]:
    if not paper.strip():
        return [Obstacle(N_("Say on what paper this rests: its kind, number and date."), "paper")]
    if len(paper) > LONGEST_PAPER:
        return [Obstacle(N_("Shorten this to %(most)s signs."), "paper", {"most": LONGEST_PAPER})]
    return []
