"""Drafts are seen by those who write and those who approve; an answer is given for oneself; only the job `publish` makes
an edition, and the dated facts that it names.
"""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, JOBS, ORGANISATION, able, job, protect

WRITES, APPROVES = able("edition:draft"), able("edition:approve")
SEES = f"({WRITES} OR {APPROVES})"
PUBLISHES = job("publish")


def let_publish(table: str, grants: str, *, write: str = PUBLISHES) -> tuple[str, str]:
    """The job reads and writes these rows, only while it says its name."""
    verbs = [verb for verb in ("INSERT", "UPDATE") if verb in grants]
    sql = []
    for verb in verbs:
        clause = f"WITH CHECK ({write})" if verb == "INSERT" else f"USING ({PUBLISHES}) WITH CHECK ({write})"
        sql.append(f"CREATE POLICY job_publish_{verb.lower()} ON {table} FOR {verb} TO {JOBS} {clause}")
    undo = [f"DROP POLICY IF EXISTS job_publish_{verb.lower()} ON {table}" for verb in verbs]
    return ";\n".join(sql), ";\n".join(undo)


class Migration(migrations.Migration):
    dependencies = [("editions", "0003_drafts"), ("membership", "0003_policy")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect("editions_draft", select=SEES, insert=f"{WRITES} AND opened_by = {ACTOR}", update=SEES),
            protect(
                "editions_draftchange",
                select=SEES,
                insert=f"{WRITES} AND by = {ACTOR}",
                update=WRITES,
                update_columns="(undone_at)",
            ),
            protect(
                "editions_draftanswer",
                select=SEES,
                insert=f"{APPROVES} AND by = {ACTOR} AND organisation_id = {ORGANISATION}",
            ),
            (
                f"CREATE POLICY job_publish ON editions_draft FOR SELECT TO {JOBS} USING ({PUBLISHES});"
                f"CREATE POLICY job_publish ON editions_draftanswer FOR SELECT TO {JOBS} USING ({PUBLISHES});"
                f"GRANT SELECT, UPDATE (state, proposed_hash, published_as) ON editions_draft TO {JOBS};"
                f"GRANT SELECT ON editions_draftanswer TO {JOBS}",
                "DROP POLICY IF EXISTS job_publish ON editions_draft;"
                "DROP POLICY IF EXISTS job_publish ON editions_draftanswer",
            ),
            let_publish("editions_draft", "UPDATE"),
            let_publish("membership_organisation", "INSERT UPDATE"),
            let_publish("membership_membershipstatus", "INSERT", write=f"{PUBLISHES} AND decided_by IS NULL"),
        )
    ]
