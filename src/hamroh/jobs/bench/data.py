"""Makes the cases of the bench in the database it is told, as the owner: `python -m hamroh.jobs.bench.data CASES FILE`.

Indexes and foreign keys are put aside and made again afterwards, which is faster and checks the data against them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import django
from django.db import connection

from hamroh.jobs.bench import form, rows
from hamroh.jobs.bench.scene import FEW, MEMBER_CASES, WIDE_CASES, Scene, share_of
from hamroh.kernel import clock

EMPTY = {
    **dict.fromkeys(("character varying", "text", "bytea"), "''"),
    **dict.fromkeys(("jsonb", "ARRAY"), "'{}'"),
    **dict.fromkeys(("integer", "smallint", "bigint"), "0"),
    "boolean": "false",
}


class TooFew(Exception):
    """The mechanism of the pack has too few organisations, services or roles to lay cases out on."""


def make(cases: int) -> Scene:
    """Write the cases and the accounts of the scene. The mechanism must have been loaded, and nothing else."""
    values = _values(cases)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '128MB'")
        for table in rows.WORK_TABLES:
            cursor.execute(f"DROP TABLE IF EXISTS bench_{table}")
        with _set_aside(rows.TABLES):
            for statements in (rows.WORK, rows.CASES, rows.REFERRALS):
                cursor.execute(statements, values)
        scene = _scene(cursor, cases, values)
        cursor.execute(rows.CONDUCT, values)
        _prove(cursor, scene, values)
        _seal(cursor)
        for table in rows.WORK_TABLES:
            cursor.execute(f"DROP TABLE bench_{table}")
        cursor.execute("VACUUM (ANALYZE)")
    return scene


def _values(cases: int) -> dict[str, Any]:
    """Which organisation plays which part, chosen by what it offers and by its key: any pack will do."""
    from hamroh.casework.people import terms
    from hamroh.mechanism.editions.queries import code_version, current

    edition = current()
    homes = _column(
        "SELECT DISTINCT s.organisation_id, o.key FROM directory_service s JOIN membership_organisation o"
        " ON o.id = s.organisation_id WHERE residential AND accepts @> '[\"adults\"]' ORDER BY o.key"
    )
    offering = _column(
        "SELECT DISTINCT s.organisation_id, o.key FROM directory_service s JOIN membership_organisation o"
        " ON o.id = s.organisation_id WHERE NOT residential AND accepts @> '[\"adults\"]'"
        ' AND needs_groups @> \'["needs", "profile"]\' ORDER BY o.key'
    )
    others = [key for key in offering if key not in homes]
    if len(homes) < 2 or len(others) < 4:
        raise TooFew("The bench needs two residential services and four others of different organisations in the pack.")
    names = ("home", "wide", "asked", "inbox_40", "inbox_few", "inbox_share")
    parts = dict(zip(names, (*homes[:2], *others), strict=False))
    return {
        **parts,
        "cases": cases,
        "share": share_of(cases),
        "prefix": edition.code_prefix,
        "edition": edition.id,
        "service": _service_of(parts["asked"]),
        "language": edition.codes(terms.LANGUAGE_LIST)[0].id,
        "child_age": next(code.id for code in edition.codes(terms.AGE_LIST) if code.id != terms.ADULT),
        "mode": edition.codes("consent_mode")[0].id,
        "proof": edition.codes("consent_proof")[0].id,
        "worker_role": _role("case:open", "referral:send"),
        "code": code_version(),
        "trainings": [training.id for training in edition.pack.trainings],
    }


def _service_of(organisation_id: UUID) -> UUID:
    return _column(
        "SELECT id, key FROM directory_service WHERE organisation_id = %s AND NOT residential"
        ' AND accepts @> \'["adults"]\' AND needs_groups @> \'["needs", "profile"]\' ORDER BY key',
        [organisation_id],
    )[0]


def _role(*permissions: str) -> str:
    from hamroh.mechanism.editions.queries import current

    for role in current().pack.roles:
        if set(permissions) <= set(role.permissions):
            return str(role.id)
    raise TooFew(f"No role of the pack holds {', '.join(permissions)}.")


def _column(sql: str, values: Any = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def _scene(cursor: Any, cases: int, values: dict[str, Any]) -> Scene:
    numbered = {1: "", 2: "", 3: "", 4: "", WIDE_CASES: "", MEMBER_CASES + 1: ""}
    cursor.execute("SELECT i, id, code, user_id FROM bench_case WHERE i = ANY(%s)", [list(numbered)])
    case = {i: (str(id), code, str(user_id)) for i, id, code, user_id in cursor.fetchall()}
    cursor.execute("SELECT id FROM grounds_ground WHERE case_id = %s", [case[3][0]])
    ground = str(cursor.fetchone()[0])
    focal, supervising = _role("referral:read", "referral:answer"), _role("case:supervise", "case:read")
    return Scene(
        cases=cases,
        member=case[1][2],
        few=case[MEMBER_CASES + 1][2],
        supervisor=_account(cursor, values["wide"], supervising),
        wide_reader=_account(cursor, values["wide"], supervising, _role("identity:read", "case:read")),
        focal_40=_account(cursor, values["inbox_40"], focal),
        focal_few=_account(cursor, values["inbox_few"], focal),
        focal_5_percent=_account(cursor, values["inbox_share"], focal),
        coordinator=_account(cursor, values["home"], _role("work:overview", "edition:draft")),
        rich_case=case[1][0],
        lean_case=case[2][0],
        rich_case_5_percent=case[WIDE_CASES][0],
        long_case=case[4][0],
        code=case[1][1],
        code_5_percent=case[WIDE_CASES][1],
        name=" ".join(_name(1)),
        name_5_percent=" ".join(_name(WIDE_CASES)),
        sending_case=case[3][0],
        ground=ground,
        service=str(values["service"]),
        response=form.keep(cursor, case[1][0], values["edition"], clock.now()),
    )


class NotAsSaid(Exception):
    """The cases are not those that docs/bench.md describes: no figure may be told about them."""


def _prove(cursor: Any, scene: Scene, values: dict[str, Any]) -> None:
    cases = "SELECT count(*) FROM cases_case WHERE closed_at IS NULL AND parties @> ARRAY[%s]::uuid[]"
    waiting = "SELECT count(*) FROM referrals_referral WHERE ended_at IS NULL AND recipient_organisation_id = %s"
    promised = (
        (cases, scene.member, MEMBER_CASES),
        (cases, scene.few, FEW),
        (cases, values["wide"], values["share"]),
        (waiting, values["inbox_40"], MEMBER_CASES),
        (waiting, values["inbox_few"], FEW),
        (waiting, values["inbox_share"], values["share"]),
        ("SELECT count(*) FROM cases_case WHERE %s IS NOT NULL", scene.member, scene.cases),
    )
    for sql, value, wanted in promised:
        cursor.execute(sql, [value])
        found = cursor.fetchone()[0]
        if found != wanted:
            raise NotAsSaid(f"{found} instead of {wanted}: {sql} {value}")


def _account(cursor: Any, organisation_id: UUID, *roles: str) -> str:
    id = uuid4()
    cursor.execute(
        "INSERT INTO accounts_user (id, password, username, short_name, email, language, is_active, session_round)"
        " VALUES (%s, %s, %s, 'B. Invented', '', '', true, 0)",
        [id, f"!{id}", f"bench-{id}"],
    )
    for role in roles:
        cursor.execute(
            "INSERT INTO membership_post (id, user_id, organisation_id, role, since)"
            " VALUES (uuidv7(), %s, %s, %s, now() - interval '4 years')",
            [id, organisation_id, role],
        )
    return str(id)


def _name(i: int) -> tuple[str, str]:
    """An invented name for each of the cases that are looked at."""
    given = ("Зебуннисо", "Гулрухсор", "Фарҳод", "Ҷамшед", "Шаҳноза", "Қурбон", "Меҳрангез")
    surname = ("Намунаева", "Сохтаев", "Мисолзода", "Тахминӣ", "Хаёлов", "Намоишева", "Санҷишзода")
    return given[i % 7], surname[i // 7 % 7]


def _seal(cursor: Any) -> None:
    """Real sealing where pages open it: the others hold as many bytes that no key opens."""
    from hamroh.casework.people.access import mark_of
    from hamroh.casework.people.rules import Names
    from hamroh.casework.people.rules.matching import pairs_of
    from hamroh.casework.people.terms import MarkKind
    from hamroh.foundation.vault.access import seal

    contact = json.dumps({"how": "phone", "hours": "10–12", "say": "", "must_not_know": ""}, ensure_ascii=False)
    cursor.execute(
        "SELECT i, id, person_id, organisation_id, user_id FROM bench_case WHERE i <= %s", [MEMBER_CASES + FEW + 1]
    )
    for i, case_id, person_id, organisation_id, user_id in cursor.fetchall():
        given, surname = _name(i)
        name = json.dumps({"given": given, "surname": surname}, ensure_ascii=False)
        keys = [user_id, organisation_id]
        for pair in pairs_of(Names(given=given, surname=surname)):
            cursor.execute(
                "INSERT INTO people_searchmark (id, case_id, person_id, organisation_id, parties, barred, kind, mark)"
                " VALUES (uuidv7(), %s, %s, %s, %s, '{}', 'name', %s)",
                [case_id, person_id, organisation_id, keys, mark_of(organisation_id, MarkKind.NAME, pair)],
            )
        for table, text in (("people_identity", name), ("people_safecontact", contact)):
            cursor.execute(f"SELECT id FROM {table} WHERE person_id = %s", [person_id])
            (key,) = cursor.fetchone()
            sealed = seal(person_id, text, place=f"{table}.sealed:{key}")
            cursor.execute(f"UPDATE {table} SET sealed = %s WHERE id = %s", [sealed, key])


@contextmanager
def _set_aside(tables: tuple[str, ...]) -> Iterator[None]:
    """Without indexes (but those that keys need) and foreign keys while it lasts.

    Columns that `rows` does not name get an empty value meanwhile, so that a new column of a room breaks nothing here.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_name = ANY(%s)"
            " AND is_nullable = 'NO' AND column_default IS NULL AND data_type = ANY(%s)",
            [list(tables), list(EMPTY)],
        )
        required = cursor.fetchall()
        for table, column, kind in required:
            cursor.execute(f"ALTER TABLE {table} ALTER {column} SET DEFAULT {EMPTY[kind]}")
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s)",
            [list(tables)],
        )
        foreign = cursor.fetchall()
        cursor.execute(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
            " WHERE i.indrelid::regclass::text = ANY(%s) AND NOT EXISTS"
            " (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
            [list(tables)],
        )
        indexes = cursor.fetchall()
        for table, name, _ in foreign:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        for table, column, _ in required:
            cursor.execute(f"ALTER TABLE {table} ALTER {column} DROP DEFAULT")
        for _, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in foreign:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


if __name__ == "__main__":
    django.setup()
    make(int(sys.argv[1])).write(Path(sys.argv[2]))
