"""A file that a browser sends lies in no folder before it is sealed, and none is read without end."""

from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from hamroh.casework.responses.terms import MOST_BYTES
from hamroh.web.shell.uploads import LARGEST_FILE, LARGEST_REQUEST
from tests import cast


def sent(**files: bytes) -> Any:
    return RequestFactory().post("/", {name: SimpleUploadedFile(name, content) for name, content in files.items()})


def test_a_photograph_is_held_in_memory_and_whole() -> None:
    content = b"\xff\xd8\xff" + b"x" * 4_000_000
    file = sent(photo=content).FILES["photo"]
    assert isinstance(file, InMemoryUploadedFile) and file.read() == content and file.size == len(content)


def test_of_a_file_too_large_just_enough_is_kept_to_refuse_it() -> None:
    files = sent(photo=b"x" * (LARGEST_FILE + 5_000_000), paper=b"whole").FILES
    assert files["photo"].size == len(files["photo"].read()) == LARGEST_FILE + 1 > MOST_BYTES
    assert files["paper"].read() == b"whole"


def test_a_request_beyond_all_measure_is_not_read() -> None:
    request = sent(photo=b"x")
    request.META["CONTENT_LENGTH"] = str(LARGEST_REQUEST + 1)
    with pytest.raises(RequestDataTooBig):
        request.FILES  # noqa: B018  (reading it is the act)


@pytest.mark.parametrize("strict", [True, False], ids=["at the form's token", "at the page"])
def test_before_anybody_signed_in_it_is_refused_and_nothing_breaks(db: None, strict: bool) -> None:
    browser = Client(enforce_csrf_checks=strict, raise_request_exception=False)
    browser.get(reverse("account_login"))  # with its cookie the token in the form is looked for: the form is read
    file = SimpleUploadedFile("photo", b"x")
    answer = browser.post(reverse("account_login"), {"photo": file}, CONTENT_LENGTH=str(LARGEST_REQUEST + 1))
    assert answer.status_code == 400


def test_two_gigabytes_are_refused_at_their_announcement_with_a_calm_page(db: None, sign_in: Any) -> None:
    """Nothing of it is read: what a browser announces is enough."""
    browser = sign_in(cast.nigora)
    browser.raise_request_exception = False
    head = {"CONTENT_LENGTH": str(2 << 30), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    answer = browser.generic("POST", reverse("open_case"), b"--x\r\n", **head)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "could not be taken" in page and "a file may have 10 MB" in page and "N. Saidova" in page
