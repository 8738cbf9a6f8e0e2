"""What stands against a change of membership, a post, a signature. Values in, every obstacle out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_
from hamroh.mechanism.membership.terms import LONGEST_PAPER, NEXT, REASONS, STANDING_WORDS, Standing


@dataclass(frozen=True, slots=True)
class Member:
    """What the rules must know of an organisation."""

    id: UUID
    status: Standing
    group: bool = False
    uniformed: bool = False
    houses_people: bool = False


def obstacles_to_standing(
    member: Member,
    new: Standing,
    *,
    own_organisation: UUID | None,
    paper: str,
    reason: str = "",
    caretaker: Member | None = None,
) -> tuple[Obstacle, ...]:
    """Why this organisation cannot come to this standing now, or not like this."""
    obstacles = []
    if new not in NEXT[member.status]:
        obstacles.append(cannot_follow(member.status))
    if member.group:
        obstacles.append(Obstacle(N_("It stands for several organisations: decide about each of them.")))
    if member.id == own_organisation:
        obstacles.append(Obstacle(N_("Nobody decides about their own organisation: ask another office.")))
    obstacles += _paper(paper)
    if new in REASONS and reason not in REASONS[new]:
        obstacles.append(Obstacle(N_("Choose the reason from the list."), "reason"))
    if new in CASCADING and member.status is Standing.ADMITTED:
        obstacles += _caretaker(member, caretaker)
    return tuple(obstacles)


CASCADING = (Standing.SUSPENDED, Standing.ENDED)


def cannot_follow(old: Standing) -> Obstacle:
    sentence = N_("Its standing is “%(standing)s”: this cannot follow. Look at the page again.")
    return Obstacle(sentence, params={"standing": STANDING_WORDS[old]}, translate=("standing",))


def _paper(paper: str) -> list[Obstacle]:
    if not paper.strip():
        return [Obstacle(N_("Say on what paper this rests: its kind, number and date."), "paper")]
    if len(paper) > LONGEST_PAPER:
        return [Obstacle(N_("Shorten this to %(most)s signs."), "paper", {"most": LONGEST_PAPER})]
    return []


def _caretaker(member: Member, caretaker: Member | None) -> list[Obstacle]:
    """Whoever lives in its care is cared for first. Whether anybody does is not asked: it is not for this page to know."""
    if caretaker is None:
        if not member.houses_people:
            return []
        sentence = N_("People may live in its care: name who looks after them from now on.")
        return [Obstacle(sentence, "caretaker")]
    if caretaker.id == member.id:
        return [Obstacle(N_("Name another organisation than this one."), "caretaker")]
    if caretaker.status is not Standing.ADMITTED or caretaker.group:
        return [Obstacle(N_("Only a member can look after them: choose one that is not suspended."), "caretaker")]
    if caretaker.uniformed:
        return [Obstacle(N_("Nobody in uniform looks after people who were harmed: choose another."), "caretaker")]
    return []


def obstacles_to_applying(
    *, names: Mapping[str, str], kind: str, kinds: Collection[str], paper: str
) -> tuple[Obstacle, ...]:
    """Why an application cannot be written down. `names` has an entry for every language of the mechanism."""
    missing = [Obstacle(N_("Write its name in this language."), f"name_{x}") for x, name in names.items() if not name]
    if kind not in kinds:
        missing.append(Obstacle(N_("Choose the kind from the list."), "kind"))
    return (*missing, *_paper(paper))


def obstacles_to_signing(
    *, signed_by: str, signed_on: date | None, today: date, issued_on: date
) -> tuple[Obstacle, ...]:
    """Why a signature cannot be written down."""
    obstacles = []
    if not signed_by.strip():
        obstacles.append(Obstacle(N_("Write who signed: the office, and the name if you wish."), "signed_by"))
    if signed_on is None:
        obstacles.append(Obstacle(N_("Write the day of the signature."), "signed_on"))
    elif signed_on > today:
        obstacles.append(Obstacle(N_("This day is still to come: write it down when it was signed."), "signed_on"))
    elif signed_on < issued_on:
        obstacles.append(Obstacle(N_("This version did not exist on that day: check the day."), "signed_on"))
    return tuple(obstacles)


def obstacles_to_post(*, own: bool, role: str, offered: Collection[str], admitted: bool) -> tuple[Obstacle, ...]:
    """Why somebody cannot be given this role. `offered`: what a member may give its own people, by the edition."""
    obstacles = []
    if own:
        obstacles.append(Obstacle(N_("Nobody changes their own rights: ask another focal point or the secretariat.")))
    if role not in offered:
        obstacles.append(Obstacle(N_("Choose a role from the list: others are not for this organisation."), "role"))
    if not admitted:
        obstacles.append(Obstacle(N_("Only a member has people who act for it: admit it first.")))
    return tuple(obstacles)


def obstacles_to_ending(*, own: bool, principal: bool, admits: bool) -> tuple[Obstacle, ...]:
    """Why a post cannot be ended by this person. The focal point's own is ended where members are admitted."""
    if own:
        return (Obstacle(N_("Nobody changes their own rights: ask another focal point or the secretariat.")),)
    if principal and not admits:
        return (Obstacle(N_("The secretariat ends the post of a focal point: ask there.")),)
    return ()
