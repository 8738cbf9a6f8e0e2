"""An office keeps its own telephone out of hours; a supervisor, too, is a second person who may grant that a colleague's second factor be forgotten."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, APP, KEYS, ORGANISATION, able, guard_writes

MANAGES = f"(organisation_id = {ORGANISATION} AND {able('members:manage')})"
SUPERVISES = f"(organisation_id = {ORGANISATION} AND organisation_id = ANY ({KEYS}))"
SECOND = f"user_id <> {ACTOR} AND asked_by <> {ACTOR}"
OLD = f"{SECOND} AND ({MANAGES} OR {able('members:admit')})"
NEW = f"{SECOND} AND ({MANAGES} OR {SUPERVISES} OR {able('members:admit')})"


def _update(who: str) -> str:
    return (
        "DROP POLICY IF EXISTS app_update ON membership_resetrequest;\n"
        f"CREATE POLICY app_update ON membership_resetrequest FOR UPDATE TO {APP} USING ({who}) WITH CHECK ({who})"
    )


class Migration(migrations.Migration):
    dependencies = [("membership", "0007_contact"), ("accounts", "0003_door")]
    operations = [
        migrations.RunSQL(_update(NEW), _update(OLD)),
        migrations.RunSQL(
            *guard_writes(
                "membership_contact",
                insert=f"written_by = {ACTOR} AND ({MANAGES} OR {able('members:admit')})",
                update=f"({MANAGES} OR {able('members:admit')})",
            )
        ),
    ]
