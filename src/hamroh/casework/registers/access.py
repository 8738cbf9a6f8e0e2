"""The door to an uploaded register: for whoever brings registers over in that organisation."""

from uuid import UUID

from hamroh.casework.registers.models import Import, Upload
from hamroh.casework.registers.terms import CONTENT_PLACE, IMPORT
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.vault.access import Unreadable, unseal_bytes
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound


def open_upload(actor: Actor, upload_id: UUID) -> Upload:
    """A file that is not settled. Opening it is a look at many people, and recorded as one."""
    require(actor, IMPORT, "register", upload_id)
    upload = Upload.objects.filter(pk=upload_id, organisation_id=actor.organisation_id, settled_at__isnull=True).first()
    # Names of a whole register are in it: whoever may not write names into the vault opens their own file alone.
    if upload is None or not (upload.uploaded_by == actor.user_id or actor.may("identity:write")):
        raise NotFound("register", upload_id)
    record(actor, "register.looked_at", resource="register", resource_id=upload_id)
    return upload


def content_of(upload: Upload) -> bytes:
    """The file as it was uploaded."""
    if upload.sealed is None:
        raise NotFound("register", upload.pk)
    try:
        return unseal_bytes(upload.pk, upload.sealed, place=CONTENT_PLACE.format(upload.pk))
    except Unreadable:
        raise NotFound("register", upload.pk) from None


def find_import(actor: Actor, import_id: UUID) -> Import:
    require(actor, IMPORT, "register", import_id)
    found = Import.objects.filter(pk=import_id, organisation_id=actor.organisation_id).first()
    if found is None:
        raise NotFound("register", import_id)
    return found
