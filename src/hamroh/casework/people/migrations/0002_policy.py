"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import (
    opened,
    protect,
)


def kept(table: str, group: str, columns: str) -> tuple[str, str]:
    """Read by whom the group was opened; written by the case's team alone, whose door opens the core as well."""
    seen, written = opened(group, "person_id"), f"{opened(group, 'person_id')} AND {opened('core', 'person_id')}"
    return protect(table, select=seen, insert=written, update=written, update_columns=columns)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            kept("people_identity", "identity", "(sealed, written_at, written_by)"),
            kept("people_safecontact", "contact", "(sealed, confirmed_at)"),
            kept("people_profile", "profile", "(age_band, sex, languages, interpreter, citizenship, children_along)"),
        )
    ]
