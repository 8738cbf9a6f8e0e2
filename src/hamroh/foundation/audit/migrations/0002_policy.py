"""Who may see and write which rows. The database itself enforces it; the doors in access.py turn the keys."""

from django.db import migrations

from hamroh.foundation.permissions.rules import (
    ACTOR,
    JOBS,
    KEYS,
    ORGANISATION,
    opened,
    protect,
)
from hamroh.kernel.actor import ability_key


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            protect(
                "audit_entry",
                select=f"{opened('core')} OR '{ability_key('audit:read')}'::uuid = ANY ({KEYS})",
                insert=f"actor_id IS NOT DISTINCT FROM {ACTOR} AND organisation_id IS NOT DISTINCT FROM {ORGANISATION}",
            ),
            (
                f"CREATE POLICY job_insert ON audit_entry FOR INSERT TO {JOBS} WITH CHECK (actor_id IS NULL AND system <> '');"
                f"GRANT INSERT ON audit_entry TO {JOBS}",
                "DROP POLICY IF EXISTS job_insert ON audit_entry",
            ),
        )
    ]
