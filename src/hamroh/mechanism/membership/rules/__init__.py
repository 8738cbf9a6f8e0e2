"""What stands against a change of membership, a post, a signature. Values in, every obstacle out."""

from hamroh.kernel.errors import Obstacle
from hamroh.mechanism.membership.rules.agreements import obstacles_to_issuing, sign_by
from hamroh.mechanism.membership.rules.finding import FOLLOWS, obstacles_to_nominating, obstacles_to_step
from hamroh.mechanism.membership.rules.life import (
    CASCADING,
    Member,
    cannot_follow,
    obstacles_to_applying,
    obstacles_to_ending,
    obstacles_to_post,
    obstacles_to_signing,
    obstacles_to_standing,
)
from hamroh.mechanism.membership.rules.standing_in import (
    Held,
    obstacles_to_contact,
    obstacles_to_delegating,
    obstacles_to_standing_in,
)

__all__ = [
    "CASCADING",
    "FOLLOWS",
    "Held",
    "Member",
    "Obstacle",
    "cannot_follow",
    "obstacles_to_applying",
    "obstacles_to_contact",
    "obstacles_to_delegating",
    "obstacles_to_ending",
    "obstacles_to_issuing",
    "obstacles_to_nominating",
    "obstacles_to_post",
    "obstacles_to_signing",
    "obstacles_to_standing",
    "obstacles_to_standing_in",
    "obstacles_to_step",
    "sign_by",
]
