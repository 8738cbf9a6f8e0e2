"""Another person's sessions are ended only through a door that was opened for just this account, in this transaction."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, APP, opened

OWN = f"({ACTOR} IS NULL OR id = {ACTOR})"
OPENED = f"({OWN} OR {opened('account', 'id')})"


def _update(who: str) -> str:
    return (
        "DROP POLICY IF EXISTS app_update ON accounts_user;\n"
        f"CREATE POLICY app_update ON accounts_user FOR UPDATE TO {APP} USING ({who}) WITH CHECK ({who})"
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_policy")]
    operations = [migrations.RunSQL(_update(OPENED), _update(OWN))]
