"""Who acts, and for which organisation. Every act takes an actor first; nothing acts without one."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid5

# Keys that stand for an ability instead of a person: "whoever may review emergencies". They are parties like any other.
_ABILITIES = UUID("9d0b5c1e-7a55-4c43-8f7e-0d9f2b3c6a10")


def ability_key(permission: str) -> UUID:
    """The party key shared by everybody who holds this permission, whatever their organisation."""
    return uuid5(_ABILITIES, permission)


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person acting for one organisation, with the permissions of the roles held there today.

    `waiting`: roles held there that give nothing yet, because something must be done before they begin.
    `own_roles` are those not held in place of somebody else; the others, with their end, are in `stands_in`.
    """

    user_id: UUID
    organisation_id: UUID
    permissions: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    own_roles: tuple[str, ...] = ()
    stands_in: tuple[tuple[str, datetime], ...] = ()
    uniformed: bool = False
    waiting: tuple[str, ...] = ()
    organisation_name: dict[str, str] = field(default_factory=dict, hash=False, compare=False)
    system: ClassVar[str] = ""

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    @property
    def keys(self) -> tuple[UUID, ...]:
        """Party keys under which rows may be visible to this actor: the person, supervision, shared abilities."""
        keys = [self.user_id]
        if self.may("case:supervise"):
            keys.append(self.organisation_id)
        keys += [ability_key(p) for p in _SHARED_ABILITIES if self.may(p)]
        return tuple(keys)

    @property
    def inbox(self) -> UUID | None:
        """The organisation whose inbox this actor may read, if any."""
        return self.organisation_id if self.may("referral:read") or self.may("referral:answer") else None


# Duties that policies must know of: of a seat of the mechanism, of whoever manages an organisation's people, and of
# whoever writes contacts down or gives somebody a card.
_SHARED_ABILITIES = (
    "emergency:review",
    "audit:read",
    "members:admit",
    "members:manage",
    "edition:draft",
    "edition:approve",
    "complaint:handle",
    "device:issue",
    "submission:settle",
    "register:import",
    "status:decide",
    "contact:log",
    "survivor:card",
)


@dataclass(frozen=True, slots=True)
class System:
    """A named job. It has no organisation and sees only what the policy written for that name shows."""

    system: str
    user_id: ClassVar[None] = None
    organisation_id: ClassVar[None] = None
    inbox: ClassVar[None] = None
    keys: ClassVar[tuple[UUID, ...]] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who signed in and acts on their own account only: no post, no organisation, no case."""

    user_id: UUID
    organisation_id: ClassVar[None] = None
    system: ClassVar[str] = ""
    inbox: ClassVar[None] = None
    keys: ClassVar[tuple[UUID, ...]] = ()


@dataclass(frozen=True, slots=True)
class CardHolder:
    """Whoever opened one person's own page with a card and a PIN: no user, no post, no name; this person's few things only.

    `card_id` stands where a row must say whose hand moved it: nobody is known by it but a card.
    """

    card_id: UUID
    case_id: UUID
    system: ClassVar[str] = "card"
    user_id: ClassVar[None] = None
    organisation_id: ClassVar[None] = None
    inbox: ClassVar[None] = None
    keys: ClassVar[tuple[UUID, ...]] = ()

    def may(self, permission: str) -> bool:
        """A person may take back what they agreed to. Nothing else is theirs by permission."""
        return permission == "grounds:withdraw"


AnyActor = Actor | System | Account | CardHolder
Acting = Actor | CardHolder  # who may act on a case: somebody of its team, or the person it is about


def system_actor(name: str) -> System:
    return System(name)
