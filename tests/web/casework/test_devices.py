"""The focal point issues a telephone: its code is shown once, to be scanned, and revoked at once."""

import base64
import json
import re
import zlib

from django.urls import reverse

from hamroh.casework.submissions.models import Device
from hamroh.casework.submissions.rules.collect_settings import settings_code
from hamroh.kernel.ids import uuid7
from tests.cast import gulnora, nigora, sitora
from tests.web.conftest import SignIn


def issue(client, **said):  # type: ignore[no-untyped-def]
    fields = {"id": str(uuid7()), "user_id": str(nigora.id), "label": "Grey one", "days": "30", **said}
    return client.post(reverse("issue_device"), fields)


def test_the_code_is_drawn_once_and_the_page_is_kept_by_nobody(sign_in: SignIn) -> None:
    client, id = sign_in(gulnora), str(uuid7())
    response = issue(client, id=id)
    page = response.content.decode()
    assert "<svg" in page and "style=" not in page[page.index("<svg") : page.index("</svg")]
    assert "no-store" in response["Cache-Control"]
    again = issue(client, id=id)
    assert again.status_code == 302
    assert Device.objects.using("owner").count() == 1
    assert "shown already" in client.get(reverse("device_list")).content.decode()


def test_the_code_holds_what_collect_reads() -> None:
    code = settings_code(server_url="https://nrm.example.org/v1/key/abc", project="NRM")
    settings = json.loads(zlib.decompress(base64.b64decode(code)))
    assert settings["general"]["server_url"] == "https://nrm.example.org/v1/key/abc"
    assert settings["project"] == {"name": "NRM"}
    assert settings["admin"]["change_server"] is False


def test_only_colleagues_who_fill_forms_are_offered_and_what_was_typed_stays(sign_in: SignIn) -> None:
    client = sign_in(gulnora)
    page = client.get(reverse("issue_device")).content.decode()
    assert nigora.short_name in page and sitora.short_name in page
    assert gulnora.short_name not in re.search(r"<select.*?</select>", page, re.S)[0]  # type: ignore[index]
    page = issue(client, label="<Nigora’s own>").content.decode()
    assert "No name." in page and "Nigora’s own" in page


def test_its_owner_revokes_it(sign_in: SignIn) -> None:
    issue(sign_in(gulnora))
    client, device = sign_in(nigora), Device.objects.using("owner").get()
    assert "Grey one" in client.get(reverse("device_list")).content.decode()
    assert sign_in(sitora).post(reverse("revoke_device", args=[device.pk])).status_code == 404
    client.post(reverse("revoke_device", args=[device.pk]))
    assert "revoked" in client.get(reverse("device_list")).content.decode()
    assert Device.objects.using("owner").get().revoked_by == nigora.id
