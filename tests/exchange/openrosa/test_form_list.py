"""What a telephone may collect is what the edition in force says, each form with its hash and where to get it."""

import hashlib
from uuid import UUID
from xml.etree import ElementTree

from django.test import Client

from tests.casework.submissions import given

LIST = "{http://openrosa.org/xforms/xformsList}"


def listed(token: str, query: str = "") -> list[dict[str, str]]:
    response = Client().get(given.address(token, "formList") + query)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{LIST}xforms"
    return [{part.tag.removeprefix(LIST): part.text or "" for part in form} for form in root]


def test_a_form_is_listed_with_the_hash_of_what_is_then_got(version: UUID) -> None:
    _, token = given.device()
    (form,) = listed(token)
    assert (form["formID"], form["version"]) == (given.FORM, given.VERSION)
    got = Client().get(form["downloadUrl"])
    assert form["hash"] == f"md5:{hashlib.md5(got.content).hexdigest()}"
    instance = ElementTree.fromstring(got.content).find(".//{http://www.w3.org/2002/xforms}instance")
    assert instance is not None
    assert (instance[0].get("id"), instance[0].get("version")) == (given.FORM, given.VERSION)


def test_its_manifest_is_there_and_empty_where_nothing_goes_with_it(version: UUID) -> None:
    _, token = given.device()
    got = Client().get(listed(token)[0]["manifestUrl"])
    root = ElementTree.fromstring(got.content)
    assert root.tag == "{http://openrosa.org/xforms/xformsManifest}manifest"
    assert len(root) == 0


def test_only_the_form_that_was_asked_for(version: UUID) -> None:
    _, token = given.device()
    assert len(listed(token, f"?formID={given.FORM}&deviceID=x&verbose=true")) == 1
    assert listed(token, "?formID=another") == []


def test_a_version_that_is_not_in_force_is_not_given_out(version: UUID) -> None:
    _, token = given.device()
    old = given.version({**given.WORKBOOK, "choices": [{"list_name": "x", "name": "x", "label": "X"}]}, "2025-9")
    assert Client().get(given.address(token, f"forms/{old}.xml")).status_code == 404


def test_a_strange_telephone_gets_nothing(version: UUID) -> None:
    for what in ("formList", f"forms/{version}.xml", f"forms/{version}/manifest", f"forms/{version}/files/a.csv"):
        assert Client().get(given.address("b" * 43, what)).status_code == 404
