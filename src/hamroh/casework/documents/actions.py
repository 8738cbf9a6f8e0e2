"""Making a document: the paper is set, what left is written down, and the code on it leads back to who made it."""

import hashlib
import json
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import note
from hamroh.casework.cases.models import Case
from hamroh.casework.documents import rules
from hamroh.casework.documents.models import Document
from hamroh.casework.documents.queries import CODE
from hamroh.casework.documents.terms import PLACE, For
from hamroh.casework.grounds import queries as grounds
from hamroh.casework.grounds.actions import record_disclosure
from hamroh.casework.grounds.models import Ground
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import require
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.vault.access import seal
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import Obstacle, Refused
from hamroh.kernel.ids import spoken_code
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions

TRIES = 8
# The paper of an opened case, under this code: its bytes.
Set = Callable[[Case, str, Ground | None], bytes]


def make_document(
    actor: Actor,
    *,
    id: UUID,
    case_id: UUID,
    made_for: str,
    ground_id: UUID | None = None,
    groups: Collection[str],
    reader: str = "",
    why: str = "",
    language: str,
    paper: Set,
    now: datetime,
) -> tuple[Document, bytes]:
    """Make a copy of these parts of a file for one named reader, and write down that it left.

    `paper` sets it once the parts are open. For somebody outside it carries what the ground covers, and not a line more.
    Raises NotFound for a part that is not this actor's to read, Refused with every obstacle.
    """
    require(actor, "case:open", "case", case_id)
    case = open_case(actor, case_id, *groups)
    languages = editions.edition(case.edition_id).pack.mechanism.languages
    obstacles = rules.obstacles_to_document(
        made_for=made_for, groups=groups, reader=reader, why=why, language=language, languages=languages
    )
    if obstacles:
        raise Refused(*obstacles)
    ground = _ground(case, ground_id) if made_for == For.GROUND else None
    wanted, words = sorted(groups), {"reader": reader.strip(), "why": why.strip()}
    with transaction.atomic():
        if ground:
            record_disclosure(actor, case=case, ground=ground, referral_id=None, groups=wanted, now=now)
        code, made = _set(case, ground, paper)
        row = Document(
            id=id,
            code=code,
            case=case,
            case_code=case.code,
            organisation_id=actor.organisation_id,
            barred=case.barred,
            made_for=made_for,
            ground_id=ground.pk if ground else None,
            recipient_id=ground.recipient_organisation_id if ground else None,
            groups=wanted,
            language=language,
            fingerprint=hashlib.sha256(made).hexdigest(),
            sealed=seal(case.person_id, json.dumps(words, ensure_ascii=False), place=PLACE.format(id)),
            made_at=now,
            made_by=actor.user_id,
        )
        row.save(force_insert=True)
        to: dict[str, Any] = {"to": str(row.recipient_id)} if ground else {}
        told = [group for group in wanted if group != FieldGroup.JUSTICE]  # which tells of itself to nobody else
        note(actor, case, "document.made", now=now, groups=told, **to)
        record(
            actor,
            "document.made",
            resource="document",
            resource_id=row.pk,
            case_id=case.pk,
            at=now,
            code=code,
            groups=told,
            made_for=made_for,
            language=language,
        )
    return row, made


def _ground(case: Case, ground_id: UUID | None) -> Ground:
    ground = grounds.ground_of(case, ground_id) if ground_id else None
    if ground is None:
        raise Refused(Obstacle(N_("Choose the ground on which it goes, or record one first."), "made_for"))
    return ground


def _set(case: Case, ground: Ground | None, paper: Set) -> tuple[str, bytes]:
    """A code that no other document has, and the paper that bears it."""
    for _ in range(TRIES):
        code = spoken_code(CODE)
        if not Document.objects.filter(code=code).exists():
            break
    return code, paper(case, code, ground)
