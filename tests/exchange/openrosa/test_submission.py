"""What a telephone sends is on disk before it is told so; what is not taken is told truthfully, and stays on the telephone."""

import time
from uuid import UUID
from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from hamroh.casework.submissions.models import Submission, SubmissionFile
from hamroh.casework.submissions.rules.instance import read_instance
from hamroh.casework.submissions.terms import LARGEST_FILE, LARGEST_REQUEST, LARGEST_XML
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.vault.access import unseal_bytes
from hamroh.kernel import clock
from tests.casework.submissions import given
from tests.cast import acting, farrukh, gulnora, nigora, sitora


def kept() -> list[Submission]:
    return list(Submission.objects.using("owner").order_by("received_at", "id"))


def contents(submission: Submission) -> dict[str, bytes]:
    rows = SubmissionFile.objects.using("owner").filter(submission=submission).order_by("name")
    return {
        r.name: unseal_bytes(submission.pk, r.sealed, place=f"submissions_submissionfile.sealed:{r.pk}") for r in rows
    }


def sentence(response) -> str:  # type: ignore[no-untyped-def]
    root = ElementTree.fromstring(response.content)
    assert root.tag == "{http://openrosa.org/http/response}OpenRosaResponse"
    return root[0].text or ""


def test_a_filled_form_is_kept_as_it_came_in_the_name_of_its_collector(version: UUID) -> None:
    device, token = given.device()
    answers = given.xml(given.instance(), photo="1.jpg")
    response = given.send(token, answers, **{"1__jpg": b"\xff\xd8 a photograph"})
    assert response.status_code == 201
    assert sentence(response) == "Received."
    assert response["X-OpenRosa-Version"] == "1.0"
    assert response["X-OpenRosa-Accept-Content-Length"] == str(LARGEST_REQUEST)
    assert "sessionid" not in response.cookies and "s" not in response.cookies
    (row,) = kept()
    assert (row.collector_id, row.device_id, row.version_id, row.state) == (nigora.id, device, version, "received")
    assert row.collected_at and row.collected_at < row.received_at
    assert contents(row) == {"": answers, "1.jpg": b"\xff\xd8 a photograph"}
    entry = Entry.objects.using("owner").get(verb="submission.received")
    assert (entry.actor_id, entry.detail) == (nigora.id, {"form": given.FORM, "files": 2})


def test_nothing_of_it_lies_readable_in_the_database(version: UUID) -> None:
    _, token = given.device()
    given.send(token, given.xml(given.instance(), more="<note>Шиносномааш гирифта шуд</note>"))
    (row,) = SubmissionFile.objects.using("owner").all()
    assert "Шиносномааш".encode() not in bytes(row.sealed)


def test_the_same_again_is_received_and_nothing_is_doubled(version: UUID) -> None:
    _, token = given.device()
    answers = given.xml(given.instance())
    assert [given.send(token, answers).status_code for _ in range(3)] == [201, 201, 201]
    assert sentence(given.send(token, answers)) == "This had been received already."
    assert len(kept()) == 1
    assert SubmissionFile.objects.using("owner").count() == 1
    assert Entry.objects.using("owner").filter(verb="submission.received").count() == 1


def test_other_answers_under_the_same_number_are_a_conflict_and_the_first_stand(version: UUID) -> None:
    _, token = given.device()
    number = given.instance()
    first = given.xml(number)
    given.send(token, first)
    response = given.send(token, given.xml(number, more="<age2>18</age2>"))
    assert response.status_code == 409
    assert "stay on the telephone" in sentence(response)
    assert contents(kept()[0]) == {"": first}
    assert Entry.objects.using("owner").get(verb="submission.refused").detail == {"why": "conflict"}


def test_a_colleague_cannot_send_under_somebody_elses_number(version: UUID) -> None:
    number = given.instance()
    answers = given.xml(number)
    given.send(given.device()[1], answers)
    assert given.send(given.device(sitora)[1], answers).status_code == 409
    assert [row.collector_id for row in kept()] == [nigora.id]


def test_photographs_come_in_several_posts_and_a_swapped_one_changes_nothing(version: UUID) -> None:
    _, token = given.device()
    answers = given.xml(given.instance(), photo="1.jpg", more="<b>2.jpg</b><c>3.jpg</c>")
    for files in ({"1__jpg": b"one"}, {"2__jpg": b"two"}, {"1__jpg": b"one"}):
        assert given.send(token, answers, **files).status_code == 201
    response = given.send(token, answers, **{"3__jpg": b"three", "1__jpg": b"another"})
    assert response.status_code == 409
    assert contents(kept()[0]) == {"": answers, "1.jpg": b"one", "2.jpg": b"two"}


