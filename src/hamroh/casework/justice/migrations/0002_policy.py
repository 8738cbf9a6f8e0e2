"""Kept apart: seen only where a door opened this very part; written once, never changed, never taken away."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, APP, opened, protect

TABLES = ("statement", "proceeding", "protection", "nonpunishment", "compensation", "payment", "lawyer")
WRITTEN = f"{opened('justice')} AND {opened('core')}"
# The record of looks and acts on this part names no case: only whoever may open the part finds it, beside those who audit.
OPENED_AS_TEXT = "string_to_array(nullif(current_setting('hamroh.opened_{}', true), ''), ',')"
LOOKS = (
    f"resource = 'justice' AND resource_id = ANY ({OPENED_AS_TEXT.format('justice')})"
    f" AND resource_id = ANY ({OPENED_AS_TEXT.format('core')})"
)


class Migration(migrations.Migration):
    dependencies = [
        ("justice", "0001_initial"),
        ("audit", "0002_policy"),
        ("cases", "0008_new_edition_policy"),
    ]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            *(protect(f"justice_{table}", select=opened("justice"), insert=WRITTEN) for table in TABLES),
            (
                f"CREATE POLICY justice_select ON audit_entry FOR SELECT TO {APP} USING ({LOOKS})",
                "DROP POLICY IF EXISTS justice_select ON audit_entry",
            ),
            (
                # On which teams one is oneself: for lists over cases that open nothing but their own part.
                f"CREATE POLICY own_select ON cases_teammember FOR SELECT TO {APP}"
                f" USING (user_id = {ACTOR} AND until IS NULL)",
                "DROP POLICY IF EXISTS own_select ON cases_teammember",
            ),
        )
    ]
