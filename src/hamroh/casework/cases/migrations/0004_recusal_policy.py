"""Whoever is barred from a case sees no row of it, under no key; recusals are for whoever supervises, never one's own."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, APP, KEYS, ORGANISATION, able, opened, protect

MINE = f"parties && {KEYS} AND organisation_id = {ORGANISATION}"
TASKS = f"parties && {KEYS} AND ((organisation_id = {ORGANISATION}) IS TRUE OR case_id IS NULL)"
CHANGED_TASKS = f"parties && {KEYS} AND (organisation_id = {ORGANISATION} OR case_id IS NULL)"
NOT_BARRED = f"NOT (barred && {KEYS})"
SUPERVISES = f"(organisation_id = {ORGANISATION} AND {ORGANISATION} = ANY ({KEYS}))"


def alter(table: str, verb: str, before: str) -> tuple[str, str]:
    return (
        f"ALTER POLICY app_{verb} ON {table} USING ({before} AND {NOT_BARRED})",
        f"ALTER POLICY app_{verb} ON {table} USING ({before})",
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_recusal")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            *(
                (f"ALTER TABLE {table} ALTER barred SET DEFAULT '{{}}'", f"ALTER TABLE {table} ALTER barred DROP DEFAULT")
                for table in ("cases_case", "cases_task")
            ),
            alter("cases_case", "select", MINE),
            alter("cases_case", "update", MINE),
            alter("cases_task", "select", TASKS),
            alter("cases_task", "update", CHANGED_TASKS),
            (
                f"GRANT UPDATE (barred) ON cases_case, cases_task TO {APP}",
                f"REVOKE UPDATE (barred) ON cases_case, cases_task FROM {APP}",
            ),
            protect(
                "cases_recusal",
                select=f"({SUPERVISES} AND user_id <> {ACTOR}) OR {able('audit:read')}",
                insert=f"{opened('core')} AND organisation_id = {ORGANISATION} AND declared_by = {ACTOR}",
                update=f"{SUPERVISES} AND user_id <> {ACTOR}",
                update_columns="(lifted_at, lifted_by, lifted_why)",
            ),
        )
    ]
