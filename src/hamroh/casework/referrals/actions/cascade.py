"""A member was suspended: what was on its way to it goes back to the senders, and who lives in its care has a caretaker.

No person may do this: whoever suspends sees no case, and the teams do not know of it yet. The job `cascade` does, under a
policy that shows it keys, states and organisations, and lets it write this one state and caretakers; never a name or a note.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from hamroh.casework.referrals.models import Referral
from hamroh.casework.referrals.rules import may_move
from hamroh.casework.referrals.terms import EndedBy, Side, Status
from hamroh.casework.support.actions import appoint_caretaker
from hamroh.foundation.audit.actions import record
from hamroh.kernel.actor import System
from hamroh.mechanism.membership.actions.cascade import finish_cascade, take_cascades
from hamroh.mechanism.membership.models import Cascade
from hamroh.mechanism.membership.terms import Standing

# On its way: nobody answered, or the person is expected and has not come. A service under way goes on.
ON_ITS_WAY = Q(status=Status.REQUESTED) | Q(status=Status.ACCEPTED, arrived_at__isnull=True)


def carry_out_cascades(actor: System, *, now: datetime) -> int:
    """All that waits, each wholly or not at all. Lifted in the meantime, nothing is returned. Returns how many it did."""
    with transaction.atomic():
        taken = take_cascades()
        for cascade in taken:
            lifted = cascade.organisation.status == Standing.ADMITTED
            returned = 0 if lifted else _send_back(actor, cascade, now)
            cared_for = 0 if lifted or not cascade.caretaker_id else _care_for(actor, cascade, now)
            finish_cascade(actor, cascade, returned=returned, cared_for=cared_for, now=now)
    return len(taken)


def _send_back(actor: System, cascade: Cascade, now: datetime) -> int:
    rows = Referral.objects.filter(ON_ITS_WAY, recipient_organisation_id=cascade.organisation_id, ended_at__isnull=True)
    keys = list(rows.order_by("pk").values_list("pk", "case_id", "status"))
    assert all(may_move(Status(status), Status.CANCELLED, Side.TARGET) for _, _, status in keys)
    rows.filter(pk__in=[pk for pk, _, _ in keys]).update(
        status=Status.CANCELLED,
        status_reason=EndedBy.MEMBER_SUSPENDED,
        moved_at=now,
        moved_by=cascade.decision_id,  # nobody's key: a decision moved it
        ended_at=now,
    )
    for pk, case_id, _ in keys:
        record(
            actor,
            "referral.returned",
            resource="referral",
            resource_id=pk,
            case_id=case_id,
            at=now,
            reason=EndedBy.MEMBER_SUSPENDED,
        )
    return len(keys)


def _care_for(actor: System, cascade: Cascade, now: datetime) -> int:
    assert cascade.caretaker_id
    return appoint_caretaker(
        actor,
        of_organisation=cascade.organisation_id,
        caretaker_id=cascade.caretaker_id,
        decision_id=cascade.decision_id,
        now=now,
    )
