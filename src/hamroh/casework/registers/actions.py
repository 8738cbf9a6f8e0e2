"""A register is uploaded, understood, brought over as a whole, and undone as a whole."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from hamroh.casework.cases.access import cases_seen_by, cores_opened
from hamroh.casework.cases.actions import end_imported_cases
from hamroh.casework.cases.queries import cases_worked_on
from hamroh.casework.identification.actions.import_cases import Incoming, bring_cases
from hamroh.casework.people.actions.marks import forget_marks
from hamroh.casework.registers import rules
from hamroh.casework.registers.access import find_import, open_upload
from hamroh.casework.registers.models import Import, ImportedRow, KnownHeadings, Upload
from hamroh.casework.registers.queries import remembered
from hamroh.casework.registers.terms import CHOICES_PLACE, CONTENT_PLACE, IMPORT, KNOWN_PLACE, SOURCE
from hamroh.foundation.audit.actions import record
from hamroh.foundation.permissions.access import close_groups, require
from hamroh.foundation.vault.access import erase, seal, seal_bytes
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7

REMEMBERED_AT_MOST, LONGEST_WORD = 400, 60


def keep_upload(actor: Actor, *, id: UUID, content: bytes, now: datetime) -> None:
    """Seal a file until it is settled. Sent twice, it is kept once."""
    require(actor, IMPORT, "register")
    if Upload.objects.filter(pk=id).exists():
        return
    sealed = seal_bytes(id, content, place=CONTENT_PLACE.format(id))
    with transaction.atomic():
        Upload(
            id=id, organisation_id=actor.organisation_id, uploaded_by=actor.user_id, uploaded_at=now, sealed=sealed
        ).save(force_insert=True)
        record(actor, "register.uploaded", resource="register", resource_id=id, at=now)


def choose_columns(actor: Actor, *, upload_id: UUID, choices: Mapping[str, Any], now: datetime) -> None:
    """Keep what was chosen for this file: sealed, for words of a column may be somebody's name."""
    upload = open_upload(actor, upload_id)
    upload.choices_sealed = seal(
        upload.pk, json.dumps(dict(choices), ensure_ascii=False), place=CHOICES_PLACE.format(upload.pk)
    )
    upload.save(update_fields=["choices_sealed"])


def drop_upload(actor: Actor, *, upload_id: UUID, now: datetime) -> None:
    """Put a file aside: nothing of it was written, and its content is destroyed."""
    upload = open_upload(actor, upload_id)
    with transaction.atomic():
        _settle(upload, now)
        record(actor, "register.dropped", resource="register", resource_id=upload_id, at=now)


def bring_register_over(
    actor: Actor,
    *,
    upload_id: UUID,
    rows: Sequence[tuple[UUID, Incoming]],
    left_out: int,
    columns: Mapping[str, str],
    values: Mapping[str, Mapping[str, str]],
    now: datetime,
) -> Iterator[int]:
    """Open a case for every row, all or none; tells as it goes how many are written. The actor is their team.

    `rows` come with the mark of their row; `columns` and `values` are remembered for the organisation's next file. Who
    stops listening before the end has written nothing: run it to its end within one transaction.
    """
    require(actor, IMPORT, "register", upload_id)
    upload = open_upload(actor, upload_id)
    keeps = actor.may("case:open") and actor.may("identity:write")
    if obstacles := rules.obstacles_to_bringing(settled=False, keeps_cases=keeps, rows=len(rows)):
        raise Refused(*obstacles)
    with transaction.atomic():
        if not Upload.objects.select_for_update().filter(pk=upload.pk, settled_at__isnull=True).exists():
            raise NotFound("register", upload_id)  # somebody else brought it over in this moment
        brought = Import(organisation_id=actor.organisation_id, by=actor.user_id, at=now, count=len(rows))
        brought.left_out = left_out
        brought.save(force_insert=True)
        done = 0
        for cases in bring_cases(actor, rows=(row for _, row in rows), source=SOURCE, now=now):
            ImportedRow.objects.bulk_create(
                ImportedRow(organisation_id=actor.organisation_id, brought=brought, case=case, mark=mark)
                for case, (mark, _) in zip(cases, rows[done:], strict=False)
            )
            done += len(cases)
            yield done
        _remember(actor, columns, values, now)
        _settle(upload, now)
        record(actor, "register.imported", resource="register", resource_id=brought.pk, at=now, count=done)


def undo_import(actor: Actor, *, import_id: UUID, now: datetime) -> int:
    """End every case of an import, as long as nobody has worked on any of them. Nothing is deleted. Returns how many.

    They are closed as brought over by mistake and leave all lists; nothing but their code finds them. The same file may
    then be brought over again.
    """
    brought = find_import(actor, import_id)
    require(actor, "case:open", "case")
    ids = list(ImportedRow.objects.filter(brought=brought).order_by().values_list("case_id", flat=True))
    cases = list(cases_seen_by(actor).filter(pk__in=ids).order_by("pk"))
    cores_opened(actor, cases)
    obstacles = rules.obstacles_to_undoing(
        at=brought.at,
        now=now,
        undone=brought.undone_at is not None,
        missing=len(ids) - len(cases),
        worked_on=cases_worked_on(cases),
    )
    if obstacles:
        raise Refused(*obstacles)
    with transaction.atomic():
        end_imported_cases(actor, cases=cases, now=now)
        forget_marks(*cases)
        brought.undone_at, brought.undone_by = now, actor.user_id
        brought.save(update_fields=["undone_at", "undone_by"])
        record(actor, "register.undone", resource="register", resource_id=import_id, at=now, count=len(cases))
    close_groups()
    return len(cases)


def _settle(upload: Upload, now: datetime) -> None:
    """The content is destroyed: with its key whatever a backup still holds of it."""
    upload.sealed = upload.choices_sealed = None
    upload.settled_at = now
    upload.save(update_fields=["sealed", "choices_sealed", "settled_at"])
    transaction.on_commit(lambda: erase(upload.pk))


def _remember(actor: Actor, columns: Mapping[str, str], values: Mapping[str, Mapping[str, str]], now: datetime) -> None:
    """Add to what is known of this organisation's tables. Long words are sentences, and not kept."""
    known = KnownHeadings.objects.filter(organisation_id=actor.organisation_id).first()
    if known is None:
        known = KnownHeadings(id=uuid7(), organisation_id=actor.organisation_id, written_at=now)
    before = remembered(actor)
    kept = {
        "columns": _newest({**before.columns, **_short(columns)}),
        "values": {
            field: _newest({**before.values.get(field, {}), **_short(values.get(field, {}))})
            for field in {*before.values, *values}
        },
    }
    place = KNOWN_PLACE.format(known.pk)
    known.sealed = seal(actor.organisation_id, json.dumps(kept, ensure_ascii=False), place=place)
    known.written_at = now
    known.save(force_insert=known._state.adding)


def _short(words: Mapping[str, str]) -> dict[str, str]:
    return {word: code for word, code in words.items() if 0 < len(word) <= LONGEST_WORD}


def _newest(words: Mapping[str, str]) -> dict[str, str]:
    kept: Iterable[tuple[str, str]] = list(words.items())[-REMEMBERED_AT_MOST:]
    return dict(kept)
