"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import (
    opened,
    protect,
)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            *(
                protect(table, select=check, insert=check, update=check)
                for table, check in (
                    ("people_identity", opened("identity", "person_id")),
                    ("people_safecontact", opened("contact", "person_id")),
                    ("people_profile", opened("profile", "person_id")),
                )
            ),
        )
    ]
