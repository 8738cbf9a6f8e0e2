"""The acts of membership: what a pack records, an organisation's life, its people, what it signs."""

from hamroh.mechanism.membership.actions.agreements import issue_agreement, sign_agreement
from hamroh.mechanism.membership.actions.contact import write_contact
from hamroh.mechanism.membership.actions.finding import (
    acknowledge_terms,
    appoint,
    end_appointment,
    hand_over,
    nominate,
    withdraw_nomination,
)
from hamroh.mechanism.membership.actions.life import (
    admit_organisation,
    apply_for_membership,
    end_organisation,
    restore_organisation,
    suspend_organisation,
)
from hamroh.mechanism.membership.actions.pack import give_post, note_homes, record_organisations
from hamroh.mechanism.membership.actions.people import add_person, end_post, give_role, name_focal_point
from hamroh.mechanism.membership.actions.resets import ask_reset, decide_reset
from hamroh.mechanism.membership.actions.standing_in import (
    delegate_post,
    hold_in_the_meantime,
    may_delegate_from,
    name_deputy,
    revoke_delegation,
)

__all__ = [
    "acknowledge_terms",
    "add_person",
    "admit_organisation",
    "apply_for_membership",
    "appoint",
    "ask_reset",
    "decide_reset",
    "delegate_post",
    "end_appointment",
    "end_organisation",
    "end_post",
    "give_post",
    "give_role",
    "hand_over",
    "hold_in_the_meantime",
    "issue_agreement",
    "may_delegate_from",
    "name_deputy",
    "name_focal_point",
    "nominate",
    "note_homes",
    "record_organisations",
    "restore_organisation",
    "revoke_delegation",
    "sign_agreement",
    "suspend_organisation",
    "withdraw_nomination",
    "write_contact",
]
