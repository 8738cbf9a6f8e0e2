"""What tests of telephones begin with: a form on telephones, a telephone in somebody's hand, answers as Collect sends them."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.test import Client

from hamroh.casework.submissions.actions.devices import issue_device
from hamroh.foundation.forms.queries import sha_of
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from tests import cast

FORM, VERSION = "border-talk", "2026-1"
WORKBOOK = {
    "survey": [
        {"type": "text", "name": "case_code", "label": "Case code"},
        {
            "type": "integer",
            "name": "age",
            "label": "Age",
            "constraint": ". < 120",
            "constraint_message": "Nobody is that old.",
        },
        {"type": "image", "name": "photo", "label": "Photograph"},
    ],
    "choices": [],
    "settings": [{"form_id": FORM, "version": VERSION}],
}


def on_telephones(workbook: dict, form: str = FORM):  # type: ignore[no-untyped-def]
    """A change of an edition: this form is on telephones, asking this."""

    def change(_stages: dict, document: dict) -> None:
        entry = {**document["forms"][0], "id": form, "name": {"en": "Talk at the border"}, "phone": True}
        entry |= {"workbook": workbook, "indicator_set": None, "subject": "case"}
        document["forms"] = [*({**f, "phone": False} for f in document["forms"] if f["id"] != form), entry]

    return change


def version(workbook: dict | None = None, label: str = VERSION) -> UUID:
    """A version of a form, kept as the job that publishes keeps it."""
    from hamroh.foundation.forms.models import FormVersion

    workbook = workbook or WORKBOOK
    said = {"id": uuid7(), "version": label, "workbook": workbook, "kept_at": clock.now()}
    rows = FormVersion.objects.using("owner")
    return rows.get_or_create(form=FORM, sha=sha_of(workbook), defaults=said)[0].pk


def device(member: cast.Member = cast.nigora, by: cast.Member = cast.gulnora, days: int = 30) -> tuple[UUID, str]:
    """A telephone in somebody's hand: its key, and its token."""
    key = uuid7()
    with cast.acting(by) as actor:
        token = issue_device(actor, id=key, user_id=member.id, label="Grey one", days=days, now=clock.now())
    return key, token


def instance() -> str:
    return f"uuid:{uuid4()}"


def xml(
    instance_id: str,
    *,
    form: str = FORM,
    version: str = VERSION,
    photo: str = "",
    more: str = "",
    deprecated: str = "",
    code: str = "",
    age: str = "17",
) -> bytes:
    """A filled form as ODK Collect writes it."""
    old = f"<orx:deprecatedID>{deprecated}</orx:deprecatedID>" if deprecated else ""
    end = (clock.now() - timedelta(hours=2)).isoformat()
    return (
        f'<?xml version=\'1.0\' ?><data id="{form}" version="{version}" xmlns:orx="http://openrosa.org/xforms">'
        f"<case_code>{code}</case_code><age>{age}</age><photo>{photo}</photo>{more}"
        f"<orx:meta><orx:instanceID>{instance_id}</orx:instanceID>{old}<orx:timeEnd>{end}</orx:timeEnd></orx:meta></data>"
    ).encode()


BOUNDARY = "----collect"


def body(parts: list[tuple[str, str, bytes]]) -> bytes:
    """A multipart body: (name, type, content) of each part."""
    written = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
        f"Content-Type: {kind}\r\n\r\n".encode()
        + content
        + b"\r\n"
        for name, kind, content in parts
    ]
    return b"".join(written) + f"--{BOUNDARY}--\r\n".encode()


def address(token: str, what: str = "submission") -> str:
    return f"/v1/key/{token}/{what}"


def send(token: str, answers: bytes, client: Client | None = None, **files: bytes):  # type: ignore[no-untyped-def]
    """POST as ODK Collect does."""
    parts = [("xml_submission_file", "text/xml", answers)]
    parts += [(name.replace("__", "."), "image/jpeg", content) for name, content in files.items()]
    return post(token, body(parts), client)


def post(token: str, content: bytes, client: Client | None = None, **head: str):  # type: ignore[no-untyped-def]
    head = {"HTTP_X_OPENROSA_VERSION": "1.0", **head}
    client = client or Client(raise_request_exception=False)
    return client.post(address(token), content, content_type=f"multipart/form-data; boundary={BOUNDARY}", **head)
