"""The job `editions` brings running cases to a new edition: it sees stages, clocks and names of events, never what they tell."""

from django.db import migrations

from hamroh.foundation.permissions.rules import JOBS, job, opened, protect

MAY = job("editions")
CASE = "id, stage, child, edition_id, organisation_id, territory_id, next_due_at, closed_at"
TASK = "id, key, case_id, organisation_id, started_at, due_at, done_at"


def let(table: str, verb: str, grant: str, check: str = MAY) -> tuple[str, str]:
    rule = {"INSERT": f"WITH CHECK ({check})", "UPDATE": f"USING ({MAY}) WITH CHECK ({check})"}.get(verb, f"USING ({MAY})")
    name = f"job_editions_{verb.lower()}"
    return (
        f"CREATE POLICY {name} ON {table} FOR {verb} TO {JOBS} {rule}; GRANT {verb} {grant} ON {table} TO {JOBS}",
        f"DROP POLICY IF EXISTS {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_newstep"), ("editions", "0002_running_cases")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "cases_newstep",
                select=opened("core"),
                update=opened("core"),
                update_columns="(answer, why_sealed, settled_at, settled_by)",
            ),
            let("cases_case", "SELECT", f"({CASE})"),
            let("cases_case", "UPDATE", "(edition_id, next_due_at)"),
            let("cases_task", "SELECT", f"({TASK})"),
            let("cases_task", "UPDATE", "(due_at, basis, done_at, detail)"),
            let("cases_timelineentry", "SELECT", "(id, case_id, event)"),
            let("cases_timelineentry", "INSERT", "", f"{MAY} AND event = 'edition.moved' AND organisation_id IS NULL"),
            let("cases_newstep", "INSERT", "", f"{MAY} AND settled_at IS NULL"),
        )
    ]
