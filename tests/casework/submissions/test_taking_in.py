"""What was sent finds its way as its collector, and never with more than the collector's rights; nothing is lost on it."""

from uuid import UUID

import pytest

from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.submissions.models import Submission
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.forms.models import Response, ResponseFile, ResponsePart
from hamroh.jobs.submissions import take_in_received
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.casework.submissions import given
from tests.cast import acting, nigora, sitora


def case_of(member: cast.Member) -> tuple[UUID, str]:
    with acting(member) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
        return case.pk, case.code


def sent(member: cast.Member = nigora, by: cast.Member = cast.gulnora, **said: str) -> Submission:
    token = given.device(member, by)[1]
    assert given.send(token, given.xml(given.instance(), **said)).status_code == 201
    take_in_received()
    return Submission.objects.using("owner").latest("received_at")


def test_with_the_code_of_an_own_case_it_becomes_an_answer_there(version: UUID) -> None:
    case_id, code = case_of(nigora)
    row = sent(code=code.lower().replace("-", " "))
    assert (row.state, row.case_id, row.faults) == ("taken", case_id, [])
    response = Response.objects.using("owner").get()
    assert (response.pk, response.case_id, response.medium, response.author_id) == (row.pk, case_id, "phone", nigora.id)
    assert ResponsePart.objects.using("owner").get().values["age"] == "17"
    entry = Entry.objects.using("owner").get(verb="submission.taken")
    assert (entry.actor_id, entry.case_id) == (nigora.id, case_id)


def test_a_colleagues_case_is_not_there_for_the_collector(version: UUID) -> None:
    _, code = case_of(sitora)
    row = sent(code=code)
    assert (row.state, row.faults) == ("quarantined", [{"code": "no_case"}])
    assert not Response.objects.using("owner").exists()


def test_without_a_code_it_waits_for_somebody_to_open_a_case(version: UUID) -> None:
    assert sent().state == "collected"
    assert not Response.objects.using("owner").exists()


def test_an_answer_that_does_not_fit_is_kept_whole_and_named_without_its_value(version: UUID) -> None:
    row = sent(age="717")
    assert (row.state, row.faults) == ("quarantined", [{"code": "answers", "path": "age"}])
    assert "717" not in str(Entry.objects.using("owner").filter(verb="submission.quarantined").values())


def test_a_question_that_the_form_does_not_know_is_told(version: UUID) -> None:
    assert sent(more="<slipped_in>x</slipped_in>").faults == [{"code": "answers", "path": "slipped_in"}]


def test_who_may_no_longer_collect_has_it_kept_for_others(version: UUID) -> None:
    from hamroh.mechanism.membership.models import Post

    token = given.device()[1]
    given.send(token, given.xml(given.instance()))
    posts = Post.objects.using("owner").filter(user_id=nigora.id)
    posts.update(until=clock.now())
    try:
        take_in_received()
    finally:
        posts.update(until=None)
    row = Submission.objects.using("owner").get()
    assert (row.state, row.faults) == ("quarantined", [{"code": "may_not"}])


def test_it_waits_for_its_photograph_which_goes_with_the_answers(version: UUID) -> None:
    _, code = case_of(nigora)
    token = given.device()[1]
    answers = given.xml(given.instance(), photo="1.jpg", code=code)
    given.send(token, answers)
    take_in_received()
    assert Submission.objects.using("owner").get().state == "received"
    given.send(token, answers, **{"1__jpg": b"\xff\xd8\xff photograph"})
    Submission.objects.using("owner").update(checked_at=None)
    take_in_received()
    assert Submission.objects.using("owner").get().state == "taken"
    photo = ResponseFile.objects.using("owner").get()
    assert (photo.path, photo.type) == ("photo", "image/jpeg")
    assert b"photograph" not in bytes(photo.sealed)


def test_a_corrected_one_takes_the_place_of_what_nobody_has_taken(version: UUID) -> None:
    token, first, second = given.device()[1], given.instance(), given.instance()
    given.send(token, given.xml(first))
    take_in_received()
    given.send(token, given.xml(second, deprecated=first, age="18"))
    take_in_received()
    states = dict(Submission.objects.using("owner").values_list("instance_id", "state"))
    assert states == {first: "replaced", second: "collected"}


