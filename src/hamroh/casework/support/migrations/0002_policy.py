"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import (
    ACTOR,
    INBOX,
    ORGANISATION,
    opened,
    protect,
)


def kept(table: str, group: str, columns: str) -> tuple[str, str]:
    """Read by whom the group was opened; written by the case's team alone, whose door opens the core as well."""
    written = f"{opened(group)} AND {opened('core')}"
    return protect(table, select=opened(group), insert=written, update=written, update_columns=columns)


class Migration(migrations.Migration):
    dependencies = [("support", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            kept("support_needs", "needs", "(services, urgent, note_sealed, updated_at)"),
            kept("support_healthnote", "health", "(sealed, updated_at)"),
            kept("support_stay", "residence", "(until)"),
            protect("support_caretaker", select=opened("core"), insert=opened("core")),
            protect(
                "support_servicerecord",
                select=f"organisation_id = {INBOX}",
                insert=f"organisation_id = {ORGANISATION} AND recorded_by = {ACTOR}",
            ),
        )
    ]
