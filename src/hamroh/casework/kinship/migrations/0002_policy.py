"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import JOBS, ORGANISATION, job, opened, protect

FAMILY = opened("family")
REVISED = ("guardian", "bestinterests", "age", "ageassessment", "relative")
OTHER = opened("family", "other_id")
GROUP = opened("family", "group_id")

# The job that reminds of eighteenth birthdays: it sees months and whose team is to be told, never what is written.
MAY = job("eighteen")
CASE = "id, child, edition_id, organisation_id, territory_id, parties, barred, next_due_at, closed_at"


def let(table: str, verb: str, grant: str, check: str = MAY) -> tuple[str, str]:
    rule = {"INSERT": f"WITH CHECK ({check})", "UPDATE": f"USING ({MAY}) WITH CHECK ({check})"}.get(verb, f"USING ({MAY})")
    name = f"job_eighteen_{verb.lower()}"
    return (
        f"CREATE POLICY {name} ON {table} FOR {verb} TO {JOBS} {rule}; GRANT {verb} {grant} ON {table} TO {JOBS}",
        f"DROP POLICY IF EXISTS {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("kinship", "0001_initial"), ("cases", "0008_new_edition_policy")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            *(
                protect(f"kinship_{name}", select=FAMILY, insert=f"{FAMILY} AND {opened('core')}")
                for name in REVISED
            ),
            protect(
                "kinship_caselink",
                select=f"{FAMILY} OR {OTHER}",
                insert=f"{FAMILY} AND {OTHER} AND {opened('core')} AND {opened('core', 'other_id')}",
                update=f"{FAMILY} OR {OTHER}",
                update_columns="(told, other_told, ended_at, ended_by)",
            ),
            protect(
                "kinship_group",
                select=opened("family", "id"),
                insert=f"{opened('family', 'id')} AND organisation_id = {ORGANISATION}",
            ),
            protect("kinship_groupfacts", select=GROUP, insert=GROUP),
            protect(
                "kinship_groupmember",
                select=f"{FAMILY} OR {GROUP}",
                insert=f"{FAMILY} AND {opened('core')} AND {GROUP}",
                update=f"{FAMILY} AND {opened('core')}",
                update_columns="(left_at, left_because)",
            ),
            let("kinship_age", "SELECT", "(id, thing, number, case_id, turns_eighteen_in, written_at)"),
            let("cases_case", "SELECT", f"({CASE})"),
            let("cases_case", "UPDATE", "(next_due_at)"),
            let("cases_task", "SELECT", "(id, key, case_id, due_at, done_at)"),
            let("cases_task", "INSERT", "", f"{MAY} AND key = 'turning_eighteen'"),
            let("cases_timelineentry", "SELECT", "(id, case_id, event, at)"),
            let("cases_timelineentry", "INSERT", "", f"{MAY} AND event = 'child.turns_eighteen'"),
        )
    ]
