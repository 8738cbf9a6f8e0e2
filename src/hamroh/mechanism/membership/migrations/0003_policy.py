"""Who may write what. Everybody who signed in may read: who is a member and who works where is no secret among members.

Nobody can write a post of their own, whatever a page does.
"""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, JOBS, ORGANISATION, able, guard_writes, job

ADMITS = able("members:admit")
MANAGES = f"(organisation_id = {ORGANISATION} AND {able('members:manage')})"
NOT_ONESELF = f"user_id <> {ACTOR}"


class Migration(migrations.Migration):
    dependencies = [("membership", "0002_life_people_agreements")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            guard_writes("membership_organisation", insert=ADMITS, update=ADMITS),
            guard_writes("membership_membershipstatus", insert=f"{ADMITS} AND decided_by = {ACTOR}"),
            guard_writes("membership_cascade", insert=ADMITS),
            (
                f"CREATE POLICY job_cascade ON membership_cascade FOR UPDATE TO {JOBS} USING ({job('cascade')})",
                "DROP POLICY IF EXISTS job_cascade ON membership_cascade",
            ),
            guard_writes(
                "membership_post",
                insert=f"{NOT_ONESELF} AND given_by = {ACTOR}"
                f" AND ({MANAGES} OR ({ADMITS} AND role = 'focal-point'))",
                update=f"{NOT_ONESELF} AND ({MANAGES} OR {ADMITS})",
            ),
            guard_writes("membership_agreement", insert=f"{ADMITS} AND issued_by = {ACTOR}"),
            guard_writes("membership_signature", insert=f"({MANAGES} OR {ADMITS}) AND recorded_by = {ACTOR}"),
            guard_writes(
                "membership_resetrequest",
                insert=f"{MANAGES} AND {NOT_ONESELF} AND asked_by = {ACTOR}",
                update=f"{NOT_ONESELF} AND asked_by <> {ACTOR} AND ({MANAGES} OR {ADMITS})",
            ),
        )
    ]
