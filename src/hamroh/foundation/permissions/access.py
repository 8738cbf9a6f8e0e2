"""Tells the database who acts, and turns the keys that doors hand out. Settings end with the transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.kernel.actor import Acting, Actor, AnyActor
from hamroh.kernel.errors import NotFound

# What is opened besides the parts of a file.
_OTHER_GROUPS = (
    "sheet",
    "referral",
    "application",
    "account",
    "complaint",
    "receipt",
    "submission",
    "device",
    "card",
    "card_mark",
)


class NoTransaction(RuntimeError):
    """Settings for the policy would be lost at once: the caller forgot the transaction."""


def act_as(actor: AnyActor | None) -> None:
    """Say who acts for the rest of this transaction; None closes everything. Closes all opened files."""
    _require_transaction()
    values = {
        "actor": _one(actor.user_id if actor else None),
        "organisation": _one(actor.organisation_id if actor else None),
        "inbox": _one(actor.inbox if actor else None),
        "keys": _many(actor.keys if actor else ()),
        "roles": _names(actor.own_roles if isinstance(actor, Actor) else ()),
        "job": actor.system if actor else "",
        **{f"opened_{group}": "" for group in (*FieldGroup, *_OTHER_GROUPS)},
    }
    _set(values)
    connection.hamroh_opened = {}  # type: ignore[attr-defined]
    connection.hamroh_actor = actor  # type: ignore[attr-defined]


def open_group(group: str, *ids: UUID) -> None:
    """Make rows of this group visible for these cases, persons or referrals until the transaction ends.

    Only doors call this, after they checked who asks.
    """
    _require_transaction()
    opened: dict[str, set[UUID]] = connection.hamroh_opened  # type: ignore[attr-defined]
    already = opened.setdefault(str(group), set())
    already.update(ids)
    _set({f"opened_{group}": _many(already)})


def open_groups(groups: Iterable[str], *ids: UUID) -> None:
    """The same for several groups, in one round trip."""
    _require_transaction()
    opened: dict[str, set[UUID]] = connection.hamroh_opened  # type: ignore[attr-defined]
    for group in groups:
        opened.setdefault(str(group), set()).update(ids)
    _set({f"opened_{group}": _many(opened[str(group)]) for group in groups})


@contextmanager
def opened_for_a_moment(group: str, *ids: UUID) -> Iterator[None]:
    """Rows of this group are visible for these while something is compared, and not afterwards, unless they were before."""
    opened: dict[str, set[UUID]] = connection.hamroh_opened  # type: ignore[attr-defined]
    before = set(opened.get(str(group), set()))
    open_group(group, *ids)
    try:
        yield
    finally:
        opened[str(group)] = before
        with suppress(DatabaseError):
            _set({f"opened_{group}": _many(before)})


def open_receipt(mark: str) -> None:
    """Make what carries this keyed mark of a receipt visible until the transaction ends. Only a door calls this."""
    _require_transaction()
    _set({"opened_receipt": f"{int(mark, 16):064x}"})


def open_device(mark: str) -> None:
    """Make the telephone whose token has this keyed mark visible. Only a door calls this."""
    _require_transaction()
    _set({"opened_device": f"{int(mark, 16):064x}"})


def open_card(mark: str) -> None:
    """Make the card whose code has this keyed mark visible, and its lock. Only a door calls this."""
    _require_transaction()
    _set({"opened_card_mark": f"{int(mark, 16):064x}"})


def close_groups() -> None:
    """Shut every opened file again, before something is read for another purpose in the same transaction."""
    opened: dict[str, set[UUID]] = connection.hamroh_opened  # type: ignore[attr-defined]
    _set({f"opened_{group}": "" for group in opened})
    opened.clear()


@contextmanager
def lent_key(actor: Actor, key: UUID) -> Iterator[None]:
    """Hold one more party key while these writes run: who leaves must still be able to write down that they left.

    Only acts that have opened the thing call this. The actor's own keys are back afterwards, whatever happened.
    """
    _set({"keys": _many({*actor.keys, key})})
    try:
        yield
    finally:
        with suppress(DatabaseError):  # in a transaction that is broken already nothing is visible any more
            _set({"keys": _many(actor.keys)})


@contextmanager
def only_key(actor: Actor, key: UUID) -> Iterator[None]:
    """Hold just this party key while these writes run: who is barred from a thing must still be able to write that down.

    Only acts that have opened the thing call this. The actor's own keys are back afterwards, whatever happened.
    """
    _set({"keys": _many([key])})
    try:
        yield
    finally:
        with suppress(DatabaseError):
            _set({"keys": _many(actor.keys)})


@contextmanager
def news_for(actor: Acting, organisation_id: UUID, case_id: UUID) -> Iterator[None]:
    """Tell the case of another organisation what was done here: these writes run as of that organisation.

    Only acts call this that have opened the very thing which that case sent, or whose actor the case is about. Nothing of
    the case is shown by it, and the actor's own settings are back afterwards, whatever happened.
    """
    opened: dict[str, set[UUID]] = connection.hamroh_opened  # type: ignore[attr-defined]
    core = opened.get(FieldGroup.CORE, set())
    values = {"organisation": _one(organisation_id), "keys": _many([organisation_id]), "opened_core": _one(case_id)}
    _set(values)
    try:
        yield
    finally:
        with suppress(DatabaseError):
            _set({"organisation": _one(actor.organisation_id), "keys": _many(actor.keys), "opened_core": _many(core)})


def require(actor: Acting, permission: str, resource: str = "page", id: object = "") -> None:
    """Without the permission there is nothing here: the same answer as for a thing that does not exist."""
    if not actor.may(permission):
        raise NotFound(resource, id)


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise NoTransaction


def _set(values: dict[str, str]) -> None:
    if values:
        with connection.cursor() as cursor:  # values are UUIDs and names of ours or of the pack, their signs checked
            cursor.execute("; ".join(f"SET LOCAL hamroh.{name} = '{value}'" for name, value in values.items()))


def _one(value: UUID | None) -> str:
    return str(UUID(str(value))) if value else ""


def _many(values: Iterable[UUID]) -> str:
    return ",".join(sorted(str(UUID(str(v))) for v in values))


def _names(values: Iterable[str]) -> str:
    """Names of roles, as a pack may write them; another sign would end the statement."""
    return ",".join(sorted(v for v in values if v.replace("-", "").replace("_", "").replace(":", "").isalnum()))
