"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import (
    ACTOR,
    INBOX,
    ORGANISATION,
    opened,
    protect,
)


class Migration(migrations.Migration):
    dependencies = [("support", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect("support_needs", select=opened("needs"), insert=opened("needs"), update=opened("needs")),
            protect("support_healthnote", select=opened("health"), insert=opened("health"), update=opened("health")),
            protect("support_stay", select=opened("residence"), insert=opened("residence"), update=opened("residence")),
            protect("support_caretaker", select=opened("core"), insert=opened("core")),
            protect(
                "support_servicerecord",
                select=f"organisation_id = {INBOX}",
                insert=f"organisation_id = {ORGANISATION} AND recorded_by = {ACTOR}",
            ),
        )
    ]
