"""Seen where the part was opened; an item not by whoever left the room for it, nor, where it is on justice, without that."""

from django.db import migrations

from hamroh.foundation.permissions.rules import KEYS, opened, protect

SEEN = opened("conference")
STAYED = f"NOT (left_users && {KEYS}) AND (NOT ('justice' = ANY (groups)) OR {opened('justice')})"


class Migration(migrations.Migration):
    dependencies = [("conferences", "0001_initial"), ("cases", "0008_new_edition_policy")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            *(
                protect(f"conferences_{table}", select=SEEN, insert=f"{SEEN} AND {opened('core')}")
                for table in ("conference", "participant", "action")
            ),
            protect(
                "conferences_item",
                select=f"{SEEN} AND {STAYED}",
                insert=f"{SEEN} AND {opened('core')} AND {STAYED}",
            ),
        )
    ]