def test_a_file_that_the_answers_do_not_name_is_refused_whole(version: UUID) -> None:
    _, token = given.device()
    response = given.send(token, given.xml(given.instance(), photo="1.jpg"), **{"9__jpg": b"swapped"})
    assert response.status_code == 400
    assert not kept()


def test_a_head_asks_and_nothing_is_written(version: UUID) -> None:
    _, token = given.device()
    response = Client().head(given.address(token))
    assert response.status_code == 204
    assert response["X-OpenRosa-Accept-Content-Length"] == str(LARGEST_REQUEST)


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        (b"", 400),
        (b"<data", 400),
        (given.xml("uuid:1")[:-20], 400),
        (b"<data id='border-talk' version='2026-1'/>", 400),
        (b"<data><meta><instanceID>uuid:1</instanceID></meta></data>", 400),
        (given.xml("uuid:1", form="unheard-of"), 404),
        (given.xml("uuid:1", version="2019"), 404),
        (
            b"<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><data id='border-talk' version='2026-1'>&a;</data>",
            400,
        ),
        (b"<!DOCTYPE d [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>" + given.xml("uuid:1")[21:], 400),
        (b"<a>" * 500_000, 400),
        (given.xml("uuid:1").decode().encode("utf-16"), 201),
        (given.xml("no number"), 400),
    ],
)
def test_what_is_not_a_filled_form_of_ours_is_refused_and_not_kept(version: UUID, answers: bytes, status: int) -> None:
    _, token = given.device()
    response = given.send(token, answers)
    assert response.status_code == status
    assert sentence(response)
    assert len(kept()) == (status == 201)


def test_a_withdrawn_version_is_told_and_the_answers_stay_on_the_telephone(version: UUID) -> None:
    given.version({**given.WORKBOOK, "choices": [{"name": "x"}]}, "2025-9")
    response = given.send(given.device()[1], given.xml(given.instance(), version="2025-9"))
    assert response.status_code == 410
    assert "withdrawn" in sentence(response)


def test_an_older_version_is_taken_while_telephones_may_still_hold_it(version: UUID) -> None:
    from tests.new_editions import publishing

    newer = {**given.WORKBOOK, "settings": [{"form_id": given.FORM, "version": "2026-2"}]}
    with publishing() as publish:
        given.version(newer, "2026-2")
        publish(given.on_telephones(newer))
        _, token = given.device()
        assert given.send(token, given.xml(given.instance(), version="2026-2")).status_code == 201
        assert given.send(token, given.xml(given.instance())).status_code == 201
    assert version in {row.version_id for row in kept()}


