"""Proof that the database itself keeps cases closed: asked of the running database, as the application's own role."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db import connection, transaction

from hamroh.conf.database import APP, GUARDED, JOBS, OWNER, PLAIN_TABLES

CASE_FLOORS = ("hamroh.casework.",)
CASE_COLUMNS = {"case_id", "person_id", "referral_id", "sealed", "parties"}


@dataclass(frozen=True)
class Finding:
    table: str
    holds: bool
    sentence: str


def policy() -> list[Finding]:
    """Every table: under a policy and empty without an actor, or known to hold no case data."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity, pg_get_userbyid(c.relowner), has_table_privilege(c.oid, 'SELECT'),"
            " array(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),"
            " EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd IN ('r', '*')"
            "         AND pg_get_expr(p.polqual, p.polrelid) !~ 'current_setting|^false$')"
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY 1"
        )
        rows = cursor.fetchall()
        unguarded = _written_by_anybody(cursor)
        return [
            _guarded(row[0], row[2], row[4], row[0] in unguarded)
            if row[1] and row[0] in GUARDED
            else _judge(cursor, *row)
            for row in rows
        ]


def _written_by_anybody(cursor: object) -> set[str]:
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT c.relname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE p.polcmd <> 'r'"
        " AND coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid))"
        " !~ 'current_setting|^false$'"
    )
    return {table for (table,) in cursor.fetchall()}  # type: ignore[attr-defined]


def _guarded(table: str, owner: str, columns: list[str], by_anybody: bool) -> Finding:
    """Without case data, read by everybody who signed in; written only as its policy says of who acts."""
    if owner in (APP, JOBS):
        return Finding(table, False, f"{table}: belongs to {owner}, which could then lift its policy")
    if CASE_COLUMNS & set(columns):
        return Finding(table, False, f"{table}: holds case data and everybody may read it")
    return Finding(
        table,
        not by_anybody,
        f"{table}: no case data, written {'by anybody' if by_anybody else 'by whom its policy names'}",
    )


def _judge(
    cursor: object, table: str, secured: bool, owner: str, readable: bool, columns: list[str], open_to_all: bool
) -> Finding:
    if owner in (APP, JOBS):
        return Finding(table, False, f"{table}: belongs to {owner}, which could then lift its policy")
    if secured and open_to_all:
        return Finding(table, False, f"{table}: has a policy that asks for no actor")
    if secured:
        return _empty_without_actor(cursor, table, readable)
    holds_case_data = table in _case_tables() or CASE_COLUMNS & set(columns)
    if table in PLAIN_TABLES and not holds_case_data:
        return Finding(table, True, f"{table}: no case data")
    why = "holds case data" if holds_case_data else "is on no list of tables without case data"
    return Finding(table, False, f"{table}: {why} and has no policy")


def _empty_without_actor(cursor: object, table: str, readable: bool) -> Finding:
    if not readable:
        return Finding(table, True, f"{table}: not readable at all by {APP}")
    cursor.execute(f'SELECT count(*) FROM "{table}"')  # type: ignore[attr-defined]
    count = cursor.fetchone()[0]  # type: ignore[attr-defined]
    return Finding(table, count == 0, f"{table}: {count} rows visible without an actor")


def _case_tables() -> set[str]:
    return {m._meta.db_table for m in apps.get_models() if m.__module__.startswith(CASE_FLOORS)}


def login() -> list[Finding]:
    """The role that serves pages can neither bypass policies, nor own tables, nor become another role."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls, rolcreaterole,"
            " (SELECT count(*) FROM pg_auth_members WHERE member = r.oid),"
            " (SELECT count(*) FROM pg_class WHERE relowner = r.oid)"
            " FROM pg_roles r WHERE rolname = session_user"
        )
        name, superuser, bypass, creates, memberships, owned = cursor.fetchone()
    facts = [
        (name == APP, f"serves pages as {name}"),
        (not superuser, "is no superuser"),
        (not bypass, "cannot bypass policies"),
        (not creates, "cannot create roles"),
        (memberships == 0, f"belongs to {memberships} other roles"),
        (owned == 0, f"owns {owned} relations (the owner is {OWNER})"),
    ]
    return [Finding("", holds, f"the login {sentence}") for holds, sentence in facts]
