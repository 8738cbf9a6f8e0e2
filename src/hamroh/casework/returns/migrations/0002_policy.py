"""Seen where the part was opened; written by the case's team; once written never changed, never taken away."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, opened, protect

TABLES = ("return", "partner", "agreement", "paper", "visit")
WRITTEN = f"{opened('return')} AND {opened('core')}"
# Whoever assessed neither decides nor speaks for it.
JUDGED = "decided_by IS NULL OR NOT (decided_by = ANY (authors))"
SECONDED = "seconded_by IS NULL OR NOT (seconded_by = ANY (authors))"


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_initial"), ("cases", "0008_new_edition_policy")]
    operations = [
        migrations.RunSQL(*statements)
        for statements in (
            *(protect(f"returns_{table}", select=opened("return"), insert=WRITTEN) for table in TABLES),
            protect(
                "returns_assessment",
                select=opened("return"),
                insert=f"{WRITTEN} AND written_by = {ACTOR}",
            ),
            (
                f"ALTER TABLE returns_assessment ADD CONSTRAINT decided_by_others CHECK ({JUDGED}),"
                f" ADD CONSTRAINT seconded_by_others CHECK ({SECONDED})",
                "ALTER TABLE returns_assessment DROP CONSTRAINT decided_by_others, DROP CONSTRAINT seconded_by_others",
            ),
        )
    ]