def test_a_fault_of_the_platform_is_told_to_a_person_and_holds_nobody_up(
    version: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hamroh.jobs import submissions as job

    take_in, broken = job.take_in_as, []

    def breaks_once(actor, submission_id, *, now):  # type: ignore[no-untyped-def]
        if not broken:
            broken.append(submission_id)
            raise RuntimeError
        return take_in(actor, submission_id, now=now)

    monkeypatch.setattr(job, "take_in_as", breaks_once)
    token = given.device()[1]
    for _ in range(2):
        given.send(token, given.xml(given.instance()))
    take_in_received()
    rows = Submission.objects.using("owner").order_by("received_at")
    assert [(r.state, r.faults) for r in rows] == [("quarantined", [{"code": "failed"}]), ("collected", [])]


SIGNS = {
    **given.WORKBOOK,
    "survey": [
        *given.WORKBOOK["survey"],
        {"type": "select_one a", "name": "sign", "label": "Deceived", "indicator": "D1.01", "field_group": "screening"},
    ],
    "choices": [{"list_name": "a", "name": n, "label": n} for n in ("yes", "no")],
    "settings": [{"form_id": given.FORM, "version": "2026-s"}],
}


def test_signs_become_answers_of_the_screening_under_way_and_begin_none(db: None) -> None:
    from hamroh.casework.identification import rules
    from hamroh.casework.identification.actions.screening import start_screening
    from hamroh.casework.identification.models import Screening
    from tests.new_editions import publishing

    with publishing() as publish:
        publish(given.on_telephones(SIGNS))
        given.version(SIGNS, "2026-s")
        case_id, code = case_of(nigora)
        said = {"version": "2026-s", "code": code, "more": "<sign>yes</sign>"}
        row = sent(**said)
        assert (row.state, row.faults) == ("quarantined", [{"code": "no_screening"}])
        assert not Screening.objects.using("owner").exists()
        assert not Response.objects.using("owner").exists()
        with acting(nigora) as actor:
            confirmed = [item.id for item in rules.pre_interview_checklist()]
            start_screening(
                actor,
                id=uuid7(),
                case_id=case_id,
                confirmed=confirmed,
                language="tg",
                interpreter=False,
                now=clock.now(),
            )
        assert sent(**said).state == "taken"
        assert Screening.objects.using("owner").get().answers == {"D1.01": "yes"}


def test_the_desk_counts_what_waits_and_not_whose(version: UUID) -> None:
    from django.db import DatabaseError, connections, transaction

    from hamroh.foundation.permissions.access import act_as
    from hamroh.jobs.figures import refresh_figures
    from hamroh.kernel.actor import system_actor
    from hamroh.oversight.monitoring.models import WorkFigure

    sent(age="7171717")
    given.send(given.device()[1], given.xml(given.instance()))
    own = connections["default"]
    connections["default"] = connections["jobs"]
    try:
        refresh_figures()
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            act_as(system_actor("figures"))
            Submission.objects.values_list("collector_id", flat=True).first()
    finally:
        connections["default"] = own
    steps = set(WorkFigure.objects.using("owner").values_list("step", flat=True))
    assert {"submission.check", "submission.settle"} <= steps


def test_a_month_after_it_was_taken_only_the_answer_in_the_case_is_left(version: UUID) -> None:
    from datetime import timedelta

    from hamroh.casework.submissions.models import SubmissionFile
    from hamroh.foundation.vault.access import Unreadable, unseal_bytes
    from hamroh.jobs.submissions import destroy_originals
    from hamroh.kernel.clock import standing_at

    _, code = case_of(nigora)
    row, waiting = sent(code=code), sent()
    assert destroy_originals() == 0
    with standing_at(clock.now() + timedelta(days=31)):
        assert destroy_originals() == 1
        assert destroy_originals() == 0
    kept = {f.submission_id: f for f in SubmissionFile.objects.using("owner").all()}
    place = "submissions_submissionfile.sealed:{}"
    with pytest.raises(Unreadable):
        unseal_bytes(row.pk, kept[row.pk].sealed, place=place.format(kept[row.pk].pk))
    assert unseal_bytes(waiting.pk, kept[waiting.pk].sealed, place=place.format(kept[waiting.pk].pk))
    assert ResponsePart.objects.using("owner").get().values["age"] == "17"
    assert Submission.objects.using("owner").get(pk=row.pk).original_gone_at


def test_the_command_that_serve_starts_takes_in_all_that_waits(version: UUID) -> None:
    import os
    import subprocess
    import sys

    token = given.device()[1]
    given.send(token, given.xml(given.instance()))
    done = subprocess.run([sys.executable, "-m", "hamroh.conf.cli", "intake", "--once"], env=os.environ, check=False)
    assert done.returncode == 0
    assert Submission.objects.using("owner").get().state == "collected"
