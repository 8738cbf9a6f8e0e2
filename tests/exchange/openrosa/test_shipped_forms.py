"""The forms that the shipped mechanism has on telephones are really given out, and what must be encrypted only with a key."""

import base64
from uuid import UUID
from xml.etree import ElementTree

from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.test import Client

from hamroh.casework.submissions.actions.keys import make_key
from hamroh.foundation.forms.actions import keep_version
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.queries import current
from tests.casework.submissions import given
from tests.cast import acting, gulnora

LIST = "{http://openrosa.org/xforms/xformsList}"


def keep_versions() -> None:
    """As the job that publishes keeps them; a test before this one may have swept them away."""
    from django.db import connections

    pack, own = current().pack, connections["default"]
    connections["default"] = connections["owner"]
    try:
        for form in pack.forms:
            if workbook := pack.workbook_of(form):
                settings = (workbook.get("settings") or [{}])[0]
                keep_version(form=form.id, version=settings.get("version", ""), workbook=workbook, now=clock.now())
    finally:
        connections["default"] = own


def listed(token: str) -> dict[str, str]:
    root = ElementTree.fromstring(Client().get(given.address(token, "formList")).content)
    return {f.findtext(f"{LIST}formID", ""): f.findtext(f"{LIST}downloadUrl", "") for f in root}


def test_every_one_is_listed_and_got_and_those_with_a_story_wait_for_a_key(db: None) -> None:
    keep_versions()
    _, token = given.device()
    on_phones = {form.id for form in current().pack.forms if form.phone}
    before = listed(token)
    assert {"signs-adult", "risk-rapid"} <= set(before) <= on_phones
    assert "follow-up" not in before
    with acting(gulnora) as actor:
        make_key(actor, id=uuid7(), custody="platform", now=clock.now())
    after = listed(token)
    assert set(after) == on_phones
    for form, address in after.items():
        xform = Client().get(address)
        assert xform.status_code == 200
        assert _key_of(xform.content) == (form not in before), form


def _key_of(xform: bytes) -> bool:
    """Whether this form is sent encrypted, with a key that is one."""
    submission = ElementTree.fromstring(xform).find(".//{http://www.w3.org/2002/xforms}submission")
    key = submission.get("base64RsaPublicKey", "") if submission is not None else ""
    return bool(key) and load_der_public_key(base64.b64decode(key)).key_size >= 2048  # type: ignore[union-attr]


def test_a_form_that_is_not_on_telephones_is_not_given_out(db: None) -> None:
    from hamroh.foundation.forms.models import FormVersion

    keep_versions()
    _, token = given.device()
    hidden: UUID = FormVersion.objects.filter(form="safety-plan").values_list("pk", flat=True)[0]
    assert Client().get(given.address(token, f"forms/{hidden}.xml")).status_code == 404
