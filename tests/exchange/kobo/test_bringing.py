"""Records of KoboToolbox go the way of a telephone's, each once however often they are brought."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from uuid import UUID, uuid4

import pytest

from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.submissions.models import Submission
from hamroh.conf.commands.collecting import bring_records
from hamroh.exchange.kobo.pulling import CannotPull, records, records_in
from hamroh.foundation.forms.models import Response, ResponsePart
from hamroh.jobs.submissions import take_in_received
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests.casework.submissions import given
from tests.casework.submissions.conftest import version  # noqa: F401  (a fixture)
from tests.cast import acting, nigora


def record(**said: str) -> dict[str, Any]:
    return {
        "_id": 4, "_uuid": str(uuid4()), "formhub/uuid": "x", "__version__": "vX", "meta/instanceID": "uuid:x",
        "who/age": "17", "_submission_time": "2026-11-20T05:00:00", "_attachments": [], "_tags": [], **said,
    }  # fmt: skip


def bring(*found: dict[str, Any]) -> int:
    return bring_records(found, username="nigora", form=given.FORM)


def kept() -> list[Submission]:
    return list(Submission.objects.using("owner").order_by("received_at", "id"))


def test_a_record_becomes_an_answer_in_the_case_it_names(version: UUID) -> None:  # noqa: F811
    with acting(nigora) as actor:
        case = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=clock.now())
    assert bring(record(case_code=case.code)) == 0
    take_in_received()
    assert (kept()[0].state, kept()[0].medium) == ("taken", "kobo")
    assert Response.objects.using("owner").get().medium == "kobo"
    assert ResponsePart.objects.using("owner").get().values["age"] == "17"


def test_brought_again_it_is_one_whatever_the_other_server_notes_beside_it(
    version: UUID,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    one = record()
    assert bring(one) == 0
    assert bring({**one, "_validation_status": {"label": "ok"}}, record()) == 0
    assert "1 new, 1 were here before" in capsys.readouterr().out
    assert len(kept()) == 2


def test_changed_answers_under_the_same_number_are_told_and_the_first_stand(version: UUID) -> None:  # noqa: F811
    one = record()
    bring(one)
    assert bring({**one, "who/age": "18"}) == 1
    assert len(kept()) == 1


def test_what_does_not_fit_waits_for_a_person(version: UUID) -> None:  # noqa: F811
    bring(record(**{"who/age": "old"}))
    take_in_received()
    assert kept()[0].faults == [{"code": "answers", "path": "age"}]


def test_what_has_no_number_is_no_record(version: UUID) -> None:  # noqa: F811
    assert bring({"age": "17"}) == 1
    assert not kept()


def test_who_may_fill_no_forms_brings_nothing(version: UUID) -> None:  # noqa: F811
    assert bring_records([record()], username="gulnora", form=given.FORM) == 1
    assert bring_records([record()], username="nigora", form="unheard-of") == 1
    assert not kept()


class Kobo(BaseHTTPRequestHandler):
    """A server on this computer that answers as KoboToolbox does."""

    pages: list[dict[str, Any]] = []
    status = 200
    seen: list[tuple[str, str]] = []

    def do_GET(self) -> None:
        Kobo.seen.append((self.path, self.headers["Authorization"]))
        page = Kobo.pages.pop(0)
        self.send_response(Kobo.status)
        self.end_headers()
        self.wfile.write(json.dumps(page).encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def kobo() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Kobo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Kobo.status, Kobo.seen, Kobo.pages = 200, [], []
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_all_pages_are_pulled_with_the_token_in_the_head(kobo: str) -> None:
    Kobo.pages = [
        {"results": [{"a": 1}], "next": f"{kobo}/api/v2/assets/aX/data/?start=1"},
        {"results": [{"a": 2}], "next": None},
    ]
    assert [r["a"] for r in records(kobo, "aX", "s3cret")] == [1, 2]
    assert {head for _, head in Kobo.seen} == {"Token s3cret"}
    assert all("s3cret" not in path for path, _ in Kobo.seen)


def test_the_token_never_goes_to_another_server_nor_open_over_the_network(kobo: str) -> None:
    Kobo.pages = [{"results": [], "next": "http://192.0.2.1/next"}]
    with pytest.raises(CannotPull, match="another server"):
        list(records(kobo, "aX", "t"))
    with pytest.raises(CannotPull, match="https"):
        list(records("http://kobo.example.org", "aX", "t"))
    with pytest.raises(CannotPull, match="UID"):
        list(records(kobo, "../x", "t"))


@pytest.mark.parametrize("page", [{"results": "x"}, [], {"detail": "x"}])
def test_an_answer_that_is_no_list_of_records_is_told(kobo: str, page: Any) -> None:
    Kobo.pages = [page]
    with pytest.raises(CannotPull):
        list(records(kobo, "aX", "t"))


def test_a_refused_token_is_told_without_showing_it(kobo: str) -> None:
    Kobo.pages, Kobo.status = [{}], 401
    with pytest.raises(CannotPull, match="refuses") as refused:
        list(records(kobo, "aX", "s3cret"))
    assert "s3cret" not in str(refused.value)


def test_a_file_holds_the_answer_of_the_server_or_the_bare_list() -> None:
    assert records_in(b'{"results": [{"a": 1}]}') == records_in(b'[{"a": 1}]') == [{"a": 1}]
    for content in (b"", b"{}", b"[1]", b"[" * 100_000):
        with pytest.raises(CannotPull):
            records_in(content)
