"""What stands against a change of membership, a post, a signature. Values in, every obstacle out."""

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
from hamroh.mechanism.membership.rules.standing_in import Held, obstacles_to_delegating, obstacles_to_standing_in

__all__ = [
    "CASCADING",
    "Held",
    "Member",
    "cannot_follow",
    "obstacles_to_applying",
    "obstacles_to_delegating",
    "obstacles_to_ending",
    "obstacles_to_post",
    "obstacles_to_signing",
    "obstacles_to_standing",
    "obstacles_to_standing_in",
]
