"""Whatever the code forgets, the database itself keeps: who may write a submission, and that what was sent never changes."""

from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from hamroh.casework.submissions.access import open_submission
from hamroh.casework.submissions.models import Device, EncryptionKey, PrivateHalf, Submission, SubmissionFile
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel import clock
from hamroh.kernel.actor import system_actor
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.submissions import given
from tests.cast import acting, farrukh, gulnora, nigora, sitora


def row(collector: cast.Member, organisation: str = cast.SHELTER, **said: object) -> Submission:
    values = {"state": "received", "medium": "phone", "form": "x", "sha": "x", "received_at": clock.now(), **said}
    return Submission(
        id=uuid7(),
        organisation_id=cast.organisation_id(organisation),
        collector_id=collector.id,
        instance_id=given.instance(),
        **values,
    )


def refused(write) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DatabaseError), transaction.atomic():
        write()


def test_nobody_writes_in_a_colleagues_name_nor_for_another_organisation_nor_as_taken(db: None) -> None:
    with acting(nigora):
        refused(lambda: row(sitora).save(force_insert=True))
        refused(lambda: row(nigora, cast.CLINIC).save(force_insert=True))
        refused(lambda: row(nigora, state="taken", case_id=uuid7()).save(force_insert=True))
        row(nigora).save(force_insert=True)


def test_before_a_door_opened_it_nothing_is_read_and_nothing_changed(version: UUID) -> None:
    given.send(given.device()[1], given.xml(given.instance()))
    with acting(sitora) as actor:
        assert Submission.objects.update(state="set_aside") == 0
        assert not SubmissionFile.objects.exists()
        open_submission(actor, Submission.objects.get().pk)
        assert SubmissionFile.objects.count() == 1
        for write in (
            lambda: Submission.objects.update(collector_id=sitora.id),
            lambda: Submission.objects.update(received_at=clock.now()),
            lambda: SubmissionFile.objects.update(sealed=b""),
            lambda: SubmissionFile.objects.all().delete(),
            lambda: Submission.objects.all().delete(),
        ):
            refused(write)
    with acting(farrukh):
        assert not Submission.objects.exists()


def test_the_job_sees_the_queue_and_no_content(version: UUID) -> None:
    given.send(given.device()[1], given.xml(given.instance()))
    with transaction.atomic():
        act_as(system_actor("submissions"))
        assert Submission.objects.count() == 1
        assert not SubmissionFile.objects.exists()
        assert not Device.objects.exists()
    with transaction.atomic():
        act_as(system_actor("another"))
        assert not Submission.objects.exists()


def test_a_private_half_is_there_only_where_something_is_being_opened(db: None) -> None:
    from hamroh.casework.submissions.actions.keys import make_key

    with acting(gulnora) as actor:
        make_key(actor, id=uuid7(), custody="platform", now=clock.now())
    for member in (gulnora, nigora):
        with acting(member):
            assert EncryptionKey.objects.count() == 1
            assert not PrivateHalf.objects.exists()
    with acting(farrukh):
        assert not EncryptionKey.objects.exists()
