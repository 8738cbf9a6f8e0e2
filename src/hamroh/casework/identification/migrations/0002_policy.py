"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import (
    ACTOR,
    ORGANISATION,
    opened,
    protect,
)

# Written by the case's team alone, whose door opens the core as well; a recipient may only read.
WRITTEN = f"{opened('screening')} AND {opened('core')}"


class Migration(migrations.Migration):
    dependencies = [("identification", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "identification_firstlinesheet",
                select=opened("sheet", "referral_id"),
                insert=f"author_id = {ACTOR} AND organisation_id = {ORGANISATION}",
            ),
            protect("identification_notification", select="false", insert=f"{ACTOR} IS NOT NULL"),
            protect(
                "identification_screening",
                select=opened("screening"),
                insert=WRITTEN,
                update=WRITTEN,
                update_columns="(answers, answered_by, saved_at, finished_at)",
            ),
            # What only the team reads, though a recipient was shown the signs.
            protect("identification_importedrecord", select=WRITTEN, insert=WRITTEN),
            protect("identification_decision", select=WRITTEN, insert=WRITTEN),
        )
    ]
