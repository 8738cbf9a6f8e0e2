"""Who may join and leave the team of a case."""

from collections.abc import Collection, Iterator

from hamroh.casework.cases.terms import LIFTING_REASONS, RECUSAL_REASONS
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_


def obstacles_to_joining(
    *, role: str, held: Collection[str], opening: Collection[str], joined: bool, barred: bool = False
) -> tuple[Obstacle, ...]:
    """A role on the team is one that the colleague holds today, and that may open a case at all."""
    if barred:
        return (Obstacle(N_("This colleague cannot work on this case: choose another."), "user"),)
    return tuple(_against_joining(role, held, opening, joined))


def _against_joining(role: str, held: Collection[str], opening: Collection[str], joined: bool) -> Iterator[Obstacle]:
    if joined:
        yield Obstacle(N_("This colleague is on the team already."), "user")
    if role not in held or role not in opening:
        yield Obstacle(N_("This colleague holds no role in which a case may be opened: choose another."), "user")


def obstacles_to_leaving(*, left_over: int) -> tuple[Obstacle, ...]:
    if left_over:
        return ()
    return (Obstacle(N_("Nobody else is on the team: add a colleague first, then leave."), "user"),)


def obstacles_to_closing(*, reason: str, known: Collection[str]) -> tuple[Obstacle, ...]:
    if reason in known:
        return ()
    return (Obstacle(N_("Choose from the list why the case is closed."), "reason"),)


def obstacles_to_recusing(*, reason: str) -> tuple[Obstacle, ...]:
    if reason in RECUSAL_REASONS:
        return ()
    return (Obstacle(N_("Choose from the list what ties them to this case."), "reason"),)


def obstacles_to_lifting(*, why: str) -> tuple[Obstacle, ...]:
    if why in LIFTING_REASONS:
        return ()
    return (Obstacle(N_("Choose from the list why it is lifted."), "why"),)
