"""Two people, two connections, one referral: one wins, the other is told."""

import threading

from hamroh.casework.referrals.actions import accept_referral, decline_referral, fill_sheet
from hamroh.casework.referrals.models import Answer, Referral
from hamroh.kernel.errors import Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.referrals.given import handover, sheet
from tests.cast import NOW, acting


def at_once(*acts):
    """Run each in a thread with a connection of its own, started together; their answers, or how they were refused."""
    from django.db import connections

    answers, start = {}, threading.Barrier(len(acts))

    def run(n, act):
        start.wait()
        try:
            answers[n] = act()
        except Refused as refused:
            answers[n] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return list(answers.values())


def test_of_a_yes_and_a_no_one_wins_and_the_other_is_told(db):
    key = handover()

    def accept():
        with acting(cast.gulnora) as actor:
            accept_referral(actor, referral_id=key, now=NOW)

    def decline():
        from dataclasses import replace

        from hamroh.foundation.permissions.access import act_as

        with acting(cast.gulnora) as actor:
            # A colleague with the same duty, at the same moment.
            other = replace(actor, user_id=cast.sitora.id)
            act_as(other)
            decline_referral(other, referral_id=key, reason_of="provider", reason="no_capacity", now=NOW)

    answers = at_once(accept, decline)
    assert [isinstance(a, Refused) for a in answers].count(True) == 1
    with acting(cast.gulnora):
        assert Answer.objects.count() == 1
        assert Referral.objects.get().status == ("accepted" if Answer.objects.get().accepted else "rejected")


def test_one_sheet_sent_twice_at_once_is_one_hand_over(db):
    values = sheet(id=uuid7())

    def send():
        with acting(cast.rustam) as actor:
            return fill_sheet(actor, **values).referral_id

    assert at_once(send, send) == [values["id"]] * 2
    with acting(cast.gulnora):
        assert Referral.objects.count() == 1
