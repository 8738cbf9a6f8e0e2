"""How a section about somebody came to stand as it does. The group must be open."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hamroh.casework.people.models import Identity, Profile, SafeContact
from hamroh.casework.people.queries import (
    contact_at,
    contact_values,
    identity_at,
    identity_values,
    profile_at,
    profile_values,
)
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.revisions.queries import history


@dataclass(frozen=True)
class Past:
    """One revision: when and by whom, and what it said, as label and value."""

    at: datetime
    by: UUID | None
    values: list[tuple[Any, Any]]


def past_of(group: FieldGroup, person_id: UUID) -> list[Past]:
    """All revisions of profile, identity or safe contact, the newest first."""
    if group == FieldGroup.IDENTITY:
        return [Past(r.written_at, r.written_by, identity_values(identity_at(r))) for r in history(Identity, person_id)]
    if group == FieldGroup.CONTACT:
        return [
            Past(r.written_at, r.written_by, contact_values(contact_at(r))) for r in history(SafeContact, person_id)
        ]
    return [Past(r.written_at, r.written_by, profile_values(profile_at(r))) for r in history(Profile, person_id)]
