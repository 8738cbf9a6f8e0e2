"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import (
    ACTOR,
    ORGANISATION,
    opened,
    protect,
)


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
                insert=opened("screening"),
                update=opened("screening"),
            ),
            protect("identification_importedrecord", select=opened("screening"), insert=opened("screening")),
            protect("identification_decision", select=opened("screening"), insert=opened("screening")),
        )
    ]
