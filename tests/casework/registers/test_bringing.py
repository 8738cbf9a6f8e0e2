"""A register comes over as a whole or not at all, its file is destroyed, and it is undone as a whole."""

from datetime import date, timedelta

import pytest
from django.db import connections

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import opening
from hamroh.casework.cases.models import Case, TimelineEntry
from hamroh.casework.cases.queries import case_list
from hamroh.casework.identification.actions.import_cases import Incoming
from hamroh.casework.people.actions import write_profile
from hamroh.casework.people.queries import identity_of
from hamroh.casework.people.queries.search import find_people
from hamroh.casework.people.rules import Names
from hamroh.casework.registers import queries
from hamroh.casework.registers.access import content_of, open_upload
from hamroh.casework.registers.actions import (
    bring_register_over,
    choose_columns,
    drop_upload,
    keep_upload,
    undo_import,
)
from hamroh.casework.registers.models import Import, ImportedRow, Upload
from hamroh.casework.registers.terms import UNDO_DAYS
from hamroh.foundation.audit.models import Entry
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting

CONTENT = "№ дела;ФИО\n1;Намунаева Зебуннисо\n".encode()


def incoming(given="Зебуннисо", surname="Намунаева", status="Active", **more):
    names = Names(given=given, surname=surname, phone="+992900000021")
    return Incoming(
        status=status,
        opened_on=date(2024, 3, 5),
        child=False,
        names=names,
        profile={"sex": "female"},
        facts={},
        texts={"notes": "…"},
        **more,
    )


def upload(member=cast.nigora):
    id = uuid7()
    with acting(member) as actor:
        keep_upload(actor, id=id, content=CONTENT, now=NOW)
    return id


def bring(member, upload_id, people, now=NOW):
    with acting(member) as actor:
        rows = [(queries.row_mark(actor.organisation_id, f"row {n}"), person) for n, person in enumerate(people)]
        steps = bring_register_over(
            actor, upload_id=upload_id, rows=rows, left_out=0, columns={"фио": "name"}, values={"sex": {"жен": "female"}}, now=now
        )  # fmt: skip
        return list(steps)


def brought(member=cast.nigora, count=3):
    bring(member, upload(member), [incoming(given=f"Зебуннисо{'абв'[n]}") for n in range(count)])
    return Import.objects.using("owner").get()


# The file


def test_a_file_lies_sealed_and_is_the_same_when_it_is_opened(db):
    id = upload()
    kept = bytes(Upload.objects.using("owner").get(pk=id).sealed)
    assert "Намунаева".encode() not in kept
    with acting(cast.nigora) as actor:
        assert content_of(open_upload(actor, id)) == CONTENT


@pytest.mark.parametrize("stranger", [cast.anahita, cast.malika, cast.rustam, cast.zebo])
def test_nobody_else_opens_it(db, stranger):
    id = upload()
    with acting(stranger) as actor:
        assert not Upload.objects.exists()
        with pytest.raises(NotFound):
            open_upload(actor, id)


def test_what_was_chosen_lies_sealed_too(db):
    id = upload()
    with acting(cast.nigora) as actor:
        choose_columns(actor, upload_id=id, choices={"values": {"sex": {"намунаева": "-"}}}, now=NOW)
    assert "намунаева".encode() not in bytes(Upload.objects.using("owner").get(pk=id).choices_sealed)
    with acting(cast.nigora) as actor:
        assert queries.choices_of(open_upload(actor, id))["values"] == {"sex": {"намунаева": "-"}}


@pytest.mark.parametrize("end", ["dropped", "brought"])
def test_when_it_is_settled_content_and_key_are_gone(db, end, settings):
    id = upload()
    if end == "dropped":
        with acting(cast.nigora) as actor:
            drop_upload(actor, upload_id=id, now=NOW)
    else:
        bring(cast.nigora, id, [incoming()])
    row = Upload.objects.using("owner").get(pk=id)
    assert (row.sealed, row.choices_sealed) == (None, None)
    assert not list(settings.HAMROH_KEYS.rglob(id.hex))
    with acting(cast.nigora) as actor, pytest.raises(NotFound):
        open_upload(actor, id)


# Bringing over


def test_every_row_becomes_a_case_that_is_found_by_its_name(db):
    assert bring(
        cast.nigora, upload(), [incoming(), incoming("Фарҳод", "Тахминов", "Closed", closed_on=date(2024, 9, 1))]
    ) == [2]
    with acting(cast.nigora) as actor:
        found = find_people(actor, "Tahminov Farhad").found
        assert len(found) == 1
        case = open_case(actor, found[0].id, "identity")
        assert (case.opened_at.date(), case.closed_at.date(), case.status) == (
            date(2024, 3, 5),
            date(2024, 9, 1),
            "Closed",
        )
        assert identity_of(case.person_id).names.given == "Фарҳод"
        assert [row.code for row in case_list(actor)] != []


def test_a_focal_point_prepares_and_a_case_manager_brings_over(db):
    id = upload(cast.gulnora)
    with pytest.raises(Refused, match="case manager brings"):
        bring(cast.gulnora, id, [incoming()])
    assert bring(cast.nigora, id, [incoming()]) == [1]


