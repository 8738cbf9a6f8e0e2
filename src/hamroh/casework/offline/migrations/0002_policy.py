"""A device is there for its holder, for whoever manages the people of the organisation, and for itself."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, ORGANISATION, able, protect

MANAGED = f"(organisation_id = {ORGANISATION} AND {able('members:manage')})"
ITSELF = "mark = nullif(current_setting('hamroh.opened_receipt', true), '')"
SEEN = f"user_id = {ACTOR} OR {MANAGED} OR {ITSELF}"


class Migration(migrations.Migration):
    dependencies = [("offline", "0001_initial")]
    operations = [
        migrations.RunSQL(
            *protect(
                "offline_offlinedevice",
                select=SEEN,
                insert=f"user_id = {ACTOR} AND organisation_id = {ORGANISATION} AND ended_at IS NULL",
                update=SEEN,
                update_columns="(contacted_at, ended_at, ended_by, told_to_wipe_at)",
            )
        )
    ]
