"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import (
    INBOX,
    KEYS,
    opened,
    protect,
)
from hamroh.kernel.actor import ability_key

# Acts in danger, for whoever may review them: codes only, no case is opened by it.
REVIEWED = f"(review_by IS NOT NULL AND '{ability_key('emergency:review')}'::uuid = ANY ({KEYS}))"


class Migration(migrations.Migration):
    dependencies = [("grounds", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "grounds_ground",
                select=f"{opened('core')} OR recipient_organisation_id = {INBOX} OR {REVIEWED}",
                insert=opened("core"),
                update=f"{opened('core')} OR {REVIEWED}",
                update_columns="(withdrawn_at, withdrawn_how, approved_at)",
            ),
            protect("grounds_reasons", select=opened("core"), insert=opened("core")),
            protect("grounds_disclosure", select=opened("core"), insert=opened("core")),
        )
    ]