def test_whoever_stops_before_the_end_has_brought_nothing(db):
    id = upload()
    with acting(cast.nigora) as actor:
        rows = [(uuid7(), incoming()) for _ in range(501)]
        steps = bring_register_over(actor, upload_id=id, rows=rows, left_out=0, columns={}, values={}, now=NOW)
        assert next(steps) == 500
        steps.close()
    assert not Case.objects.using("owner").exists()
    assert not Import.objects.using("owner").exists()
    assert Upload.objects.using("owner").get(pk=id).sealed


def test_a_row_that_came_over_is_known_again_and_only_here(db):
    brought()
    with acting(cast.nigora) as actor:
        marks = [queries.row_mark(actor.organisation_id, f"row {n}") for n in range(4)]
        assert queries.known_marks(actor, marks) == set(marks[:3])
    with acting(cast.anahita) as actor:
        theirs = [queries.row_mark(actor.organisation_id, f"row {n}") for n in range(3)]
        assert not set(theirs) & set(marks)
        assert queries.known_marks(actor, marks) == set()


def test_what_was_said_is_remembered_for_the_organisation(db):
    bring(cast.nigora, upload(), [incoming()])
    with acting(cast.gulnora) as actor:
        known = queries.remembered(actor)
        assert (known.columns, known.values) == ({"фио": "name"}, {"sex": {"жен": "female"}})
    with acting(cast.anahita) as actor:
        assert queries.remembered(actor).columns == {}
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT registers_knownheadings::text FROM registers_knownheadings")
        ((row,),) = cursor.fetchall()
        assert "фио".encode().hex() not in row and "фио" not in row, "a row of persons may be taken for headings"


def test_the_record_tells_how_many_and_nothing_else(db):
    brought()
    entry = Entry.objects.using("owner").get(verb="register.imported")
    assert entry.detail == {"count": 3}


def test_a_code_that_is_drawn_twice_is_drawn_again(db, monkeypatch):
    drawn = iter(["TJ-222-222", "TJ-222-222", "TJ-222-222", "TJ-333-333", "TJ-444-444"])
    monkeypatch.setattr(opening, "spoken_code", lambda _prefix: next(drawn))
    bring(cast.anahita, upload(cast.anahita), [incoming()])
    bring(cast.nigora, upload(), [incoming(given="а"), incoming(given="б")])
    assert set(Case.objects.using("owner").values_list("code", flat=True)) == {"TJ-222-222", "TJ-333-333", "TJ-444-444"}


# Undoing


def undo(member, import_id, now=NOW):
    with acting(member) as actor:
        return undo_import(actor, import_id=import_id, now=now)


def test_undone_cases_are_ended_not_deleted_and_found_by_code_alone(db):
    done = brought()
    assert undo(cast.nigora, done.pk) == 3
    cases = Case.objects.using("owner").all()
    assert [case.status for case in cases] == ["Closed"] * 3
    assert TimelineEntry.objects.using("owner").filter(event="case.import_undone").count() == 3
    with acting(cast.nigora) as actor:
        assert case_list(actor) == []
        assert find_people(actor, "Намунаева Зебуннисоа").found == ()
        assert find_people(actor, cases[0].code).found
        mark = queries.row_mark(actor.organisation_id, "row 0")
        assert queries.known_marks(actor, [mark]) == set()


def test_it_is_undone_once(db):
    done = brought()
    undo(cast.nigora, done.pk)
    with pytest.raises(Refused, match="undone already"):
        undo(cast.nigora, done.pk)


def test_nothing_is_undone_once_somebody_worked_on_a_case_of_it(db):
    done = brought()
    row = ImportedRow.objects.using("owner").filter(brought=done).first()
    with acting(cast.nigora) as actor:
        case = open_case(actor, row.case_id, "profile")
        write_profile(actor, case=case, age_band="adult", now=NOW)
    with pytest.raises(Refused, match="Somebody has worked") as refused:
        undo(cast.nigora, done.pk)
    assert refused.value.obstacles[0].params == {"codes": case.code}
    assert not Case.objects.using("owner").filter(closed_at__isnull=False).exists()


def test_nothing_is_undone_after_some_days(db):
    done = brought()
    with pytest.raises(Refused, match="days have passed"):
        undo(cast.nigora, done.pk, NOW + timedelta(days=UNDO_DAYS, hours=1))


def test_who_sees_not_all_of_its_cases_undoes_nothing(db):
    done = brought()
    with pytest.raises(Refused, match="no longer yours"):
        undo(cast.sitora, done.pk)
    with pytest.raises(NotFound):
        undo(cast.anahita, done.pk)


def test_the_database_itself_shows_nothing_of_it_to_others(db):
    brought()
    for stranger in (cast.anahita, cast.malika, cast.zarina):
        with acting(stranger), connections["default"].cursor() as cursor:
            for table in ("upload", "import", "importedrow", "knownheadings"):
                cursor.execute(f"SELECT count(*) FROM registers_{table}")
                assert cursor.fetchone() == (0,), (stranger.username, table)
