"""What was written about somebody is never changed: a new revision stands beside it. So nobody updates these tables."""

from django.db import migrations

from hamroh.foundation.permissions.rules import APP, opened

TABLES = (
    ("people_identity", "identity", "(sealed, written_at, written_by)"),
    ("people_safecontact", "contact", "(sealed, written_at)"),
    ("people_profile", "profile", "(age_band, sex, languages, interpreter, citizenship, children_along)"),
)


def ended(table: str, group: str, columns: str) -> tuple[str, str]:
    both = f"{opened(group, 'person_id')} AND {opened('core', 'person_id')}"
    return (
        f"DROP POLICY app_update ON {table}; REVOKE UPDATE {columns} ON {table} FROM {APP}",
        f"CREATE POLICY app_update ON {table} FOR UPDATE TO {APP} USING ({both}) WITH CHECK ({both});"
        f"GRANT UPDATE {columns} ON {table} TO {APP}",
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0005_revisions")]
    operations = [migrations.RunSQL(*ended(*row)) for row in TABLES]
