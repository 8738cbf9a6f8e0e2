"""The acts of membership: what a pack records, an organisation's life, its people, what it signs."""

from hamroh.mechanism.membership.actions.life import (
    admit_organisation,
    apply_for_membership,
    end_organisation,
    restore_organisation,
    suspend_organisation,
)
from hamroh.mechanism.membership.actions.pack import give_post, note_homes, record_organisations

__all__ = [
    "admit_organisation",
    "apply_for_membership",
    "end_organisation",
    "give_post",
    "note_homes",
    "record_organisations",
    "restore_organisation",
    "suspend_organisation",
]
