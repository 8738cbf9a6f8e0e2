"""Only whoever manages a member's people, or names focal points, makes accounts; an account changes by signing in (then nobody acts yet) or by its
holder."""

from django.db import migrations

from hamroh.foundation.permissions.rules import ACTOR, able, guard_writes


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.RunSQL(
            *guard_writes(
                "accounts_user", insert=f"{able('members:manage')} OR {able('members:admit')}", update=f"({ACTOR} IS NULL OR id = {ACTOR})"
            )
        )
    ]
