"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import (
    INBOX,
    opened,
    protect,
)


class Migration(migrations.Migration):
    dependencies = [("grounds", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "grounds_ground",
                select=f"{opened('core')} OR recipient_organisation_id = {INBOX}",
                insert=opened("core"),
                update=opened("core"),
                update_columns="(withdrawn_at, withdrawn_how)",
            ),
            protect("grounds_reasons", select=opened("core"), insert=opened("core")),
            protect("grounds_disclosure", select=opened("core"), insert=opened("core")),
        )
    ]
