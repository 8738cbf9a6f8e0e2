"""Whether a draft may be proposed, approved, published. Values in, obstacles out."""

from collections.abc import Collection, Mapping
from uuid import UUID

from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_
from hamroh.mechanism.editions.terms import LONGEST_REASON, DraftState

CHANGED_MEANWHILE = Obstacle(
    N_("Somebody else changed this draft meanwhile. Your words are still here: look at theirs, then save again.")
)

BEHIND = Obstacle(
    N_("Another edition was published since this draft began; to publish it would take that back. Begin a new draft.")
)


def obstacles_to_changing(state: DraftState) -> tuple[Obstacle, ...]:
    """A draft that is being published, was published or discarded stays as it is."""
    if state in (DraftState.OPEN, DraftState.PROPOSED):
        return ()
    return (Obstacle(N_("This draft can no longer be changed. Begin another.")),)


def obstacles_to_proposing(
    state: DraftState, *, errors: int, warnings: int, reason: str, same: bool, behind: bool
) -> tuple[Obstacle, ...]:
    """Errors forbid it; warnings ask for a reason, which the edition will carry."""
    found = []
    if state is not DraftState.OPEN:
        found.append(Obstacle(N_("This draft is proposed already, or done with.")))
    if errors:
        found.append(Obstacle(N_("The draft has %(n)d errors. Correct them first."), params={"n": errors}))
    if behind:
        found.append(BEHIND)
    if same and not behind:
        found.append(Obstacle(N_("The draft is the same as the edition in force: there is nothing to publish.")))
    if warnings and not reason.strip():
        found.append(
            Obstacle(N_("There are warnings: say why it shall be published all the same."), "reason", {"n": warnings})
        )
    if len(reason) > LONGEST_REASON:
        found.append(Obstacle(N_("Shorten the reason to %(most)d signs."), "reason", {"most": LONGEST_REASON}))
    return tuple(found)


def obstacles_to_answering(
    state: DraftState, *, proposed_by: UUID | None, user_id: UUID, groups: Collection[int], approve: bool, reason: str
) -> tuple[Obstacle, ...]:
    """Four eyes: whoever proposed does not approve. `groups`: those for whom this person may speak."""
    found = []
    if state is not DraftState.PROPOSED:
        found.append(Obstacle(N_("This draft does not wait for approval.")))
    if not groups:
        found.append(Obstacle(N_("The mechanism does not name your role among those who approve.")))
    if approve and user_id == proposed_by:
        found.append(Obstacle(N_("Whoever proposed a draft does not approve it: another must.")))
    if not approve and not reason.strip():
        found.append(Obstacle(N_("Say what has to change."), "reason"))
    return tuple(found)


def groups_of(approval: Collection[Collection[str]], roles: Collection[str]) -> frozenset[int]:
    """The groups, by their place, for which somebody with these roles may speak; all where the mechanism names none."""
    if not approval:
        return frozenset({0})
    return frozenset(place for place, named in enumerate(approval) if set(named) & set(roles))


def is_approved(groups: int, given: Mapping[int, bool]) -> bool:
    """Every group said yes; where the mechanism names none, one yes is enough."""
    return all(given.get(place) for place in range(max(groups, 1)))