def test_long_after_its_end_it_is_told_as_withdrawn(version: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from hamroh.casework.submissions.queries import forms
    from tests.new_editions import publishing

    newer = {**given.WORKBOOK, "settings": [{"form_id": given.FORM, "version": "2026-2"}]}
    monkeypatch.setattr(forms, "OLD_VERSION_FOR", timedelta(0))
    with publishing() as publish:
        given.version(newer, "2026-2")
        publish(given.on_telephones(newer))
        assert given.send(given.device()[1], given.xml(given.instance())).status_code == 410
    assert not kept()


def test_two_parts_of_one_name_are_refused(version: UUID) -> None:
    _, token = given.device()
    answers = given.xml(given.instance(), photo="1.jpg")
    part = ("xml_submission_file", "text/xml", answers)
    photo = ("1.jpg", "image/jpeg", b"1")
    assert given.post(token, given.body([part, part])).status_code == 400
    assert given.post(token, given.body([part, photo, photo])).status_code == 400
    assert given.post(token, given.body([photo])).status_code == 400
    assert not kept()


def test_a_body_that_breaks_off_is_not_taken_for_a_whole_one(version: UUID) -> None:
    _, token = given.device()
    whole = given.body(
        [
            ("xml_submission_file", "text/xml", given.xml(given.instance(), photo="1.jpg")),
            ("1.jpg", "image/jpeg", b"x" * 999),
        ]
    )
    response = given.post(token, whole[:-500])
    assert response.status_code == 400
    assert "send again" in sentence(response)
    assert not kept()


def test_too_large_is_known_from_the_head_and_nothing_is_read(version: UUID) -> None:
    class Unread:
        def read(self, *_: object) -> bytes:
            raise AssertionError("the body was read")

    _, token = given.device()
    from django.test import RequestFactory

    request = RequestFactory().post(given.address(token), b"", content_type="multipart/form-data; boundary=x")
    request.META |= {"CONTENT_LENGTH": str(200 << 20), "wsgi.input": Unread()}
    request._stream = Unread()
    from hamroh.exchange.openrosa.views import submission

    response = submission(request, token=token)
    assert response.status_code == 413
    assert "at most 50 MB" in sentence(response)


def test_a_file_over_its_limit_is_refused(version: UUID) -> None:
    _, token = given.device()
    answers = given.xml(given.instance(), photo="1.jpg")
    response = given.send(token, answers, **{"1__jpg": b"0" * (LARGEST_FILE + 1)})
    assert response.status_code == 413
    assert not kept()


def test_a_telephone_that_is_not_known_or_no_longer_open_is_told_so(version: UUID) -> None:
    from hamroh.casework.submissions.actions.devices import revoke_device

    answers = given.xml(given.instance())
    response = given.send("a" * 43, answers)
    assert response.status_code == 404
    assert "not known here" in sentence(response)
    key, token = given.device()
    with acting(gulnora) as actor:
        revoke_device(actor, device_id=key, now=clock.now())
    response = given.send(token, answers)
    assert response.status_code == 403
    assert "switched off" in sentence(response)
    assert Client().get(given.address(token, "formList")).status_code == 403
    assert not kept()


def test_a_form_token_is_not_asked_for_and_a_session_changes_nothing(version: UUID, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = Client(enforce_csrf_checks=True)
    assert given.send(given.device()[1], given.xml(given.instance()), client).status_code == 201
    somebody = sign_in(gulnora)
    assert given.send(given.device()[1], given.xml(given.instance()), somebody).status_code == 201
    assert {row.collector_id for row in kept()} == {nigora.id}


def test_one_telephone_cannot_send_without_end(version: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    from hamroh.exchange.openrosa import pace

    monkeypatch.setattr(pace, "MOST_A_MINUTE", 2)
    _, token = given.device()
    statuses = [given.send(token, given.xml(given.instance())).status_code for _ in range(3)]
    assert statuses == [201, 201, 429]
    assert given.send(given.device(sitora)[1], given.xml(given.instance())).status_code == 201


def test_a_telephone_reads_nothing_back(version: UUID) -> None:
    _, token = given.device()
    given.send(token, given.xml(given.instance()))
    with acting(nigora):
        assert Submission.objects.count() == 1
        assert SubmissionFile.objects.count() == 0
    with acting(gulnora):  # settles what arrived: sees that it did, and no content before the door opened it
        assert Submission.objects.count() == 1
        assert SubmissionFile.objects.count() == 0
    with acting(farrukh):
        assert Submission.objects.count() == 0


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@for_all(
    cut=st.integers(0, 2000),
    noise=st.binary(max_size=40),
    at=st.integers(0, 2000),
    kind=st.sampled_from(
        [
            "multipart/form-data; boundary=----collect",
            "multipart/form-data",
            "text/xml",
            "multipart/mixed; boundary=x",
            "é",
        ]
    ),
    name=st.text(max_size=30),
)
@example(cut=0, noise=b"\x00", at=200, kind="multipart/form-data; boundary=----collect", name="..")
def test_whatever_is_posted_gets_an_answer_and_nothing_is_half_written(
    version: UUID, cut: int, noise: bytes, at: int, kind: str, name: str
) -> None:
    from hamroh.exchange.openrosa import pace

    pace.forget()
    token = _token()
    plain = given.body(
        [
            ("xml_submission_file", "text/xml", given.xml(given.instance(), photo="1.jpg")),
            (name.replace('"', "").replace("\r", "").replace("\n", ""), "image/jpeg", noise),
        ]
    )
    content = (plain[:at] + noise + plain[at:])[: len(plain) + len(noise) - cut if cut < len(plain) else None]
    client = Client(raise_request_exception=False)
    response = client.post(given.address(token), content, content_type=kind)
    assert response.status_code in (201, 400, 404, 409, 410, 413), response.status_code
    files = set(SubmissionFile.objects.using("owner").filter(name="").values_list("submission_id", flat=True))
    assert {row.pk for row in kept()} == files


_tokens: dict[int, str] = {}


def _token() -> str:
    from hamroh.casework.submissions.models import Device

    if not Device.objects.using("owner").exists():
        _tokens[0] = given.device()[1]
    return _tokens[0]


def test_a_text_broken_at_every_sign_holds_nobody_up() -> None:
    broken = b"<data>" + b"a<?x?>" * (LARGEST_XML // 6) + b"<b>c</b>d</data>"
    began = time.monotonic()
    root = read_instance(broken)
    assert time.monotonic() - began < 4
    assert root.text == "a" * (LARGEST_XML // 6) + "d" and root.children[0].text == "c"
