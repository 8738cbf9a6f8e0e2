"""What could not be taken is shown with its sentence at its question, and somebody corrects, opens a case, or sets it aside."""

from uuid import UUID

from django.urls import reverse

from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.cases.models import Case
from hamroh.casework.submissions.models import Submission, SubmissionFile
from hamroh.foundation.audit.models import Entry
from hamroh.foundation.forms.models import Response, ResponsePart
from hamroh.jobs.submissions import take_in_received
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests.casework.submissions import given
from tests.casework.submissions.conftest import version  # noqa: F401  (a fixture)
from tests.cast import acting, farrukh, gulnora, malika, nigora, sitora
from tests.web.conftest import SignIn


def sent(**said: str) -> UUID:
    given.send(given.device()[1], given.xml(given.instance(), **said))
    take_in_received()
    return Submission.objects.using("owner").latest("received_at").pk


def page(id: UUID) -> str:
    return reverse("settle_submission", args=[id])


def test_the_fault_stands_at_its_question_and_a_corrected_answer_is_taken(version: UUID, sign_in: SignIn) -> None:  # noqa: F811
    with acting(nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
    id, client = sent(age="7171717", code=case.code), sign_in(nigora)
    shown = client.get(page(id)).content.decode()
    assert "Nobody is that old." in shown and "7171717" in shown and "does not fit" in shown
    still = client.post(page(id), {"act": "take", "case_code": case.code, "age": "818"}).content.decode()
    assert "Nobody is that old." in still and "818" in still
    response = client.post(page(id), {"act": "take", "case_code": case.code, "age": "17"})
    assert response["Location"] == reverse("show_case", args=[case.pk])
    row = Submission.objects.using("owner").get()
    assert (row.state, row.case_id, row.settled_by) == ("taken", case.pk, nigora.id)
    assert ResponsePart.objects.using("owner").get().values["age"] == "17"
    assert SubmissionFile.objects.using("owner").count() == 1


def test_a_wrong_code_is_corrected_by_hand(version: UUID, sign_in: SignIn) -> None:  # noqa: F811
    with acting(nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
    id, client = sent(code="TJ-777-777"), sign_in(nigora)
    assert "has this code" in client.get(page(id)).content.decode()
    assert "None of your cases" in client.post(page(id), {"act": "take", "case_code": "TJ-1"}).content.decode()
    client.post(page(id), {"act": "take", "case_code": case.code})
    assert Submission.objects.using("owner").get().case_id == case.pk


def test_a_case_is_opened_from_what_was_collected_once(version: UUID, sign_in: SignIn) -> None:  # noqa: F811
    id, client, key = sent(), sign_in(nigora), str(uuid7())
    assert "Say whether it is a child" in client.post(page(id), {"act": "open", "case_key": key}).content.decode()
    client.post(page(id), {"act": "open", "child": "yes", "case_key": key})
    case = Case.objects.using("owner").get()
    assert (str(case.pk), case.child, case.code_only) == (key, True, True)
    assert Response.objects.using("owner").get().case_id == case.pk
    assert (
        "Somebody settled this meanwhile"
        in client.post(page(id), {"act": "open", "child": "yes", "case_key": str(uuid7())}).content.decode()
    )
    assert Case.objects.using("owner").count() == 1


def test_it_is_set_aside_with_a_reason_and_kept(version: UUID, sign_in: SignIn) -> None:  # noqa: F811
    id, client = sent(age="7171717"), sign_in(malika)
    assert "Choose why" in client.post(page(id), {"act": "aside", "reason": ""}).content.decode()
    client.post(page(id), {"act": "aside", "reason": "test"})
    row = Submission.objects.using("owner").get()
    assert (row.state, row.aside_why) == ("set_aside", "test")
    assert SubmissionFile.objects.using("owner").filter(submission=row).exists()
    assert "Nothing waits" in client.get(reverse("collected_list")).content.decode()


def test_the_list_tells_how_far_behind_the_machine_is_and_home_that_something_waits(
    version: UUID,  # noqa: F811
    sign_in: SignIn,
) -> None:
    sent(age="7171717")
    given.send(given.device()[1], given.xml(given.instance()))
    client = sign_in(gulnora)
    shown = client.get(reverse("collected_list")).content.decode()
    assert "not checked yet" in shown and "The oldest that is not checked yet came" in shown
    assert "7171717" not in shown
    assert "What telephones sent waits to be settled" in client.get(reverse("home")).content.decode()
    assert "What telephones sent" not in sign_in(farrukh).get(reverse("home")).content.decode()


def test_opening_one_is_a_look_and_another_organisation_finds_nothing(version: UUID, sign_in: SignIn) -> None:  # noqa: F811
    id = sent()
    assert sign_in(farrukh).get(page(id)).status_code == 404
    sign_in(sitora).get(page(id))
    looks = Entry.objects.using("owner").filter(verb="submission.looked_at")
    assert [entry.actor_id for entry in looks] == [sitora.id]
