"""Bringing cases over: a preview, then all of a file or nothing of it."""

import subprocess
import sys
from pathlib import Path
from string import ascii_uppercase

import pytest

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.models import Case
from hamroh.casework.identification.models import ImportedRecord
from hamroh.casework.people.models import Identity, Profile
from hamroh.casework.people.queries import identity_of
from hamroh.exchange.htcds.importing import import_rows
from hamroh.exchange.htcds.reading import read
from hamroh.kernel.errors import NotFound
from tests import cast
from tests.cast import NOW, acting
from tests.exchange.make_htcds import plant, rows, write_csv, write_xlsx


def preview_of(path: Path):
    with path.open("rb") as file:
        return read(file, today=NOW.date())


@pytest.fixture
def preview(tmp_path):
    path = tmp_path / "cases.csv"
    write_csv(path, list(rows(40)))
    return preview_of(path)


def test_each_row_becomes_a_case_with_a_code_a_team_and_a_sealed_name(db, preview):
    with acting(cast.nigora) as actor:
        assert import_rows(actor, rows=preview.rows, now=NOW) == 40
    with acting(cast.nigora) as actor:
        assert Case.objects.count() == 40
        named = next(c for c in Case.objects.order_by("pk") if not c.code_only)
        case = open_case(actor, named.pk, "identity", "profile", "screening")
        assert identity_of(case.person_id)
        assert ImportedRecord.objects.get().source == "HTCDS 2.0"
        assert Profile.objects.count() <= 1


def test_no_name_lies_readable_in_the_database(db, preview):
    names = {
        str(v) for row in preview.rows for k, v in row.identity.items() if k in ("prs_FirstName", "prs_SecondName")
    }
    with acting(cast.nigora) as actor:
        import_rows(actor, rows=preview.rows, now=NOW)
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT facts::text FROM identification_importedrecord UNION ALL SELECT sealed::text FROM people_identity"
        )
        stored = " ".join(text for (text,) in cursor.fetchall())
    assert names and not [name for name in names if name in stored]


def test_they_are_invisible_to_everybody_else(db, preview):
    with acting(cast.nigora) as actor:
        import_rows(actor, rows=preview.rows, now=NOW)
    with acting(cast.sitora):
        assert not Case.objects.exists()
        assert not Identity.objects.exists()


def test_whoever_may_not_open_cases_imports_none(db, preview):
    with acting(cast.farrukh) as actor, pytest.raises(NotFound):
        import_rows(actor, rows=preview.rows, now=NOW)


def test_a_failure_in_the_last_chunk_leaves_nothing(db, preview, monkeypatch):
    from hamroh.casework.identification.actions import import_cases as act

    monkeypatch.setattr(act, "AT_ONCE", 30)

    def failing():
        yield from preview.rows[:35]
        raise RuntimeError

    with pytest.raises(RuntimeError), acting(cast.nigora) as actor:
        import_rows(actor, rows=failing(), now=NOW)
    with acting(cast.nigora):
        assert not Case.objects.exists()


def command(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "hamroh.conf.cli", "import", "htcds", *map(str, arguments)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_one_bad_row_of_a_thousand_writes_nothing_and_names_the_cell(db, tmp_path):
    path = tmp_path / "cases.xlsx"
    made = list(rows(1000))
    (row, column, _value), *_ = plant(made, 1)
    write_xlsx(path, made)
    result = command(path, "--as", "nigora", "--yes")
    assert result.returncode == 1
    letter = ascii_uppercase[list(made[0]).index(column)]
    assert f"{letter}{row}" in result.stdout
    assert "Nothing was written" in result.stdout
    with acting(cast.nigora):
        assert not Case.objects.exists()


def test_without_yes_it_is_a_preview(db, tmp_path):
    path = tmp_path / "cases.csv"
    write_csv(path, list(rows(5)))
    result = command(path, "--as", "nigora")
    assert (result.returncode, "5 rows can be brought over" in result.stdout) == (0, True)
    with acting(cast.nigora):
        assert not Case.objects.exists()


def test_with_yes_it_writes_for_the_account_that_was_named(db, tmp_path):
    path = tmp_path / "cases.csv"
    write_csv(path, list(rows(5)))
    assert command(path, "--yes").returncode == 1
    assert command(path, "--as", "daler", "--yes").returncode == 1
    result = command(path, "--as", "nigora", "--yes")
    assert result.returncode == 0, result.stderr
    with acting(cast.nigora):
        assert Case.objects.count() == 5
